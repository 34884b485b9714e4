// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/judged.h"

#include "tools/facts/collect.h"
#include "tools/facts/focus.h"
#include "tools/page/style.h"
#include "tools/ward/judge_row.h"
#include "tools/ward/leave_out.h"
#include "ward/ward.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <tuple>
#include <unistd.h>

namespace ward::tool {

namespace {

using BundleHandle = std::unique_ptr<ward_bundle, void (*)(ward_bundle*)>;
using ReportHandle = std::unique_ptr<ward_report, void (*)(ward_report*)>;

/// The profile that the manifest named when the bundle was built; "" for none.
std::string default_profile(const rt::Bundle& bundle) {
  const uint32_t index = bundle.root().default_profile();
  return index == 0 ? "" : text_of(bundle, bundle.root().profiles()->Get(index - 1)->name());
}

/// The profile to judge with, or why there is none in `fault`.
std::string profile_of(const rt::Bundle& bundle, const std::string& path,
                       const JudgeRequest& request, std::string& fault) {
  if (request.no_profile)
    return "";
  std::vector<std::string> names;
  for (const bundle::Profile* one : *bundle.root().profiles())
    names.push_back(text_of(bundle, one->name()));
  std::string profile = !request.profile.empty() ? request.profile : default_profile(bundle);
  if (profile.empty() && names.size() == 1)
    profile = names.front();
  if (profile.empty() && names.empty())
    return "";
  if (std::find(names.begin(), names.end(), profile) != names.end())
    return profile;
  const std::string known = names.empty() ? "the bundle has no profile"
                                          : fmt::format("there are {}", fmt::join(names, ", "));
  fault = profile.empty()
              ? fmt::format(
                    "{}: several profiles, and none chosen; {}: --profile NAME, or --no-profile",
                    path, known)
              : fmt::format("{}: no profile `{}`; {}", path, profile, known);
  return "";
}

void print_problem(const facts::Problem& problem, const Common& common) {
  const page::Style style(common.use_color(STDERR_FILENO));
  const facts::Place& place = problem.place;
  std::string where = place.file;
  if (place.line != 0)
    where += fmt::format(":{}", place.line);
  if (place.line != 0 && place.column != 0)
    where += fmt::format(":{}", place.column);
  fmt::print(stderr, "{}: {}{}{}{}\n", style.error("error"), where.empty() ? "" : where + ": ",
             problem.path, problem.path.empty() ? "" : ": ", problem.message);
}

struct State {
  const OpenedBundle& opened;
  const std::string& path;
  const JudgeRequest& request;
  const Common& common;
  const facts::Focus* focus = nullptr;

  static Judged ended(Exit exit, std::string fault) {
    Judged none;
    none.exit = exit;
    none.fault = std::move(fault);
    return none;
  }
  static Judged refused(std::vector<facts::Problem> problems) {
    Judged none;
    none.exit = Exit::usage;
    none.problems = std::move(problems);
    return none;
  }

  /// To read facts by their declarations the tool opens the bundle itself; to judge them it calls
  /// the library as a customer would.
  BundleHandle open(ward_error& error) const {
    ward_bundle* bundle = nullptr;
    if (opened.bytes.empty())
      ward_bundle_open(path.c_str(), &heap(), nullptr, &bundle, &error);
    else
      ward_bundle_open_copy(opened.bytes.data(), opened.bytes.size(), &heap(), nullptr, &bundle,
                            &error);
    return {bundle, ward_bundle_free};
  }

