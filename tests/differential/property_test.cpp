// SPDX-License-Identifier: Apache-2.0
// What must hold of every verdict and reason, over random modules and facts (fixed seed and
// budget): `properties MODULES FACTS [FIRST_SEED]`.
//   learning  taking facts away never turns one known verdict into another (presumed ones apart):
//             leaves, rows (a table that loses one is open), the completeness of tables
//   reason    the facts of a reason alone give the verdict, and no longer once any is left out;
//             the reference evaluator is the judge (R11.2, R11.3)
#include "differential/compiled.h"
#include "differential/facts_json.h"
#include "differential/generate.h"
#include "reference/judge.h"

#include <fmt/format.h>

#include <cstdlib>
#include <functional>

namespace {

using namespace ward;
using reference::Verdict;

struct Totals {
  uint64_t lines_kept = 0, lines_lost = 0,
           presumed = 0; ///< learning: known before and after, known only with all facts
  uint64_t reasons = 0, atoms = 0, runs = 0; ///< runs: reasons with rows summed up, not looked into
  uint64_t faults = 0;
};

struct Line {
  std::string verdict;
  bool presumed = false;
};

bool is_known(const std::string& verdict) {
  return verdict != "unknown";
}

std::map<std::string, Line> lines_of(const llvm::json::Object& report) {
  std::map<std::string, Line> lines;
  const auto add = [&](const char* list, const char* key) {
    for (const llvm::json::Value& item : *report.getArray(list)) {
      const llvm::json::Object& object = *item.getAsObject();
      Line& line = lines[object.getString(key)->str()];
      line.verdict = object.getString("verdict")->str();
      for (const llvm::json::Value& detail : *object.getArray("details"))
        line.presumed |= detail.getAsString() == llvm::StringRef("presumed");
    }
  };
  add("provisions", "citation");
  add("controls", "path");
  for (const llvm::json::Value& item : *report.getArray("duties")) {
    const llvm::json::Object& duty = *item.getAsObject();
    for (const llvm::json::Value& each : *duty.getArray("events")) {
      const llvm::json::Object& event = *each.getAsObject();
      Line& line = lines[duty.getString("path")->str() + "[" + event.getString("key")->str() + "]"];
      line.verdict = event.getString("status")->str();
      for (const llvm::json::Value& detail : *event.getArray("details"))
        line.presumed |= detail.getAsString() == llvm::StringRef("presumed");
    }
  }
  return lines;
}

/// The same facts with some taken away.
reference::Facts fewer(differential::Random& random, const reference::Facts& facts) {
  reference::Facts out;
  const uint32_t keep = random.chance(50) ? 90 : 60;
  for (const auto& [id, leaf] : facts.leaves)
    if (random.chance(keep))
      out.leaves.emplace(id, leaf);
  for (const auto& [id, table] : facts.tables) {
    reference::TableFacts& kept = out.tables[id];
    bool lost_row = false;
    for (const auto& [key, row] : table.rows) {
      if (!random.chance(keep)) {
        lost_row = true;
        continue;
      }
      reference::Row& cells = kept.rows[key];
      for (const auto& [field, leaf] : row)
        if (random.chance(keep))
          cells.emplace(field, leaf);
    }
    if (!lost_row && random.chance(keep))
      kept.complete_on = table.complete_on;
  }
  return out;
}

struct Atom {
  enum class Kind : uint8_t { leaf, table, row, field } kind = Kind::leaf;
  uint32_t id = 0;
  std::string key;
  uint32_t field = 0;
};

/// The atoms of R11.1 by their paths: `g.bool`, `ta`, `ta["r0"]`, `ta["r0"].f_bool`.
Atom atom_of(const model::Model& model, const std::string& path) {
  const size_t open = path.find("[\"");
  const std::string name = path.substr(0, open);
  Atom atom;
  for (uint32_t i = 0; i < model.facts.size(); ++i)
    if (open == std::string::npos && model.facts[model::FactId{i}].path == path) {
      atom.id = i;
      return atom;
    }
  for (uint32_t i = 0; i < model.tables.size(); ++i) {
    if (model.tables[model::TableId{i}].path != name)
      continue;
    atom.id = i;
    atom.kind = Atom::Kind::table;
    if (open == std::string::npos)
      return atom;
    const size_t close = path.find("\"]", open);
    atom.key = path.substr(open + 2, close - open - 2);
    atom.kind = Atom::Kind::row;
    if (close + 2 == path.size())
      return atom;
    const std::string field = path.substr(close + 3);
    const model::Record& record = model.records[model.tables[model::TableId{i}].record];
    for (uint32_t f = 0; f < record.fields.size(); ++f)
      if (record.fields[f].name == field) {
        atom.field = f;
        atom.kind = Atom::Kind::field;
        return atom;
      }
  }
  fmt::print("no such atom: {}\n", path);
  std::abort();
}

/// R11.2: the facts that a set of atoms stands for; `without` leaves one out.
reference::Facts facts_of(const reference::Facts& facts, const std::vector<Atom>& atoms,
                          size_t without) {
  reference::Facts out;
  for (size_t i = 0; i < atoms.size(); ++i) {
    const Atom& atom = atoms[i];
    if (i == without)
      continue;
    if (atom.kind == Atom::Kind::leaf) {
      out.leaves.emplace(atom.id, facts.leaves.at(atom.id));
      continue;
    }
    const reference::TableFacts& table = facts.tables.at(atom.id);
    reference::TableFacts& kept = out.tables[atom.id];
    if (atom.kind == Atom::Kind::table) {
      kept.complete_on = table.complete_on;
      for (const auto& [key, row] : table.rows)
        kept.rows[key];
    } else {
      reference::Row& row = kept.rows[atom.key];
      if (atom.kind == Atom::Kind::field)
        row.emplace(atom.field, table.rows.at(atom.key).at(atom.field));
    }
  }
  return out;
}

struct Case {
  const differential::Compiled& compiled;
  const reference::Facts& facts;
  differential::JudgeOptions options;
  uint64_t seed;
  Totals& totals;

