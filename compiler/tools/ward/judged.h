// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/facts/collect.h"
#include "tools/report/report_json.h"
#include "tools/ward/command.h"
#include "tools/ward/opened_bundle.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ward::tool {

/// How many facts that the runtime refuses are named before the tool gives up.
constexpr size_t max_fact_problems = 50;

/// Options of the commands that judge.
struct JudgeRequest {
  std::vector<std::string> facts; ///< files
  std::string profile;
  bool no_profile = false;
  std::vector<std::string> assume;
  bool strict = false;
  bool redact = false;
  /// Facts, tables and fields (`t[*].f`) that are left out of the files before they are judged:
  /// what another policy declares and this one does not.
  std::vector<std::string> leave_out;
};

/// Adds --profile, --no-profile, --assume, --strict and --redact.
void add_judging(CLI::App& app, JudgeRequest& request);

/// One organization judged: the runtime's JSON report, or why there is none.
struct Judged {
  std::string json;                          ///< empty if it could not be judged
  facts::Collected facts;                    ///< what was judged
  std::vector<facts::Problem> problems;      ///< of the facts; any: nothing was judged
  std::string fault;                         ///< what else was wrong, in words
  uint32_t law_not_met = 0, law_unknown = 0; ///< provisions of authorities of force law
  Exit exit = Exit::clean;                   ///< what to end with then
};

/// The report as an object. Nothing if it is none, which is a fault of the tool and was reported.
std::optional<JsonObject> parse_report(const Judged& judged, const Common& common);

/// Adds --profile and --no-profile alone, for commands that judge nothing.
void add_profile(CLI::App& app, JudgeRequest& request);

/// The profile asked for, else the project's, else the only one of the bundle; "" for none. Nothing
/// if there is no such profile or several to choose from, which was reported.
std::optional<std::string> chosen_profile(const rt::Bundle& bundle, const std::string& path,
                                          const JudgeRequest& request, const Common& common);

/// Like judge(), but what is wrong is only in the result.
Judged attempt(const OpenedBundle& opened, const std::string& path, const JudgeRequest& request,
               const Common& common);

/// Collects the facts and judges them. Every problem of the facts is one line on standard error
/// with its place, and then nothing is judged.
Judged judge(const OpenedBundle& opened, const std::string& path, const JudgeRequest& request,
             const Common& common);

} // namespace ward::tool
