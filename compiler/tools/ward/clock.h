// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/page/style.h"
#include "tools/report/report_json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ward::tool {

using page::Style;

/// One line of the calendar.
struct ClockEntry {
  enum class Kind : uint8_t {
    due,       ///< the last day that is in time
    promptly,  ///< the day by which it is prompt (R9.7); practice, not text
    hold_ends, ///< the first day on which it may be done
    unknown,   ///< due, if it is: whether and when is not known
  };
  Kind kind = Kind::due;
  std::string date;    ///< "" only where no day is known
  std::string date_or; ///< which other days it may be: "later", "earlier", "unknown" or ""
  int64_t days = 0;    ///< from the day of the report; below zero: it has passed
  std::string status;  ///< of the event: pending, held, overdue, unknown
  std::string duty;    ///< path
  std::string title;   ///< may be empty
  std::string table;
  std::string key;
  std::vector<std::string> citations;
  std::vector<std::string> details;    ///< presumed, not_prompt, not_yet
  std::vector<std::string> may_matter; ///< facts that are missing, by their paths
  bool law = false;                    ///< a law asks for it; else a contract or the house
};

struct Clock {
  std::vector<ClockEntry> entries;      ///< by day, then duty, then key; without a day last
  std::vector<std::string> open_tables; ///< events that nobody stated may be missing there
  size_t done = 0;                      ///< events that are met, late or early
};

/// What is due by a report. `horizon`: only what falls within so many days; what is overdue, or has
/// no day, always stands.
Clock clock_of(const JsonObject& report, std::optional<int64_t> horizon);

std::string clock_text(const Clock& clock, const JsonObject& report, const Style& style);
std::string clock_json(const Clock& clock, const JsonObject& report,
                       std::optional<int64_t> horizon);
/// RFC 5545: one all-day event for each entry with a day. The same report gives the same bytes, and
/// an entry keeps its UID from day to day.
std::string clock_ics(const Clock& clock, const JsonObject& report);

} // namespace ward::tool
