// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ward::tool {

namespace {

constexpr size_t events_shown = 8;

std::string range_of_days(const JsonObject& event, const char* name) {
  std::vector<int64_t> days;
  if (const llvm::json::Array* list = event.getArray(name))
    for (const llvm::json::Value& item : *list)
      days.push_back(item.getAsInteger().value_or(0));
  if (days.empty())
    return "";
  const auto [least, most] = std::minmax_element(days.begin(), days.end());
  return *least == *most ? fmt::format("{} day{}", *least, *least == 1 ? "" : "s")
                         : fmt::format("{} or {} days", *least, *most);
}

std::string dates(const JsonObject& event, const char* name) {
  return fmt::to_string(fmt::join(texts(event, name), " or "));
}

/// When it is or was due, and how far that is.
std::string event_words(const JsonObject& event) {
  const std::string status = text(event, "status");
  std::string due = dates(event, "due");
  if (const std::string other = text(event, "due_or"); !other.empty() && !due.empty())
    due += other == "unknown" ? " or another day" : " or " + other;
  if (status == "pending")
    return "due " + due +
           (texts(event, "due").size() == 1 ? " · in " + range_of_days(event, "days_left") : "");
  if (status == "held")
    return fmt::format("on hold until {} · then due {}", dates(event, "not_before"), due);
  if (status == "overdue")
    return fmt::format("was due {} · overdue by {}", due, range_of_days(event, "days_over"));
  if (status == "late")
    return fmt::format("done {} · late by {}", dates(event, "done"),
                       range_of_days(event, "days_late"));
  if (status == "early")
    return fmt::format("done {} · {} against the hold", dates(event, "done"),
                       range_of_days(event, "days_early"));
  return status == "unknown" && !due.empty() ? "due, if it is, " + due : "";
}

std::string lookback_words(const JsonObject& past) {
  std::string out;
  for (const JsonObject* one : objects(past, "counts"))
    if (const std::string lookback = text(*one, "lookback"); !lookback.empty())
      out += fmt::format(" · {} {} of {}", flag(*one, "within") ? "within" : "beyond", lookback,
                         text(*one, "authority"));
  return out;
}

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
  if (has_text(event, "details", "not_prompt"))
    say("not prompt: explain the delay in writing (practice)");
  if (has_text(event, "details", "presumed"))
    say("presumed, as the rule itself does until the contrary is shown");
  if (has_text(event, "details", "not_yet"))
    say("a date of it lies after the day of this report");
  if (has_text(event, "details", "before_event"))
    say("said to be done before it arose: correct the facts");
  if (const JsonObject& past = child(event, "violation"); !past.empty())
    say(fmt::format("past violation {} to {}{}", text(past, "from"), text(past, "until"),
                    lookback_words(past)));
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
