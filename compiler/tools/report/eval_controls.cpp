// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"

#include <fmt/format.h>

#include <map>

namespace ward::tool {

namespace {

constexpr size_t controls_shown = 12;

page::Item control_item(const JsonObject& control) {
  page::Item item;
  item.name = text(control, "path");
  item.title = text(control, "title");
  item.notes = verdict_words(text(control, "verdict"));
  if (has_text(control, "details", "excepted"))
    item.notes.add_part("excepted");
  return item;
}

} // namespace

void add_controls(const View& view, page::Page& page) {
  std::map<std::string, std::vector<const JsonObject*>> by_line;
  for (const JsonObject* one : objects(view.report, "controls"))
    by_line[text(*one, "verdict")].push_back(one);
  if (by_line.empty())
    return;
  page.add(page::Heading{
      2,
      {"CONTROLS", page::Tone::strong},
      {fmt::format("{} implemented, {} not implemented, {} unknown, {} not applicable",
                   by_line["implemented"].size(), by_line["not_implemented"].size(),
                   by_line["unknown"].size(), by_line["not_applicable"].size()),
       page::Tone::faint}});
  std::vector<const char*> verdicts = {"not_implemented", "unknown"};
  if (view.verbose)
    verdicts.insert(verdicts.end(), {"implemented", "not_applicable"});
  for (const char* verdict : verdicts) {
    const auto& found = by_line[verdict];
    const size_t shown = view.shown(found.size(), controls_shown);
    for (size_t i = 0; i < shown; ++i)
      page.add(control_item(*found[i]));
    add_more(page, found.size(), shown);
  }
}

void add_exceptions(const View& view, page::Page& page) {
  const auto all = objects(view.report, "exceptions");
  if (all.empty())
    return;
  page.add(page::Heading{2,
                         {"EXCEPTIONS", page::Tone::strong},
                         {"beside the verdicts; they change none", page::Tone::faint}});
  for (const JsonObject* one : all) {
    const std::string state = text(*one, "state");
    page::Item item;
    item.name = text(*one, "name");
    page::Words about("for " + text(*one, "control"));
    std::string rows;
    for (const JsonObject* row : objects(*one, "rows"))
      rows += fmt::format("{}{}[\"{}\"]", rows.empty() ? " at " : ", ", text(*row, "table"),
                          text(*row, "key"));
    item.title = about.add(rows).plain();
    if (state == "active")
      item.notes.add("until " + text(*one, "expires"));
    else if (state == "expired")
      item.notes.add("expired " + text(*one, "expires"), page::Tone::bad);
    else
      item.notes.add("from " + text(*one, "on"));
    item.fields.push_back({"because",
                           fmt::format("{} · approved by {} on {}", text(*one, "because"),
                                       text(*one, "approved_by"), text(*one, "on")),
                           ""});
    if (const JsonObject& other = child(*one, "compensated_by"); !other.empty())
      item.fields.push_back(
          {"instead", fmt::format("{}: {}", text(other, "path"), words(text(other, "line"))), ""});
    page.add(std::move(item));
  }
}

} // namespace ward::tool