  void fault(const std::string& what) {
    if (++totals.faults <= 10)
      fmt::print("seed {}, as of {}: {}\n{}\n{}\n", seed, options.today, what,
                 differential::facts_json(compiled.built.model, facts), compiled.text);
  }

  void learning(differential::Random& random, const llvm::json::Object& report) {
    const reference::Facts less = fewer(random, facts);
    differential::Judged judged;
    differential::judge_by_runtime(compiled, less, options, judged);
    if (!judged.fault.empty())
      return fault(judged.fault);
    const auto all = lines_of(report), before = lines_of(*judged.json.getAsObject());
    for (const auto& [what, line] : before) {
      const auto after = all.find(what);
      if (after == all.end()) {
        if (is_known(line.verdict))
          fault(what + ": judged before, not judged after");
        continue;
      }
      if (!is_known(line.verdict)) {
        totals.lines_lost += is_known(after->second.verdict);
      } else if (line.presumed) {
        ++totals.presumed;
      } else {
        ++totals.lines_kept;
        if (after->second.verdict != line.verdict)
          fault(fmt::format("{}: {} from fewer facts, {} from more: fewer were {}", what,
                            line.verdict, after->second.verdict,
                            differential::facts_json(compiled.built.model, less)));
      }
    }
  }

  using Pick = std::function<std::string(const reference::Results&)>;

  /// `of`: the row of an event, which is there without being a fact of the reason (R9.11).
  void reason(const std::string& what, const llvm::json::Object& line, const Pick& pick,
              const char* name = "verdict", const std::pair<uint32_t, std::string>* of = nullptr) {
    const std::string verdict = line.getString(name)->str();
    const llvm::json::Array* items = line.getArray("reason");
    if (verdict == "unknown" || items == nullptr)
      return;
    std::vector<Atom> atoms;
    for (const llvm::json::Value& item : *items) {
      if (item.getAsObject()->get("rows") != nullptr) {
        ++totals.runs;
        return;
      }
      atoms.push_back(atom_of(compiled.built.model, item.getAsObject()->getString("path")->str()));
    }
    ++totals.reasons;
    totals.atoms += atoms.size();
    reference::Options reference_options;
    reference_options.today = options.today;
    const auto verdict_without = [&](size_t without) {
      reference::Facts kept = facts_of(facts, atoms, without);
      if (of != nullptr)
        kept.tables[of->first].rows[of->second];
      return pick(reference::judge(compiled.built.model, kept, reference_options));
    };
    const std::string alone = verdict_without(SIZE_MAX);
    if (alone != verdict)
      fault(fmt::format("{} is {}, but its reason alone gives {}", what, verdict, alone));
    for (size_t i = 0; i < atoms.size(); ++i)
      if (verdict_without(i) == alone)
        fault(fmt::format("{}: its reason does not need {}", what,
                          (*items)[i].getAsObject()->getString("path")->str()));
  }

