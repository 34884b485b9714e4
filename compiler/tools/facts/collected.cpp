// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/collect.h"

#include <algorithm>

namespace ward::facts {

Place Collected::place_of(uint64_t offset) const {
  auto after = std::upper_bound(places.begin(), places.end(), offset,
                                [](uint64_t at, const auto& entry) { return at < entry.first; });
  if (after == places.begin())
    return {};
  return std::prev(after)->second;
}

bool Collected::take_out(uint64_t offset) {
  const auto after =
      std::upper_bound(facts.begin(), facts.end(), offset,
                       [](uint64_t at, const auto& fact) { return at < fact.first; });
  if (after == facts.begin() || offset >= std::prev(after)->second)
    return false;
  const auto [begin, end] = *std::prev(after);
  facts.erase(std::prev(after));
  const auto blank = [&](size_t at) { json[at] = ' '; };
  for (size_t at = begin; at < end; ++at)
    blank(at);
  // Members are separated by commas: with the fact goes the one before it, or else the one after.
  size_t before = begin, next = end;
  while (before > 0 && json[before - 1] == ' ')
    --before;
  while (next < json.size() && json[next] == ' ')
    ++next;
  if (before > 0 && json[before - 1] == ',')
    blank(before - 1);
  else if (next < json.size() && json[next] == ',')
    blank(next);
  return true;
}

} // namespace ward::facts
