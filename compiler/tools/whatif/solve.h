// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/whatif/world.h"

#include <string>
#include <vector>

namespace ward::tool {

constexpr uint32_t max_solve_rounds = 64;    ///< of changing the facts and judging them again
constexpr uint32_t max_solve_steps = 200000; ///< nodes looked at in one round

/// What would have to be so for a condition to hold.
struct Solution {
  bool found = false;
  std::vector<Edit> edits; ///< irreducible in groups: one path without its rows is one group
  std::string blocked;     ///< not found: what stands in the way, in words
};

/// The smallest change found of `facts` that makes all of these global truths T: at each choice the
/// one of fewest edits, then the first as written; no date moves back or goes away, and what the
/// organization is stays as it is (REFERENCE.md R14.4). The runtime has judged the facts so
/// changed.
Solution solve(const World& world, const ChangedFacts& facts, const std::vector<uint32_t>& truths);

} // namespace ward::tool
