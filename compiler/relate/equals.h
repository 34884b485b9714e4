// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "relate/network.h"

#include <utility>
#include <vector>

namespace ward::relate {

/// Which concepts the rows make equal. All that "two concepts of one authority are not equal"
/// (R7.8) can tell beyond the walks follows from this: composed with any relation but `equal`, "not
/// equal" excludes nothing.
class Equals {
public:
  /// Silent rows do not count.
  explicit Equals(const Network& network);

  bool are_equal(ConceptId a, ConceptId b) const { return root(a) == root(b); }
  /// Both, or concepts equal to them, lie in one authority and are two.
  bool are_apart(ConceptId a, ConceptId b) const;
  /// Pairs of one authority that are made equal; each class's first concept of the authority with
  /// each other.
  std::vector<std::pair<ConceptId, ConceptId>> collisions() const;

private:
  ConceptId root(ConceptId id) const;
  const std::vector<uint32_t>& authorities(ConceptId root) const {
    return authorities_[root.index];
  }

  const Network& network_;
  mutable std::vector<ConceptId> above_;
  std::vector<std::vector<uint32_t>> authorities_; ///< by root: sorted
};

} // namespace ward::relate
