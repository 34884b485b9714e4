// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "relate/network.h"

#include <cstdint>
#include <vector>

namespace ward::test {

/// Whether sets exist that fulfil a handful of constraints, found by trying, without any algebra.
///
/// A point is known by the concepts that hold it: with n concepts there are 2^n - 1 kinds of
/// points, and a model is a choice of kinds. Constraints either forbid kinds (`subset`: a point of
/// the left that is not in the right) or ask for one (`intersects`: a point in both). Forbidding
/// first and taking every kind that is left gives the largest model, and what the largest lacks no
/// smaller one has. So this universe is large enough to be complete.
class SetModels {
public:
  explicit SetModels(unsigned concepts) : concepts_(concepts) {}

  void add(unsigned a, model::Relation relation, unsigned b) {
    using model::Relation;
    const bool left_inside = relation == Relation::equal || relation == Relation::subset;
    const bool right_inside = relation == Relation::equal || relation == Relation::superset;
    if (left_inside)
      forbidden_.push_back({1u << a, 1u << b});
    if (right_inside)
      forbidden_.push_back({1u << b, 1u << a});
    if (relation == Relation::none)
      forbidden_.push_back({1u << a | 1u << b, 0});
    else
      needed_.push_back({1u << a | 1u << b, 0});
    if (!left_inside)
      needed_.push_back({1u << a, 1u << b});
    if (!right_inside)
      needed_.push_back({1u << b, 1u << a});
  }
  void add_not_equal(unsigned a, unsigned b) { apart_.push_back({1u << a, 1u << b}); }
  /// `whole` has no point outside of the concepts of `parts`, a set of bits.
  void add_union(unsigned whole, unsigned parts) { forbidden_.push_back({1u << whole, parts}); }

  bool exist() const {
    std::vector<uint32_t> points;
    for (uint32_t kind = 1; kind < 1u << concepts_; ++kind)
      if (is_allowed(kind))
        points.push_back(kind);
    const auto some = [&](Want want) {
      for (const uint32_t kind : points)
        if ((kind & want.in) == want.in && (kind & want.out) == 0)
          return true;
      return false;
    };
    for (unsigned i = 0; i < concepts_; ++i)
      if (!some({1u << i, 0}))
        return false;
    for (const Want& want : needed_)
      if (!some(want))
        return false;
    for (const Want& want : apart_)
      if (!some(want) && !some({want.out, want.in}))
        return false;
    return true;
  }
  /// Whether every point of `inner` lies in one of the concepts of `outer`, a set of bits.
  bool lies_in(unsigned inner, unsigned outer) const {
    for (uint32_t kind = 1; kind < 1u << concepts_; ++kind)
      if (is_allowed(kind) && (kind >> inner & 1) != 0 && (kind & outer) == 0)
        return false;
    return true;
  }

private:
  struct Want {
    uint32_t in, out; ///< a point in all of these and none of those
  };
  bool is_allowed(uint32_t kind) const {
    for (const Want& not_so : forbidden_)
      if ((kind & not_so.in) == not_so.in && (kind & not_so.out) == 0)
        return false;
    return true;
  }

  unsigned concepts_;
  std::vector<Want> forbidden_, needed_, apart_;
};

} // namespace ward::test
