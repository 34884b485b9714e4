// SPDX-License-Identifier: Apache-2.0
#include "prove/solve.h"

#include "prove/cone.h"
#include "prove/encode.h"
#include "prove/minimize.h"
#include "prove/witness.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace ward::prove {

namespace {

/// Adds a node, or what it is the `and` of.
void add_parts(const program::Program& program, NodeId id, std::set<NodeId>& out) {
  const program::Node& node = program.nodes[id.index];
  if (node.op != program::Op::logical_and) {
    out.insert(id);
    return;
  }
  for (uint32_t i = 0; i < node.b; ++i)
    add_parts(program, NodeId{program.args[node.a + i]}, out);
}

/// Whether what is to fail is made of parts that are to hold: equal conditions are one node.
bool follows(const program::Program& program, const Query& query) {
  std::set<NodeId> held;
  for (const NodeId node : query.hold)
    add_parts(program, node, held);
  const auto is_held = [&](NodeId node) {
    std::set<NodeId> parts;
    add_parts(program, node, parts);
    return std::includes(held.begin(), held.end(), parts.begin(), parts.end());
  };
  return std::any_of(query.fail.begin(), query.fail.end(), is_held) ||
         (!query.fail_one.empty() &&
          std::all_of(query.fail_one.begin(), query.fail_one.end(), is_held));
}

struct State {
  const Subject& subject;
  const Query& query;
  std::string& fault;
  const Cone whole = cone_of(subject.program, query);
  Cone cone = whole;

  Answer run() {
    if (!cone.unsupported.empty())
      return undecided(cone.unsupported);
    // What a few rows can do needs no more, and is found much sooner.
    for (const uint32_t rows : {1u, 3u}) {
      if (!narrow(rows))
        continue;
      Answer answer = search(false);
      if (answer.outcome == Outcome::possible)
        return answer;
    }
    if (whole.too_large)
      return undecided("it asks for too many rows of tables at once");
    cone = whole;
    const bool repeats = std::any_of(cone.tables.begin(), cone.tables.end(),
                                     [](const auto& table) { return table.second.repeated > 0; });
    Answer answer = search(false);
    if (answer.outcome != Outcome::impossible)
      return answer;
    // Without totals the rows of the search are all that matter (R8.4). With totals they are if any
    // real number of rows of each kind is no help either (R8.5).
    if (!cone.incomplete.empty() && !query.empty_tables)
      return undecided(cone.incomplete);
    if (!repeats || query.empty_tables)
      return answer;
    answer = search(true);
    if (answer.outcome == Outcome::impossible)
      return answer;
    return undecided("the totals may need more rows than the search has");
  }

  /// Leaves at most so many single rows a table. False where the search is small as it is.
  bool narrow(uint32_t rows) {
    cone = whole;
    uint32_t all = 0;
    for (auto& [table, shape] : cone.tables) {
      all += shape.single;
      shape.single = std::min(shape.single, rows);
    }
    return all > 3 * rows * cone.tables.size();
  }

  static Answer undecided(std::string because) {
    Answer out;
    out.because = std::move(because);
    return out;
  }

  std::pair<int64_t, int64_t> bounds_of(uint32_t parameter) const {
    const model::Parameter& it = subject.model.parameters[subject.layout.parameters.ids[parameter]];
    int64_t least = INT64_MIN, most = INT64_MAX;
    for (const model::Bound& bound : it.bounds) {
      using model::Compare;
      if (bound.op == Compare::ge || bound.op == Compare::eq)
        least = std::max(least, bound.number);
      if (bound.op == Compare::gt)
        least = std::max(least, bound.number + 1);
      if (bound.op == Compare::le || bound.op == Compare::eq)
        most = std::min(most, bound.number);
      if (bound.op == Compare::lt)
        most = std::min(most, bound.number - 1);
    }
    return {least, most};
  }

  Answer search(bool relaxed) {
    // A context of its own: what other queries asked leaves no trace in this one's answer.
    z3::context context;
    z3::solver solver(context, z3::solver::simple());
    z3::params parameters(context);
    parameters.set("rlimit", static_cast<unsigned>(subject.limits.solver_steps));
    parameters.set("random_seed", 0u);
    solver.set(parameters);
    const Encoding::Bounds bounds = [this](uint32_t parameter) {
      const auto [least, most] = bounds_of(parameter);
      const auto& type = subject.program.parameters[parameter].type;
      const auto [low, high] = Encoding::range_of(subject.program, type);
      return std::make_pair(std::max(least, low), std::min(most, high));
    };
    Encoding encoding(subject.program, query, cone, context, solver, bounds, relaxed);
    encoding.assert_query();
    if (!encoding.unsupported.empty())
      return undecided(encoding.unsupported);
    Search found(context, solver, encoding.calendar, subject.limits);
    const z3::check_result result = found.check();
    if (result == z3::unknown)
      return undecided("the solver reached its limit");
    Answer answer;
    if (result == z3::unsat) {
      answer.outcome = Outcome::impossible;
      return answer;
    }
    // A relaxed model is no organization.
    if (relaxed)
      return undecided("");
    if (query.show)
      minimize(subject, query, encoding, found);
    const bool readable = read_witness(subject, encoding, found.model(), answer.witness);
    if (query.show && !readable)
      return undecided(
          fmt::format("a counterexample needs more than {} rows", subject.limits.rows_shown));
    if (readable)
      fault = replay(subject, query, answer.witness);
    if (query.show && fault.empty())
      reduce(subject, query, answer.witness);
    answer.outcome = Outcome::possible;
    return answer;
  }
};

} // namespace

Answer solve(const Subject& subject, const Query& query, std::string& fault) {
  if (follows(subject.program, query)) {
    Answer out;
    out.outcome = Outcome::impossible;
    return out;
  }
  try {
    return State{subject, query, fault}.run();
  } catch (const z3::exception& thrown) {
    // Z3 reports that it gave up, too, by throwing.
    Answer out;
    out.because = fmt::format("the solver gave up: {}", thrown.msg());
    return out;
  }
}

} // namespace ward::prove
