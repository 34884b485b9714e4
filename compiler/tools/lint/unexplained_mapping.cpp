// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

namespace ward::lint {

void check_unexplained_mapping(const Context& context, diag::Sink& sink) {
  context.each<syntax::CrosswalkDecl>([&](const syntax::CrosswalkDecl& crosswalk) {
    for (const syntax::Mapping& mapping : crosswalk.mappings)
      if (!mapping.because)
        sink.report(diag::UnexplainedMapping, mapping.span, mapping.from.citation.text,
                    mapping.to.citation.text)
            .with_help(
                "add `because \"...\"`: a mapping is a judgement, and an auditor asks whose");
  });
}

} // namespace ward::lint
