// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/expr.h"
#include "program/builder.h"

#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace ward::lower {

using model::Compare;
using program::NodeId;
using ValueId = uint32_t;

/// A value that is not a truth: a node, or what is taken apart in the comparison that it stands in
/// (R5.17, R5.18). All nodes of one value have its scale.
struct Value {
  enum class Kind : uint8_t {
    node,
    unknown, ///< a supplied fact as a law reads it; none where `node` is T (R2.5, R5.19)
    latest,  ///< children: two or more
    earliest,
    conditional, ///< node: the condition; children: then, else
  };
  Kind kind = Kind::node;
  bool optional = false;
  uint8_t scale = 0;
  program::ValueKind type = program::ValueKind::number; ///< of the nodes
  NodeId node;
  uint32_t first = 0;
  uint32_t count = 0;
};

/// Owns values and gives them their meaning in nodes. A value that is taken apart may grow; `steps`
/// counts, and when it passes `max_steps` results are unknown and `overflow` is set.
class Values {
public:
  explicit Values(program::Builder& builder) : builder_(builder) {}

  ValueId leaf(NodeId node, bool optional, uint8_t scale);
  /// none_when: the truth that the value is none.
  ValueId unknown(program::ValueKind type, NodeId none_when, bool optional, uint8_t scale);
  ValueId extreme(Value::Kind kind, std::vector<ValueId> operands);
  ValueId conditional(NodeId condition, ValueId yes, ValueId no);

  ValueId binary(program::Op op, ValueId left, ValueId right);
  ValueId negate(ValueId value);
  ValueId multiply(ValueId value, ValueId factor);
  ValueId end_of_year(ValueId value);
  ValueId rescale(ValueId value, uint8_t scale);
  /// t[key].field; `hidden`: the field is supplied and a law reads it.
  ValueId lookup(ValueId key, uint32_t table, uint32_t field, program::ValueKind type, bool hidden,
                 bool optional, uint8_t scale);

  NodeId compare(Compare op, ValueId left, ValueId right);
  NodeId is_none(ValueId value);
  /// Membership in a set that is a node. Extremes are no operand of it: misplaced is set.
  NodeId in_set(ValueId value, NodeId set);
  /// The value as one node, for folds and keys; else misplaced is set.
  NodeId as_node(ValueId value);

  const Value& operator[](ValueId id) const { return values_[id]; }
  std::span<const ValueId> children(const Value& value) const {
    return {children_.data() + value.first, value.count};
  }

  uint64_t steps = 0;
  uint64_t max_steps = UINT64_MAX;
  bool overflow = false;
  bool misplaced = false;

private:
  ValueId add(Value value, std::span<const ValueId> children);
  bool step();
  template <typename F> ValueId map(ValueId id, F&& f, bool reverse = false);
  NodeId known(NodeId value);
  NodeId both_none(const Value& left, const Value& right);
  NodeId compare_leaves(Compare op, const Value& left, const Value& right);
  NodeId compare_extreme(Compare op, ValueId left, ValueId right);
  NodeId choose(NodeId condition, NodeId yes, NodeId no);

  program::Builder& builder_;
  std::vector<Value> values_;
  std::vector<ValueId> children_;
};

} // namespace ward::lower
