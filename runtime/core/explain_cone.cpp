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

bool World::open() {
  const Bundle& bundle = *full.bundle;
  judged_ = full;
  judged_.mask = &mask;
  judged_.truths = nullptr;
  bits_ = arena.array<uint8_t>(bundle.node_count());
  positions_ = arena.array<uint32_t>(bundle.node_count());
  entered_ = arena.array<uint32_t>(bundle.node_count());
  linked_ = arena.array<uint32_t>(bundle.node_count());
  decision_bits_ = arena.array<DecisionBits*>(bundle.excused_count());
  if (decision_bits_ == nullptr || !allocate_frame(judged_, arena))
    return false;
  const uint32_t table = bundle.root().addressable();
  for (uint32_t i = 0; i < bundle.excused_count(); ++i) {
    decision_bits_[i] = arena.array<DecisionBits>(size_t{full.facts->tables[table].rows} + 1);
  }
  return !arena.failed();
}

void World::reach(uint32_t node) {
  if (node == no_node || entered_[node] == enter_count_)
    return;
  entered_[node] = enter_count_;
  stack_.push(arena, node);
}

void World::begin() {
  ++enter_count_;
  has_shown_ = false;
  cone.clear();
  stack_.clear();
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
  }
  gather();
  for (uint32_t row_node : slice)
    has_shown_ = has_shown_ || bundle.op(row_node) == Op::shown;
}

/// Everything that what was reached depends on, and how it hangs together.
void World::gather() {
  const Bundle& bundle = *full.bundle;
  while (!stack_.empty() && !arena.failed()) {
    const uint32_t node = stack_.pop();
    cone.push(arena, node);
    for_each_dependency(bundle, node, [&](uint32_t dependency) { reach(dependency); });
  }
  std::sort(cone.begin(), cone.end());
  fold_at_.clear();
  folds_.clear();
  fact_uses_.clear();
  lookups_.clear();
  links_.clear();
  dirty_.clear();
  for (uint32_t position = 0; position < cone.size(); ++position) {
    const uint32_t node = cone[position];
    const Op op = bundle.op(node);
    positions_[node] = position;
    if (position % 64 == 0)
      dirty_.push(arena, 0);
    fold_at_.push(arena, has_row_roots(op) ? folds_.size() : UINT32_MAX);
    if (has_row_roots(op)) {
      FoldState fold;
      fold.plan = plan_fold(bundle, node);
      fold.is_excused = op == Op::excused;
      for (uint32_t row_node : fold.plan.slice) {
        fold.looks_up = fold.looks_up || bundle.op(row_node) == Op::lookup;
        has_shown_ = has_shown_ || bundle.op(row_node) == Op::shown;
      }
      folds_.push(arena, fold);
      if (fold.looks_up && !fold.is_excused)
        link_lookups(fold);
    } else if (op == Op::fact) {
      fact_uses_.push(arena, {bundle.node(node).a(), position});
    } else if (op == Op::lookup) {
      lookups_.push(arena, position);
    }
    has_shown_ = has_shown_ || op == Op::shown;
  }
  std::sort(fact_uses_.begin(), fact_uses_.end(), [](const FactUse& a, const FactUse& b) {
    return a.fact != b.fact ? a.fact < b.fact : a.position < b.position;
  });
  std::sort(links_.begin(), links_.end(), [](const Link& a, const Link& b) {
    if (a.table != b.table)
      return a.table < b.table;
    if (a.row != b.row)
      return a.row < b.row;
    return a.from_table != b.from_table ? a.from_table < b.from_table : a.from_row < b.from_row;
  });
  const Link* last = std::unique(links_.begin(), links_.end());
  links_.resize_down(static_cast<uint32_t>(last - links_.begin()));
  link_users();
}

// From each node of the cone to those that read it.
void World::link_users() {
  const Bundle& bundle = *full.bundle;
  user_starts_.clear();
  users_.clear();
  for (uint32_t i = 0; i <= cone.size(); ++i)
    user_starts_.push(arena, 0);
  if (arena.failed())
    return;
  uint32_t total = 0;
  for (uint32_t node : cone) {
    for_each_dependency(bundle, node, [&](uint32_t dependency) {
      ++user_starts_[positions_[dependency]];
      ++total;
    });
  }
  uint32_t sum = 0;
  for (uint32_t i = 0; i <= cone.size(); ++i) {
    const uint32_t count = user_starts_[i];
    user_starts_[i] = sum;
    sum += count;
  }
  for (uint32_t i = 0; i < total; ++i)
    users_.push(arena, 0);
  if (arena.failed())
    return;
  for (uint32_t node : cone) {
    for_each_dependency(bundle, node, [&](uint32_t dependency) {
      users_[user_starts_[positions_[dependency]]++] = positions_[node];
    });
  }
  // Filling moved each start to the next one's.
  for (uint32_t i = cone.size(); i > 0; --i)
    user_starts_[i] = user_starts_[i - 1];
  user_starts_[0] = 0;
}

// A key that is known names the same row in every set that knows it.
void World::link_lookups(const FoldState& fold) {
  const Bundle& bundle = *full.bundle;
  bool is_new = false;
  for (uint32_t node : fold.plan.slice) {
    if (bundle.op(node) != Op::lookup || linked_[node] == enter_count_)
      continue;
    is_new = true;
  }
  if (!is_new)
    return;
  const uint32_t from_table = fold.plan.parts.table;
  const uint32_t rows = full.facts->tables[from_table].rows;
  for (uint32_t row = 0; row < rows; ++row) {
    evaluate_row(full, fold.plan.slice, row);
    for (uint32_t node : fold.plan.slice) {
      if (bundle.op(node) != Op::lookup || linked_[node] == enter_count_)
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
  for (uint32_t node : fold.plan.slice) {
    if (bundle.op(node) == Op::lookup)
      linked_[node] = enter_count_;
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
