// SPDX-License-Identifier: Apache-2.0
// Runs the corpus: each case through the reference evaluator, and the same facts through the
// compiled bundle and the runtime. Ends with "N passed, N failed".
#include "conformance/runtime_side.h"
#include "reference/judge.h"
#include "unit/support/build_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace {

using namespace ward;

struct Tally {
  size_t passed = 0, failed = 0;
  std::set<std::string> rules;
};

const char* name_of(model::Outcome outcome) {
  static const char* const names[] = {"met",         "not_met",        "unknown", "not_applicable",
                                      "implemented", "not_implemented"};
  return names[static_cast<size_t>(outcome)];
}

const char* name_of(model::DutyStatus status) {
  static const char* const names[] = {"not_triggered", "pending", "held",    "met",
                                      "late",          "early",   "overdue", "unknown"};
  return names[static_cast<size_t>(status)];
}

const reference::EventResult* event_of(const reference::Results& results,
                                       const model::Expectation& expected) {
  for (const reference::EventResult& event : results.duties[expected.duty.index].events)
    if (event.key == expected.key)
      return &event;
  return nullptr;
}

std::string truth_name(reference::Truth truth) {
  return truth == reference::Truth::yes  ? "met"
         : truth == reference::Truth::no ? "not_met"
                                         : "unknown";
}

/// The version of a citation that is judged on the day, or none.
model::ProvisionId judged_version(const model::Model& model, const reference::Results& results,
                                  model::CitationId citation) {
  for (model::ProvisionId version : model.citations[citation].versions)
    if (results.provisions[version.index].verdict != reference::Verdict::not_judged)
      return version;
  return {};
}

/// What the reference evaluator says of one expectation: one name for each thing expected.
std::vector<std::pair<std::string, std::string>> seen(const model::Model& model,
                                                      const reference::Results& results,
                                                      const model::Expectation& expected) {
  if (expected.duty) {
    const reference::EventResult* event = event_of(results, expected);
    return {{model.duties[expected.duty].path + "." + expected.key,
             event == nullptr ? "no such row" : name_of(event->status)}};
  }
  if (expected.control)
    return {{model.controls[expected.control].path,
             reference::name_of(results.controls[expected.control.index].verdict)}};
  const std::string& citation = model.citations[expected.citation].text;
  const model::ProvisionId version = judged_version(model, results, expected.citation);
  if (!version)
    return {{citation, "not_judged"}};
  const reference::ProvisionResult& result = results.provisions[version.index];
  if (expected.elements.empty())
    return {{citation, reference::name_of(result.verdict)}};
  std::vector<std::pair<std::string, std::string>> out;
  const model::Provision& provision = model.provisions[version];
  for (size_t i = 0; i < provision.elements.size(); ++i) {
    const std::string& name = model.elements[provision.elements[i]].name;
    if (std::find(expected.elements.begin(), expected.elements.end(), name) ==
        expected.elements.end())
      continue;
    const reference::ElementResult& element = result.elements[i];
    const std::string verdict = element.applies == reference::Truth::no ? "not_applicable"
                                : element.applies == reference::Truth::unknown
                                    ? "unknown"
                                    : truth_name(element.met);
    out.emplace_back(citation + "." + name, verdict);
  }
  return out;
}

