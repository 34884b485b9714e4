// SPDX-License-Identifier: Apache-2.0
#include "core/explain_world.h"

#include <algorithm>

namespace ward::rt {
namespace {

/// The global nodes that a global node or an `excused` depends on, and the `excused` its rows read.
template <typename Visit>
void for_each_dependency(const Bundle& bundle, uint32_t node, Visit visit) {
  const auto if_global = [&](uint32_t operand) {
    if (bundle.node(operand).lane() == 0)
      visit(operand);
  };
  if (!has_row_roots(bundle.op(node)))
    return for_each_operand(bundle, node, visit);
  for_each_row_root(bundle, node, if_global);
  for (uint32_t row_node : bundle.slice(node)) {
    for_each_operand(bundle, row_node, if_global);
    if (bundle.op(row_node) == Op::excused)
      visit(row_node);
  }
}

} // namespace

bool World::is_owner(uint32_t node) const {
  return full.bundle->node(node).lane() == 0 || full.bundle->op(node) == Op::excused;
}

/// `each(visit)` calls visit(key, item) for every pair, in the same order both times it is called.
template <typename Each> bool World::fill(Lists& lists, uint32_t keys, Each each) {
  lists.starts = arena.array<uint32_t>(size_t{keys} + 1);
  if (lists.starts == nullptr)
    return false;
  uint32_t total = 0;
  each([&](uint32_t key, uint32_t) {
    ++lists.starts[key];
    ++total;
  });
  lists.items = arena.array<uint32_t>(total);
  if (lists.items == nullptr)
    return false;
  uint32_t sum = 0;
  for (uint32_t key = 0; key <= keys; ++key) {
    sum += lists.starts[key];
    lists.starts[key] = sum;
  }
  // Filled from behind, each start comes down to where its items begin.
  each([&](uint32_t key, uint32_t item) { lists.items[--lists.starts[key]] = item; });
  return true;
}

bool World::open() {
  const Bundle& bundle = *full.bundle;
  const uint32_t nodes = bundle.node_count();
  judged_ = full;
  judged_.mask = &mask;
  judged_.truths = nullptr;
  if (!allocate_frame(judged_, arena))
    return false;
  judged_.cache.stamps = arena.array<uint32_t>(nodes);
  truths_before_ = arena.array<uint8_t>(nodes);
  values_before_ = arena.array<Value>(bundle.slot_count());
  decisions_before_ = arena.array<Decisions>(bundle.excused_count());
  bits_ = arena.array<uint8_t>(nodes);
  bits_before_ = arena.array<uint8_t>(nodes);
  decision_bits_ = arena.array<DecisionBits*>(bundle.excused_count());
  decision_bits_before_ = arena.array<DecisionBits*>(bundle.excused_count());
  fold_of_ = arena.array<uint32_t>(nodes);
  shows_ = arena.array<uint8_t>(nodes);
  entered_ = arena.array<uint32_t>(nodes);
  touched_at_ = arena.array<uint32_t>(nodes);
  reached_ = arena.array<uint64_t>(nodes / 64 + 1);
  dirty_ = arena.array<uint64_t>(nodes / 64 + 1);
  if (arena.failed())
    return false;
  for (uint32_t i = 0; i < bundle.excused_count(); ++i) {
    const size_t rows = size_t{full.facts->tables[bundle.root().addressable()].rows} + 1;
    decision_bits_[i] = arena.array<DecisionBits>(rows);
    decision_bits_before_[i] = arena.array<DecisionBits>(rows);
  }
  plan_folds();
  if (arena.failed())
    return false;
  link_lookups();

  const auto owners = [&](auto visit) {
    for (uint32_t node = 0; node < nodes; ++node) {
      if (is_owner(node))
        visit(node);
    }
  };
  return fill(dependencies_, nodes,
              [&](auto add) {
                owners([&](uint32_t node) {
                  for_each_dependency(bundle, node, [&](uint32_t read) { add(node, read); });
                });
              }) &&
         fill(users_, nodes,
              [&](auto add) {
                owners([&](uint32_t node) {
                  for (uint32_t read : dependencies_.of(node))
                    add(read, node);
                });
              }) &&
         fill(fact_nodes_, bundle.fact_count(),
              [&](auto add) {
                owners([&](uint32_t node) {
                  if (bundle.op(node) == Op::fact)
                    add(bundle.node(node).a(), node);
                });
              }) &&
         fill(lookups_, bundle.table_count(),
              [&](auto add) {
                owners([&](uint32_t node) {
                  if (bundle.op(node) == Op::lookup)
                    add(bundle.node(node).a(), node);
                });
              }) &&
         fill(table_folds_, bundle.table_count(),
              [&](auto add) {
                for (uint32_t fold = 0; fold < folds_.size(); ++fold) {
                  if (!folds_[fold].is_excused)
                    add(folds_[fold].plan.parts.table, fold);
                }
              }) &&
         fill(readers_, bundle.table_count(),
              [&](auto add) {
                for (uint32_t fold = 0; fold < folds_.size(); ++fold) {
                  if (folds_[fold].is_excused)
                    add(folds_[fold].plan.parts.table, fold);
                  for (uint32_t node : folds_[fold].plan.slice) {
                    if (bundle.op(node) == Op::lookup)
                      add(bundle.node(node).a(), fold);
                  }
                }
              }) &&
         !arena.failed();
}

void World::plan_folds() {
  const Bundle& bundle = *full.bundle;
  for (uint32_t node = 0; node < bundle.node_count() && !arena.failed(); ++node) {
    fold_of_[node] = UINT32_MAX;
    const Op op = bundle.op(node);
    if (!is_owner(node))
      continue;
    shows_[node] = op == Op::shown;
    if (!has_row_roots(op))
      continue;
    FoldState fold;
    fold.plan = plan_fold(bundle, node);
    fold.is_excused = op == Op::excused;
    for (uint32_t row_node : fold.plan.slice) {
      fold.looks_up = fold.looks_up || bundle.op(row_node) == Op::lookup;
      shows_[node] |= bundle.op(row_node) == Op::shown;
    }
    fold_of_[node] = folds_.size();
    folds_.push(arena, fold);
  }
}

// A key that is known names the same row in every set that knows it.
void World::link_lookups() {
  const Bundle& bundle = *full.bundle;
  for (const FoldState& fold : folds_) {
    if (!fold.looks_up || fold.is_excused)
      continue;
    const uint32_t from_table = fold.plan.parts.table;
    for (uint32_t row = 0; row < full.facts->tables[from_table].rows; ++row) {
      evaluate_row(full, fold.plan.slice, row);
      for (uint32_t node : fold.plan.slice) {
        if (bundle.op(node) != Op::lookup)
          continue;
        const Value& key = full.value(bundle.node(node).c());
        if (!key.exact())
          continue;
        const uint32_t table = bundle.node(node).a();
        const uint32_t found = full.row_index[table].find(static_cast<TextId>(key.low));
        if (found != UINT32_MAX)
          links_.push(arena, {table, found, from_table, row});
      }
    }
  }
  std::sort(links_.begin(), links_.end(), [](const Link& a, const Link& b) {
    if (a.table != b.table)
      return a.table < b.table;
    if (a.row != b.row)
      return a.row < b.row;
    return a.from_table != b.from_table ? a.from_table < b.from_table : a.from_row < b.from_row;
  });
  const Link* last = std::unique(links_.begin(), links_.end());
  links_.resize_down(static_cast<uint32_t>(last - links_.begin()));
}

void World::reach(uint32_t node) {
  if (node == no_node)
    return;
  reached_[node / 64] |= uint64_t{1} << (node % 64);
  reached_end_ = std::max(reached_end_, node / 64 + 1);
}

void World::begin() {
  ++enter_count_;
  has_shown_ = false;
  cone.clear();
}

void World::enter(Target target) {
  begin();
  target_ = target;
  reach(target.applicable);
  reach(target.met);
  gather();
}

void World::enter_event(NodeList slice) {
  const Bundle& bundle = *full.bundle;
  begin();
  target_ = {};
  for (uint32_t row_node : slice) {
    for_each_operand(bundle, row_node, [&](uint32_t operand) {
      if (bundle.node(operand).lane() == 0)
        reach(operand);
    });
    if (bundle.op(row_node) == Op::excused)
      reach(row_node);
    has_shown_ = has_shown_ || bundle.op(row_node) == Op::shown;
  }
  gather();
}

/// Everything that what was reached depends on: operands come before what reads them, so going down
/// meets each once.
void World::gather() {
  for (; reached_end_ > 0; --reached_end_) {
    uint64_t& word = reached_[reached_end_ - 1];
    while (word != 0) {
      const auto bit = static_cast<uint32_t>(63 - __builtin_clzll(word));
      word ^= uint64_t{1} << bit;
      const uint32_t node = (reached_end_ - 1) * 64 + bit;
      entered_[node] = enter_count_;
      has_shown_ = has_shown_ || shows_[node] != 0;
      cone.push(arena, node);
      for (uint32_t read : dependencies_.of(node))
        reached_[read / 64] |= uint64_t{1} << (read % 64);
    }
  }
}

void World::list_atoms(List<uint64_t>& out) {
  const Bundle& bundle = *full.bundle;
  const AtomSpace& space = costs.space;
  const auto column = [&](uint32_t table, uint32_t field) {
    for (uint32_t row = 0; row < full.facts->tables[table].rows; ++row) {
      out.push(arena, space.of_field(bundle, table, row, field));
    }
  };
  const auto whole = [&](uint32_t table) {
    out.push(arena, space.tables[table].complete);
    column(table, bundle.key_field(table));
  };
  const auto visit = [&](uint32_t index) {
    const bundle::Node& node = bundle.node(index);
    switch (bundle.op(index)) {
    case Op::fact:
      return out.push(arena, space.facts[node.a()]);
    case Op::field:
      return column(node.lane() - 1u, node.a());
    case Op::lookup:
      whole(node.a());
      return column(node.a(), node.b());
    default:
      return;
    }
  };
  for (uint32_t node : cone) {
    visit(node);
    if (!has_row_roots(bundle.op(node)))
      continue;
    whole(fold_parts(bundle, node).table);
    for (uint32_t row_node : bundle.slice(node))
      visit(row_node);
  }
  std::sort(out.begin(), out.end());
  const uint64_t* last = std::unique(out.begin(), out.end());
  out.resize_down(static_cast<uint32_t>(last - out.begin()));
}

} // namespace ward::rt
