// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

#include <algorithm>

namespace ward::lint {
namespace {

constexpr std::string_view generic[] = {
    "a",          "and",         "compliance",   "control", "controls",  "data",
    "general",    "hipaa",       "information",  "measure", "measures",  "misc",
    "of",         "other",       "policies",     "policy",  "procedure", "procedures",
    "process",    "requirement", "requirements", "rule",    "rules",     "safeguard",
    "safeguards", "security",    "standard",     "test",    "the",
};

bool is_generic(const std::string& word) {
  return std::find(std::begin(generic), std::end(generic), word) != std::end(generic);
}

} // namespace

void check_vague_title(const Context& context, diag::Sink& sink) {
  std::map<std::vector<std::string>, source::Span> seen;
  context.each<syntax::ControlDecl>([&](const syntax::ControlDecl& control) {
    const std::vector<std::string> words = words_of(control.title.value);
    const auto [first, is_new] = seen.try_emplace(words, control.title.span);
    if (says_nothing(control.title.value) || std::all_of(words.begin(), words.end(), is_generic))
      sink.report(diag::VagueTitle, control.title.span, text_of(control.name))
          .with_help("say what is done, and to what: a reader of a report sees only this");
    else if (!is_new)
      sink.report(diag::VagueTitle, control.title.span, text_of(control.name))
          .label(first->second, "another control has the same title");
  });
}

} // namespace ward::lint
