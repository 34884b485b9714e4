// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fold.h"
#include "core/frame.h"

#include <cstdint>

namespace ward::rt {

/// How much a set of atoms is: their number (shared ones counted each time they are met, which
/// `minimality is not promised` allows), then the first of them by path.
struct Cost {
  uint64_t size = 0;
  uint64_t first = UINT64_MAX;

  bool possible() const { return size != UINT64_MAX; }
};

constexpr Cost impossible{UINT64_MAX, UINT64_MAX};

constexpr Cost operator+(Cost a, Cost b) {
  const uint64_t size = a.size > UINT64_MAX - b.size ? UINT64_MAX : a.size + b.size;
  return {size, a.first < b.first ? a.first : b.first};
}

constexpr bool operator<(Cost a, Cost b) {
  return a.size != b.size ? a.size < b.size : a.first < b.first;
}

constexpr Cost smaller(Cost a, Cost b) {
  return b < a ? b : a;
}

/// What explaining one node takes.
struct NodeCosts {
  Cost reason;  ///< truth: of its known value; else: of all it reads that is known
  Cost missing; ///< unknown atoms that its unknown conditions read
  Cost to_true; ///< truth: unknown atoms that could make it T; nothing where it is T
  Cost to_false;
};

/// A row of the table of decisions as an `excused` sees it; the phantom row, if any, is the last.
struct DecisionCosts {
  uint32_t row = 0;
  Truth condition = Truth::unknown;
  Value set;
  NodeCosts condition_costs;
  NodeCosts set_costs;
};

struct DecisionList {
  DecisionCosts* items = nullptr;
  uint32_t size = 0;
  bool phantom = false;
};

/// The two ways to decide one row of an `every` or `some`.
struct InstanceCosts {
  Cost yes;
  Cost no;
};

enum class Want : uint8_t { reason, missing, to_true, to_false };

/// Costs of all nodes of one evaluation, operands first. Row nodes: of the row looked at last.
struct Costs {
  Frame& full;
  const AtomSpace& space;
  NodeCosts* nodes = nullptr;
  DecisionList* decisions = nullptr; ///< by rank of `excused`

  /// False: memory ran out.
  bool compute(Arena& arena);

  /// Values and costs of a fold's row nodes for one row (or the phantom row).
  void select_row(NodeList slice, uint32_t row);

  Cost leaf(uint32_t table, uint32_t row, uint32_t field) const;
  Cost complete(uint32_t table) const { return {1, space.tables[table].complete}; }
  Cost cost(uint32_t node, Want want) const;

  /// The row selected last: of its known value, or of what could make it so.
  InstanceCosts instance_reason(const FoldPlan& plan) const;
  InstanceCosts instance_change(const FoldPlan& plan) const;
  /// Unknown atoms of the row selected last.
  Cost instance_missing(const FoldPlan& plan) const;
  /// What the row selected last is known to add to a count, sum or share.
  Cost instance_reads(const FoldPlan& plan) const;

  Truth where_of(const FoldPlan& plan) const {
    return plan.parts.where == no_node ? Truth::yes : full.truth(plan.parts.where);
  }

  /// What `excused` says of one decision for the row selected last.
  Truth named(uint32_t excused, const DecisionCosts& decision) const {
    return in_set(full.value(full.bundle->node(excused).a()), decision.set);
  }

private:
  void node_costs(uint32_t node, uint32_t row);
  void fold_costs(const FoldPlan& plan);
  void truth_fold_costs(const FoldPlan& plan);
  void number_fold_costs(const FoldPlan& plan);
  void excused_costs(uint32_t node);
  bool list_decisions(uint32_t excused, Arena& arena);
  Cost with_presence(Cost cost, uint32_t table, uint32_t row) const;
  void condition(uint32_t node, Cost reads, Cost missing);
};

} // namespace ward::rt