/// The details that the reference evaluator knows; others are checked on the runtime alone.
bool reference_has(const model::Model& model, const reference::Results& results,
                   const model::Expectation& expected, const std::string& detail) {
  if (expected.duty) {
    const reference::EventResult* event = event_of(results, expected);
    return detail != "not_prompt" ||
           (event != nullptr && event->not_prompt == reference::Truth::yes);
  }
  if (expected.control) {
    if (detail == "excepted")
      return results.controls[expected.control.index].excepted;
    return true;
  }
  const model::ProvisionId version = judged_version(model, results, expected.citation);
  if (!version)
    return false;
  const reference::ProvisionResult& result = results.provisions[version.index];
  const auto any = [&](bool reference::ElementResult::* ground) {
    return std::any_of(result.elements.begin(), result.elements.end(),
                       [&](const auto& element) { return element.*ground; });
  };
  if (detail == "by_decision")
    return result.by_decision;
  if (detail == "partial")
    return result.partial;
  if (detail == "practice_gap")
    return result.practice_gap;
  if (detail == "contributed")
    return result.contributed;
  if (detail == "pending")
    return result.pending;
  if (detail == "late")
    return result.late;
  if (detail == "not_prompt")
    return result.not_prompt;
  if (detail == "contrary")
    return any(&reference::ElementResult::contrary);
  if (detail == "not_shown")
    return any(&reference::ElementResult::not_shown);
  if (detail == "not_covered")
    return any(&reference::ElementResult::not_covered);
  return true;
}

void collect_rules(const std::string& name, std::set<std::string>& rules) {
  std::istringstream words(name);
  for (std::string word; words >> word;)
    if (word.size() > 2 && word[0] == 'R' && word.find('.') != std::string::npos &&
        std::isdigit(static_cast<unsigned char>(word[1])))
      rules.insert(word);
}

void run_file(const std::filesystem::path& path, bool with_runtime, Tally& tally) {
  std::ifstream stream(path);
  std::stringstream text;
  text << stream.rdbuf();
  test::BuiltModel built;
  const std::string module = path.stem().string();
  test::build_model(built, {{module, text.str()}});
  if (built.sink.has_errors()) {
    fmt::print("{}: does not compile\n{}", path.filename().string(), built.problems());
    ++tally.failed;
    return;
  }
  conformance::RuntimeSide runtime;
  if (with_runtime && !runtime.open(built.model, built.sources)) {
    fmt::print("{}: no bundle: {}\n", path.filename().string(), runtime.fault());
    ++tally.failed;
    return;
  }
  for (const model::Test& test : built.model.tests) {
    const std::string name = test.name + (test.case_label.empty() ? "" : " / " + test.case_label);
    std::vector<std::string> faults;
    std::set<std::string> rules;
    collect_rules(test.name + " " + test.case_label, rules);
    if (rules.empty())
      faults.push_back("names no rule");
    if (test.expects.empty())
      faults.push_back("expects nothing");
    tally.rules.insert(rules.begin(), rules.end());

    const reference::Facts facts = reference::facts_of_test(built.model, test);
    reference::Options options;
    options.today = test.as_of_days;
    options.assumes = test.assumes;
    const reference::Results results = reference::judge(built.model, facts, options);
    for (const model::Expectation& expected : test.expects) {
      const auto answers = seen(built.model, results, expected);
      if (answers.size() != std::max<size_t>(1, expected.elements.size()))
        faults.push_back("an element that is not there");
      for (const auto& [what, verdict] : answers)
        if (const std::string wanted =
                expected.duty ? name_of(expected.status) : name_of(expected.outcome);
            verdict != wanted)
          faults.push_back(fmt::format("reference: {} is {}, expected {}", what, verdict, wanted));
      for (const std::string& detail : expected.details)
        if (!reference_has(built.model, results, expected, detail))
          faults.push_back(fmt::format("reference: no detail {}", detail));
    }
    if (with_runtime)
      runtime.run(built.model, test, facts, results, faults);
    if (faults.empty()) {
      ++tally.passed;
      continue;
    }
    ++tally.failed;
    for (const std::string& fault : faults)
      fmt::print("{}: {}: {}\n", path.filename().string(), name, fault);
  }
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: conformance FOLDER [--reference-only]\n");
    return 2;
  }
  const bool with_runtime = argc < 3 || std::string_view(argv[2]) != "--reference-only";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1]))
    if (entry.path().extension() == ".ward")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  Tally tally;
  for (const auto& file : files)
    run_file(file, with_runtime, tally);
  fmt::print("{} rules named\n{} passed, {} failed\n", tally.rules.size(), tally.passed,
             tally.failed);
  return tally.failed == 0 && tally.passed > 0 ? 0 : 1;
}
