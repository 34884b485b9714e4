// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program/program.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace ward::program {

/// Makes programs. Equal instructions are one node; `and` and `or` are flattened, sorted and freed
/// of repeats; constants true and false and double negation go. Only what Kleene's logic allows:
/// unknown stays, `x or not x` stays.
///
/// Operands must have been made before; lanes must fit (one lane besides global), which asserts.
class Builder {
public:
  Builder();
  ~Builder();
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  Text text(std::string_view value);
  /// A path of `files`; the index may be used in origins.
  uint32_t file(std::string_view path);

  /// The place that nodes made from here on come from. A node that was made before without a place
  /// takes it too.
  void set_origin(Origin origin);
  Origin origin() const;

  NodeId truth(uint32_t value); ///< 0 F, 1 T, 2 U
  NodeId constant(bool value) { return truth(value ? 1 : 0); }
  NodeId unknown() { return truth(2); }
  NodeId unknown_value(ValueKind kind);
  NodeId number(int64_t value);
  NodeId text_node(std::string_view value);
  NodeId number_set(std::vector<int64_t> members);
  NodeId text_set(std::span<const std::string_view> members);
  NodeId today();
  NodeId parameter(uint32_t index);
  NodeId assumed(uint32_t proposal);
  NodeId fact(uint32_t index, ValueKind kind);
  NodeId field(uint32_t table, uint32_t index, ValueKind kind);
  NodeId lookup(uint32_t table, uint32_t field, NodeId key, ValueKind kind);
  /// negate, end_of_year: numbers. is_none, shown: truths.
  NodeId unary(Op op, NodeId operand);
  /// add .. add_months: numbers. equal .. in_set: truths. Equalities sort their operands.
  NodeId binary(Op op, NodeId left, NodeId right);
  NodeId logical_not(NodeId operand);
  NodeId logical_and(std::vector<NodeId> operands);
  NodeId logical_or(std::vector<NodeId> operands);
  NodeId implies(NodeId left, NodeId right);
  /// every, some, sum, sum_nonnegative; count without a body.
  NodeId fold(Op op, uint32_t table, NodeId where, NodeId body);
  NodeId share(uint32_t table, NodeId where, NodeId that, NodeId q, NodeId one);
  NodeId excused(NodeId key, NodeId condition, NodeId rows);

  bool is_truth(NodeId node, uint32_t value) const;
  const Node& node(NodeId id) const;
  /// The value of a `number` instruction.
  int64_t number_of(NodeId id) const;
  /// The value of a `text` instruction; valid until the next text is made.
  std::string_view text_of(NodeId id) const;
  size_t node_count() const;

  /// The records of the program; NodeIds and Texts in them come from this builder.
  Program& program();

  /// Drops the nodes that no record reaches, sorts files, normalizes. The builder is empty after.
  Program finish();

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace ward::program
