// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/lint.h"

#include "diag/sink.h"
#include "tools/lint/context.h"
#include "tools/lint/suppressions.h"

namespace ward::lint {
namespace {

using Rule = void (*)(const Context&, diag::Sink&);
constexpr Rule rules[] = {
#define WARD_LINT(rule) check_##rule,
#include "tools/lint/rules.def"
#undef WARD_LINT
};

/// Files a finding at its level; false where the rule is off.
bool set_level(const Input& input, diag::Diagnostic& finding) {
  const auto level = input.levels.find(finding.code);
  if (level == input.levels.end())
    return true;
  finding.severity =
      level->second == Level::error ? diag::Severity::error : diag::Severity::warning;
  return level->second != Level::allow;
}

} // namespace

void lint(const Input& input, diag::Sink& sink) {
  const Context context(input);
  diag::Sink found, about_suppressions;
  for (const Rule rule : rules)
    rule(context, found);
  Suppressions suppressions(input, about_suppressions);
  for (const diag::Diagnostic* finding : found.sorted()) {
    diag::Diagnostic one = *finding;
    if (set_level(input, one) && !suppressions.covers(one))
      sink.file(std::move(one));
  }
  suppressions.report_unused();
  for (const diag::Diagnostic* finding : about_suppressions.sorted())
    if (diag::Diagnostic one = *finding; set_level(input, one))
      sink.file(std::move(one));
}

} // namespace ward::lint
