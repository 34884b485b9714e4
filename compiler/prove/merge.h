// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lower/layout.h"
#include "model/model.h"
#include "program/builder.h"
#include "prove/query.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ward::prove {

/// One of two policies that are compared: its program, and the profile whose numbers its parameters
/// have; 0 none, else 1 + index. A profile is all that is taken from it.
struct Policy {
  const program::Program& program;
  uint32_t profile = 0;
};

/// Two programs over the facts of both: what both state alike of facts is one node, so that equal
/// conditions are. Facts are the same by their path, fields by path and name, as long as their type
/// is; parameters are the numbers that they have (R15.3).
class Merged {
public:
  Merged(const Policy& before, const Policy& after);

  /// A node of one of the two.
  NodeId node(bool after, NodeId id) const { return nodes_[after][id.index]; }
  /// T where something passes or is not asked: `asked` implies `passes`. Without `passes`, F.
  NodeId passed(bool after, NodeId asked, NodeId passes);

  const program::Program& program();
  /// What the search needs of a model: facts, tables, enums, proposals, in the program's order.
  const model::Model& model() const { return model_; }
  const lower::Layout& layout() const { return layout_; }

  /// Without what one of the two does not know.
  Witness known_to(bool after, const Witness& witness) const;

  /// Why facts that a query reads are not the same in both, for people: "`x` is a count and a
  /// percent"; empty where they are.
  std::string unlike(const Query& query);

private:
  struct State;

  /// Indices in the merged program, by index in one of the two; and the other way.
  struct Side {
    std::vector<uint32_t> facts, tables, proposals;
    std::vector<std::vector<uint32_t>> fields;
    std::set<uint32_t> has_fact, has_table, has_proposal;
    std::set<std::pair<uint32_t, uint32_t>> has_field;
  };

  program::Builder builder_;
  model::Model model_;
  lower::Layout layout_;
  Side sides_[2];
  std::vector<NodeId> nodes_[2];
  std::map<uint32_t, std::string> unlike_facts_;
  std::map<std::pair<uint32_t, uint32_t>, std::string> unlike_fields_;
};

} // namespace ward::prove
