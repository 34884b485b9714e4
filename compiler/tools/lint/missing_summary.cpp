// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

namespace ward::lint {

using namespace syntax;

void check_missing_summary(const Context& context, diag::Sink& sink) {
  context.each<ControlDecl>([&](const ControlDecl& control) {
    if (control.doc.text.empty())
      sink.report(diag::MissingSummary, control.name.span, "control", text_of(control.name))
          .with_help(
              "say above it, behind `///`, what it is for; reports and documentation show it");
  });
  context.each<ProfileDecl>([&](const ProfileDecl& profile) {
    if (profile.doc.text.empty() && !profile.summary)
      sink.report(diag::MissingSummary, profile.name.span, "profile", profile.name.text)
          .with_help("add `summary \"...\"`: for whom is it?");
  });
  // What binds from outside is paraphrased; a house's own rule may say all in its title.
  context.each_provision([&](const ProvisionDecl& provision) {
    const auto at = context.force.find(provision.citation.authority);
    const bool is_foreign =
        at != context.force.end() && (at->second == "law" || at->second == "contract");
    if (is_foreign && !provision.says && provision.doc.text.empty())
      sink.report(diag::MissingSummary, provision.citation.span, "provision",
                  provision.citation.text)
          .with_help("add `says \"...\"`: what it asks for, in your own words");
  });
}

} // namespace ward::lint
