// SPDX-License-Identifier: Apache-2.0
#include "conformance/runtime_side.h"

#include "differential/facts_json.h"
#include "emit/emit.h"
#include "lower/lower.h"
#include "program/program.h"

#include <fmt/format.h>
#include <llvm/Support/JSON.h>

#include <algorithm>
#include <set>

namespace ward::conformance {

namespace {

const char* name_of(model::Outcome outcome) {
  static const char* const names[] = {"met",         "not_met",        "unknown", "not_applicable",
                                      "implemented", "not_implemented"};
  return names[static_cast<size_t>(outcome)];
}

const llvm::json::Object* find(const llvm::json::Object& report, const char* list, const char* key,
                               llvm::StringRef value) {
  const llvm::json::Array* items = report.getArray(list);
  if (items == nullptr)
    return nullptr;
  for (const llvm::json::Value& item : *items)
    if (item.getAsObject()->getString(key) == value)
      return item.getAsObject();
  return nullptr;
}

bool contains(const llvm::json::Object& line, const char* list, llvm::StringRef value) {
  const llvm::json::Array* items = line.getArray(list);
  return items != nullptr &&
         std::any_of(items->begin(), items->end(),
                     [&](const llvm::json::Value& item) { return item.getAsString() == value; });
}

bool names_path(const llvm::json::Object& line, const char* list, llvm::StringRef path) {
  const llvm::json::Array* items = line.getArray(list);
  return items != nullptr &&
         std::any_of(items->begin(), items->end(), [&](const llvm::json::Value& item) {
           return item.getAsObject()->getString("path") == path;
         });
}

const char* name_of(model::DutyStatus status) {
  static const char* const names[] = {"not_triggered", "pending", "held",    "met",
                                      "late",          "early",   "overdue", "unknown"};
  return names[static_cast<size_t>(status)];
}

void check_event(const model::Model& model, const llvm::json::Object& report,
                 const model::Expectation& expected, std::vector<std::string>& faults) {
  const std::string what = model.duties[expected.duty].path + "[" + expected.key + "]";
  const llvm::json::Object* duty = find(report, "duties", "path", model.duties[expected.duty].path);
  const llvm::json::Object* event =
      duty == nullptr ? nullptr : find(*duty, "events", "key", expected.key);
  if (event == nullptr) {
    faults.push_back(fmt::format("runtime: no event {}", what));
    return;
  }
  if (event->getString("status") != llvm::StringRef(name_of(expected.status)))
    faults.push_back(fmt::format("runtime: {} is {}, expected {}", what,
                                 event->getString("status").value_or("?").str(),
                                 name_of(expected.status)));
  for (const std::string& detail : expected.details)
    if (!contains(*event, "details", detail))
      faults.push_back(fmt::format("runtime: {} has no detail {}", what, detail));
  for (const std::string& path : expected.because)
    if (!names_path(*event, "reason", path) && !names_path(*event, "may_matter", path))
      faults.push_back(fmt::format("runtime: the reason of {} does not name {}", what, path));
}

void check_line(const std::string& what, const llvm::json::Object& line,
                const model::Expectation& expected, std::vector<std::string>& faults) {
  if (expected.elements.empty()) {
    if (line.getString("verdict") != llvm::StringRef(name_of(expected.outcome)))
      faults.push_back(fmt::format("runtime: {} is {}, expected {}", what,
                                   line.getString("verdict").value_or("?").str(),
                                   name_of(expected.outcome)));
  }
  for (const std::string& name : expected.elements) {
    const llvm::json::Object* element = find(line, "elements", "name", name);
    const std::string verdict =
        element == nullptr ? "not there" : element->getString("verdict").value_or("?").str();
    if (verdict != name_of(expected.outcome))
      faults.push_back(fmt::format("runtime: {}.{} is {}, expected {}", what, name, verdict,
                                   name_of(expected.outcome)));
  }
  for (const std::string& detail : expected.details)
    if (!contains(line, "details", detail))
      faults.push_back(fmt::format("runtime: {} has no detail {}", what, detail));
  for (const std::string& path : expected.because)
    if (!names_path(line, "reason", path) && !names_path(line, "may_matter", path))
      faults.push_back(fmt::format("runtime: the reason of {} does not name {}", what, path));
}

/// The same provisions are judged, and what the reference says of partly met, decided and excepted
/// lines stands in the report, no more and no less.
void compare(const model::Model& model, const reference::Results& results,
             const llvm::json::Object& report, std::vector<std::string>& faults) {
  std::set<std::string> judged;
  const auto same = [&](const std::string& what, const llvm::json::Object& line, const char* detail,
                        bool expected) {
    if (contains(line, "details", detail) != expected)
      faults.push_back(fmt::format("{}: the detail {} by the {} alone", what, detail,
                                   expected ? "reference" : "runtime"));
  };
  for (uint32_t i = 0; i < model.provisions.size(); ++i) {
    const reference::ProvisionResult& result = results.provisions[i];
    if (result.verdict == reference::Verdict::not_judged)
      continue;
    const std::string& citation =
        model.citations[model.provisions[model::ProvisionId{i}].citation].text;
    judged.insert(citation);
    const llvm::json::Object* line = find(report, "provisions", "citation", citation);
    if (line == nullptr) {
      faults.push_back(citation + ": judged by the reference alone");
      continue;
    }
    same(citation, *line, "partial", result.partial);
    same(citation, *line, "by_decision", result.by_decision);
    same(citation, *line, "practice_gap", result.practice_gap);
    same(citation, *line, "pending", result.pending);
    same(citation, *line, "late", result.late);
    same(citation, *line, "not_prompt", result.not_prompt);
  }
  for (const llvm::json::Value& item : *report.getArray("provisions"))
    if (const std::string citation = item.getAsObject()->getString("citation")->str();
        !judged.contains(citation))
      faults.push_back(citation + ": judged by the runtime alone");
  for (uint32_t i = 0; i < model.duties.size(); ++i) {
    const std::string& path = model.duties[model::DutyId{i}].path;
    const llvm::json::Object* duty = find(report, "duties", "path", path);
    for (const reference::EventResult& event : results.duties[i].events) {
      const llvm::json::Object* line =
          duty == nullptr ? nullptr : find(*duty, "events", "key", event.key);
      if (line == nullptr || line->getString("status") != llvm::StringRef(name_of(event.status)))
        faults.push_back(fmt::format("{}[{}] is {} by the reference alone", path, event.key,
                                     name_of(event.status)));
    }
  }
  for (uint32_t i = 0; i < model.controls.size(); ++i) {
    const std::string& path = model.controls[model::ControlId{i}].path;
    if (const llvm::json::Object* line = find(report, "controls", "path", path))
      same(path, *line, "excepted", results.controls[i].excepted);
    else
      faults.push_back(path + ": not in the report");
  }
}

} // namespace

RuntimeSide::~RuntimeSide() {
  ward_bundle_free(bundle_);
}

bool RuntimeSide::open(const model::Model& model, const source::SourceManager& sources) {
  auto program = lower::lower(model, sources);
  if (!program) {
    fault_ = "lowering refused it";
    return false;
  }
  const std::vector<uint8_t> bytes = emit::emit(*program);
  ward_error error{};
  if (ward_bundle_open_copy(bytes.data(), bytes.size(), nullptr, nullptr, &bundle_, &error) !=
      WARD_OK) {
    fault_ = error.message;
    return false;
  }
  return true;
}

void RuntimeSide::run(const model::Model& model, const model::Test& test,
                      const reference::Facts& facts, const reference::Results& results,
                      std::vector<std::string>& faults) const {
  const std::string json = differential::facts_json(model, facts);
  std::vector<const char*> assume;
  for (model::ProposalId id : test.assumes)
    assume.push_back(model.proposals[id].name.c_str());
  ward_options options{};
  options.struct_size = sizeof options;
  options.assume = assume.data();
  options.assume_count = assume.size();
  ward_report* report = nullptr;
  ward_error error{};
  if (ward_evaluate(bundle_, json.data(), json.size(), test.as_of_days, &options, &report,
                    &error) != WARD_OK) {
    faults.push_back(fmt::format("runtime: {} at {}: {}", error.message, error.path, json));
    return;
  }
  ward_string text{};
  if (ward_report_json(report, &text) != WARD_OK) {
    faults.push_back("runtime: no JSON");
  } else if (auto parsed = llvm::json::parse(llvm::StringRef(text.data, text.size)); !parsed) {
    faults.push_back("runtime: " + llvm::toString(parsed.takeError()));
  } else {
    const llvm::json::Object& document = *parsed->getAsObject();
    compare(model, results, document, faults);
    for (const model::Expectation& expected : test.expects) {
      if (expected.duty) {
        check_event(model, document, expected, faults);
        continue;
      }
      const std::string what = expected.control ? model.controls[expected.control].path
                                                : model.citations[expected.citation].text;
      const llvm::json::Object* line = expected.control
                                           ? find(document, "controls", "path", what)
                                           : find(document, "provisions", "citation", what);
      if (line == nullptr)
        faults.push_back(fmt::format("runtime: {} is not judged", what));
      else
        check_line(what, *line, expected, faults);
    }
  }
  ward_report_free(report);
}

} // namespace ward::conformance
