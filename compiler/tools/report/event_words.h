// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/report/report_json.h"

#include <string>

namespace ward::tool {

// Pieces of text about one event of a duty, as the report has it.

/// When it is or was due, and how far that is; "" where no day is known.
std::string event_words(const JsonObject& event);
/// "past violation 2026-05-16 to 2026-05-18 · within 6 years of hipaa"; "" for none.
std::string violation_words(const JsonObject& event);
/// What a detail of an event says: presumed, not_prompt, not_yet, before_event.
const char* event_detail_words(const std::string& detail);
/// The days that a date of it may be: "2026-02-20 or 2026-03-01 or later"; "" where none is known.
std::string event_days(const JsonObject& event, const std::string& name);

} // namespace ward::tool
