// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain.h"
#include "core/explain_cost.h"
#include "core/list.h"
#include "core/mask.h"

#include <cstdint>

namespace ward::rt {

/// Gathers atoms into a mask, at each choice the way that costs least (R11.3, R11.4). No recursion:
/// global nodes wait in one list, the nodes of the row at hand in another, rows of decisions in a
/// third.
struct Collector {
  Collector(Costs& the_costs, Mask& the_mask, Arena& the_arena, List<uint64_t>& the_atoms)
      : costs(the_costs), mask(the_mask), arena(the_arena), atoms(the_atoms) {}

  Costs& costs;
  Mask& mask;
  Arena& arena;
  List<uint64_t>& atoms;      ///< numbers of the atoms put into the mask, in any order
  uint32_t* stamps = nullptr; ///< one for each node
  uint8_t* wants = nullptr;   ///< one for each node: what was asked of it under its stamp
  /// In wants: the node is an `every` or `some` whose reason is that its table holds no other rows.
  static constexpr uint8_t by_whole_table = 0x80;

  /// Gathers for the global node and what was pushed before.
  void collect(uint32_t node, Want want);
  /// The same for a node of one row of an event's table.
  void collect_event(const FoldPlan& event, uint32_t row, uint32_t node, Want want);
  void add(uint64_t atom);

  uint32_t last_stamp = 0;

private:
  struct Ask {
    uint32_t node;
    Want want;
  };
  struct Task {
    uint32_t owner;
    uint32_t row;
    Ask ask;
  };

  const Frame& full() const { return costs.full; }
  const Bundle& bundle() const { return *costs.full.bundle; }
  void collect_waiting();
  bool unknown(uint32_t node) const;

  void push(uint32_t node, Want want);
  void visit(Ask ask, uint32_t row);
  void visit_leaf(uint32_t node, Want want, uint64_t atom);
  void visit_lookup(Ask ask);
  void visit_condition(Ask ask);
  void visit_connective(Ask ask);
  void visit_excused(Ask ask);
  void visit_fold(Ask ask);
  void truth_fold_reason(const FoldPlan& plan);
  void truth_fold_missing(const FoldPlan& plan);
  void truth_fold_change(const FoldPlan& plan, bool all);
  void number_fold(const FoldPlan& plan, Want want);

  void begin_row(const FoldPlan& plan, uint32_t row);
  void push_instance(const FoldPlan& plan, bool yes, bool change);
  void push_missing_instance(const FoldPlan& plan);
  /// Visits what was pushed of the row at hand; `relied`: the row must be there.
  void drain(const FoldPlan& plan, uint32_t row, bool relied);

  List<Ask> globals_;
  List<Ask> locals_;
  List<Task> tasks_;
  uint32_t global_stamp_ = 0;
  uint32_t row_stamp_ = 0;
};

} // namespace ward::rt
