// SPDX-License-Identifier: Apache-2.0
#include "lower/lower.h"

#include "lower/expressions.h"
#include "lower/law.h"
#include "lower/layout.h"
#include "lower/records.h"
#include "model/model.h"
#include "program/builder.h"

namespace ward::lower {

base::Expected<program::Program, Fault>
lower(const model::Model& model, const source::SourceManager& sources, const Options& options) {
  const Layout layout = lay_out(model);
  program::Builder builder;
  Expressions expressions(model, sources, layout, options, builder);
  Law law(model, layout, builder, expressions);
  law.run();
  Records{model, layout, builder, expressions, law, options}.run();
  if (expressions.fault())
    return base::Unexpected{*expressions.fault()};
  return builder.finish();
}

} // namespace ward::lower
