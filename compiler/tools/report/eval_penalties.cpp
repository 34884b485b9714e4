// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace ward::tool {

namespace {

constexpr size_t requirements_shown = 8;

std::string why_words(const std::string& why) {
  if (why == "unknown")
    return "a fact of it is missing";
  if (why == "ahead")
    return "a day of it lies after the day of this report";
  if (why == "backwards")
    return "it ends before it begins";
  if (why == "spans")
    return "over two calendar years or schedules: state each part by itself";
  if (why == "too_long")
    return "over more than 100 calendar years";
  if (why == "too_many")
    return "more violations than are computed with";
  if (why == "barred")
    return "too long ago to be assessed";
  if (why == "no_schedule")
    return "no schedule is for violations of these days";
  if (why == "before_first")
    return "assessed before the first schedule took effect";
  return "the year's cap is not published";
}

void add_requirement(const JsonObject& group, page::Page& page) {
  const std::string why = text(group, "why");
  page::Item item;
  item.name = fmt::format("{} · {}", text(group, "requirement"), number(group, "year"));
  item.notes = why.empty()
                   ? page::Words(fmt::format("{} to {}", text(group, "low"), text(group, "high")))
                   : page::Words(why_words(why), page::Tone::open);
  for (const JsonObject* tier : objects(group, "tiers")) {
    const std::string cap = text(*tier, "cap"), before = text(*tier, "before_cap_high");
    item.fields.push_back(
        {"",
         page::Words(
             fmt::format("{} {} at {} to {} each{}{}, effective {}", text(*tier, "count"),
                         words(text(*tier, "tier")), text(*tier, "least_each"),
                         text(*tier, "most_each"), cap.empty() ? "" : ", " + cap + " a year",
                         before.empty() ? ""
                                        : fmt::format(": {} to {} before a cap",
                                                      text(*tier, "before_cap_low"), before),
                         text(*tier, "effective")),
             page::Tone::faint),
         ""});
  }
  page.add(std::move(item));
}

/// Whether something is priced: else the sums say nothing.
bool has_price(const JsonObject& range) {
  const auto groups = objects(range, "requirements");
  return flag(range, "complete") ||
         std::any_of(groups.begin(), groups.end(),
                     [](const JsonObject* group) { return text(*group, "why").empty(); });
}

/// Rows that have no price, those of one reason on one line.
void add_not_priced(const JsonObject& penalty, const JsonObject& range, page::Item& item) {
  std::map<std::string, std::vector<std::string>> keys;
  for (const JsonObject* row : objects(range, "not_priced"))
    keys[text(*row, "why")].push_back(
        fmt::format("{}[\"{}\"]", text(penalty, "table"), text(*row, "key")));
  for (const auto& [why, rows] : keys)
    item.fields.push_back({"",
                           page::Words(fmt::format("{}: {}", fmt::join(rows, ", "), why_words(why)),
                                       page::Tone::open),
                           ""});
}

void add_range(const View& view, const JsonObject& penalty, const JsonObject& range,
               page::Page& page) {
  page::Item item;
  item.name = text(penalty, "path");
  item.title = "under " + text(range, "basis");
  if (has_price(range)) {
    item.notes = page::Words(fmt::format("{} to {}", text(range, "low"), text(range, "high")),
                             page::Tone::strong);
    if (!flag(range, "complete"))
      item.notes.add_part({"of what is known: more may come", page::Tone::open});
  } else {
    item.notes = page::Words("no known range", page::Tone::open);
  }
  if (const std::string newest = text(range, "newest_schedule"); !newest.empty())
    item.notes.add_part({"newest schedule " + newest, page::Tone::faint});
  add_not_priced(penalty, range, item);
  page.add(std::move(item));
  const auto groups = objects(range, "requirements");
  const size_t first = view.shown(groups.size(), requirements_shown);
  for (size_t i = 0; i < first; ++i)
    add_requirement(*groups[i], page);
  add_more(page, groups.size(), first);
}

} // namespace

/// What stated violations may cost (R9.20 to R9.26), each basis beside the others.
void add_penalties(const View& view, page::Page& page) {
  const auto all = objects(view.report, "penalties");
  if (all.empty())
    return;
  page.add(page::Heading{
      2,
      {"PENALTIES", page::Tone::strong},
      {"statutory range, not a forecast; counts and culpability as stated", page::Tone::faint}});
  for (const JsonObject* penalty : all)
    for (const JsonObject* range : objects(*penalty, "ranges"))
      add_range(view, *penalty, *range, page);
}

} // namespace ward::tool
