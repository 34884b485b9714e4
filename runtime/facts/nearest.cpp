// SPDX-License-Identifier: Apache-2.0
#include "facts/nearest.h"

#include <algorithm>

namespace ward::rt {
namespace {

constexpr uint32_t longest = 64;

/// Insertions, deletions, substitutions and swaps of neighbours that lead from a to b.
uint32_t edit_distance(Bytes a, Bytes b) {
  uint8_t rows[3][longest + 1];
  for (uint32_t j = 0; j <= b.size; ++j)
    rows[0][j] = static_cast<uint8_t>(j);
  for (uint32_t i = 1; i <= a.size; ++i) {
    uint8_t* now = rows[i % 3];
    const uint8_t* last = rows[(i + 2) % 3];
    const uint8_t* before = rows[(i + 1) % 3];
    now[0] = static_cast<uint8_t>(i);
    for (uint32_t j = 1; j <= b.size; ++j) {
      const bool same = a.data[i - 1] == b.data[j - 1];
      uint32_t least = std::min(last[j], now[j - 1]) + 1u;
      least = std::min(least, last[j - 1] + (same ? 0u : 1u));
      if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1])
        least = std::min(least, before[j - 2] + 1u);
      now[j] = static_cast<uint8_t>(least);
    }
  }
  return rows[a.size % 3][b.size];
}

} // namespace

Nearest::Nearest(Bytes wanted) : wanted_(wanted), distance_(std::max(wanted.size / 3, 1u) + 1) {}

void Nearest::offer(Bytes candidate) {
  if (wanted_.size > longest || candidate.size > longest || wanted_.size < 2)
    return;
  const uint32_t distance = edit_distance(wanted_, candidate);
  if (distance >= distance_)
    return;
  distance_ = distance;
  best_ = candidate;
}

} // namespace ward::rt
