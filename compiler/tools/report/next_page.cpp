// SPDX-License-Identifier: Apache-2.0
#include "tools/report/next_page.h"

#include "tools/report/eval_sections.h"
#include "tools/report/open_questions.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::tool {

page::Page next_page(const View& view, const std::vector<OpenQuestion>& questions, size_t limit) {
  page::Page page;
  add_head(view, page);
  const size_t open = view.with_verdict("unknown").size();
  if (questions.empty()) {
    page.add(page::Paragraph{
        {}, open == 0 ? "Nothing is unknown." : "What is unknown, no answer could settle."});
  } else {
    page.add(page::Heading{
        2,
        {"NEXT", page::Tone::open},
        {fmt::format("{} question{} on {} unknown verdict{}: first what settles most of them",
                     questions.size(), questions.size() == 1 ? "" : "s", open,
                     open == 1 ? "" : "s"),
         page::Tone::faint}});
    const size_t shown = view.verbose ? questions.size() : std::min(limit, questions.size());
    for (size_t i = 0; i < shown; ++i)
      page.add(question_item(questions[i]));
    add_more(page, questions.size(), shown);
  }
  add_foot(view, page, true);
  return page;
}

llvm::json::Array questions_json(const std::vector<OpenQuestion>& questions) {
  const auto list = [](const std::set<std::string>& texts) {
    llvm::json::Array out;
    for (const std::string& one : texts)
      out.push_back(one);
    return out;
  };
  llvm::json::Array out;
  for (const OpenQuestion& one : questions)
    out.push_back(llvm::json::Object{{"path", one.path},
                                     {"asks", one.complete ? "complete" : "value"},
                                     {"cause", one.cause},
                                     {"prompt", one.prompt},
                                     {"rows", list(one.rows)},
                                     {"verdicts", list(one.verdicts)},
                                     {"alone", list(one.settles)},
                                     {"owners", list(one.owners)}});
  return out;
}

JsonObject next_json(const View& view, const std::vector<OpenQuestion>& questions) {
  return JsonObject{{"schema_version", 1},
                    {"as_of", text(view.report, "as_of")},
                    {"questions", questions_json(questions)},
                    {"disclaimer", text(view.report, "disclaimer")}};
}

} // namespace ward::tool
