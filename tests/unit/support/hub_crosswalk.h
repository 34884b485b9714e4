// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "relate/claims.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace ward::test {

struct HubSize {
  uint32_t controls = 1468;      ///< of the hub
  uint32_t requirements = 34251; ///< of all other authorities
  uint32_t authorities = 249;    ///< others
  uint32_t rows = 67230;

  HubSize divided_by(uint32_t n) const {
    return {controls / n, requirements / n, authorities, rows / n};
  }
};

/// A crosswalk of the size and shape of the largest that are published: a hub of controls, each
/// with a few dozen rows to requirements of many authorities. Every requirement is a set of points
/// that is drawn from those of its controls, and each row says what holds between the sets: so
/// nothing in it contradicts. The same for the same size and seed.
inline relate::Claims hub_crosswalk(const HubSize& size, uint32_t seed) {
  constexpr uint32_t points = 12; // of each control
  std::mt19937 random(seed);      // its numbers are the same everywhere; distributions are not
  const auto below = [&](uint32_t end) { return static_cast<uint32_t>(random() % end); };
  using Points = std::vector<uint32_t>; // sorted
  relate::Claims out;
  out.authorities.push_back("hub");
  for (uint32_t i = 0; i < size.authorities; ++i)
    out.authorities.push_back("framework_" + std::to_string(i));
  std::vector<Points> sets;
  uint32_t next_point = 0;
  for (uint32_t i = 0; i < size.controls; ++i) {
    out.provisions.push_back({"hub:" + std::to_string(i), 0, {}, {}});
    Points own;
    for (uint32_t p = 0; p < points; ++p)
      own.push_back(next_point++);
    sets.push_back(std::move(own));
  }
  const auto relation = [](const Points& a, const Points& b) {
    Points common;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
    if (common.empty())
      return model::Relation::none;
    if (a == b)
      return model::Relation::equal;
    if (common.size() == a.size())
      return model::Relation::subset;
    return common.size() == b.size() ? model::Relation::superset : model::Relation::intersects;
  };
  for (uint32_t i = 0; i < size.requirements; ++i) {
    // As many rows as are left for the requirements that are left.
    const auto missing = static_cast<uint32_t>(size.rows - out.rows.size());
    const uint32_t left = size.requirements - i;
    const uint32_t links = std::max(1u, missing / left + (below(left) < missing % left ? 1 : 0));
    std::vector<uint32_t> controls;
    for (uint32_t k = 0; k < links; ++k)
      if (const uint32_t control = below(size.controls);
          std::find(controls.begin(), controls.end(), control) == controls.end())
        controls.push_back(control);
    Points set;
    // The first is taken whole by one in six, else in part; one in three has something of its own.
    for (const uint32_t control : controls) {
      const bool whole = below(6) == 0;
      for (const uint32_t point : sets[control])
        if (whole || below(2) == 0)
          set.push_back(point);
      if (set.empty())
        set.push_back(sets[control].front());
    }
    // Two requirements of an authority are never one set: a point of its own tells them apart.
    if (below(3) == 0 || set.size() % points == 0)
      set.push_back(next_point++);
    std::sort(set.begin(), set.end());
    const uint32_t authority = 1 + i % size.authorities;
    const auto provision = static_cast<uint32_t>(out.provisions.size());
    out.provisions.push_back(
        {out.authorities[authority] + ":" + std::to_string(i), authority, {}, {}});
    for (const uint32_t control : controls)
      out.rows.push_back(
          {authority - 1, {control, {}}, relation(sets[control], set), {provision, {}}});
  }
  out.crosswalks = size.authorities;
  return out;
}

} // namespace ward::test
