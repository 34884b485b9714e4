// SPDX-License-Identifier: Apache-2.0
#include "program/verify_nodes.h"

#include <fmt/format.h>

namespace ward::program {
namespace {

/// Runs up to this length are flattened by the builder.
constexpr uint32_t max_flattened = 32;

struct State {
  const Program& p;
  uint64_t run_total = 0;
  const char* broken = nullptr;

  bool need(bool holds, const char* invariant) {
    if (!holds && broken == nullptr)
      broken = invariant;
    return broken == nullptr;
  }

  ValueKind kind(uint32_t node) const { return p.nodes[node].kind; }
  uint16_t lane(uint32_t node) const { return p.nodes[node].lane; }
  Op op(uint32_t node) const { return p.nodes[node].op; }

  /// All lanes of operands: at most one besides global, which is that of the node.
  void join(const Node& node, uint32_t operand) {
    need(lane(operand) == 0 || lane(operand) == node.lane, "operand_lane");
  }

  bool operand_shapes(const Node& node, const OpInfo& info, uint32_t index) {
    const uint32_t operands[] = {node.a, node.b, node.c};
    const bool has_list = info.operands[0] == OperandRule::list || node.op == Op::share;
    for (int i = 0; i < 3; ++i) {
      const bool is_length = has_list && i > 0 && info.operands[i - 1] == OperandRule::list;
      switch (info.operands[i]) {
      case OperandRule::unused:
        if (!is_length)
          need(operands[i] == 0, "unused_is_zero");
        break;
      case OperandRule::opt:
        if (operands[i] != no_node)
          need(operands[i] < index, "operand_before");
        break;
      case OperandRule::node:
        need(operands[i] < index, "operand_before");
        break;
      case OperandRule::list:
        need(operands[i] <= p.args.size() && operands[i + 1] <= p.args.size() - operands[i],
             "run_in_range");
        run_total += operands[i + 1];
        need(run_total <= p.args.size(), "run_in_range");
        break;
      case OperandRule::imm:
        break;
      }
    }
    return broken == nullptr;
  }

  void junction(const Node& node, uint32_t index) {
    need(node.b >= 2, "run_sorted");
    uint16_t found = 0;
    for (uint32_t i = 0; i < node.b && broken == nullptr; ++i) {
      const uint32_t item = p.args[node.a + i];
      if (!need(item < index, "operand_before"))
        return;
      need(i == 0 || p.args[node.a + i - 1] < item, "run_sorted");
      need(kind(item) == ValueKind::truth, "operand_kind");
      const Node& operand = p.nodes[item];
      need(operand.op != Op::truth || operand.a == 2, "normal_form");
      need(operand.op != node.op || operand.b > max_flattened, "normal_form");
      join(node, item);
      found = lane(item) != 0 ? lane(item) : found;
    }
    need(found == node.lane, "operand_lane");
  }

  void constants(const Node& node, size_t count) {
    for (uint32_t i = 0; i < node.b; ++i) {
      const uint32_t item = p.args[node.a + i];
      need(item < count, "constant_in_range");
      need(i == 0 || p.args[node.a + i - 1] < item, "run_sorted");
    }
  }

  void lives_in(uint32_t operand, uint32_t table) {
    need(lane(operand) == 0 || lane(operand) == table + 1, "operand_lane");
  }

  void fold(const Node& node, uint32_t index) {
    if (!need(node.a < p.tables.size(), "constant_in_range"))
      return;
    uint32_t where = node.b;
    uint32_t body = node.op == Op::count ? no_node : node.c;
    if (node.op == Op::share) {
      if (!need(node.c == 4, "run_in_range"))
        return;
      where = p.args[node.b];
      body = p.args[node.b + 1];
      for (uint32_t i = 2; i < 4; ++i) {
        const uint32_t weight = p.args[node.b + i];
        if (!need(weight < index, "operand_before"))
          return;
        need(op(weight) == Op::number || op(weight) == Op::parameter, "operand_kind");
      }
    }
    if (where != no_node && need(where < index, "operand_before")) {
      need(kind(where) == ValueKind::truth, "operand_kind");
      lives_in(where, node.a);
    }
    if (node.op != Op::count && need(body < index, "operand_before")) {
      const bool truth = node.op == Op::every || node.op == Op::some || node.op == Op::share;
      need(kind(body) == (truth ? ValueKind::truth : ValueKind::number), "operand_kind");
      lives_in(body, node.a);
    }
  }

  void reads(const Node& node, const std::vector<Fact>& facts, uint32_t index) {
    if (need(index < facts.size(), "constant_in_range"))
      need(kind_of(facts[index].type) == node.kind, "operand_kind");
  }

  void numbers(const Node& node, bool two) {
    need(kind(node.a) == ValueKind::number && (!two || kind(node.b) == ValueKind::number),
         "operand_kind");
  }

