// SPDX-License-Identifier: Apache-2.0
#include "core/explain_collect.h"

namespace ward::rt {

void Collector::add(uint64_t atom) {
  if (mask.has(atom))
    return;
  mask.flip(atom, mask.space->at(atom));
  atoms.push(arena, atom);
}

bool Collector::unknown(uint32_t node) const {
  return bundle().is_truth(node) ? full().truth(node) == Truth::unknown
                                 : full().value(node).state == State::unknown;
}

// What costs nothing has nothing to gather.
void Collector::push(uint32_t node, Want want) {
  if (node == no_node || costs.cost(node, want).size == 0)
    return;
  const bool local = bundle().node(node).lane() != 0;
  const uint32_t stamp = local ? row_stamp_ : global_stamp_;
  if (stamps[node] != stamp) {
    stamps[node] = stamp;
    wants[node] = 0;
  }
  const auto bit = static_cast<uint8_t>(1u << static_cast<uint8_t>(want));
  if ((wants[node] & bit) != 0)
    return;
  wants[node] |= bit;
  (local ? locals_ : globals_).push(arena, {node, want});
}

void Collector::collect(uint32_t node, Want want) {
  global_stamp_ = ++last_stamp;
  push(node, want);
  collect_waiting();
}

void Collector::collect_event(const FoldPlan& event, uint32_t row, uint32_t node, Want want) {
  global_stamp_ = ++last_stamp;
  begin_row(event, row);
  push(node, want);
  drain(event, row, false);
  collect_waiting();
}

void Collector::collect_waiting() {
  while ((!globals_.empty() || !tasks_.empty()) && !arena.failed()) {
    if (!globals_.empty()) {
      visit(globals_.pop(), 0);
      continue;
    }
    const Task task = tasks_.pop();
    const FoldPlan plan = plan_fold(bundle(), task.owner);
    begin_row(plan, task.row);
    push(task.ask.node, task.ask.want);
    drain(plan, task.row, task.ask.want == Want::reason);
  }
}

void Collector::visit_leaf(uint32_t node, Want want, uint64_t atom) {
  if (unknown(node) == (want != Want::reason))
    add(atom);
}

void Collector::visit_lookup(Ask ask) {
  const bundle::Node& node = bundle().node(ask.node);
  const Value& key = full().value(node.c());
  const bool reason = ask.want == Want::reason;
  if (key.state != State::known) {
    if (reason == (key.state == State::none))
      push(node.c(), reason ? Want::reason : Want::missing);
    return;
  }
  const uint32_t row = full().row_index[node.a()].find(static_cast<TextId>(key.low));
  if (reason) {
    if (unknown(ask.node))
      return;
    push(node.c(), Want::reason);
  }
  const uint64_t atom = row == UINT32_MAX ? costs.space.tables[node.a()].complete
                                          : costs.space.of_field(bundle(), node.a(), row, node.b());
  visit_leaf(ask.node, ask.want, atom);
}

void Collector::visit_condition(Ask ask) {
  const bundle::Node& node = bundle().node(ask.node);
  if (unknown(ask.node) == (ask.want == Want::reason))
    return;
  const Want want = ask.want == Want::reason ? Want::reason : Want::missing;
  if (bundle().op(ask.node) == Op::in_set && want == Want::reason) {
    const Value& set = full().value(node.b());
    if (set.state == State::none || set.set.size == 0)
      return push(node.b(), want);
  }
  for_each_operand(bundle(), ask.node, [&](uint32_t operand) { push(operand, want); });
}

void Collector::visit_connective(Ask ask) {
  const bundle::Node& node = bundle().node(ask.node);
  const bool conjunction = bundle().op(ask.node) == Op::logical_and;
  const Truth truth = full().truth(ask.node);
  const bool every = ask.want == Want::missing ||
                     (ask.want == Want::reason ? truth == truth_of(conjunction)
                                               : (ask.want == Want::to_true) == conjunction);
  uint32_t best = no_node;
  for (uint32_t k = 0; k < node.b(); ++k) {
    const uint32_t operand = bundle().arg(node.a() + k);
    if (every) {
      push(operand, ask.want);
    } else if (ask.want != Want::reason || full().truth(operand) == truth) {
      if (best == no_node || costs.cost(operand, ask.want) < costs.cost(best, ask.want)) {
        best = operand;
      }
    }
  }
  if (!every)
    push(best, ask.want);
}

void Collector::visit(Ask ask, uint32_t row) {
  const bundle::Node& node = bundle().node(ask.node);
  switch (bundle().op(ask.node)) {
  case Op::fact:
    return visit_leaf(ask.node, ask.want, costs.space.facts[node.a()]);
  case Op::field:
    return visit_leaf(ask.node, ask.want, costs.leaf(node.lane() - 1u, row, node.a()).first);
  case Op::lookup:
    return visit_lookup(ask);
  case Op::equal:
  case Op::not_equal:
  case Op::less:
  case Op::less_equal:
  case Op::in_set:
  case Op::is_none:
    return visit_condition(ask);
  case Op::logical_not:
    if (ask.want == Want::to_true)
      return push(node.a(), Want::to_false);
    return push(node.a(), ask.want == Want::to_false ? Want::to_true : ask.want);
  case Op::shown:
    // F needs no fact, and stays F while nothing is learned.
    if (full().truth(ask.node) == Truth::no &&
        (ask.want == Want::reason || ask.want == Want::to_false)) {
      return;
    }
    return push(node.a(), ask.want);
  case Op::logical_and:
  case Op::logical_or:
    return visit_connective(ask);
  case Op::excused:
    return visit_excused(ask);
  case Op::every:
  case Op::some:
  case Op::count:
  case Op::sum:
  case Op::sum_nonnegative:
  case Op::share:
    return visit_fold(ask);
  default:
    for_each_operand(bundle(), ask.node, [&](uint32_t operand) { push(operand, ask.want); });
    return;
  }
}

void Collector::visit_excused(Ask ask) {
  const DecisionList& list = costs.decisions[bundle().excused_rank(ask.node)];
  const uint32_t key = bundle().node(ask.node).a();
  const FoldPlan plan = plan_fold(bundle(), ask.node);
  const uint64_t complete = costs.space.tables[plan.parts.table].complete;
  const NodeCosts& key_costs = costs.nodes[key];
  const auto condition = [&](const DecisionCosts& d, Want want) {
    tasks_.push(arena, {ask.node, d.row, {plan.parts.where, want}});
  };
  const auto membership = [&](const DecisionCosts& d, Want want) {
    tasks_.push(arena, {ask.node, d.row, {plan.parts.body, want}});
    push(key, want);
  };
  const auto is_phantom = [&](uint32_t k) { return list.phantom && k + 1 == list.size; };

  if (ask.want == Want::reason && full().truth(ask.node) == Truth::yes) {
    uint32_t best = list.size;
    Cost best_cost = impossible;
    for (uint32_t k = 0; k < list.size; ++k) {
      const DecisionCosts& d = list.items[k];
      if (is_phantom(k) || d.condition != Truth::yes || costs.named(ask.node, d) != Truth::yes) {
        continue;
      }
      const Cost cost = d.condition_costs.reason + d.set_costs.reason;
      if (best == list.size || cost < best_cost) {
        best = k;
        best_cost = cost;
      }
    }
    condition(list.items[best], Want::reason);
    membership(list.items[best], Want::reason);
    return;
  }
  if (ask.want == Want::to_true) {
    uint32_t best = list.size;
    Cost best_cost = impossible;
    for (uint32_t k = 0; k < list.size; ++k) {
      const DecisionCosts& d = list.items[k];
      const Truth named = costs.named(ask.node, d);
      if (named == Truth::no)
        continue;
      Cost cost = d.condition_costs.to_true;
      if (named == Truth::unknown)
        cost = cost + d.set_costs.missing + key_costs.missing;
      if (is_phantom(k))
        cost = cost + costs.complete(plan.parts.table);
      if (cost < best_cost) {
        best = k;
        best_cost = cost;
      }
    }
    if (best == list.size)
      return;
    if (is_phantom(best))
      add(complete);
    condition(list.items[best], Want::to_true);
    if (costs.named(ask.node, list.items[best]) == Truth::unknown) {
      membership(list.items[best], Want::missing);
    }
    return;
  }
  if (ask.want == Want::reason && !list.phantom)
    add(complete);
  for (uint32_t k = 0; k < list.size; ++k) {
    const DecisionCosts& d = list.items[k];
    const Truth named = costs.named(ask.node, d);
    const Cost member = ask.want == Want::reason ? d.set_costs.reason + key_costs.reason
                                                 : d.set_costs.missing + key_costs.missing;
    if (ask.want == Want::missing) {
      if (d.condition == Truth::no || named == Truth::no)
        continue;
      if (is_phantom(k))
        add(complete);
      condition(d, Want::missing);
      membership(d, Want::missing);
    } else if (ask.want == Want::reason) {
      // A phantom row that is F speaks for all.
      if (list.phantom && !is_phantom(k))
        continue;
      const Cost by_condition = d.condition == Truth::no ? d.condition_costs.reason : impossible;
      if (named == Truth::no && !(by_condition < member)) {
        membership(d, Want::reason);
      } else {
        condition(d, Want::reason);
      }
    } else {
      const Cost by_condition = d.condition_costs.to_false;
      const Cost by_name =
          named == Truth::no ? Cost{} : (named == Truth::yes ? impossible : member);
      if (is_phantom(k) && costs.complete(plan.parts.table) < smaller(by_condition, by_name)) {
        add(complete);
      } else if (by_name < by_condition) {
        if (named == Truth::unknown)
          membership(d, Want::missing);
      } else {
        condition(d, Want::to_false);
      }
    }
  }
}

} // namespace ward::rt
