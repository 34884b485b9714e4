// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_page.h"

#include "tools/report/eval_sections.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

namespace ward::tool {

namespace {

void add_sections(const View& view, page::Page& page) {
  constexpr void (*sections[])(const View&, page::Page&) = {
      add_head,      add_counts,      add_not_met, add_unknown,  add_beside,     add_duties,
      add_penalties, add_assessments, add_settled, add_controls, add_exceptions, add_not_judged,
  };
  for (const auto add : sections)
    add(view, page);
}

/// Provisions whose worst verdict is `verdict`, each with what its units say.
void add_worst(const JsonObject& whole, std::string_view verdict, const page::Words& title,
               page::Page& page) {
  bool first = true;
  for (const JsonObject* provision : objects(whole, "provisions")) {
    if (text(*provision, "verdict") != verdict)
      continue;
    if (std::exchange(first, false))
      page.add(page::Heading{2, title, {}});
    page::Item item;
    item.name = short_citation(text(*provision, "citation"));
    item.title = text(*provision, "title");
    std::string units;
    for (const JsonObject* unit : objects(*provision, "units"))
      units += fmt::format("{}{} in {}", units.empty() ? "" : ", ", words(text(*unit, "verdict")),
                           text(*unit, "unit"));
    item.notes.add(units);
    page.add(std::move(item));
  }
}

} // namespace

page::Page eval_page(const View& view) {
  page::Page page;
  add_sections(view, page);
  add_foot(view, page, false);
  return page;
}

page::Page units_page(const rt::Bundle& bundle, const JsonObject& whole, bool verbose) {
  page::Page page;
  const std::string name = text(whole, "organization");
  const std::vector<std::string> units = texts(whole, "units");
  page.add(page::Heading{
      1,
      page::Words(name.empty() ? "An organization without a name" : name, page::Tone::strong)
          .add(fmt::format(" · in {} units: {} · as of {}", units.size(), fmt::join(units, ", "),
                           text(whole, "as_of"))),
      {}});
  page::Counts table{"authority", {}};
  for (const JsonObject* one : objects(whole, "authorities"))
    table.rows.push_back(
        {text(*one, "title"),
         {{number(*one, "met"), "met", {}, page::Tone::good},
          {number(*one, "not_met"), "not met", {}, page::Tone::bad},
          {number(*one, "unknown"), "unknown", {}, page::Tone::open},
          {number(*one, "not_applicable"), "not applicable", {}, page::Tone::plain},
          {number(*one, "not_judged"), "not judged", {}, page::Tone::plain}}});
  page.add(std::move(table));
  page.add(page::Paragraph{{}, "Of its units' verdicts the worst is the organization's."});
  add_worst(whole, "not_met", {"NOT MET", page::Tone::bad}, page);
  add_worst(whole, "unknown", {"UNKNOWN", page::Tone::open}, page);
  const std::vector<const JsonObject*> reports = objects(whole, "reports");
  for (const JsonObject* one : reports) {
    page.add(page::Heading{1, {"UNIT " + text(*one, "unit"), page::Tone::strong}, {}});
    add_sections(View(bundle, child(*one, "report"), verbose), page);
  }
  if (!reports.empty())
    add_foot(View(bundle, child(*reports.front(), "report"), verbose), page, false);
  return page;
}

page::Item provision_item(const JsonObject& provision) {
  page::Item item;
  item.name = short_citation(text(provision, "citation"));
  item.title = text(provision, "title");
  if (const std::string designation = text(provision, "designation"); designation != "none")
    item.notes.add(designation);
  for (const char* detail : {"partial", "excepted"})
    if (has_text(provision, "details", detail))
      item.notes.add_part(detail);
  return item;
}

} // namespace ward::tool
