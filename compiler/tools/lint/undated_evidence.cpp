// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

namespace ward::lint {

void check_undated_evidence(const Context& context, diag::Sink& sink) {
  context.each<syntax::ControlDecl>([&](const syntax::ControlDecl& control) {
    for (const syntax::Evidence& evidence : control.evidence)
      if (!evidence.fresh_for && !evidence.name.is_missing())
        sink.report(diag::UndatedEvidence, evidence.name.span, evidence.name.text)
            .with_help("say how long it shows anything: `fresh for 12 months`");
  });
}

} // namespace ward::lint
