// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/law.h"

#include <cstdint>
#include <string>

namespace ward::relate {

/// Which of the five relations (R7.6) are possible between two concepts: bit i stands for
/// model::Relation{i}. These are the base relations of RCC-5 and their unions.
class RelationSet {
public:
  constexpr RelationSet() = default;
  constexpr RelationSet(model::Relation relation)
      : bits_(static_cast<uint8_t>(1u << static_cast<unsigned>(relation))) {}

  static constexpr RelationSet any() { return of_bits(31); }
  static constexpr RelationSet of_bits(unsigned bits) {
    RelationSet out;
    out.bits_ = static_cast<uint8_t>(bits);
    return out;
  }

  constexpr uint8_t bits() const { return bits_; }
  constexpr bool is_empty() const { return bits_ == 0; }
  constexpr bool is_any() const { return bits_ == 31; }
  constexpr bool is_single() const { return bits_ != 0 && (bits_ & (bits_ - 1)) == 0; }
  constexpr bool has(model::Relation relation) const {
    return !(*this & RelationSet(relation)).is_empty();
  }
  constexpr bool is_subset_of(RelationSet other) const { return (bits_ & ~other.bits_) == 0; }
  constexpr RelationSet without(RelationSet other) const {
    return of_bits(bits_ & ~static_cast<unsigned>(other.bits_));
  }
  friend constexpr RelationSet operator&(RelationSet a, RelationSet b) {
    return of_bits(static_cast<unsigned>(a.bits_ & b.bits_));
  }
  friend constexpr RelationSet operator|(RelationSet a, RelationSet b) {
    return of_bits(static_cast<unsigned>(a.bits_ | b.bits_));
  }
  friend constexpr bool operator==(RelationSet, RelationSet) = default;

private:
  uint8_t bits_ = 0;
};

/// `subset` and `equal`: the left side lies in the right one.
constexpr RelationSet inside() {
  return RelationSet(model::Relation::equal) | model::Relation::subset;
}

/// What holds from Y to X when one of these holds from X to Y.
RelationSet converse(RelationSet relations);
/// What may hold between X and Z when one of `first` holds from X to Y, of `second` from Y to Z
/// (R7.9).
RelationSet compose(RelationSet first, RelationSet second);

/// "subset", "subset or intersects", "equal, subset or intersects"; "any" for all five.
std::string words(RelationSet relations);

} // namespace ward::relate
