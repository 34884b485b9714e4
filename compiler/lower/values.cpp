// SPDX-License-Identifier: Apache-2.0
#include "lower/values.h"

#include <algorithm>
#include <cassert>

namespace ward::lower {

using Kind = Value::Kind;
using program::Op;

namespace {

/// `a op b` as `b op' a`.
Compare swapped(Compare op) {
  switch (op) {
  case Compare::lt:
    return Compare::gt;
  case Compare::le:
    return Compare::ge;
  case Compare::gt:
    return Compare::lt;
  case Compare::ge:
    return Compare::le;
  default:
    return op;
  }
}

bool is_extreme(const Value& value) {
  return value.kind == Kind::latest || value.kind == Kind::earliest;
}
bool is_tree(const Value& value) {
  return is_extreme(value) || value.kind == Kind::conditional;
}

Kind reversed(Kind kind) {
  return kind == Kind::latest ? Kind::earliest : kind == Kind::earliest ? Kind::latest : kind;
}

} // namespace

ValueId Values::add(Value value, std::span<const ValueId> children) {
  value.first = static_cast<uint32_t>(children_.size());
  value.count = static_cast<uint32_t>(children.size());
  children_.insert(children_.end(), children.begin(), children.end());
  values_.push_back(value);
  return static_cast<ValueId>(values_.size() - 1);
}

bool Values::step() {
  if (++steps > max_steps)
    overflow = true;
  return !overflow;
}

ValueId Values::leaf(NodeId node, bool optional, uint8_t scale) {
  return add({Kind::node, optional, scale, builder_.node(node).kind, node}, {});
}

ValueId Values::unknown(program::ValueKind type, NodeId none_when, bool optional, uint8_t scale) {
  return add({Kind::unknown, optional, scale, type, none_when}, {});
}

ValueId Values::extreme(Kind kind, std::vector<ValueId> operands) {
  if (operands.size() == 1)
    return operands[0];
  Value value{kind, true, 0, values_[operands[0]].type};
  for (ValueId operand : operands)
    value.scale = std::max(value.scale, values_[operand].scale);
  for (ValueId& operand : operands) {
    operand = rescale(operand, value.scale);
    value.optional = value.optional && values_[operand].optional;
  }
  return add(value, operands);
}

ValueId Values::conditional(NodeId condition, ValueId yes, ValueId no) {
  const uint8_t scale = std::max(values_[yes].scale, values_[no].scale);
  const ValueId branches[] = {rescale(yes, scale), rescale(no, scale)};
  return add({Kind::conditional, values_[yes].optional || values_[no].optional, scale,
              values_[yes].type, condition},
             branches);
}

/// The value with f put on each leaf; `reverse` where f turns the order round.
template <typename F> ValueId Values::map(ValueId id, F&& f, bool reverse) {
  const Value value = values_[id];
  if (!step() || !is_tree(value))
    return f(id);
  std::vector<ValueId> made;
  for (uint32_t i = 0; i < value.count; ++i)
    made.push_back(map(children_[value.first + i], f, reverse));
  if (value.kind == Kind::conditional)
    return conditional(value.node, made[0], made[1]);
  return extreme(reverse ? reversed(value.kind) : value.kind, std::move(made));
}

/// T where a value is known or none, else U.
NodeId Values::known(NodeId value) {
  switch (builder_.node(value).op) {
  case Op::number:
  case Op::text:
  case Op::today:
  case Op::parameter:
    return builder_.constant(true);
  default:
    break;
  }
  const NodeId none = builder_.unary(Op::is_none, value);
  return builder_.logical_or({none, builder_.logical_not(none)});
}

/// Two leaves of which one at least is unknown: T where what is computed from them is none (R5.4).
NodeId Values::both_none(const Value& left, const Value& right) {
  const auto is_never = [&](const Value& value) {
    return value.kind == Kind::unknown && builder_.is_truth(value.node, 0);
  };
  if (is_never(left) || is_never(right))
    return builder_.constant(false);
  return builder_.logical_and({left.kind == Kind::unknown ? left.node : known(left.node),
                               right.kind == Kind::unknown ? right.node : known(right.node)});
}

ValueId Values::binary(Op op, ValueId left, ValueId right) {
  if (is_tree(values_[left]) && !overflow)
    return map(left, [&](ValueId child) { return binary(op, child, right); });
  if (is_tree(values_[right]) && !overflow)
    return map(right, [&](ValueId child) { return binary(op, left, child); }, op == Op::subtract);
  step();
  uint8_t scale = 0;
  if (op == Op::add || op == Op::subtract) {
    scale = std::max(values_[left].scale, values_[right].scale);
    left = rescale(left, scale);
    right = rescale(right, scale);
  }
  const Value l = values_[left];
  const Value r = values_[right];
  const bool optional = l.optional || r.optional;
  if (overflow || l.kind == Kind::unknown || r.kind == Kind::unknown)
    return unknown(program::ValueKind::number,
                   overflow ? builder_.constant(false) : both_none(l, r), optional, scale);
  return leaf(builder_.binary(op, l.node, r.node), optional, scale);
}

ValueId Values::negate(ValueId id) {
  return map(
      id,
      [&](ValueId child) {
        const Value value = values_[child];
        if (value.kind != Kind::node)
          return child;
        if (builder_.node(value.node).op == Op::number)
          return leaf(builder_.number(-builder_.number_of(value.node)), value.optional,
                      value.scale);
        return leaf(builder_.unary(Op::negate, value.node), value.optional, value.scale);
      },
      true);
}

ValueId Values::end_of_year(ValueId id) {
  return map(id, [&](ValueId child) {
    const Value value = values_[child];
    return value.kind != Kind::node
               ? child
               : leaf(builder_.unary(Op::end_of_year, value.node), value.optional, value.scale);
  });
}

ValueId Values::multiply(ValueId id, ValueId factor) {
  const Value by = values_[factor];
  if (by.kind != Kind::node) {
    misplaced = true;
    return id;
  }
  const auto times = [&](ValueId child) {
    const Value value = values_[child];
    const uint8_t scale = static_cast<uint8_t>(value.scale + by.scale);
    if (value.kind == Kind::unknown)
      return unknown(value.type, value.node, value.optional, scale);
    return leaf(builder_.binary(Op::multiply, value.node, by.node), value.optional, scale);
  };
  const bool is_number = builder_.node(by.node).op == Op::number;
  if (is_number || !is_tree(values_[id]))
    return map(id, times, is_number && builder_.number_of(by.node) < 0);
  // A parameter below zero turns latest into earliest.
  const NodeId below = builder_.binary(Op::less, by.node, builder_.number(0));
  const ValueId reversed_order = map(id, times, true);
  const ValueId same_order = map(id, times, false);
  return conditional(below, reversed_order, same_order);
}

ValueId Values::rescale(ValueId id, uint8_t scale) {
  if (values_[id].scale >= scale)
    return id;
  const int steps_up = scale - values_[id].scale;
  int64_t factor = 1;
  for (int i = 0; i < steps_up && i < 18; ++i)
    factor *= 10;
  return map(id, [&](ValueId child) {
    const Value value = values_[child];
    if (value.kind == Kind::unknown)
      return unknown(value.type, value.node, value.optional, scale);
    int64_t folded = 0;
    if (builder_.node(value.node).op == Op::number &&
        !__builtin_mul_overflow(builder_.number_of(value.node), factor, &folded))
      return leaf(builder_.number(folded), value.optional, scale);
    return leaf(builder_.binary(Op::multiply, value.node, builder_.number(factor)), value.optional,
                scale);
  });
}

ValueId Values::lookup(ValueId key, uint32_t table, uint32_t field, program::ValueKind type,
                       bool hidden, bool optional, uint8_t scale) {
  return map(key, [&](ValueId child) {
    const Value value = values_[child];
    // none where the key is (R5.19)
    const bool none = optional || value.optional;
    if (value.kind == Kind::unknown)
      return unknown(type, value.node, none, scale);
    if (hidden)
      return unknown(
          type, value.optional ? builder_.unary(Op::is_none, value.node) : builder_.constant(false),
          none, scale);
    return leaf(builder_.lookup(table, field, value.node, type), none, scale);
  });
}

NodeId Values::choose(NodeId condition, NodeId yes, NodeId no) {
  return builder_.logical_or({builder_.logical_and({condition, yes}),
                              builder_.logical_and({builder_.logical_not(condition), no}),
                              builder_.logical_and({yes, no})});
}

NodeId Values::compare_leaves(Compare op, const Value& left, const Value& right) {
  if (left.kind == Kind::unknown || right.kind == Kind::unknown) {
    // U, but F where nothing is U and something is none (R5.3); `!=` was taken apart before.
    const NodeId none = both_none(left, right);
    return builder_.logical_and({builder_.unknown(), builder_.logical_not(none)});
  }
  switch (op) {
  case Compare::eq:
    return builder_.binary(Op::equal, left.node, right.node);
  case Compare::ne:
    return builder_.binary(Op::not_equal, left.node, right.node);
  case Compare::lt:
    return builder_.binary(Op::less, left.node, right.node);
  case Compare::le:
    return builder_.binary(Op::less_equal, left.node, right.node);
  case Compare::gt:
    return builder_.binary(Op::less, right.node, left.node);
  case Compare::ge:
    return builder_.binary(Op::less_equal, right.node, left.node);
  }
  assert(false);
  return builder_.unknown();
}

/// R5.17 with the extreme on the left; op is an order.
NodeId Values::compare_extreme(Compare op, ValueId left, ValueId right) {
  const Value value = values_[left];
  const bool below = op == Compare::lt || op == Compare::le;
  std::vector<NodeId> terms;
  if (below != (value.kind == Kind::latest)) {
    for (uint32_t i = 0; i < value.count; ++i)
      terms.push_back(compare(op, children_[value.first + i], right));
    return builder_.logical_or(std::move(terms));
  }
  std::vector<NodeId> nones;
  for (uint32_t i = 0; i < value.count; ++i) {
    const ValueId operand = children_[value.first + i];
    NodeId term = compare(op, operand, right);
    if (values_[operand].optional) {
      nones.push_back(is_none(operand));
      term = builder_.logical_or({nones.back(), term});
    }
    terms.push_back(term);
  }
  if (nones.size() == value.count)
    terms.push_back(builder_.logical_not(builder_.logical_and(std::move(nones))));
  return builder_.logical_and(std::move(terms));
}

NodeId Values::compare(Compare op, ValueId left, ValueId right) {
  if (!step())
    return builder_.unknown();
  const uint8_t scale = std::max(values_[left].scale, values_[right].scale);
  left = rescale(left, scale);
  right = rescale(right, scale);
  const Value l = values_[left];
  const Value r = values_[right];
  if (op == Compare::ne && (l.kind != Kind::node || r.kind != Kind::node))
    return builder_.logical_not(compare(Compare::eq, left, right));
  if (l.kind == Kind::conditional) {
    const NodeId yes = compare(op, children_[l.first], right);
    const NodeId no = compare(op, children_[l.first + 1], right);
    return choose(l.node, yes, no);
  }
  if (is_extreme(l)) {
    if (op != Compare::eq)
      return compare_extreme(op, left, right);
    const NodeId at_least = compare_extreme(Compare::ge, left, right);
    const NodeId at_most = compare_extreme(Compare::le, left, right);
    return builder_.logical_and({at_least, at_most});
  }
  if (is_tree(r))
    return compare(swapped(op), right, left);
  return compare_leaves(op, l, r);
}

NodeId Values::is_none(ValueId id) {
  const Value value = values_[id];
  if (!step())
    return builder_.unknown();
  switch (value.kind) {
  case Kind::node:
    return builder_.unary(Op::is_none, value.node);
  case Kind::unknown:
    return builder_.logical_or({value.node, builder_.unknown()});
  case Kind::conditional: {
    const NodeId yes = is_none(children_[value.first]);
    const NodeId no = is_none(children_[value.first + 1]);
    return choose(value.node, yes, no);
  }
  default:
    break;
  }
  std::vector<NodeId> terms;
  for (uint32_t i = 0; i < value.count; ++i)
    terms.push_back(is_none(children_[value.first + i]));
  return builder_.logical_and(std::move(terms));
}

NodeId Values::in_set(ValueId id, NodeId set) {
  const Value value = values_[id];
  if (!step())
    return builder_.unknown();
  if (value.kind == Kind::node)
    return builder_.binary(Op::in_set, value.node, set);
  if (value.kind == Kind::conditional) {
    const NodeId yes = in_set(children_[value.first], set);
    const NodeId no = in_set(children_[value.first + 1], set);
    return choose(value.node, yes, no);
  }
  if (is_extreme(value)) {
    misplaced = true;
    return builder_.unknown();
  }
  // R5.6: F for the empty set, else U; where the value is none: F if the set is known.
  const NodeId in = builder_.binary(Op::in_set, builder_.unknown_value(value.type), set);
  if (builder_.is_truth(value.node, 0))
    return in;
  const NodeId any =
      value.type == program::ValueKind::text ? builder_.text_node("") : builder_.number(0);
  const NodeId asked = builder_.binary(Op::in_set, any, set);
  return builder_.logical_or({builder_.logical_and({in, builder_.logical_not(value.node)}),
                              builder_.logical_and({asked, builder_.logical_not(asked)})});
}

NodeId Values::as_node(ValueId id) {
  const Value value = values_[id];
  if (value.kind == Kind::node)
    return value.node;
  if (value.kind != Kind::unknown || !builder_.is_truth(value.node, 0))
    misplaced = true;
  return builder_.unknown_value(value.type);
}

} // namespace ward::lower
