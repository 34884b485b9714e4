// SPDX-License-Identifier: Apache-2.0
#include "program/opcode.h"

#include <cassert>
#include <cstddef>

namespace ward::program {
namespace {

// The words of the columns of opcodes.def.
namespace result_rule {
constexpr auto truth = ResultRule::truth;
constexpr auto number = ResultRule::number;
constexpr auto text = ResultRule::text;
constexpr auto set = ResultRule::set;
constexpr auto same = ResultRule::same;
} // namespace result_rule
namespace operand_rule {
constexpr auto _ = OperandRule::unused;
constexpr auto node = OperandRule::node;
constexpr auto opt = OperandRule::opt;
constexpr auto list = OperandRule::list;
constexpr auto imm = OperandRule::imm;
} // namespace operand_rule
namespace lane_rule {
constexpr auto global = LaneRule::global;
constexpr auto row = LaneRule::row;
constexpr auto any = LaneRule::any;
constexpr auto fold = LaneRule::fold;
} // namespace lane_rule

constexpr OpInfo infos[] = {
#define WARD_OP(name, result, a, b, c, lane)                                                       \
  {#name,                                                                                          \
   result_rule::result,                                                                            \
   {operand_rule::a, operand_rule::b, operand_rule::c},                                            \
   lane_rule::lane},
#include "core/opcodes.def"
#undef WARD_OP
};
static_assert(sizeof(infos) / sizeof(infos[0]) == op_count);

} // namespace

const OpInfo* find_op(uint8_t op) {
  return op < op_count ? &infos[op] : nullptr;
}

const OpInfo& op_info(Op op) {
  assert(static_cast<uint8_t>(op) < op_count);
  return infos[static_cast<size_t>(op)];
}

std::optional<Op> op_by_name(std::string_view name) {
  for (uint32_t i = 0; i < op_count; ++i)
    if (infos[i].name == name)
      return static_cast<Op>(i);
  return std::nullopt;
}

} // namespace ward::program
