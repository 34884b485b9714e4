// SPDX-License-Identifier: Apache-2.0
// What could settle an unknown (R11.4), against a slow judge of possibilities that follows the rule
// with sets: for each node, can it become T, can it become F.
#include "unit/runtime_core/random_program.h"

#include "core/explain.h"
#include "core/operands.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>
#include <tuple>

namespace ward::rt::test {
namespace {

using Key = std::tuple<int, uint32_t, uint32_t, uint32_t>;
using Set = std::set<Key>;

Key key_of(const Atom& atom) {
  return {static_cast<int>(atom.kind), atom.index, atom.row, atom.field};
}

struct Can {
  bool yes = false;
  bool no = false;
};

struct Row {
  uint32_t owner = no_node;
  uint32_t table = 0;
  uint32_t row = 0;
};

/// One value at a time, everything again each time it is asked.
struct Judge {
  Evaluation& evaluation;
  const Bundle& bundle;
  const BoundFacts& facts;

  void go(Row at) {
    if (at.owner != no_node)
      evaluation.select_row(at.owner, at.row);
  }
  Truth truth(uint32_t node, Row at) {
    if (node == no_node)
      return Truth::yes;
    go(at);
    return evaluation.truth(node);
  }
  Value value(uint32_t node, Row at) {
    go(at);
    return evaluation.value(node);
  }
  Key complete(uint32_t table) { return key_of({Atom::Kind::table, table, 0, 0}); }
  Key leaf(uint32_t table, uint32_t row, uint32_t field) {
    if (row == facts.tables[table].rows)
      return complete(table);
    return key_of({Atom::Kind::field, table, row, field});
  }

  /// The unknown facts that a number, text or set reads, and those of a truth's unknown conditions.
  Set unknowns(uint32_t node, Row at) {
    Set result;
    if (node == no_node)
      return result;
    const bundle::Node& n = bundle.node(node);
    const Op op = bundle.op(node);
    const bool is_truth = bundle.is_truth(node);
    if (is_truth && truth(node, at) != Truth::unknown)
      return result;
    const auto merge = [&](const Set& more) { result.insert(more.begin(), more.end()); };
    if (op == Op::fact || op == Op::field) {
      const bool unknown = is_truth || value(node, at).state == State::unknown;
      if (!unknown)
        return result;
      if (op == Op::fact)
        return {key_of({Atom::Kind::fact, n.a(), 0, 0})};
      return {leaf(n.lane() - 1u, at.row, n.a())};
    }
    if (op == Op::lookup) {
      if (!is_truth && value(node, at).state != State::unknown)
        return result;
      const Value k = value(n.c(), at);
      if (k.state == State::unknown)
        return unknowns(n.c(), at);
      if (k.state == State::none)
        return result;
      const uint32_t row = evaluation.find_row(n.a(), static_cast<TextId>(k.low));
      return {row == UINT32_MAX ? complete(n.a()) : leaf(n.a(), row, n.b())};
    }
    if (is_fold(op)) {
      const FoldParts parts = fold_parts(bundle, node);
      const uint32_t rows = facts.tables[parts.table].rows;
      for (uint32_t row = 0; row < rows + (facts.tables[parts.table].complete ? 0 : 1); ++row) {
        const Row in{node, parts.table, row};
        const Truth where = truth(parts.where, in);
        if (where == Truth::no)
          continue;
        if (op == Op::every && truth(parts.body, in) == Truth::yes)
          continue;
        if (op == Op::some && truth(parts.body, in) == Truth::no)
          continue;
        merge(unknowns(parts.where, in));
        merge(unknowns(parts.body, in));
        if (row == rows)
          result.insert(complete(parts.table));
      }
      return result;
    }
    for_each_operand(bundle, node, [&](uint32_t operand) { merge(unknowns(operand, at)); });
    return result;
  }

