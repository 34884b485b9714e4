// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"
#include "tools/report/open_questions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ward::tool {

namespace {

constexpr size_t questions_shown = 10;
constexpr size_t provisions_shown = 15;
constexpr size_t answers_shown = 4;

struct State {
  const View& view;
  page::Page& page;

  void provision(const JsonObject& one) {
    page::Item item = provision_item(one);
    if (const std::string says = text(one, "says"); view.verbose && !says.empty())
      item.fields.push_back({"says", {says, page::Tone::faint}, ""});
    if (one.get("to_met") == nullptr) {
      item.fields.push_back({"", "no answer alone makes it met", ""});
    } else {
      std::vector<std::string> paths;
      for (const JsonObject* fact : objects(one, "to_met"))
        paths.push_back((text(*fact, "kind") == "complete" ? "the whole list of " : "") +
                        text(*fact, "path"));
      if (view.verbose || paths.size() <= answers_shown)
        item.fields.push_back({"met by", fmt::format("{}", fmt::join(paths, ", ")), ""});
      else
        item.fields.push_back(
            {"met by",
             {fmt::format("{} answers together (--verbose)", paths.size()), page::Tone::faint},
             ""});
    }
    page.add(std::move(item));
  }

  void run() {
    const std::vector<const JsonObject*> open = view.with_verdict("unknown");
    if (open.empty())
      return;
    const std::vector<OpenQuestion> questions = open_questions(view.report);
    page.add(page::Heading{
        2,
        {"UNKNOWN", page::Tone::open},
        {fmt::format(
             "{} provision{}; answer these first: each says to how many of them it may matter",
             open.size(), open.size() == 1 ? "" : "s"),
         page::Tone::faint}});
    size_t shown = view.shown(questions.size(), questions_shown);
    for (size_t i = 0; i < shown; ++i)
      page.add(question_item(questions[i]));
    if (questions.size() > shown)
      page.add(page::Paragraph{
          {},
          {fmt::format("  ... {} more: ward facts next, or --verbose", questions.size() - shown),
           page::Tone::faint}});
    page.add(page::Paragraph{"What is unknown:", {}});
    shown = view.shown(open.size(), provisions_shown);
    for (size_t i = 0; i < shown; ++i)
      provision(*open[i]);
    add_more(page, open.size(), shown);
  }
};

} // namespace

page::Item question_item(const OpenQuestion& one) {
  page::Item item;
  item.name = one.judged_again ? fmt::format("settles {}", one.settles.size())
                               : fmt::format("{} verdict{}", one.verdicts.size(),
                                             one.verdicts.size() == 1 ? "" : "s");
  item.title = one.complete ? "the whole list of " + one.path : one.path;
  if (one.judged_again)
    item.notes.add(fmt::format("may matter to {}", one.verdicts.size()));
  else if (!one.settles.empty())
    item.notes.add(fmt::format("{} by this alone", one.settles.size()));
  if (!one.prompt.empty())
    item.fields.push_back({"question", one.prompt, ""});
  item.fields.push_back({"fact", {one.words, page::Tone::code}, one.place});
  if (!one.owners.empty())
    item.fields.push_back({"ask", fmt::format("{}", fmt::join(one.owners, ", ")), ""});
  return item;
}

void add_unknown(const View& view, page::Page& page) {
  State{view, page}.run();
}

} // namespace ward::tool
