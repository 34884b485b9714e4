// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "relate/network.h"

#include <vector>

namespace ward::relate {

/// Which concepts lie in the text of one authority, alone or part by part (R7.12). One pass over
/// the network, linear in its steps.
class Together {
public:
  Together(const Network& network, uint32_t authority);

  bool covers(ConceptId id) const { return how_[id.index].kind != How::Kind::not_covered; }
  /// The concepts of the authority that `id` lies in together, ascending, no repeats; empty unless
  /// covered. The first found for each part: there may be fewer that do.
  std::vector<ConceptId> by(ConceptId id) const;
  /// Whether one of the authority's concepts alone holds `id`.
  bool is_alone(ConceptId id) const { return by(id).size() == 1; }
  /// The rows and axioms that show it, each once, in the order of the steps.
  std::vector<StepId> proof(ConceptId id) const;

private:
  /// Why a concept is covered; what it points to was covered before it.
  struct How {
    enum class Kind : uint8_t { not_covered, own, inside, parts };
    Kind kind = Kind::not_covered;
    ConceptId to; ///< inside: what it lies in
    StepId step;  ///< inside: that says so
  };

  const Network& network_;
  std::vector<How> how_; ///< by concept
};

} // namespace ward::relate
