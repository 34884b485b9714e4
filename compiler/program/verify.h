// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program/program.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ward::program {

/// A broken invariant of a program. Their names, in the order in which they are looked at:
///
///   strings_sorted     strings[0] is "", the rest ascend without repeats
///   numbers_sorted     numbers ascend without repeats
///   files_known        files name strings, ascending; an origin with a line names a file
///   one_origin_a_node  origins are as many as nodes
///   records_sorted     each table of records is in the order that bundle.fbs gives
///   index_in_range     what a record names exists
///   key_field          a table's key field is one of its fields and a plain text
///   known_op           an instruction is one of opcodes.def
///   unused_is_zero     an operand that the instruction does not have is 0
///   run_in_range       an operand run lies in args and no other node's run does
///   operand_before     operands come before their users
///   operand_kind       operands and result have the kinds that the instruction asks for
///   operand_lane       lanes are those of opcodes.def; one lane at most besides global
///   run_sorted         and, or, sets: ascending, no repeats; and, or: two or more
///   normal_form        no constant, no operand of the same instruction in a short run, no double
///   not constant_in_range  constants, facts, fields, tables, parameters and proposals exist
///   verdict_node       what a record names is a global truth; only the nodes that may be missing
///   are tree               a child's parent, if it has one, is a version of the citation it is
///   child of
///   exposure           what it reads lies in its table's lane or is global
///   assessment         the same, and a level passes none but an earlier one
///   duty               its truths and dates lie in its table's lane or are global, and each step
///   of a date finds the dates that it joins
struct Violation {
  const char* invariant;
  std::string where; ///< "%7", "provision 3"
};

/// The first violation, or none.
std::optional<Violation> verify(const Program& program);

} // namespace ward::program
