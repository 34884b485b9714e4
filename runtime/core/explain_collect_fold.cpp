// SPDX-License-Identifier: Apache-2.0
#include "core/explain_collect.h"

namespace ward::rt {

void Collector::begin_row(const FoldPlan& plan, uint32_t row) {
  row_stamp_ = ++last_stamp;
  costs.select_row(plan.slice, row);
}

void Collector::drain(const FoldPlan& plan, uint32_t row, bool relied) {
  while (!locals_.empty())
    visit(locals_.pop(), row);
  const uint32_t table = plan.parts.table;
  if (relied && row < full().facts->tables[table].rows && !mask.present(table, row)) {
    add(costs.space.of_row(table, row));
  }
}

// The row at hand: `yes` is how an `every` is kept, and a `some` is made, true.
void Collector::push_instance(const FoldPlan& plan, bool yes, bool change) {
  const bool every = plan.op == Op::every;
  const Want body_want = !change ? Want::reason : yes ? Want::to_true : Want::to_false;
  if (yes != every) {
    // Both: a row that breaks an `every`, or makes a `some`.
    push(plan.parts.where, change ? Want::to_true : Want::reason);
    push(plan.parts.body, body_want);
    return;
  }
  // Either: the condition leaves the row out, or the body is as it should be.
  const Truth body_wanted = truth_of(yes);
  Cost by_where = impossible;
  if (plan.parts.where != no_node && (change || full().truth(plan.parts.where) == Truth::no)) {
    by_where = costs.cost(plan.parts.where, change ? Want::to_false : Want::reason);
  }
  Cost by_body = impossible;
  if (change || full().truth(plan.parts.body) == body_wanted) {
    by_body = costs.cost(plan.parts.body, body_want);
  }
  if (by_body < by_where) {
    push(plan.parts.body, body_want);
  } else {
    push(plan.parts.where, change ? Want::to_false : Want::reason);
  }
}

void Collector::push_missing_instance(const FoldPlan& plan) {
  if (costs.instance_missing(plan).size == 0)
    return;
  push(plan.parts.where, Want::missing);
  push(plan.parts.body, Want::missing);
}

void Collector::visit_fold(Ask ask) {
  const FoldPlan plan = plan_fold(bundle(), ask.node);
  if (plan.op != Op::every && plan.op != Op::some)
    return number_fold(plan, ask.want);
  if (ask.want == Want::reason) {
    if (full().truth(plan.node) != Truth::unknown)
      truth_fold_reason(plan);
  } else if (ask.want == Want::missing) {
    truth_fold_missing(plan);
  } else {
    truth_fold_change(plan, (ask.want == Want::to_true) == (plan.op == Op::every));
  }
}

void Collector::truth_fold_reason(const FoldPlan& plan) {
  const bool every = plan.op == Op::every;
  const uint32_t rows = full().facts->tables[plan.parts.table].rows;
  if (full().truth(plan.node) == truth_of(every)) {
    begin_row(plan, rows);
    const InstanceCosts phantom = costs.instance_reason(plan);
    const Cost by_phantom = every ? phantom.yes : phantom.no;
    if (by_phantom.possible() && !(costs.cost(plan.node, Want::reason) < by_phantom)) {
      push_instance(plan, every, false);
      return drain(plan, rows, false);
    }
    add(costs.space.tables[plan.parts.table].complete);
    wants[plan.node] |= by_whole_table;
    for (uint32_t row = 0; row < rows; ++row) {
      begin_row(plan, row);
      push_instance(plan, every, false);
      drain(plan, row, false);
    }
    return;
  }
  uint32_t best = rows;
  Cost best_cost = impossible;
  for (uint32_t row = 0; row < rows; ++row) {
    costs.select_row(plan.slice, row);
    const InstanceCosts instance = costs.instance_reason(plan);
    Cost cost = every ? instance.no : instance.yes;
    if (cost.possible() && cost.first == UINT64_MAX)
      cost.first = costs.space.of_row(plan.parts.table, row);
    if (cost < best_cost) {
      best = row;
      best_cost = cost;
    }
  }
  if (best == rows)
    return;
  begin_row(plan, best);
  push_instance(plan, !every, false);
  drain(plan, best, true);
}

void Collector::truth_fold_missing(const FoldPlan& plan) {
  const uint32_t table = plan.parts.table;
  const uint32_t rows = full().facts->tables[table].rows;
  if (full().truth(plan.node) != Truth::unknown)
    return;
  for (uint32_t row = 0; row < rows; ++row) {
    begin_row(plan, row);
    push_missing_instance(plan);
    drain(plan, row, false);
  }
  if (full().is_complete(table))
    return;
  begin_row(plan, rows);
  const InstanceCosts phantom = costs.instance_reason(plan);
  if ((plan.op == Op::every ? phantom.yes : phantom.no).possible())
    return;
  add(costs.space.tables[table].complete);
  push_missing_instance(plan);
  drain(plan, rows, false);
}

void Collector::truth_fold_change(const FoldPlan& plan, bool all) {
  const bool every = plan.op == Op::every;
  const bool yes = all == every;
  const uint32_t table = plan.parts.table;
  const uint32_t rows = full().facts->tables[table].rows;
  const bool open = !full().is_complete(table);
  const auto side = [&](const InstanceCosts& instance) { return yes ? instance.yes : instance.no; };
  if (all) {
    for (uint32_t row = 0; row < rows; ++row) {
      begin_row(plan, row);
      push_instance(plan, yes, true);
      drain(plan, row, false);
    }
    if (!open)
      return;
    begin_row(plan, rows);
    if (costs.complete(table) < side(costs.instance_change(plan))) {
      return add(costs.space.tables[table].complete);
    }
    push_instance(plan, yes, true);
    return drain(plan, rows, false);
  }
  uint32_t best = UINT32_MAX;
  Cost best_cost = impossible;
  for (uint32_t row = 0; row < rows + (open ? 1 : 0); ++row) {
    costs.select_row(plan.slice, row);
    Cost cost = side(costs.instance_change(plan));
    if (row == rows)
      cost = cost + costs.complete(table);
    if (cost < best_cost) {
      best = row;
      best_cost = cost;
    }
  }
  if (best == UINT32_MAX)
    return;
  if (best == rows)
    add(costs.space.tables[table].complete);
  begin_row(plan, best);
  push_instance(plan, yes, true);
  drain(plan, best, false);
}

void Collector::number_fold(const FoldPlan& plan, Want want) {
  const uint32_t table = plan.parts.table;
  const uint32_t rows = full().facts->tables[table].rows;
  const bool open = !full().is_complete(table);
  if (want == Want::reason && !open)
    add(costs.space.tables[table].complete);
  for (uint32_t row = 0; row < rows + (open ? 1 : 0); ++row) {
    begin_row(plan, row);
    const Truth where = costs.where_of(plan);
    if (want == Want::reason) {
      if (where != Truth::unknown)
        push(plan.parts.where, Want::reason);
      if (where != Truth::no)
        push(plan.parts.body, Want::reason);
    } else if (where != Truth::no) {
      if (row == rows)
        add(costs.space.tables[table].complete);
      push(plan.parts.where, Want::missing);
      push(plan.parts.body, Want::missing);
    }
    drain(plan, row, want == Want::reason && where != Truth::no);
  }
}

} // namespace ward::rt
