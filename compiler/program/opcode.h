// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ward::program {

/// The instructions of runtime/core/opcodes.def, by their numbers in a bundle.
enum class Op : uint8_t {
#define WARD_OP(name, result, a, b, c, lane) name,
#include "core/opcodes.def"
#undef WARD_OP
};

enum class ValueKind : uint8_t { truth, number, text, number_set, text_set };

/// The columns of opcodes.def.
enum class ResultRule : uint8_t { truth, number, text, set, same };
enum class OperandRule : uint8_t { unused, node, opt, list, imm };
enum class LaneRule : uint8_t { global, row, any, fold };

struct OpInfo {
  std::string_view name;
  ResultRule result;
  OperandRule operands[3];
  LaneRule lane;
};

constexpr uint32_t op_count = 0
#define WARD_OP(name, result, a, b, c, lane) +1
#include "core/opcodes.def"
#undef WARD_OP
    ;

/// `op` may be any number; nullptr past the last instruction.
const OpInfo* find_op(uint8_t op);
/// `op` is an instruction.
const OpInfo& op_info(Op op);
std::optional<Op> op_by_name(std::string_view name);

/// Whether the operand run of a list instruction holds nodes; else indices of constants.
constexpr bool has_node_list(Op op) {
  return op == Op::logical_and || op == Op::logical_or || op == Op::share;
}
/// Instructions whose operand `a` is a table.
constexpr bool has_table(Op op) {
  return op == Op::lookup || (op >= Op::every && op <= Op::share);
}

} // namespace ward::program
