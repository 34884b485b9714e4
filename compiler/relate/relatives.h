// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "relate/equals.h"
#include "relate/walks.h"

#include <cstdint>
#include <vector>

namespace ward::relate {

/// Another concept and what is known of it (R7.11).
struct Relative {
  enum class Kind : uint8_t {
    stated,   ///< a row says it
    proven,   ///< one relation is left
    narrowed, ///< two to four are left
    unproven, ///< tied by rows, and any of the five may hold
  };
  ConceptId other;
  Kind kind = Kind::unproven;
  RelationSet left = RelationSet::any(); ///< from the concept that was asked for to `other`
  std::vector<Walk> proof;               ///< unproven: one walk of rows that ties them
  bool apart =
      false; ///< `equal` is excluded because equals of both are two of one authority (R7.10)
};

/// Derives, for one concept at a time, how it relates to the others of the network. On demand: no
/// pair is looked at that no row ties.
class Relatives {
public:
  /// `hops`: by how many rows concepts may be tied and be listed without a proof.
  Relatives(const Network& network, uint32_t hops)
      : network_(network), equals_(network), walks_(network), hops_(hops) {}

  /// By authority, then by concept; `stated` ones, then what is proven, narrowed, unproven.
  /// Concepts of its own authority are left out.
  std::vector<Relative> of(ConceptId id);
  /// What is left between the two (R7.10), of one authority or not.
  RelationSet left(ConceptId from, ConceptId to);

private:
  void add_tied(ConceptId id, std::vector<Relative>& out);

  const Network& network_;
  Equals equals_;
  Walks walks_;
  uint32_t hops_;
};

} // namespace ward::relate
