// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"
#include "tools/report/event_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ward::tool {

namespace {

constexpr size_t events_shown = 8;

void add_event(const JsonObject& event, const std::string& table, page::Page& page) {
  const std::string status = text(event, "status");
  page::Item item;
  item.name = fmt::format("{}[\"{}\"]", table, text(event, "key"));
  item.notes =
      page::Words(words(status), status == "overdue"                     ? page::Tone::bad
                                 : status == "met"                       ? page::Tone::good
                                 : status == "late" || status == "early" ? page::Tone::plain
                                                                         : page::Tone::open);
  item.notes.add_part(event_words(event));
  const auto say = [&](std::string line) { item.fields.push_back({"", std::move(line), ""}); };
  for (const char* detail : {"not_prompt", "presumed", "not_yet", "before_event"})
    if (has_text(event, "details", detail))
      say(event_detail_words(detail));
  if (const std::string past = violation_words(event); !past.empty())
    say(past);
  std::vector<std::string> open;
  for (const JsonObject* fact : objects(event, "may_matter"))
    open.push_back(text(*fact, "path"));
  const size_t some = std::min<size_t>(open.size(), 4);
  if (some > 0)
    say(fmt::format("what could change it: {}{}",
                    fmt::join(open.begin(), open.begin() + static_cast<ptrdiff_t>(some), ", "),
                    open.size() > some ? fmt::format(" and {} more", open.size() - some) : ""));
  page.add(std::move(item));
}

void add_duty(const View& view, const JsonObject& duty, page::Page& page) {
  std::map<std::string, size_t> counts;
  std::vector<const JsonObject*> events;
  for (const JsonObject* event : objects(duty, "events")) {
    const std::string status = text(*event, "status");
    ++counts[status];
    if (status != "not_triggered" && (view.verbose || status != "met"))
      events.push_back(event);
  }
  std::string tally;
  for (const auto& [status, count] : counts)
    tally += fmt::format("{}{} {}", tally.empty() ? "" : ", ", count, words(status));
  if (!flag(duty, "complete"))
    tally += fmt::format("{}{} is not declared complete", tally.empty() ? "" : " · ",
                         text(duty, "table"));
  std::vector<std::string> cites;
  for (const JsonObject* cite : objects(duty, "cites"))
    if (const std::string one = short_citation(text(*cite, "citation"));
        std::find(cites.begin(), cites.end(), one) == cites.end())
      cites.push_back(one);
  page::Item item;
  item.name = text(duty, "path");
  item.title = text(duty, "title");
  item.notes = page::Words(fmt::to_string(fmt::join(cites, ", ")), page::Tone::faint);
  item.fields.push_back({"", page::Words(tally.empty() ? "no events" : tally), ""});
  page.add(std::move(item));
  const size_t first = view.shown(events.size(), events_shown);
  for (size_t i = 0; i < first; ++i)
    add_event(*events[i], text(duty, "table"), page);
  add_more(page, events.size(), first);
}

} // namespace

/// Every event that is triggered, or may be; what is met only if verbose.
void add_duties(const View& view, page::Page& page) {
  const auto all = objects(view.report, "duties");
  if (all.empty())
    return;
  page.add(
      page::Heading{2,
                    {"DUTIES", page::Tone::strong},
                    {"events with a clock; `ward clock` prints the calendar", page::Tone::faint}});
  for (const JsonObject* duty : all)
    add_duty(view, *duty, page);
}

} // namespace ward::tool
