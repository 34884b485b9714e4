// SPDX-License-Identifier: Apache-2.0
// The runtime against the reference evaluator, over random well-typed modules and facts. Fixed
// seed, fixed budget: `differential MODULES FACTS [FIRST_SEED]`. Prints what was reached and fails
// where too little was.
#include "bundle_generated.h"
#include "core/opcodes.h"
#include "differential/compiled.h"
#include "differential/facts_json.h"
#include "differential/generate.h"
#include "model/print.h"
#include "reference/judge.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <map>

namespace {

using namespace ward;
using reference::Truth;
using reference::Verdict;

struct Totals {
  uint64_t cases = 0, results = 0, differences = 0;
  std::map<std::string, uint64_t> outcomes; ///< met/implemented as true, ...
  std::array<uint64_t, 256> opcodes{};
  differential::TableStates states;
  std::map<std::string, uint64_t> statuses; ///< of events
  uint64_t several_days = 0;                ///< events whose limit may be one of several days
  uint64_t not_prompt = 0;

  void count(const std::string& verdict) {
    ++results;
    if (verdict == "met" || verdict == "implemented")
      ++outcomes["true"];
    else if (verdict == "not_met" || verdict == "not_implemented")
      ++outcomes["false"];
    else
      ++outcomes[verdict];
  }
};

std::string element_verdict(const reference::ElementResult& element) {
  if (element.applies == Truth::no)
    return "not_applicable";
  if (element.applies == Truth::unknown || element.met == Truth::unknown)
    return "unknown";
  return element.met == Truth::yes ? "met" : "not_met";
}

bool has_detail(const llvm::json::Object& line, llvm::StringRef detail) {
  for (const llvm::json::Value& item : *line.getArray("details"))
    if (item.getAsString() == detail)
      return true;
  return false;
}

struct Comparison {
  const model::Model& model;
  const reference::Results& expected;
  const llvm::json::Object& seen;
  Totals& totals;
  std::vector<std::string> differences;

  void same(const std::string& what, const std::string& reference, llvm::StringRef runtime) {
    totals.count(reference);
    if (runtime != llvm::StringRef(reference))
      differences.push_back(
          fmt::format("{}: reference {}, runtime {}", what, reference, runtime.str()));
  }
  void detail(const std::string& what, bool reference, const llvm::json::Object& line,
              const char* name) {
    if (has_detail(line, name) != reference)
      differences.push_back(fmt::format("{}: detail {} by the {} alone", what, name,
                                        reference ? "reference" : "runtime"));
  }

  void ground(const std::string& citation, const reference::ElementResult& reference,
              const llvm::json::Object& element) {
    const bool told = element_verdict(reference) == "not_met";
    const char* kind = !told                   ? ""
                       : reference.contrary    ? "contrary"
                       : reference.not_covered ? "not_covered"
                                               : "not_shown";
    if (element.getString("ground").value_or("") != kind)
      differences.push_back(fmt::format("{}: ground {} by the reference, {} by the runtime",
                                        citation, kind,
                                        element.getString("ground").value_or("").str()));
  }

  void provisions() {
    std::map<std::string, const llvm::json::Object*> judged;
    for (const llvm::json::Value& item : *seen.getArray("provisions"))
      judged[item.getAsObject()->getString("citation")->str()] = item.getAsObject();
    std::map<std::string, bool> expected_judged;
    for (uint32_t i = 0; i < model.provisions.size(); ++i) {
      const model::Provision& provision = model.provisions[model::ProvisionId{i}];
      const reference::ProvisionResult& result = expected.provisions[i];
      const std::string& citation = model.citations[provision.citation].text;
      if (result.verdict == Verdict::not_judged)
        continue;
      expected_judged[citation] = true;
      const auto found = judged.find(citation);
      if (found == judged.end()) {
        differences.push_back(citation + ": not judged by the runtime");
        continue;
      }
      const llvm::json::Object& line = *found->second;
      same(citation, reference::name_of(result.verdict), *line.getString("verdict"));
      detail(citation, result.by_decision, line, "by_decision");
      detail(citation, result.partial, line, "partial");
      detail(citation, result.practice_gap, line, "practice_gap");
      detail(citation, result.pending, line, "pending");
      detail(citation, result.late, line, "late");
      detail(citation, result.not_prompt, line, "not_prompt");
      detail(citation, result.contributed && result.verdict == Verdict::unknown, line,
             "contributed");
      const llvm::json::Array& elements = *line.getArray("elements");
      if (elements.size() != result.elements.size()) {
        differences.push_back(citation + ": another number of elements");
        continue;
      }
      for (size_t e = 0; e < elements.size(); ++e) {
        const llvm::json::Object& element = *elements[e].getAsObject();
        same(citation + "." + element.getString("name")->str(), element_verdict(result.elements[e]),
             *element.getString("verdict"));
        if (model.authorities[provision.authority].force == model::Force::law)
          ground(citation, result.elements[e], element);
      }
    }
    for (const auto& [citation, line] : judged)
      if (!expected_judged.count(citation))
        differences.push_back(citation + ": judged by the runtime alone");
  }

