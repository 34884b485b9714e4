// SPDX-License-Identifier: Apache-2.0
#include "tools/report/event_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace ward::tool {

namespace {

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

std::string dates(const JsonObject& event, const std::string& name) {
  return fmt::to_string(fmt::join(texts(event, name), " or "));
}

} // namespace

std::string event_days(const JsonObject& event, const std::string& name) {
  std::string days = dates(event, name);
  if (const std::string other = text(event, name + "_or"); !other.empty() && !days.empty())
    days += other == "unknown" ? " or another day" : " or " + other;
  return days;
}

std::string event_words(const JsonObject& event) {
  const std::string status = text(event, "status");
  const std::string due = event_days(event, "due");
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

std::string violation_words(const JsonObject& event) {
  const JsonObject& past = child(event, "violation");
  if (past.empty())
    return "";
  std::string out = fmt::format("past violation {} to {}", text(past, "from"), text(past, "until"));
  for (const JsonObject* one : objects(past, "counts"))
    if (const std::string lookback = text(*one, "lookback"); !lookback.empty())
      out += fmt::format(" · {} {} of {}", flag(*one, "within") ? "within" : "beyond", lookback,
                         text(*one, "authority"));
  return out;
}

const char* event_detail_words(const std::string& detail) {
  if (detail == "presumed")
    return "presumed, as the rule itself does until the contrary is shown";
  if (detail == "not_prompt")
    return "not prompt: explain the delay in writing (practice)";
  if (detail == "before_event")
    return "said to be done before it arose: correct the facts";
  return "a date of it lies after the day of this report";
}

} // namespace ward::tool
