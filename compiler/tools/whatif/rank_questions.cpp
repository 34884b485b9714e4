// SPDX-License-Identifier: Apache-2.0
#include "tools/whatif/rank_questions.h"

#include "tools/whatif/settling.h"

#include <algorithm>
#include <tuple>

namespace ward::tool {

void rank_by_settling(const World& world, std::vector<OpenQuestion>& questions) {
  const WhatIf now = world.judge(world.facts());
  if (!now)
    return;
  for (OpenQuestion& one : questions) {
    one.settles = settled_by(world, *now, one.path, one.complete, one.rows);
    one.judged_again = true;
  }
  std::stable_sort(
      questions.begin(), questions.end(), [](const OpenQuestion& a, const OpenQuestion& b) {
        const auto key = [](const OpenQuestion& one) {
          return std::pair(one.settles.size(), one.verdicts.size());
        };
        return key(a) != key(b)
                   ? key(a) > key(b)
                   : std::tie(a.path, a.complete, a.cause) < std::tie(b.path, b.complete, b.cause);
      });
}

} // namespace ward::tool