  void meaning(const Node& node, uint32_t index) {
    switch (node.op) {
    case Op::truth:
      need(node.a <= 2, "constant_in_range");
      break;
    case Op::number:
      need(node.a < p.numbers.size(), "constant_in_range");
      break;
    case Op::text:
      need(node.a < p.strings.size(), "constant_in_range");
      break;
    case Op::number_set:
      constants(node, p.numbers.size());
      break;
    case Op::text_set:
      constants(node, p.strings.size());
      break;
    case Op::parameter:
      need(node.a < p.parameters.size(), "constant_in_range");
      break;
    case Op::assumed:
      need(node.a < p.proposals.size(), "constant_in_range");
      break;
    case Op::fact:
      reads(node, p.facts, node.a);
      break;
    case Op::field:
      reads(node, p.tables[node.lane - 1u].fields, node.a);
      break;
    case Op::lookup:
      if (need(node.a < p.tables.size(), "constant_in_range"))
        reads(node, p.tables[node.a].fields, node.b);
      need(kind(node.c) == ValueKind::text, "operand_kind");
      break;
    case Op::add:
    case Op::subtract:
    case Op::add_days:
    case Op::add_months:
    case Op::less:
    case Op::less_equal:
      numbers(node, true);
      break;
    case Op::negate:
    case Op::end_of_year:
      numbers(node, false);
      break;
    case Op::multiply:
      numbers(node, true);
      need(op(node.b) == Op::number || op(node.b) == Op::parameter, "operand_kind");
      break;
    case Op::equal:
    case Op::not_equal:
      need(kind(node.a) == kind(node.b) &&
               (kind(node.a) == ValueKind::number || kind(node.a) == ValueKind::text),
           "operand_kind");
      break;
    case Op::is_none:
      need(kind(node.a) != ValueKind::truth, "operand_kind");
      break;
    case Op::in_set:
      need((kind(node.a) == ValueKind::number && kind(node.b) == ValueKind::number_set) ||
               (kind(node.a) == ValueKind::text && kind(node.b) == ValueKind::text_set),
           "operand_kind");
      break;
    case Op::logical_not:
      need(kind(node.a) == ValueKind::truth, "operand_kind");
      need(op(node.a) != Op::logical_not && op(node.a) != Op::truth, "normal_form");
      break;
    case Op::shown:
      need(kind(node.a) == ValueKind::truth, "operand_kind");
      break;
    case Op::logical_and:
    case Op::logical_or:
      junction(node, index);
      break;
    case Op::every:
    case Op::some:
    case Op::count:
    case Op::sum:
    case Op::sum_nonnegative:
    case Op::share:
      fold(node, index);
      break;
    case Op::excused:
      need(kind(node.a) == ValueKind::text && kind(node.b) == ValueKind::truth &&
               kind(node.c) == ValueKind::text_set,
           "operand_kind");
      lives_in(node.a, node.lane - 1u);
      lives_in(node.b, p.addressable);
      lives_in(node.c, p.addressable);
      break;
    case Op::today:
    case Op::unknown:
      break;
    }
  }

  void result(const Node& node, const OpInfo& info) {
    switch (info.result) {
    case ResultRule::truth:
      need(node.kind == ValueKind::truth, "operand_kind");
      break;
    case ResultRule::number:
      need(node.kind == ValueKind::number, "operand_kind");
      break;
    case ResultRule::text:
      need(node.kind == ValueKind::text, "operand_kind");
      break;
    case ResultRule::set:
      need(node.kind == (node.op == Op::text_set ? ValueKind::text_set : ValueKind::number_set),
           "operand_kind");
      break;
    case ResultRule::same:
      need(node.kind > ValueKind::truth && node.kind <= ValueKind::text_set, "operand_kind");
      break;
    }
  }

  void lanes(const Node& node, const OpInfo& info) {
    switch (info.lane) {
    case LaneRule::global:
    case LaneRule::fold:
      need(node.lane == 0, "operand_lane");
      break;
    case LaneRule::row:
      need(node.lane != 0, "operand_lane");
      break;
    case LaneRule::any: {
      if (info.operands[0] == OperandRule::list)
        break; // junction() looks at the run
      uint16_t found = 0;
      const uint32_t operands[] = {node.a, node.b, node.c};
      for (int i = 0; i < 3; ++i)
        if (info.operands[i] == OperandRule::node && lane(operands[i]) != 0) {
          need(found == 0 || found == lane(operands[i]), "operand_lane");
          found = lane(operands[i]);
        }
      need(node.lane == found, "operand_lane");
      break;
    }
    }
  }

  std::optional<Violation> run() {
    for (uint32_t i = 0; i < p.nodes.size(); ++i) {
      const Node& node = p.nodes[i];
      const OpInfo* info = find_op(static_cast<uint8_t>(node.op));
      if (need(info != nullptr, "known_op") && operand_shapes(node, *info, i)) {
        need(node.lane <= p.tables.size(), "operand_lane");
        result(node, *info);
        if (broken == nullptr)
          lanes(node, *info);
        if (broken == nullptr)
          meaning(node, i);
      }
      if (broken != nullptr)
        return Violation{broken, fmt::format("%{}", i)};
    }
    return std::nullopt;
  }
};

} // namespace

std::optional<Violation> verify_nodes(const Program& program) {
  return State{program}.run();
}

} // namespace ward::program
