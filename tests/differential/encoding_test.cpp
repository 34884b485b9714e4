// SPDX-License-Identifier: Apache-2.0
// What the prover takes conditions to mean, against the two evaluators: random modules and known
// facts, each truth of the program as terms of the solver under those facts. Fixed seed, fixed
// budget: `encoding MODULES FACTS [FIRST_SEED]`. The runtime is asked for every truth, the
// reference evaluator for the controls (R8.3, R8.4, R8.6).
#include "api/allocator.h"
#include "api/handles.h"
#include "core/evaluate.h"
#include "differential/compiled.h"
#include "differential/facts_json.h"
#include "differential/generate.h"
#include "facts/bind.h"
#include "lower/lower.h"
#include "prove/encode.h"
#include "prove/minimize.h"
#include "reference/judge.h"

#include <fmt/format.h>

#include <cstdlib>
#include <set>

namespace {

using namespace ward;
using program::NodeId;
using program::Op;

struct Totals {
  uint64_t cases = 0, truths = 0, controls = 0, unknown = 0, skipped = 0, differences = 0;
  std::set<Op> opcodes;
};

/// One module, and the truths of its program that have an encoding.
struct Subject {
  const differential::Compiled& compiled;
  const model::Model& model = compiled.built.model;
  program::Program program;
  lower::Layout layout = lower::lay_out(model);
  std::vector<NodeId> nodes = {};

  explicit Subject(const differential::Compiled& of)
      : compiled(of), program(std::move(*lower::lower(of.built.model, of.built.sources))) {
    for (uint32_t i = 0; i < program.nodes.size(); ++i) {
      if (program.nodes[i].lane != 0 || program.nodes[i].kind != program::ValueKind::truth)
        continue;
      prove::Query query;
      query.hold = {NodeId{i}};
      if (prove::cone_of(program, query).unsupported.empty())
        nodes.push_back(NodeId{i});
    }
  }
};

struct Case {
  const Subject& subject;
  reference::Facts facts;
  differential::Random& random;
  Totals& totals;
  z3::context context = {};
  z3::solver solver{context, z3::solver::simple()};
  std::vector<std::string> differences = {};

  void run() {
    prove::Query query;
    query.hold = subject.nodes;
    query.first_day = query.last_day = differential::middle_day;
    prove::Cone cone = prove::cone_of(subject.program, query);
    cone.unsupported.clear();
    for (auto& [table, shape] : cone.tables) {
      shape.single = static_cast<uint32_t>(rows_of(table).size());
      shape.repeated = 0;
    }
    leave_out(cone);
    // Texts of the facts are codes too.
    for (const auto& [id, leaf] : facts.leaves)
      add_texts(leaf, cone.texts);
    for (const auto& [id, table] : facts.tables)
      for (const auto& [key, row] : table.rows) {
        cone.texts.insert(key);
        for (const auto& [field, leaf] : row)
          add_texts(leaf, cone.texts);
      }
    const prove::Encoding::Bounds bounds = [&](uint32_t parameter) {
      const int64_t number = subject.program.parameters[parameter].default_number;
      return std::make_pair(number, number);
    };
    prove::Encoding encoding(subject.program, query, cone, context, solver, bounds, false);
    std::vector<std::pair<NodeId, prove::Truth>> truths;
    for (const NodeId node : subject.nodes) {
      encoding.unsupported.clear();
      const prove::Truth truth = encoding.truth(node);
      if (encoding.unsupported.empty())
        truths.emplace_back(node, truth);
      else
        ++totals.skipped;
    }
    fix(encoding);
    prove::Limits limits;
    prove::Search search(context, solver, encoding.calendar, limits);
    if (search.check() != z3::sat) {
      differences.push_back("the solver finds no such facts");
      return;
    }
    compare(truths, search.model());
  }

  /// Below a `shown` facts may be unknown (R8.3).
  void leave_out(const prove::Cone& cone) {
    for (const uint32_t fact : cone.shown_facts)
      if (random.chance(30))
        facts.leaves.erase(subject.layout.facts.ids[fact].index);
    for (const auto& [table, field] : cone.shown_fields)
      for (auto& [key, row] : facts.tables[subject.layout.tables.ids[table].index].rows)
        if (random.chance(30))
          row.erase(field);
  }

  static void add_texts(const reference::Leaf& leaf, std::set<std::string>& out) {
    out.insert(leaf.text);
    for (const reference::Leaf& member : leaf.members)
      out.insert(member.text);
  }

  const std::map<std::string, reference::Row>& rows_of(uint32_t table) const {
    static const std::map<std::string, reference::Row> none;
    const auto found = facts.tables.find(subject.layout.tables.ids[table].index);
    return found == facts.tables.end() ? none : found->second.rows;
  }

  /// Says in the solver what the facts are.
  void fix(prove::Encoding& encoding) {
    for (auto& [index, table] : encoding.tables) {
      uint32_t row = 0;
      solver.add(!table.open);
      for (const auto& [key, fields] : rows_of(index)) {
        solver.add(table.rows[row].present);
        solver.add(table.rows[row++].key == code(encoding, key));
      }
    }
    for (const auto& [proposal, term] : encoding.assumed)
      solver.add(!term);
    for (const auto& leaf : encoding.leaves)
      fix(encoding, *leaf);
  }

  const reference::Leaf* stated(const prove::Leaf& leaf) const {
    if (leaf.table == UINT32_MAX) {
      const auto found = facts.leaves.find(subject.layout.facts.ids[leaf.index].index);
      return found == facts.leaves.end() ? nullptr : &found->second;
    }
    const auto row = std::next(rows_of(leaf.table).begin(), leaf.row);
    const auto found = row->second.find(leaf.index);
    return found == row->second.end() ? nullptr : &found->second;
  }

