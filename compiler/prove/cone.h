// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program/program.h"
#include "prove/query.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ward::prove {

/// Calls f on each operand node of a node; those of a fold live in its table's lane.
void for_each_operand(const program::Program& program, NodeId node,
                      const std::function<void(NodeId)>& f);

/// How many rows of a table a query needs.
struct TableShape {
  /// Rows that are each present once or not at all: witnesses of `some` and of failed `every`, and
  /// what keys name.
  uint32_t single = 0;
  /// Kinds of rows, each present any number of times: what counts, sums and shares add up.
  uint32_t repeated = 0;
  /// Under a `shown`: whether it is complete may be unknown.
  bool may_be_open = false;
};

/// What a query reads: the nodes under its roots, and from them how much of an organization has to
/// be looked at for the search to be complete (R8.4).
struct Cone {
  std::vector<NodeId> nodes; ///< ascending: operands first
  std::set<uint32_t> facts;
  std::map<uint32_t, std::set<uint32_t>> fields; ///< table -> fields read, the key's too
  std::map<uint32_t, TableShape> tables;         ///< folded over or looked up in
  std::set<std::string> texts;                   ///< literals
  /// Leaves read under a `shown`, where unknown is not the same as any value.
  std::set<uint32_t> shown_facts;
  std::set<std::pair<uint32_t, uint32_t>> shown_fields;
  /// Why there may be organizations that need more rows than `tables` has: then nothing is proved.
  std::string incomplete;
  bool too_large = false;  ///< so many rows that only fewer may be looked at; nothing is proved
  std::string unsupported; ///< why not at all, or empty
};

Cone cone_of(const program::Program& program, const Query& query);

} // namespace ward::prove
