// SPDX-License-Identifier: Apache-2.0
#include "core/explain_cost.h"

namespace ward::rt {
namespace {

bool is_unknown(const Frame& frame, uint32_t node) {
  return frame.bundle->is_truth(node) ? frame.truth(node) == Truth::unknown
                                      : frame.value(node).state == State::unknown;
}

} // namespace

Cost Costs::leaf(uint32_t table, uint32_t row, uint32_t field) const {
  if (row >= full.facts->tables[table].rows)
    return complete(table);
  return {1, space.of_field(*full.bundle, table, row, field)};
}

Cost Costs::cost(uint32_t node, Want want) const {
  if (node == no_node)
    return want == Want::to_false ? impossible : Cost{};
  const NodeCosts& costs = nodes[node];
  switch (want) {
  case Want::reason:
    return costs.reason;
  case Want::missing:
    return costs.missing;
  case Want::to_true:
    return costs.to_true;
  case Want::to_false:
    return costs.to_false;
  }
  return impossible;
}

void Costs::select_row(NodeList slice, uint32_t row) {
  evaluate_row(full, slice, row);
  for (uint32_t node : slice)
    node_costs(node, row);
}

// A condition of which nothing is missing, yet U, can never be settled: a constant U.
void Costs::condition(uint32_t node, Cost reads, Cost missing) {
  NodeCosts& costs = nodes[node];
  const Truth truth = full.truth(node);
  if (truth != Truth::unknown) {
    costs = {reads,
             {},
             truth == Truth::yes ? Cost{} : impossible,
             truth == Truth::no ? Cost{} : impossible};
    return;
  }
  const Cost settled = missing.size == 0 ? impossible : missing;
  costs = {{}, missing, settled, settled};
}

void Costs::node_costs(uint32_t index, uint32_t row) {
  const Bundle& bundle = *full.bundle;
  const bundle::Node& node = bundle.node(index);
  const auto leaf_costs = [&](Cost reads, Cost missing) {
    if (bundle.is_truth(index))
      return condition(index, reads, missing);
    if (is_unknown(full, index)) {
      nodes[index] = {{}, missing, {}, {}};
    } else {
      nodes[index] = {reads, {}, {}, {}};
    }
  };
  switch (bundle.op(index)) {
  case Op::truth:
  case Op::assumed:
    return condition(index, {}, {});
  case Op::fact: {
    const Cost one{1, space.facts[node.a()]};
    return leaf_costs(one, one);
  }
  case Op::field: {
    const Cost one = leaf(node.lane() - 1u, row, node.a());
    return leaf_costs(one, one);
  }
  case Op::lookup: {
    const Value& key = full.value(node.c());
    const NodeCosts& key_costs = nodes[node.c()];
    if (key.state == State::unknown)
      return leaf_costs({}, key_costs.missing);
    if (key.state == State::none)
      return leaf_costs(key_costs.reason, {});
    const uint32_t found = full.row_index[node.a()].find(static_cast<TextId>(key.low));
    const Cost one = found == UINT32_MAX ? complete(node.a()) : leaf(node.a(), found, node.b());
    return leaf_costs(key_costs.reason + one, one);
  }
  case Op::equal:
  case Op::not_equal:
  case Op::less:
  case Op::less_equal:
    return condition(index, nodes[node.a()].reason + nodes[node.b()].reason,
                     nodes[node.a()].missing + nodes[node.b()].missing);
  case Op::in_set: {
    const Value& set = full.value(node.b());
    const bool nothing = set.state == State::none || (set.known() && set.set.size == 0);
    const Cost reads =
        nothing ? nodes[node.b()].reason : nodes[node.a()].reason + nodes[node.b()].reason;
    return condition(index, reads, nodes[node.a()].missing + nodes[node.b()].missing);
  }
  case Op::is_none:
    return condition(index, nodes[node.a()].reason, nodes[node.a()].missing);
  case Op::logical_not: {
    const NodeCosts& a = nodes[node.a()];
    nodes[index] = {a.reason, a.missing, a.to_false, a.to_true};
    return;
  }
  case Op::shown: {
    const NodeCosts& a = nodes[node.a()];
    const bool shown = full.truth(index) == Truth::yes;
    // F needs no fact: what is not shown is presumed.
    nodes[index] = {shown ? a.reason : Cost{}, a.missing, a.to_true, shown ? a.to_false : Cost{}};
    if (full.truth(index) == Truth::unknown)
      nodes[index].to_false = a.to_false;
    return;
  }
  case Op::logical_and:
  case Op::logical_or: {
    // One operand settles the one truth, all of them the other.
    const bool conjunction = bundle.op(index) == Op::logical_and;
    const Truth all = truth_of(conjunction);
    const Truth truth = full.truth(index);
    Cost reason = truth == all ? Cost{} : impossible;
    Cost missing;
    Cost to_all;
    Cost to_one = impossible;
    for (uint32_t k = 0; k < node.b(); ++k) {
      const uint32_t operand = bundle.arg(node.a() + k);
      const NodeCosts& costs = nodes[operand];
      if (truth == all) {
        reason = reason + costs.reason;
      } else if (full.truth(operand) == truth) {
        reason = smaller(reason, costs.reason);
      }
      missing = missing + costs.missing;
      to_all = to_all + (conjunction ? costs.to_true : costs.to_false);
      to_one = smaller(to_one, conjunction ? costs.to_false : costs.to_true);
    }
    if (truth == Truth::unknown)
      reason = {};
    if (truth != Truth::unknown)
      missing = {};
    nodes[index] = {reason, missing, conjunction ? to_all : to_one, conjunction ? to_one : to_all};
    return;
  }
  case Op::excused:
    return excused_costs(index);
  case Op::unknown:
    // Nothing that can be learned settles what reads it.
    nodes[index] = {{}, impossible, impossible, impossible};
    return;
  default: {
    Cost reads;
    Cost missing;
    for_each_operand(bundle, index, [&](uint32_t operand) {
      reads = reads + nodes[operand].reason;
      missing = missing + nodes[operand].missing;
    });
    nodes[index] = {reads, missing, {}, {}};
    return;
  }
  }
}

void Costs::excused_costs(uint32_t index) {
  const DecisionList& list = decisions[full.bundle->excused_rank(index)];
  const uint32_t table = full.bundle->root().addressable();
  const NodeCosts& key = nodes[full.bundle->node(index).a()];
  const Truth truth = full.truth(index);
  Cost all_not = full.is_complete(table) ? complete(table) : impossible;
  Cost one = impossible;
  Cost missing;
  Cost to_true = impossible;
  Cost to_false;
  for (uint32_t k = 0; k < list.size; ++k) {
    const DecisionCosts& d = list.items[k];
    const bool phantom = list.phantom && k + 1 == list.size;
    const Truth named = this->named(index, d);
    const Cost named_reads = d.set_costs.reason + key.reason;
    const Cost named_missing = d.set_costs.missing + key.missing;
    const Cost named_change = named_missing.size == 0 ? impossible : named_missing;
    const Cost named_true =
        named == Truth::yes ? Cost{} : (named == Truth::no ? impossible : named_change);
    const Cost named_false =
        named == Truth::no ? Cost{} : (named == Truth::yes ? impossible : named_change);
    const Cost no = smaller(d.condition == Truth::no ? d.condition_costs.reason : impossible,
                            named == Truth::no ? named_reads : impossible);
    const Cost change_true = d.condition_costs.to_true + named_true;
    const Cost change_false = smaller(d.condition_costs.to_false, named_false);
    const bool open_question = d.condition != Truth::no && named != Truth::no;
    if (phantom) {
      all_not = smaller(all_not, no);
      to_true = smaller(to_true, complete(table) + change_true);
      to_false = to_false + smaller(complete(table), change_false);
      if (open_question)
        missing = missing + complete(table);
    } else {
      if (full.is_complete(table))
        all_not = all_not + no;
      if (d.condition == Truth::yes && named == Truth::yes) {
        one = smaller(one, d.condition_costs.reason + named_reads);
      }
      to_true = smaller(to_true, change_true);
      to_false = to_false + change_false;
    }
    if (open_question)
      missing = missing + d.condition_costs.missing + named_missing;
  }
  nodes[index] = {truth == Truth::yes ? one : (truth == Truth::no ? all_not : Cost{}),
                  truth == Truth::unknown ? missing : Cost{}, to_true, to_false};
}

bool Costs::list_decisions(uint32_t excused, Arena& arena) {
  const FoldPlan plan = plan_fold(*full.bundle, excused);
  DecisionList& list = decisions[full.bundle->excused_rank(excused)];
  const uint32_t rows = full.facts->tables[plan.parts.table].rows;
  list.phantom = !full.is_complete(plan.parts.table);
  list.items = arena.array<DecisionCosts>(size_t{rows} + 1);
  if (list.items == nullptr)
    return false;
  list.size = rows + (list.phantom ? 1 : 0);
  for (uint32_t row = 0; row < list.size; ++row) {
    select_row(plan.slice, row);
    list.items[row] = {row, full.truth(plan.parts.where), full.value(plan.parts.body),
                       nodes[plan.parts.where], nodes[plan.parts.body]};
  }
  return true;
}

bool Costs::compute(Arena& arena) {
  const Bundle& bundle = *full.bundle;
  nodes = arena.array<NodeCosts>(bundle.node_count());
  decisions = arena.array<DecisionList>(bundle.excused_count());
  if (nodes == nullptr || decisions == nullptr)
    return false;
  for (uint32_t node = 0; node < bundle.node_count(); ++node) {
    const Op op = bundle.op(node);
    if (op == Op::excused) {
      if (!list_decisions(node, arena))
        return false;
    } else if (is_fold(op)) {
      fold_costs(plan_fold(bundle, node));
    } else if (bundle.node(node).lane() == 0) {
      node_costs(node, 0);
    }
  }
  return true;
}

} // namespace ward::rt
