// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/id.h"
#include "relate/claims.h"
#include "relate/relation.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ward::relate {

using ConceptId = base::Id<struct ConceptTag>;
using StepId = base::Id<struct StepTag>;

struct Concept {
  uint32_t provision = 0;            ///< index in Claims::provisions
  std::vector<std::string> elements; ///< sorted; empty: the provision
  uint32_t authority = 0;
  /// What it is the union of (R7.12), where each part is a concept of its own; else empty.
  std::vector<ConceptId> parts;
};

/// A row or an axiom (R7.8).
struct Step {
  static constexpr uint32_t axiom = UINT32_MAX;

  ConceptId from, to;
  RelationSet relation;
  uint32_t row = axiom; ///< index in Claims::rows
};

/// A step as it leaves a concept, one way or the other.
struct Edge {
  ConceptId to;
  StepId step;
  RelationSet relation; ///< from here to `to`
};

/// The sparse network of concepts, rows and axioms: as many edges as are stated, never a pair more.
/// Two ways to write one concept (R7.5) are one node.
class Network {
public:
  /// `claims` outlives the network.
  explicit Network(const Claims& claims);

  const Claims& claims() const { return *claims_; }
  const base::Store<ConceptId, Concept>& concepts() const { return concepts_; }
  const base::Store<StepId, Step>& steps() const { return steps_; }
  std::span<const Edge> edges(ConceptId from) const {
    return {edges_.data() + first_edge_[from.index],
            first_edge_[from.index + 1] - first_edge_[from.index]};
  }
  ConceptId of_provision(uint32_t provision) const { return of_provision_[provision]; }
  /// The concept of a side; none where a set of elements is named in no row.
  ConceptId find(const Side& side) const;

  /// Rows of contradictions derive nothing (R7.13).
  void silence(uint32_t row) { silent_[row] = true; }
  bool is_silent(StepId step) const {
    const uint32_t row = steps_[step].row;
    return row != Step::axiom && silent_[row];
  }
  bool is_silent_row(uint32_t row) const { return silent_[row]; }

private:
  struct Builder;

  const Claims* claims_;
  base::Store<ConceptId, Concept> concepts_;
  base::Store<StepId, Step> steps_;
  std::vector<uint32_t> first_edge_; ///< by concept, and one more
  std::vector<Edge> edges_;
  std::vector<ConceptId> of_provision_;
  std::vector<std::vector<ConceptId>> sets_; ///< by provision: its named sets of elements
  std::vector<bool> silent_;                 ///< by row
};

/// "hipaa:164.312(d)", "hipaa:164.312(b).{record, examine}".
std::string name_of(const Network& network, ConceptId id);

} // namespace ward::relate