  void duties() {
    const llvm::json::Array& lines = *seen.getArray("duties");
    if (lines.size() != model.duties.size())
      differences.push_back("another number of duties");
    for (const llvm::json::Value& item : lines) {
      const llvm::json::Object& line = *item.getAsObject();
      const std::string path = line.getString("path")->str();
      for (uint32_t i = 0; i < model.duties.size(); ++i)
        if (model.duties[model::DutyId{i}].path == path)
          events(path, expected.duties[i], *line.getArray("events"));
    }
  }

  void events(const std::string& path, const reference::DutyResult& result,
              const llvm::json::Array& lines) {
    if (lines.size() != result.events.size()) {
      differences.push_back(path + ": another number of events");
      return;
    }
    static const char* const names[] = {"not_triggered", "pending", "held",    "met",
                                        "late",          "early",   "overdue", "unknown"};
    for (size_t i = 0; i < lines.size(); ++i) {
      const llvm::json::Object& line = *lines[i].getAsObject();
      const reference::EventResult& event = result.events[i];
      const std::string what = path + "[" + event.key + "]";
      const char* status = names[static_cast<size_t>(event.status)];
      ++totals.statuses[status];
      ++totals.results;
      if (*line.getString("key") != event.key || *line.getString("status") != status)
        differences.push_back(fmt::format("{}: reference {}, runtime {}", what, status,
                                          line.getString("status")->str()));
      detail(what, event.not_prompt == Truth::yes, line, "not_prompt");
      totals.not_prompt += event.not_prompt == Truth::yes;
      if (event.status == model::DutyStatus::not_triggered)
        continue;
      std::string due;
      size_t days = 0;
      for (reference::Whole day : event.due.days) {
        if (day < -719162 || day > 2932896)
          continue;
        due += (due.empty() ? "" : " ") +
               model::number_text(model, {model::TypeKind::date}, static_cast<int64_t>(day));
        ++days;
      }
      totals.several_days += days > 1;
      const char* other = event.due.earlier() && event.due.later() ? "unknown"
                          : event.due.later()                      ? "later"
                          : event.due.earlier()                    ? "earlier"
                          : event.due.none && days > 0             ? "none"
                                                                   : "";
      std::string told;
      for (const llvm::json::Value& day : *line.getArray("due"))
        told += (told.empty() ? "" : " ") + day.getAsString()->str();
      if (due != told || line.getString("due_or").value_or("") != other)
        differences.push_back(fmt::format("{}: due {} {} by the reference, {} {} by the runtime",
                                          what, due, other, told,
                                          line.getString("due_or").value_or("").str()));
    }
  }