  void fix(prove::Encoding& encoding, prove::Leaf& leaf) {
    const reference::Leaf* value = stated(leaf);
    solver.add(leaf.known == context.bool_val(value != nullptr));
    if (value == nullptr)
      return;
    solver.add(leaf.none == context.bool_val(value->none));
    if (value->none)
      return;
    if (!leaf.members) {
      solver.add(leaf.number.value == number(encoding, leaf, *value));
      return;
    }
    solver.add(leaf.empty == context.bool_val(value->members.empty()));
    for (const prove::Term& asked : leaf.asked) {
      prove::Term is_member = context.bool_val(false);
      for (const reference::Leaf& member : value->members)
        is_member = is_member || asked == number(encoding, leaf, member);
      solver.add((*leaf.members)(asked) == is_member);
    }
  }

  prove::Term number(const prove::Encoding& encoding, const prove::Leaf& leaf,
                     const reference::Leaf& value) {
    const bool text = leaf.type.type == program::LanguageType::text ||
                      leaf.type.type == program::LanguageType::key;
    return text ? code(encoding, value.text) : context.int_val(value.number);
  }

  prove::Term code(const prove::Encoding& encoding, const std::string& text) {
    const auto found = std::lower_bound(encoding.literals.begin(), encoding.literals.end(), text);
    return context.int_val(static_cast<int64_t>(found - encoding.literals.begin()));
  }

  void compare(const std::vector<std::pair<NodeId, prove::Truth>>& truths, const z3::model& model) {
    const std::string json = differential::facts_json(subject.model, facts);
    rt::BindInput input;
    input.facts = json.data();
    input.size = json.size();
    input.as_of = differential::middle_day;
    rt::Arena arena(rt::default_allocator());
    rt::BoundFacts bound;
    ward_error error = {};
    const rt::Bundle& bundle = subject.compiled.bundle->bundle;
    rt::Evaluation evaluation;
    if (rt::bind_facts(bundle, input, rt::FactLimits::from(nullptr), arena, bound, error) !=
            WARD_OK ||
        rt::evaluate(bundle, bound, arena, &evaluation) != WARD_OK) {
      differences.push_back(fmt::format("the runtime refuses: {} {}", error.path, error.message));
      return;
    }
    std::map<NodeId, rt::Truth> encoded;
    for (const auto& [node, truth] : truths) {
      const bool yes = prove::truth_in(model, truth.yes), no = prove::truth_in(model, truth.no);
      const rt::Truth made = yes ? rt::Truth::yes : no ? rt::Truth::no : rt::Truth::unknown;
      encoded[node] = made;
      ++totals.truths;
      totals.unknown += made == rt::Truth::unknown;
      totals.opcodes.insert(subject.program.nodes[node.index].op);
      if ((yes && no) || made != evaluation.truth(node.index))
        differences.push_back(fmt::format("%{}: encoded {}{}, runtime {}", node.index, yes, no,
                                          static_cast<int>(evaluation.truth(node.index))));
    }
    compare_controls(encoded);
  }

  void compare_controls(const std::map<NodeId, rt::Truth>& encoded) {
    reference::Options options;
    options.today = differential::middle_day;
    const reference::Results expected = reference::judge(subject.model, facts, options);
    for (uint32_t i = 0; i < subject.model.controls.size(); ++i) {
      const program::Control& control = subject.program.controls[subject.layout.controls.index[i]];
      const auto applies = encoded.find(control.applies),
                 implemented = encoded.find(control.implemented);
      if (applies == encoded.end() || implemented == encoded.end())
        continue;
      using reference::Verdict;
      const Verdict verdict = applies->second == rt::Truth::no        ? Verdict::not_applicable
                              : applies->second == rt::Truth::unknown ? Verdict::unknown
                              : implemented->second == rt::Truth::yes ? Verdict::implemented
                              : implemented->second == rt::Truth::no  ? Verdict::not_implemented
                                                                      : Verdict::unknown;
      ++totals.controls;
      if (verdict != expected.controls[i].verdict)
        differences.push_back(fmt::format("control {}: encoded {}, reference {}",
                                          subject.model.controls[model::ControlId{i}].path,
                                          reference::name_of(verdict),
                                          reference::name_of(expected.controls[i].verdict)));
    }
  }
};

} // namespace

int main(int count, char** arguments) {
  const uint64_t modules = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 60;
  const uint64_t cases = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 4;
  const uint64_t first = count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 1;
  Totals totals;
  for (uint64_t seed = first; seed < first + modules; ++seed) {
    const auto compiled = differential::compile_seed(seed);
    if (!compiled)
      return 1;
    const Subject subject(*compiled);
    differential::Random random(seed * 7919);
    for (uint64_t i = 0; i < cases; ++i) {
      Case one{subject, differential::generate_known_facts(random, subject.model), random, totals};
      one.run();
      ++totals.cases;
      totals.differences += one.differences.size();
      for (const std::string& difference : one.differences)
        fmt::print(stderr, "seed {} case {}: {}\n", seed, i, difference);
      if (totals.differences > 10)
        return 1;
    }
  }
  fmt::print("{} modules, {} cases: {} truths ({} unknown), {} controls, {} opcodes at the top, {} "
             "not encoded, {} differences\n",
             modules, totals.cases, totals.truths, totals.unknown, totals.controls,
             totals.opcodes.size(), totals.skipped, totals.differences);
  const bool reached = totals.truths > 50 * totals.cases && totals.controls > totals.cases &&
                       totals.unknown > 0 && totals.skipped * 4 < totals.truths;
  if (!reached)
    fmt::print(stderr, "too little was reached\n");
  return totals.differences == 0 && reached ? 0 : 1;
}
