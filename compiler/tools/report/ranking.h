// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/report/view.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ward::tool {

/// A provision that is not met, and what it takes.
struct Finding {
  const JsonObject* provision = nullptr;
  /// Elements of its own from the text are not met; else it only waits for others.
  bool acts = false;
  std::vector<std::string> waits_for; ///< citations of parts of it that are not met
  std::vector<std::string> needs;     ///< of what it needs beside them, by which it fails
  std::vector<std::string> opens;     ///< citations not met above it, nearest first
  /// Controls that would close its elements: of each element the cheapest first.
  std::vector<std::string> controls;
  bool closable = true;          ///< each of its own elements not met has such a control
  std::optional<uint32_t> hours; ///< of effort, of the cheapest control of each element together
};

/// What is not met, worst and cheapest first (REFERENCE.md R11.9). Those that wait stand last.
std::vector<Finding> rank_not_met(const View& view);

/// Citations by which a provision fails that needs one of each list (R3.11): those of lists of which
/// none is met and nothing is unknown.
std::vector<std::string> failed_needs(const JsonObject& provision);

/// Hours of work in an effort as written ("2 days", "1 week + 4 hours"): a day has 8, a week 40, a
/// month 160, a year 1,920. Nothing where it is not written so.
std::optional<uint32_t> effort_hours(std::string_view effort);

} // namespace ward::tool
