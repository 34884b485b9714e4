// SPDX-License-Identifier: Apache-2.0
#include "core/explain_cost.h"

namespace ward::rt {
namespace {

/// Both ways to decide an instance, from what it takes to have the condition and the body so.
template <typename Has> InstanceCosts instance(const FoldPlan& plan, Has has) {
  const Cost where_yes = has(plan.parts.where, Truth::yes);
  const Cost where_no = has(plan.parts.where, Truth::no);
  const Cost body_yes = has(plan.parts.body, Truth::yes);
  const Cost body_no = has(plan.parts.body, Truth::no);
  if (plan.op == Op::every)
    return {smaller(where_no, body_yes), where_yes + body_no};
  return {where_yes + body_yes, smaller(where_no, body_no)};
}

} // namespace

InstanceCosts Costs::instance_reason(const FoldPlan& plan) const {
  return instance(plan, [&](uint32_t node, Truth wanted) {
    if (node == no_node)
      return wanted == Truth::yes ? Cost{} : impossible;
    return full.truth(node) == wanted ? nodes[node].reason : impossible;
  });
}

InstanceCosts Costs::instance_change(const FoldPlan& plan) const {
  return instance(plan, [&](uint32_t node, Truth wanted) {
    return cost(node, wanted == Truth::yes ? Want::to_true : Want::to_false);
  });
}

// What no fact decides is still a row that must be there.
Cost Costs::with_presence(Cost cost, uint32_t table, uint32_t row) const {
  return cost.size == 0 ? Cost{1, space.of_row(table, row)} : cost;
}

Cost Costs::instance_missing(const FoldPlan& plan) const {
  const Truth where = where_of(plan);
  if (where == Truth::no)
    return {};
  const Cost of_where = cost(plan.parts.where, Want::missing);
  const uint32_t body = plan.parts.body;
  if (plan.op == Op::every && full.truth(body) == Truth::yes)
    return {};
  if (plan.op == Op::some && full.truth(body) == Truth::no)
    return {};
  return of_where + cost(body, Want::missing);
}

// Where the condition is U a known body still bounds the sum.
Cost Costs::instance_reads(const FoldPlan& plan) const {
  const Truth where = where_of(plan);
  const Cost of_where = where == Truth::unknown ? Cost{} : cost(plan.parts.where, Want::reason);
  return where == Truth::no ? of_where : of_where + cost(plan.parts.body, Want::reason);
}

void Costs::fold_costs(const FoldPlan& plan) {
  if (plan.op == Op::every || plan.op == Op::some) {
    truth_fold_costs(plan);
  } else {
    number_fold_costs(plan);
  }
}

void Costs::truth_fold_costs(const FoldPlan& plan) {
  const bool every = plan.op == Op::every;
  const Truth truth = full.truth(plan.node);
  const Truth all = truth_of(every);
  const uint32_t table = plan.parts.table;
  const uint32_t rows = full.facts->tables[table].rows;
  const bool open = !full.is_complete(table);
  const auto to_all = [&](const InstanceCosts& row) { return every ? row.yes : row.no; };
  const auto to_one = [&](const InstanceCosts& row) { return every ? row.no : row.yes; };

  Cost rows_all = open ? impossible : complete(table);
  Cost row_one = impossible;
  Cost missing;
  Cost change_all;
  Cost change_one = impossible;
  for (uint32_t row = 0; row < rows; ++row) {
    select_row(plan.slice, row);
    const InstanceCosts reason = instance_reason(plan);
    const InstanceCosts change = instance_change(plan);
    rows_all = rows_all + to_all(reason);
    row_one = smaller(row_one, with_presence(to_one(reason), table, row));
    change_all = change_all + to_all(change);
    change_one = smaller(change_one, to_one(change));
    missing = missing + instance_missing(plan);
  }
  // A phantom row that is decided speaks for every row there can be.
  select_row(plan.slice, rows);
  Cost reason = truth == all ? smaller(rows_all, to_all(instance_reason(plan))) : row_one;
  if (open) {
    const InstanceCosts change = instance_change(plan);
    change_all = change_all + smaller(complete(table), to_all(change));
    change_one = smaller(change_one, complete(table) + to_one(change));
    if (!to_all(instance_reason(plan)).possible()) {
      missing = missing + complete(table) + instance_missing(plan);
    }
  }
  if (truth == Truth::unknown) {
    reason = {};
  } else {
    missing = {};
  }
  nodes[plan.node] = {reason, missing, every ? change_all : change_one,
                      every ? change_one : change_all};
}

void Costs::number_fold_costs(const FoldPlan& plan) {
  const uint32_t table = plan.parts.table;
  const uint32_t rows = full.facts->tables[table].rows;
  const bool open = !full.is_complete(table);
  Cost reads = open ? Cost{} : complete(table);
  Cost missing;
  const auto add_row = [&](uint32_t row) {
    select_row(plan.slice, row);
    const Cost read = instance_reads(plan);
    reads = reads +
            (row < rows && where_of(plan) != Truth::no ? with_presence(read, table, row) : read);
    if (where_of(plan) != Truth::no)
      missing = missing + instance_missing(plan);
  };
  for (uint32_t row = 0; row < rows; ++row)
    add_row(row);
  if (open) {
    add_row(rows);
    if (where_of(plan) != Truth::no)
      missing = missing + complete(table);
  }
  nodes[plan.node] = {reads, missing, {}, {}};
}

} // namespace ward::rt