  void controls() {
    for (const llvm::json::Value& item : *seen.getArray("controls")) {
      const llvm::json::Object& line = *item.getAsObject();
      const std::string path = line.getString("path")->str();
      for (uint32_t i = 0; i < model.controls.size(); ++i) {
        if (model.controls[model::ControlId{i}].path != path)
          continue;
        same(path, reference::name_of(expected.controls[i].verdict), *line.getString("verdict"));
        detail(path, expected.controls[i].excepted, line, "excepted");
      }
    }
    if (seen.getArray("controls")->size() != model.controls.size())
      differences.push_back("another number of controls");
  }
};

void count_opcodes(const differential::Compiled& compiled, Totals& totals) {
  const bundle::Bundle* root = bundle::GetBundle(compiled.bytes.data() + 64);
  for (const bundle::Node* node : *root->nodes())
    ++totals.opcodes[node->op()];
}

void run_case(const differential::Compiled& compiled, uint64_t seed, differential::Random& random,
              Totals& totals) {
  const model::Model& model = compiled.built.model;
  const reference::Facts facts = differential::generate_facts(random, model);
  differential::JudgeOptions options;
  options.today = differential::middle_day +
                  static_cast<int32_t>(random.chance(75) ? 0 : random.between(-2, 2));
  options.profile = random.chance(40) ? "narrow" : nullptr; // R10.1: with one and without
  options.assume_draft = !model.proposals.empty() && random.chance(50);

  reference::Options reference_options;
  reference_options.today = options.today;
  if (options.profile != nullptr)
    reference_options.profile = model::ProfileId{0};
  if (options.assume_draft)
    reference_options.assumes.push_back(model::ProposalId{0});
  const reference::Results expected = reference::judge(model, facts, reference_options);

  differential::Judged judged;
  differential::judge_by_runtime(compiled, facts, options, judged);
  ++totals.cases;
  differential::count_states(model, facts, options.today, totals.states);
  std::vector<std::string> differences;
  if (!judged.fault.empty()) {
    differences.push_back(judged.fault);
  } else {
    Comparison comparison{model, expected, *judged.json.getAsObject(), totals, {}};
    comparison.provisions();
    comparison.controls();
    comparison.duties();
    differences = std::move(comparison.differences);
  }
  if (differences.empty())
    return;
  totals.differences += differences.size();
  if (totals.differences > 20)
    return;
  fmt::print("seed {}, as of {}, profile {}, draft {}\n", seed, options.today,
             options.profile ? options.profile : "none", options.assume_draft);
  for (const std::string& difference : differences)
    fmt::print("  {}\n", difference);
  fmt::print("{}\n{}\n", differential::facts_json(model, facts), compiled.text);
}

bool report(const Totals& totals) {
  bool enough = totals.differences == 0;
  fmt::print("{} cases, {} results compared, {} differences\n", totals.cases, totals.results,
             totals.differences);
  for (const char* outcome : {"true", "false", "unknown"}) {
    const auto found = totals.outcomes.find(outcome);
    const uint64_t count = found == totals.outcomes.end() ? 0 : found->second;
    const uint64_t percent = totals.results == 0 ? 0 : count * 1000 / totals.results;
    fmt::print("{}: {} ({}.{} %)\n", outcome, count, percent / 10, percent % 10);
    if (percent < 150) {
      fmt::print("too few: at least 15 % are asked for\n");
      enough = false;
    }
  }
  for (uint32_t op = 0; op < rt::op_count; ++op) {
    fmt::print("{} {}\n", rt::op_name(static_cast<rt::Op>(op)), totals.opcodes[op]);
    if (totals.opcodes[op] == 0) {
      fmt::print("never reached: {}\n", rt::op_name(static_cast<rt::Op>(op)));
      enough = false;
    }
  }
  const std::pair<const char*, uint64_t> states[] = {
      {"absent", totals.states.absent},
      {"open, no rows", totals.states.open_empty},
      {"open, rows", totals.states.open_rows},
      {"complete, no rows", totals.states.complete_empty},
      {"complete, one row", totals.states.complete_one},
      {"complete, more rows", totals.states.complete_more},
      {"complete from a later day", totals.states.complete_later}};
  for (const auto& [name, count] : states) {
    fmt::print("table {}: {}\n", name, count);
    enough = enough && count > 0;
  }
  for (const char* status :
       {"not_triggered", "pending", "held", "met", "late", "early", "overdue", "unknown"}) {
    const auto found = totals.statuses.find(status);
    const uint64_t count = found == totals.statuses.end() ? 0 : found->second;
    fmt::print("event {}: {}\n", status, count);
    enough = enough && count > 0;
  }
  fmt::print("events not prompt: {}, with several days that may be the last: {}\n",
             totals.not_prompt, totals.several_days);
  return enough && totals.not_prompt > 0 && totals.several_days > 0;
}

} // namespace

int main(int argc, char** argv) {
  const uint64_t modules = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000;
  const uint64_t facts = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 20;
  const uint64_t first = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
  Totals totals;
  uint64_t refused = 0;
  for (uint64_t seed = first; seed < first + modules; ++seed) {
    const auto compiled = differential::compile_seed(seed);
    if (!compiled) {
      if (++refused > 2)
        return 1;
      continue;
    }
    count_opcodes(*compiled, totals);
    differential::Random random(seed * 7919);
    for (uint64_t i = 0; i < facts; ++i)
      run_case(*compiled, seed, random, totals);
  }
  return report(totals) && refused == 0 ? 0 : 1;
}
