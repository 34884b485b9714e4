// SPDX-License-Identifier: Apache-2.0
#include "core/frame.h"

namespace ward::rt {
namespace {

constexpr Cell unknown_cell{};

Value value_of(const Cell& cell, bundle::ValueKind kind) {
  Value result;
  result.state = cell.state;
  if (cell.state != State::known)
    return result;
  if (kind == bundle::ValueKind::number_set || kind == bundle::ValueKind::text_set) {
    result.set = {cell.members, cell.size};
  } else {
    result.low = cell.number;
    result.high = cell.number;
  }
  return result;
}

void put(Frame& frame, uint32_t node, const Value& value) {
  frame.values[frame.bundle->slot(node)] = value;
}

// A truth cannot be none: what is not known is U.
void put_leaf(Frame& frame, uint32_t node, const Cell& cell) {
  if (frame.bundle->is_truth(node)) {
    frame.set_truth(node, cell.state == State::known ? truth_of(cell.number != 0) : Truth::unknown);
  } else {
    put(frame, node, value_of(cell, frame.bundle->node(node).kind()));
  }
}

const Cell& read_field(const Frame& frame, uint32_t table, uint32_t row, uint32_t field) {
  const BoundTable& bound = frame.facts->tables[table];
  if (row >= bound.rows)
    return unknown_cell;
  if (frame.mask != nullptr) {
    // The key is known by the row's presence (R4.9).
    const bool read = field == frame.bundle->key_field(table)
                          ? frame.mask->present(table, row)
                          : frame.mask->has_field(table, row, field);
    if (!read)
      return unknown_cell;
  }
  return bound.columns[field][row];
}

const Cell& read_fact(const Frame& frame, uint32_t fact) {
  if (frame.mask != nullptr && !frame.mask->has_fact(fact))
    return unknown_cell;
  return frame.facts->facts[fact];
}

void look_up(Frame& frame, uint32_t index, const bundle::Node& node) {
  const Value& key = frame.value(node.c());
  Cell none;
  none.state = State::none;
  if (key.state == State::none)
    return put_leaf(frame, index, none);
  if (!key.exact())
    return put_leaf(frame, index, unknown_cell);
  const uint32_t row = frame.row_index[node.a()].find(static_cast<TextId>(key.low));
  if (row == UINT32_MAX)
    return put_leaf(frame, index, unknown_cell);
  put_leaf(frame, index, read_field(frame, node.a(), row, node.b()));
}

Truth all_of(const Frame& frame, const bundle::Node& node) {
  Truth result = Truth::yes;
  for (uint32_t k = 0; k < node.b(); ++k) {
    const Truth operand = frame.truth(frame.bundle->arg(node.a() + k));
    if (operand == Truth::no)
      return Truth::no;
    if (operand == Truth::unknown)
      result = Truth::unknown;
  }
  return result;
}

Truth any_of(const Frame& frame, const bundle::Node& node) {
  Truth result = Truth::no;
  for (uint32_t k = 0; k < node.b(); ++k) {
    const Truth operand = frame.truth(frame.bundle->arg(node.a() + k));
    if (operand == Truth::yes)
      return Truth::yes;
    if (operand == Truth::unknown)
      result = Truth::unknown;
  }
  return result;
}

Truth excused(const Frame& frame, uint32_t index, const bundle::Node& node) {
  const Value& key = frame.value(node.a());
  const Decisions& decisions = frame.decisions[frame.bundle->excused_rank(index)];
  Truth result = Truth::no;
  for (uint32_t k = 0; k < decisions.size; ++k) {
    const Decisions::One& one = decisions.items[k];
    const Truth named = in_set(key, one.set);
    if (named == Truth::no)
      continue;
    const bool is_phantom = decisions.phantom && k + 1 == decisions.size;
    if (!is_phantom && named == Truth::yes && one.condition == Truth::yes)
      return Truth::yes;
    result = Truth::unknown;
  }
  return result;
}

} // namespace

void evaluate_node(Frame& frame, uint32_t index, uint32_t row) {
  const Bundle& bundle = *frame.bundle;
  const bundle::Node& node = bundle.node(index);
  const auto truth = [&](Truth result) { frame.set_truth(index, result); };
  const auto number = [&](const Value& result) { put(frame, index, result); };
  const auto a = [&]() -> const Value& { return frame.value(node.a()); };
  const auto b = [&]() -> const Value& { return frame.value(node.b()); };
  switch (static_cast<Op>(node.op())) {
  case Op::truth:
    return truth(static_cast<Truth>(node.a()));
  case Op::number:
    return number(exact_value(bundle.number(node.a())));
  case Op::text:
    return number(exact_value(node.a()));
  case Op::number_set:
  case Op::text_set:
    return number({0, 0, bundle.constant_set(index), State::known});
  case Op::today:
    return number(exact_value(frame.facts->as_of));
  case Op::parameter:
    return number(exact_value(frame.facts->parameters[node.a()]));
  case Op::assumed:
    return truth(truth_of(frame.facts->assumed[node.a()]));
  case Op::fact:
    return put_leaf(frame, index, read_fact(frame, node.a()));
  case Op::field:
    return put_leaf(frame, index, read_field(frame, node.lane() - 1u, row, node.a()));
  case Op::lookup:
    return look_up(frame, index, node);
  case Op::add:
    return number(add(a(), b()));
  case Op::subtract:
    return number(subtract(a(), b()));
  case Op::negate:
    return number(negate(a()));
  case Op::multiply:
    return number(multiply(a(), b()));
  case Op::add_days:
    return number(add_days(a(), b()));
  case Op::add_months:
    return number(add_months(a(), b()));
  case Op::end_of_year:
    return number(end_of_year(a()));
  case Op::equal:
    return truth(equal(a(), b()));
  case Op::not_equal:
    return truth(negate(equal(a(), b())));
  case Op::less:
    return truth(less(a(), b()));
  case Op::less_equal:
    return truth(less_equal(a(), b()));
  case Op::is_none:
    return truth(a().state == State::unknown ? Truth::unknown : truth_of(a().state == State::none));
  case Op::in_set:
    return truth(in_set(a(), b()));
  case Op::logical_not:
    return truth(negate(frame.truth(node.a())));
  case Op::logical_and:
    return truth(all_of(frame, node));
  case Op::logical_or:
    return truth(any_of(frame, node));
  case Op::shown: {
    const Truth shown = frame.truth(node.a());
    return truth(frame.presume && shown == Truth::unknown ? Truth::no : shown);
  }
  case Op::excused:
    return truth(excused(frame, index, node));
  case Op::unknown:
    return put_leaf(frame, index, unknown_cell);
  case Op::every:
  case Op::some:
  case Op::count:
  case Op::sum:
  case Op::sum_nonnegative:
  case Op::share:
    return; // global: evaluated by its fold
  }
}

} // namespace ward::rt