  void event_reason(const llvm::json::Object& duty, const llvm::json::Object& event) {
    static const char* const names[] = {"not_triggered", "pending", "held",    "met",
                                        "late",          "early",   "overdue", "unknown"};
    const model::Model& model = compiled.built.model;
    for (uint32_t i = 0; i < model.duties.size(); ++i) {
      const model::Duty& found = model.duties[model::DutyId{i}];
      if (found.path != duty.getString("path")->str())
        continue;
      const std::pair<uint32_t, std::string> row(found.table.index, event.getString("key")->str());
      const auto pick = [&](const reference::Results& results) {
        for (const reference::EventResult& one : results.duties[i].events)
          if (one.key == row.second)
            return std::string(names[static_cast<size_t>(one.status)]);
        return std::string("not there");
      };
      reason(found.path + "[" + row.second + "]", event, pick, "status", &row);
    }
  }

  void reasons(const llvm::json::Object& report) {
    const model::Model& model = compiled.built.model;
    std::map<std::string, uint32_t> versions;
    reference::Options reference_options;
    reference_options.today = options.today;
    const reference::Results all = reference::judge(model, facts, reference_options);
    for (uint32_t i = 0; i < model.provisions.size(); ++i)
      if (all.provisions[i].verdict != Verdict::not_judged)
        versions[model.citations[model.provisions[model::ProvisionId{i}].citation].text] = i;
    for (const llvm::json::Value& item : *report.getArray("provisions")) {
      const llvm::json::Object& line = *item.getAsObject();
      const std::string citation = line.getString("citation")->str();
      const uint32_t index = versions.at(citation);
      reason(citation, line, [index](const reference::Results& results) {
        return reference::name_of(results.provisions[index].verdict);
      });
    }
    for (const llvm::json::Value& item : *report.getArray("duties"))
      for (const llvm::json::Value& each : *item.getAsObject()->getArray("events"))
        event_reason(*item.getAsObject(), *each.getAsObject());
    for (const llvm::json::Value& item : *report.getArray("controls")) {
      const llvm::json::Object& line = *item.getAsObject();
      const std::string path = line.getString("path")->str();
      for (uint32_t i = 0; i < model.controls.size(); ++i)
        if (model.controls[model::ControlId{i}].path == path)
          reason(path, line, [i](const reference::Results& results) {
            return reference::name_of(results.controls[i].verdict);
          });
    }
  }
};

} // namespace

int main(int argc, char** argv) {
  const uint64_t modules = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 300;
  const uint64_t facts = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 5;
  const uint64_t first = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1'000'001;
  Totals totals;
  for (uint64_t seed = first; seed < first + modules; ++seed) {
    const auto compiled = differential::compile_seed(seed);
    if (!compiled)
      return 1;
    differential::Random random(seed * 104729);
    for (uint64_t i = 0; i < facts; ++i) {
      const reference::Facts given = differential::generate_facts(random, compiled->built.model);
      Case one{*compiled, given, {}, seed, totals};
      one.options.today = differential::middle_day;
      one.options.reasons = true;
      differential::Judged judged;
      differential::judge_by_runtime(*compiled, given, one.options, judged);
      if (!judged.fault.empty()) {
        one.fault(judged.fault);
        continue;
      }
      one.learning(random, *judged.json.getAsObject());
      one.reasons(*judged.json.getAsObject());
    }
  }
  fmt::print("learning: {} verdicts known with fewer facts stayed, {} became known, {} presumed\n",
             totals.lines_kept, totals.lines_lost, totals.presumed);
  fmt::print(
      "reasons: {} judged alone and without each of their {} facts; {} with rows summed up\n",
      totals.reasons, totals.atoms, totals.runs);
  fmt::print("{} faults\n", totals.faults);
  const bool reached = totals.lines_kept > 0 && totals.lines_lost > 0 && totals.presumed > 0 &&
                       totals.reasons > 0 && totals.atoms > totals.reasons;
  return totals.faults == 0 && reached ? 0 : 1;
}
