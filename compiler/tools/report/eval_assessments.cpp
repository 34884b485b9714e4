// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"

#include <fmt/format.h>

namespace ward::tool {

page::Words score_words(const std::string& status, const std::string& ready) {
  if (status == "reached")
    return {"threshold reached (own scores)", page::Tone::good};
  if (status == "below")
    return {"below the threshold (own scores)", page::Tone::bad};
  if (status == "not_yet")
    return {
        fmt::format("not yet: threshold reached from {} if the scores stay (own scores)", ready),
        page::Tone::open};
  if (status == "not_effective")
    return {"its figures are not in effect on this day", page::Tone::open};
  return {"unknown (own scores)", page::Tone::open};
}

std::string unscored_words(const JsonObject& statement) {
  const std::string why = text(statement, "why");
  const std::string level = text(statement, "level");
  if (why == "unknown")
    return level.empty() ? "a fact of it is missing" : level + " is not known";
  if (why == "not_scored")
    return level + " is not scored";
  if (why == "above")
    return level + " is scored above the level that bounds it";
  if (why == "not_in_place")
    return level + " is scored, and there is no day since when it is in place";
  if (why == "incubating")
    return fmt::format("{} counts from {}", level, text(statement, "ready"));
  if (why == "no_reason")
    return "not applicable, without a written reason";
  if (why == "not_accepted")
    return "inherited from a provider that does not show a certificate";
  if (why == "not_inherited")
    return "inherited, and no score of the provider is stated";
  if (why == "out_of_range")
    return "a share or score is not within 0% to 100%";
  return {};
}

namespace {

constexpr size_t statements_shown = 6;

page::Item unit_item(const JsonObject& assessment, const JsonObject& unit) {
  page::Item item;
  item.name = words(text(unit, "name"));
  const std::string status = text(unit, "status");
  const std::string average = text(unit, "average");
  const int64_t open = number(unit, "open") + number(unit, "undecided");
  if (!average.empty())
    item.title = fmt::format("{} of {}", average, number(unit, "scored"));
  if (status == "below")
    item.notes.add_part({open == 0 ? fmt::format("{} short of {}", text(unit, "short_by"),
                                                 text(assessment, "threshold"))
                                   : "below whatever the open ones score",
                         page::Tone::bad});
  else if (status == "not_yet")
    item.notes.add_part({"not yet: from " + text(unit, "ready"), page::Tone::open});
  else if (status == "reached")
    item.notes.add_part({"reached", page::Tone::good});
  else
    item.notes.add_part({"unknown", page::Tone::open});
  if (open > 0)
    item.notes.add_part({fmt::format("{} open", open), page::Tone::open});
  else if (status == "unknown" && average.empty() && flag(assessment, "complete"))
    item.notes.add_part({"nothing of it is scored", page::Tone::open});
  if (number(unit, "not_applicable") > 0)
    item.notes.add_part(
        {fmt::format("{} not applicable", number(unit, "not_applicable")), page::Tone::faint});
  return item;
}

/// The statements of a unit, or of none, that keep it from its threshold.
void add_statements(const View& view, const JsonObject& assessment, const std::string& unit,
                    page::Item& item) {
  std::vector<const JsonObject*> found;
  for (const JsonObject* one : objects(assessment, "statements"))
    if (text(*one, "unit") == unit &&
        (!flag(*one, "partly_inherited") || !text(*one, "why").empty()))
      found.push_back(one);
  const size_t first = view.shown(found.size(), statements_shown);
  for (size_t i = 0; i < first; ++i) {
    const std::string why = unscored_words(*found[i]);
    const std::string score = text(*found[i], "score"); // absent where the report is redacted
    item.fields.push_back({"",
                           page::Words(fmt::format("{}[\"{}\"]: {}", text(assessment, "table"),
                                                   text(*found[i], "key"),
                                                   !why.empty()    ? why
                                                   : score.empty() ? "below the threshold"
                                                                   : score),
                                       why.empty() ? page::Tone::plain : page::Tone::open),
                           ""});
  }
  if (first < found.size())
    item.fields.push_back({"",
                           page::Words(fmt::format("... {} more (--verbose)", found.size() - first),
                                       page::Tone::faint),
                           ""});
}

void add_scores(const View& view, const JsonObject& assessment, page::Page& page) {
  page::Item head;
  head.name = text(assessment, "path");
  head.title = text(assessment, "title");
  head.notes = score_words(text(assessment, "status"), text(assessment, "ready"));
  const int64_t in_scope = number(assessment, "in_scope");
  const std::string table = text(assessment, "table");
  if (flag(assessment, "count_differs"))
    head.fields.push_back({"",
                           page::Words(fmt::format("{} statements are stated, and it has {}",
                                                   in_scope, number(assessment, "expected")),
                                       page::Tone::open),
                           ""});
  if (!flag(assessment, "complete"))
    head.fields.push_back(
        {"",
         page::Words(fmt::format("{} is not declared complete: more statements may come", table),
                     page::Tone::open),
         ""});
  add_statements(view, assessment, "", head);
  page.add(std::move(head));
  for (const JsonObject* unit : objects(assessment, "units")) {
    const std::string status = text(*unit, "status");
    if (status == "reached" && !view.verbose)
      continue;
    page::Item item = unit_item(assessment, *unit);
    if (status != "reached")
      add_statements(view, assessment, text(*unit, "name"), item);
    page.add(std::move(item));
  }
  size_t reached = 0;
  for (const JsonObject* unit : objects(assessment, "units"))
    reached += text(*unit, "status") == "reached" ? 1 : 0;
  page.add(page::Paragraph{
      {},
      {fmt::format("{} of {} {}s reach {}", reached, objects(assessment, "units").size(),
                   text(assessment, "unit"), text(assessment, "threshold")),
       page::Tone::faint}});
}

std::string certificate_words(const JsonObject& one) {
  const std::string status = text(one, "status");
  const std::string last = text(one, "last_day");
  const std::string by = text(one, "interim_by");
  if (status == "held")
    return fmt::format("held until {}{}", last,
                       by.empty() ? ""
                                  : fmt::format(", if an interim assessment is done from {} to {}",
                                                text(one, "interim_from"), by));
  if (status == "ahead")
    return "issued after the day of this report";
  if (status == "expired")
    return "expired: its last day was " + last;
  if (status == "interim_missed")
    return fmt::format("no interim assessment from {} to {}", text(one, "interim_from"), by);
  if (status == "out_of_scope")
    return "its scope is another";
  return "a fact of it is missing";
}

void add_certificates(const JsonObject& assessment, page::Page& page) {
  for (const JsonObject* one : objects(assessment, "certificates")) {
    const bool held = flag(*one, "corroborates");
    page::Item item;
    item.name = "certificate " + text(*one, "key");
    item.title = text(assessment, "path");
    item.notes = page::Words(certificate_words(*one), held ? page::Tone::good : page::Tone::open);
    item.notes.add_part({held ? "corroborates" : "corroborates nothing", page::Tone::faint});
    page.add(std::move(item));
  }
}

/// Whether a statement is in its scope, or may be.
bool says_something(const JsonObject& assessment) {
  return number(assessment, "in_scope") + number(assessment, "undecided") > 0;
}

} // namespace

/// What the organization's own scores come to (R9.30 to R9.39), and the certificates it holds.
void add_assessments(const View& view, page::Page& page) {
  const auto all = objects(view.report, "assessments");
  bool begun = false;
  const auto begin = [&] {
    if (!begun)
      page.add(page::Heading{2,
                             {"ASSESSMENTS", page::Tone::strong},
                             {"own scores, no certification; neither a score nor a certificate "
                              "makes a provision of a law met",
                              page::Tone::faint}});
    begun = true;
  };
  for (const JsonObject* one : all) {
    const bool scored = says_something(*one);
    if (!scored && objects(*one, "certificates").empty())
      continue;
    begin();
    if (scored)
      add_scores(view, *one, page);
    add_certificates(*one, page);
    const auto doubts = texts(*one, "unverified");
    if (scored && view.verbose)
      for (const std::string& doubt : doubts)
        page.add(page::Paragraph{{"unverified: ", page::Tone::open}, doubt});
    else if (scored && !doubts.empty())
      page.add(page::Paragraph{
          {},
          {fmt::format("{} parts of how it is scored are unverified (--verbose)", doubts.size()),
           page::Tone::faint}});
  }
}

} // namespace ward::tool
