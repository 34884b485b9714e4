// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/judged.h"

#include "tools/facts/collect.h"
#include "tools/page/style.h"
#include "ward/ward.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
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

struct State {
  const OpenedBundle& opened;
  const std::string& path;
  const JudgeRequest& request;
  const Common& common;
  std::string profile;

  void print_problem(const facts::Place& place, const std::string& about,
                     const std::string& message) const {
    const page::Style style(common.use_color(STDERR_FILENO));
    std::string where = place.file;
    if (place.line != 0)
      where += fmt::format(":{}", place.line);
    if (place.line != 0 && place.column != 0)
      where += fmt::format(":{}", place.column);
    fmt::print(stderr, "{}: {}{}{}{}\n", style.error("error"), where.empty() ? "" : where + ": ",
               about, about.empty() ? "" : ": ", message);
  }

  static Judged ended(Exit exit) {
    Judged none;
    none.exit = exit;
    return none;
  }

  Judged refused(Exit exit) const {
    fmt::print(stderr, "nothing was judged\n");
    return ended(exit);
  }

  /// The profile asked for; else the project's; else the only one of the bundle.
  bool choose_profile() {
    std::vector<std::string> names;
    for (const bundle::Profile* one : *opened.bundle->root().profiles())
      names.push_back(text_of(*opened.bundle, one->name()));
    if (request.no_profile)
      return true;
    profile = !request.profile.empty() ? request.profile : default_profile(*opened.bundle);
    if (profile.empty() && names.size() == 1)
      profile = names.front();
    if (!profile.empty() && std::find(names.begin(), names.end(), profile) != names.end())
      return true;
    if (profile.empty() && names.empty())
      return true;
    const std::string known = names.empty() ? "the bundle has no profile"
                                            : fmt::format("there are {}", fmt::join(names, ", "));
    fail(common,
         profile.empty()
             ? fmt::format(
                   "{}: several profiles, and none chosen; {}: --profile NAME, or --no-profile",
                   path, known)
             : fmt::format("{}: no profile `{}`; {}", path, profile, known));
    return false;
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
    if (!choose_profile())
      return ended(Exit::usage);
    const facts::Collected collected =
        facts::collect(opened.bundle->root(), request.facts, {.strict = request.strict});
    for (const facts::Problem& problem : collected.problems)
      print_problem(problem.place, problem.path, problem.message);
    if (!collected.problems.empty())
      return refused(Exit::usage);

    ward_error error{};
    const BundleHandle bundle = open(error);
    if (!bundle)
      return ended(fail(common, fmt::format("{}: {}", path, error.message)));
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
    const ward_status status =
        ward_evaluate(bundle.get(), collected.json.data(), collected.json.size(),
                      *common.as_of_days(), &options, &made, &error);
    const ReportHandle report(made, ward_report_free);
    if (status == WARD_ERR_BAD_FACTS || (status == WARD_ERR_LIMIT && error.line != 0)) {
      print_problem(collected.place_of(error.offset), error.path, error.message);
      return refused(Exit::usage);
    }
    if (status != WARD_OK) {
      fail(common, error.message);
      return refused(status == WARD_ERR_OUT_OF_MEMORY ? Exit::internal : Exit::usage);
    }
    ward_string json{};
    if (ward_report_json(report.get(), &json) != WARD_OK)
      return ended(fail(common, "no memory to write the report", Exit::internal));
    Judged judged;
    judged.json.assign(json.data, json.size);
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

void add_judging(CLI::App& app, JudgeRequest& request) {
  auto* profile =
      app.add_option("--profile", request.profile,
                     "judge with this profile; the project's, or the only one, if left out")
          ->option_text("NAME");
  app.add_flag("--no-profile", request.no_profile,
               "judge every authority with the controls' own parameters")
      ->excludes(profile);
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

Judged judge(const OpenedBundle& opened, const std::string& path, const JudgeRequest& request,
             const Common& common) {
  return State{opened, path, request, common, {}}.run();
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