  Judged run() {
    std::string fault;
    const std::string profile = profile_of(*opened.bundle, path, request, fault);
    if (!fault.empty())
      return ended(Exit::usage, std::move(fault));
    const facts::CollectOptions reading{.strict = request.strict};
    facts::Collected collected =
        focus == nullptr
            ? facts::collect(opened.bundle->root(), request.facts, reading)
            : facts::collect_about(opened.bundle->root(), request.facts, reading, *focus);
    if (!collected.problems.empty())
      return refused(std::move(collected.problems));

    const bool left_out = leave_out(collected.json, request.leave_out);

    ward_error error{};
    const BundleHandle bundle = open(error);
    if (!bundle)
      return ended(Exit::usage, fmt::format("{}: {}", path, error.message));
    std::vector<const char*> assume;
    for (const std::string& name : request.assume)
      assume.push_back(name.c_str());
    ward_options options{};
    options.struct_size = sizeof options;
    options.profile = profile.empty() ? nullptr : profile.c_str();
    options.assume = assume.empty() ? nullptr : assume.data();
    options.assume_count = assume.size();
    options.allocator = &heap();
    options.redact = request.redact ? 1 : 0;
    ward_report* made = nullptr;
    const auto evaluate = [&] {
      return ward_evaluate(bundle.get(), collected.json.data(), collected.json.size(),
                           *common.as_of_days(), &options, &made, &error);
    };
    ward_status status = evaluate();
    // The runtime names one fact at a time: what it refused is taken out to hear about the rest.
    std::vector<facts::Problem> problems;
    while (status == WARD_ERR_BAD_FACTS || (status == WARD_ERR_LIMIT && error.line != 0)) {
      problems.push_back({left_out ? facts::Place{} : collected.place_of(error.offset), error.path,
                          error.message});
      // Places are by offset, which leaving out moves.
      if (left_out || problems.size() == max_fact_problems || !collected.take_out(error.offset))
        break;
      status = evaluate();
    }
    const ReportHandle report(made, ward_report_free);
    if (!problems.empty()) {
      std::stable_sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) {
        return std::tie(a.place.file, a.place.line, a.place.column) <
               std::tie(b.place.file, b.place.line, b.place.column);
      });
      return refused(std::move(problems));
    }
    if (status != WARD_OK)
      return ended(status == WARD_ERR_OUT_OF_MEMORY ? Exit::internal : Exit::usage, error.message);
    ward_string json{};
    if (ward_report_json(report.get(), &json) != WARD_OK)
      return ended(Exit::internal, "no memory to write the report");
    Judged judged;
    judged.json.assign(json.data, json.size);
    judged.facts = std::move(collected);
    for (const bundle::Authority* authority : *opened.bundle->root().authorities()) {
      if (authority->force() != bundle::Force::law)
        continue;
      const std::string name = text_of(*opened.bundle, authority->name());
      uint32_t count = 0;
      if (ward_report_count(report.get(), name.c_str(), WARD_NOT_MET, &count) == WARD_OK)
        judged.law_not_met += count;
      if (ward_report_count(report.get(), name.c_str(), WARD_UNKNOWN, &count) == WARD_OK)
        judged.law_unknown += count;
    }
    return judged;
  }
};

} // namespace

void add_profile(CLI::App& app, JudgeRequest& request) {
  auto* profile =
      app.add_option("--profile", request.profile,
                     "judge with this profile; the project's, or the only one, if left out")
          ->option_text("NAME");
  app.add_flag("--no-profile", request.no_profile,
               "judge every authority with the controls' own parameters")
      ->excludes(profile);
}

void add_judging(CLI::App& app, JudgeRequest& request) {
  add_profile(app, request);
  app.add_option("--assume", request.assume,
                 "judge as if this proposal were in force; may be repeated")
      ->option_text("NAME")
      ->take_all()
      ->expected(1);
  app.add_flag("--strict", request.strict,
               "refuse facts that look like names, birth dates or record numbers");
  app.add_flag("--redact", request.redact,
               "leave the values of privileged facts out of the report");
}

std::optional<std::string> chosen_profile(const rt::Bundle& bundle, const std::string& path,
                                          const JudgeRequest& request, const Common& common) {
  std::string fault;
  std::string profile = profile_of(bundle, path, request, fault);
  if (fault.empty())
    return profile;
  fail(common, fault);
  return std::nullopt;
}

Judged attempt(const OpenedBundle& opened, const std::string& path, const JudgeRequest& request,
               const Common& common) {
  return State{opened, path, request, common}.run();
}

Judged judge_row(const OpenedBundle& opened, const std::string& path, const JudgeRequest& request,
                 const Common& common, const facts::Focus& focus) {
  Judged judged = State{opened, path, request, common, &focus}.run();
  if (!judged.fault.empty())
    fail(common, judged.fault);
  return judged;
}

Judged judge(const OpenedBundle& opened, const std::string& path, const JudgeRequest& request,
             const Common& common) {
  Judged judged = attempt(opened, path, request, common);
  for (const facts::Problem& problem : judged.problems)
    print_problem(problem, common);
  if (!judged.fault.empty())
    fail(common, judged.fault);
  if (!judged.problems.empty())
    fmt::print(stderr, "{}nothing was judged\n",
               judged.problems.size() == max_fact_problems
                   ? fmt::format("these are the first {}; ", max_fact_problems)
                   : "");
  return judged;
}

std::optional<JsonObject> parse_report(const Judged& judged, const Common& common) {
  llvm::Expected<llvm::json::Value> parsed = llvm::json::parse(judged.json);
  if (parsed && parsed->getAsObject() != nullptr)
    return std::move(*parsed->getAsObject());
  if (!parsed)
    llvm::consumeError(parsed.takeError());
  fail(common, "the report is no JSON", Exit::internal);
  return std::nullopt;
}

} // namespace ward::tool
