// SPDX-License-Identifier: Apache-2.0
#include "tools/incident/pieces.h"
#include "tools/report/eval_sections.h"
#include "tools/report/event_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::incident {

namespace {

using page::Tone;
using tool::JsonObject;
using tool::objects;
using tool::text;

page::Branch line(const char* what, const std::string& days) {
  return {page::Words(what).add(days, Tone::strong), "", {}};
}

page::Branch answer_branch(const Answer& answer) {
  page::Branch out{answer.answered
                       ? page::Words(answer.path + " = " + answer.value, Tone::code)
                       : page::Words(answer.path, Tone::code).add(": not answered", Tone::open),
                   answer.place,
                   {}};
  if (!answer.prompt.empty())
    out.below.push_back({{answer.prompt, Tone::faint}, "", {}});
  return out;
}

void add_list(const JsonObject& event, const char* list, const char* title, page::Tree& tree) {
  page::Branch branch{title, "", {}};
  for (const JsonObject* fact : objects(event, list))
    branch.below.push_back(tool::fact_branch(*fact));
  if (!branch.below.empty())
    tree.branches.push_back(std::move(branch));
}

void add_presumptions(const JsonObject& event, page::Tree& tree) {
  for (const JsonObject* one : objects(event, "presumptions")) {
    const std::string shown = text(*one, "shown");
    page::Branch branch{page::Words("presumed against the organization, unless shown: ")
                            .add(shown == "yes"  ? "shown"
                                 : shown == "no" ? "what is stated does not show it"
                                                 : "not all of it is answered",
                                 shown == "yes" ? Tone::good : Tone::open),
                        "",
                        {}};
    for (const JsonObject* fact : objects(*one, "facts"))
      branch.below.push_back(tool::fact_branch(*fact));
    tree.branches.push_back(std::move(branch));
  }
}

/// The walk of one duty: when it arose, until when, what stopped it, whether it was done, and why.
void walk(const Notice& notice, page::Page& page) {
  const JsonObject& event = *notice.event;
  page.add(page::Heading{2,
                         page::Words(text(*notice.duty, "path"), Tone::strong)
                             .add_part(text(*notice.duty, "title"))
                             .add_part(notice.row.path()),
                         {cites(*notice.duty), Tone::faint}});
  page.add(page::Paragraph{{}, status_words(event)});
  for (const std::string& detail : tool::texts(event, "details"))
    page.add(page::Paragraph{{}, {tool::event_detail_words(detail), Tone::open}});
  if (const std::string past = tool::violation_words(event); !past.empty())
    page.add(page::Paragraph{{}, past});
  page::Tree tree;
  if (text(event, "status") != "not_triggered") {
    page::Branch arises = line("day 0: ", tool::event_days(event, "arises"));
    for (const Answer& answer : notice.arises)
      arises.below.push_back(answer_branch(answer));
    tree.branches.push_back(std::move(arises));
    for (const auto& [name, what] :
         {std::pair{"not_before", "not before: "},
          std::pair{"prompt_by", "prompt until (practice): "},
          std::pair{"due", "last day in time: "}, std::pair{"done", "done: "}})
      if (const std::string days = tool::event_days(event, name); !days.empty())
        tree.branches.push_back(line(what, days));
  }
  add_presumptions(event, tree);
  add_list(event, "reason", "these facts alone make it so", tree);
  add_list(event, "may_matter", "what could change it", tree);
  page.add(std::move(tree));
}

} // namespace

page::Page explain_event(const tool::View& view, const Stated& stated, const RowName& name) {
  page::Page page;
  page.add(page::Heading{
      1, page::Words(name.path()).add_part("as of " + text(view.report, "as_of")), {}});
  page.add(page::Paragraph{
      {},
      {"Each duty that may stand on it, and its days. `ward incident` makes the whole record.",
       Tone::faint}});
  const std::vector<RowName> rows = stated.with_its_rows(name);
  // A row that belongs to another reads what is said of that one.
  for (const Notice& notice :
       notices_of(view, stated, stated.with_its_rows(stated.incident_of(name))))
    if (std::find(rows.begin(), rows.end(), notice.row) != rows.end())
      walk(notice, page);
  tool::add_foot(view, page, true);
  return page;
}

} // namespace ward::incident