  Can can(uint32_t node, Row at, const Set& set) {
    if (node == no_node)
      return {true, false};
    const bundle::Node& n = bundle.node(node);
    const Op op = bundle.op(node);
    switch (op) {
    case Op::logical_not: {
      const Can a = can(n.a(), at, set);
      return {a.no, a.yes};
    }
    case Op::logical_and:
    case Op::logical_or: {
      Can all{true, true};
      Can one;
      for_each_operand(bundle, node, [&](uint32_t operand) {
        const Can x = can(operand, at, set);
        all = {all.yes && x.yes, all.no && x.no};
        one = {one.yes || x.yes, one.no || x.no};
      });
      return op == Op::logical_and ? Can{all.yes, one.no} : Can{one.yes, all.no};
    }
    case Op::every:
    case Op::some: {
      const FoldParts parts = fold_parts(bundle, node);
      const uint32_t rows = facts.tables[parts.table].rows;
      const bool every = op == Op::every;
      Can result{every, !every};
      for (uint32_t row = 0; row < rows + (facts.tables[parts.table].complete ? 0 : 1); ++row) {
        const Row in{node, parts.table, row};
        const Can where = can(parts.where, in, set);
        const Can body = can(parts.body, in, set);
        Can one = every ? Can{where.no || body.yes, where.yes && body.no}
                        : Can{where.yes && body.yes, where.no || body.no};
        if (row == rows) {
          const bool closed = set.count(complete(parts.table)) != 0;
          one = every ? Can{closed || one.yes, closed && one.no}
                      : Can{closed && one.yes, closed || one.no};
        }
        result = every ? Can{result.yes && one.yes, result.no || one.no}
                       : Can{result.yes || one.yes, result.no && one.no};
      }
      return result;
    }
    default: {
      const Truth now = truth(node, at);
      if (now != Truth::unknown)
        return {now == Truth::yes, now == Truth::no};
      const Set lacks = unknowns(node, at);
      const bool either =
          !lacks.empty() && std::includes(set.begin(), set.end(), lacks.begin(), lacks.end());
      return {either, either};
    }
    }
  }

  bool can_be(Target target, bool met, const Set& set) {
    const Can applicable = can(target.applicable, {}, set);
    const Can result = can(target.met, {}, set);
    return applicable.yes && (met ? result.yes : result.no);
  }
};

bool has_excused(const ProgramBuilder& program) {
  return std::any_of(program.nodes.begin(), program.nodes.end(),
                     [](const auto& node) { return node.op == Op::excused; });
}

} // namespace

TEST_CASE("R11.4: what could settle an unknown can, and nothing of it can be left out") {
  uint32_t settled = 0;
  uint32_t never = 0;
  uint32_t largest = 0;
  for (uint32_t seed = 1; seed <= 4000; ++seed) {
    CAPTURE(seed);
    RandomCase random(seed, false);
    if (has_excused(random.program))
      continue;
    Arena arena(heap());
    Bundle bundle(heap());
    const std::vector<uint8_t> file = random.program.file();
    REQUIRE(bundle.open_copy(file.data(), file.size(), nullptr) == WARD_OK);
    TestFacts facts(bundle);
    random.fill(facts);
    const BoundFacts& bound = facts.bound();
    Evaluation evaluation;
    REQUIRE(evaluate(bundle, bound, arena, &evaluation) == WARD_OK);
    Explainer explainer(arena);
    REQUIRE(explainer.open(evaluation, nullptr) == WARD_OK);
    Judge judge{evaluation, bundle, bound};
    for (const Target target : random.targets) {
      Explanation explanation;
      REQUIRE(explainer.explain(target, &explanation) == WARD_OK);
      if (explanation.outcome != Outcome::unknown)
        continue;
      Set everything = judge.unknowns(target.met, {});
      everything.merge(judge.unknowns(target.applicable, {}));
      for (const bool met : {true, false}) {
        CAPTURE(met);
        const AtomSet& atoms = met ? explanation.to_met : explanation.to_not_met;
        const bool claimed = met ? explanation.can_be_met : explanation.can_be_not_met;
        CHECK(claimed == judge.can_be(target, met, everything));
        if (!claimed) {
          CHECK(atoms.count == 0);
          ++never;
          continue;
        }
        ++settled;
        largest = std::max(largest, atoms.count);
        Set set;
        for (uint32_t i = 0; i < atoms.count; ++i)
          set.insert(key_of(atoms.items[i]));
        CHECK(judge.can_be(target, met, set));
        for (const Key& out : set) {
          Set fewer = set;
          fewer.erase(out);
          CHECK(!judge.can_be(target, met, fewer));
        }
      }
    }
  }
  MESSAGE("settled ", settled, " never ", never, " largest ", largest);
  CHECK(settled > 3000);
  CHECK(never > 100);
  CHECK(largest >= 4);
}

} // namespace ward::rt::test
