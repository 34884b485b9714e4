// SPDX-License-Identifier: Apache-2.0
#include "unit/runtime_core/random_program.h"

#include <algorithm>
#include <set>

namespace ward::rt::test {
namespace {

const std::vector<Leaf> leaves = {
    {"b", LanguageType::boolean},
    {"flag", LanguageType::boolean, true},
    {"members", LanguageType::enumeration, false, true},
    {"n", LanguageType::count},
    {"opt", LanguageType::count, true},
    {"ref", LanguageType::key, true},
    {"refs", LanguageType::text, false, true},
};
constexpr uint32_t b = 0, flag = 1, members = 2, n = 3, opt = 4, ref = 5, refs = 6;

// One is before `"` in the order of bytes, one needs an escape.
const char* const names[] = {"a", "a b", "a\"c", "b"};

} // namespace

uint32_t RandomCase::below(uint32_t limit) {
  state_ = state_ * 6364136223846793005u + 1442695040888963407u;
  return static_cast<uint32_t>((state_ >> 33) % limit);
}

RandomCase::RandomCase(uint32_t seed, bool with_shown)
    : state_(seed * 2654435761u), with_shown_(with_shown) {
  for (const Leaf& leaf : leaves)
    program.fact({"org." + leaf.name, leaf.type, leaf.optional, leaf.is_set});
  program.table("a", leaves);
  program.table("addressable", leaves);
  program.table("z", leaves);
  program.addressable = 1;
  for (uint32_t i = 0; i < 3; ++i) {
    const uint32_t met = truth(0, 4);
    targets.push_back({no_node, met});
    targets.push_back({truth(0, 2), met});
  }
}

uint32_t RandomCase::key(uint16_t lane) {
  if (chance(30))
    return program.text(names[below(4)]);
  if (lane != 0)
    return program.field(lane - 1u, chance(70) ? ref + 1 : 0);
  return program.read(ref);
}

uint32_t RandomCase::set(uint16_t lane) {
  if (lane != 0 && chance(60))
    return program.field(lane - 1u, members + 1);
  return chance(50) ? program.read(members) : program.numbers({0, 2});
}

uint32_t RandomCase::number(uint16_t lane, uint32_t depth) {
  switch (below(depth == 0 ? 3 : 9)) {
  case 0:
    return program.number(below(4));
  case 1:
    return lane == 0 ? program.read(chance(70) ? n : opt)
                     : program.field(lane - 1u, (chance(70) ? n : opt) + 1);
  case 2:
    return lane != 0 ? program.field(lane - 1u, n + 1) : program.read(n);
  case 3: {
    const uint32_t x = number(lane, depth - 1);
    const uint32_t y = number(lane, depth - 1);
    return program.of(chance(50) ? Op::add : Op::subtract, x, y);
  }
  case 4: {
    const uint32_t x = number(lane, depth - 1);
    return program.of(Op::multiply, x, program.number(static_cast<int64_t>(below(3)) - 1));
  }
  case 5:
    return program.lookup(below(3), (chance(50) ? n : opt) + 1, key(lane));
  default: {
    const uint32_t table = below(3);
    const auto inner = static_cast<uint16_t>(table + 1);
    const uint32_t where = chance(40) ? no_node : truth(inner, depth - 1);
    switch (below(4)) {
    case 0:
      return program.fold(Op::count, table, where);
    case 1:
      return program.fold(Op::sum, table, where, number(inner, depth - 1));
    case 2:
      return program.fold(Op::sum_nonnegative, table, where, program.field(table, n + 1));
    default: {
      const uint32_t that = truth(inner, depth - 1);
      return program.share(table, where, that, below(5), 4);
    }
    }
  }
  }
}

uint32_t RandomCase::truth(uint16_t lane, uint32_t depth) {
  if (with_shown_ && depth > 0 && chance(10))
    return program.of(Op::shown, truth(lane, 0));
  switch (below(depth == 0 ? 5 : 12)) {
  case 0:
    return lane == 0 ? program.read(b) : program.field(lane - 1u, b + 1);
  case 1: {
    const uint32_t x = number(lane, depth == 0 ? 0 : depth - 1);
    const uint32_t y = number(lane, 0);
    const Op ops[] = {Op::equal, Op::not_equal, Op::less, Op::less_equal};
    return chance(50) ? program.of(ops[below(4)], x, y) : program.of(ops[below(4)], y, x);
  }
  case 2: {
    const uint32_t x = number(lane, 0);
    return program.of(Op::in_set, x, set(lane));
  }
  case 3:
    return program.of(Op::is_none, lane == 0 ? program.read(chance(50) ? opt : flag)
                                             : program.field(lane - 1u, opt + 1));
  case 4: {
    const uint32_t x = key(lane);
    return chance(50) ? program.of(Op::equal, x, program.text(names[below(4)]))
                      : program.lookup(below(3), b + 1, x);
  }
  case 5:
    return program.of(Op::logical_not, truth(lane, depth - 1));
  case 6:
  case 7: {
    std::vector<uint32_t> operands = {truth(lane, depth - 1), truth(lane, depth - 1)};
    if (chance(30))
      operands.push_back(truth(lane, depth - 1));
    return chance(50) ? program.all(operands) : program.any(operands);
  }
  case 8:
    if (chance(20))
      return program.truth(below(3));
    [[fallthrough]];
  case 9:
    if (lane != 0) {
      const uint32_t own = program.field(lane - 1u, 0);
      const uint32_t condition = truth(2, depth - 1);
      return program.excused(own, condition, program.field(1, refs + 1));
    }
    [[fallthrough]];
  default: {
    const uint32_t table = below(3);
    const auto inner = static_cast<uint16_t>(table + 1);
    const uint32_t where = chance(40) ? no_node : truth(inner, depth - 1);
    const uint32_t body = truth(inner, depth - 1);
    return program.fold(chance(60) ? Op::every : Op::some, table, where, body);
  }
  }
}

Cell RandomCase::cell(TestFacts& facts, const Leaf& leaf) {
  if (chance(25))
    return TestFacts::unknown();
  if (leaf.optional && chance(25))
    return TestFacts::none();
  if (leaf.is_set) {
    std::set<int64_t> items;
    for (uint32_t i = below(3); i > 0; --i) {
      items.insert(leaf.type == LanguageType::text ? int64_t{facts.text(names[below(4)])}
                                                   : int64_t{below(3)});
    }
    return facts.known_set({items.begin(), items.end()});
  }
  if (leaf.type == LanguageType::key)
    return TestFacts::known(facts.text(names[below(4)]));
  return TestFacts::known(below(leaf.type == LanguageType::boolean ? 2 : 4));
}

void RandomCase::fill(TestFacts& facts) {
  for (uint32_t f = 0; f < leaves.size(); ++f)
    facts.set(f, cell(facts, leaves[f]));
  for (uint32_t t = 0; t < 3; ++t) {
    facts.complete(t, chance(60));
    for (const char* name : names) {
      if (chance(45))
        continue;
      std::vector<Cell> cells;
      for (const Leaf& leaf : leaves)
        cells.push_back(cell(facts, leaf));
      facts.row(t, name, cells);
    }
  }
}

Outcome judge_anew(TestFacts& facts, const std::vector<Atom>& atoms, Target target) {
  TestFacts only(facts.bundle);
  only.as_of = facts.as_of;
  std::vector<std::set<uint32_t>> present(facts.bundle.table_count());
  for (const Atom& atom : atoms) {
    if (atom.kind == Atom::Kind::fact)
      only.set(atom.index, facts.fact_cells[atom.index]);
    if (atom.kind == Atom::Kind::row || atom.kind == Atom::Kind::field) {
      present[atom.index].insert(atom.row);
    }
    if (atom.kind == Atom::Kind::table)
      only.complete(atom.index, facts.is_complete[atom.index]);
  }
  for (uint32_t t = 0; t < facts.bundle.table_count(); ++t) {
    for (uint32_t row = 0; row < facts.keys[t].size(); ++row) {
      if (!only.is_complete[t] && present[t].count(row) == 0)
        continue;
      std::vector<Cell> cells(facts.cells[t].size() - 1);
      for (const Atom& atom : atoms) {
        if (atom.kind == Atom::Kind::field && atom.index == t && atom.row == row) {
          cells[atom.field - 1] = facts.cells[t][atom.field][row];
        }
      }
      // The names are in both: in the bundle, or told anew in the same order.
      const TextId id = facts.keys[t][row];
      const Bytes key = id < facts.bundle.string_count()
                            ? facts.bundle.string(id)
                            : facts.bound().texts[id - facts.bundle.string_count()];
      only.row(t, {key.data, key.size}, cells);
      only.keys[t].back() = id;
      only.cells[t][0].back() = TestFacts::known(id);
    }
  }
  Arena arena(heap());
  Evaluation evaluation;
  if (evaluate(facts.bundle, only.bound(), arena, &evaluation) != WARD_OK)
    return Outcome::unknown;
  return outcome_of(evaluation, target);
}

} // namespace ward::rt::test
