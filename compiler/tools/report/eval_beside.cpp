// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"

#include <fmt/format.h>

namespace ward::tool {

namespace {

constexpr size_t provisions_shown = 8;

/// A detail that has a section of its own.
struct Beside {
  const char* detail;
  const char* title;
  const char* note;
  bool met_only;
};

// clang-format off
constexpr Beside besides[] = {
    {"by_decision",  "BY DECISION",   "met only because of a decision under 45 CFR 164.306(d)(3)", true},
    {"practice_gap", "PRACTICE GAPS", "beyond the text; they change no verdict",                   false},
    {"presumed",     "PRESUMED",      "rests on a presumption that the rule itself makes",          false},
    {"no_instances", "NO INSTANCES",  "met because there is nothing it could be broken by",         true},
    {"contributed",  "CONTRIBUTED",   "controls align with it without meeting it",                  false},
    {"corroborated", "CORROBORATED",  "stands beside the verdict and proves nothing by itself",     false},
};
// clang-format on

void add_lines(const JsonObject& provision, std::string_view detail, page::Item& item) {
  if (detail == "by_decision")
    for (const JsonObject* decision : objects(provision, "decisions"))
      item.fields.push_back({"", decision_words(*decision), ""});
  if (detail == "practice_gap")
    for (const JsonObject* element : objects(provision, "elements"))
      if (text(*element, "basis") != "text" && text(*element, "verdict") == "not_met")
        item.fields.push_back({text(*element, "basis"),
                               page::Words(text(*element, "name"), page::Tone::strong)
                                   .add(text(*element, "phrase").empty() ? "" : ": ")
                                   .add(text(*element, "phrase")),
                               ""});
  if (detail == "contributed")
    for (const JsonObject* control : objects(provision, "contributors"))
      item.fields.push_back(
          {"", page::Words(text(*control, "path")).add(": ").add(words(text(*control, "line"))),
           ""});
  if (detail == "corroborated")
    for (const JsonObject* fact : objects(provision, "corroborated_by"))
      item.fields.push_back(fact_field("", *fact));
}

} // namespace

void add_beside(const View& view, page::Page& page) {
  for (const Beside& beside : besides) {
    std::vector<const JsonObject*> found;
    for (const JsonObject* one : view.provisions)
      if (has_text(*one, "details", beside.detail) &&
          (!beside.met_only || text(*one, "verdict") == "met"))
        found.push_back(one);
    if (found.empty())
      continue;
    page.add(
        page::Heading{2, {beside.title, page::Tone::strong}, {beside.note, page::Tone::faint}});
    const size_t shown = view.shown(found.size(), provisions_shown);
    for (size_t i = 0; i < shown; ++i) {
      page::Item item = provision_item(*found[i]);
      item.notes = verdict_words(text(*found[i], "verdict"));
      add_lines(*found[i], beside.detail, item);
      page.add(std::move(item));
    }
    add_more(page, found.size(), shown);
  }
}

} // namespace ward::tool
