// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

namespace ward::lint {

void check_missing_evidence(const Context& context, diag::Sink& sink) {
  context.each<syntax::ControlDecl>([&](const syntax::ControlDecl& control) {
    if (control.evidence.empty() && !(control.covers.empty() && control.aligns.empty()))
      sink.report(diag::MissingEvidence, control.name.span, text_of(control.name))
          .with_help("add `evidence NAME \"what shows it\" fresh for 90 days`");
  });
}

} // namespace ward::lint
