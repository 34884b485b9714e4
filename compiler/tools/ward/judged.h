// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/report/report_json.h"
#include "tools/ward/command.h"
#include "tools/ward/opened_bundle.h"

#include <optional>
#include <string>
#include <vector>

namespace ward::tool {

/// Options of the commands that judge.
struct JudgeRequest {
  std::vector<std::string> facts; ///< files
  std::string profile;
  bool no_profile = false;
  std::vector<std::string> assume;
  bool strict = false;
  bool redact = false;
};

/// Adds --profile, --no-profile, --assume, --strict and --redact.
void add_judging(CLI::App& app, JudgeRequest& request);

/// One organization judged: the runtime's JSON report, or why there is none.
struct Judged {
  std::string json;                          ///< empty if it could not be judged; that was reported
  uint32_t law_not_met = 0, law_unknown = 0; ///< provisions of authorities of force law
  Exit exit = Exit::clean;                   ///< what to end with then
};

/// The report as an object. Nothing if it is none, which is a fault of the tool and was reported.
std::optional<JsonObject> parse_report(const Judged& judged, const Common& common);

/// Collects the facts and judges them. Every problem of the facts is one line on standard error
/// with its place, and then nothing is judged.
Judged judge(const OpenedBundle& opened, const std::string& path, const JudgeRequest& request,
             const Common& common);

} // namespace ward::tool
