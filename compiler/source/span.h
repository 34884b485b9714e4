// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/id.h"

#include <cassert>
#include <compare>
#include <cstdint>

namespace ward::source {

struct SourceTag;
/// One text known to a SourceManager; ids follow the order in which texts were added.
using SourceId = base::Id<SourceTag>;

/// Half-open range of byte offsets in the original text of one source. Line and column exist only
/// when rendering (SourceManager::position).
struct Span {
  SourceId file;
  uint32_t begin = 0;
  uint32_t end = 0;

  static constexpr Span none() { return {}; }
  /// The file as a whole: for what has no place in its text (missing, too large, empty).
  static constexpr Span whole(SourceId file) { return {file, 0, 0}; }

  constexpr bool is_none() const { return file.is_none(); }
  constexpr bool is_empty() const { return begin == end; }
  constexpr uint32_t size() const { return end - begin; }
  constexpr bool contains(uint32_t offset) const { return begin <= offset && offset < end; }
  friend constexpr auto operator<=>(Span, Span) = default;
};
static_assert(sizeof(Span) == 12);

/// The smallest span that holds both; both lie in one file.
constexpr Span join(Span first, Span last) {
  assert(first.file == last.file);
  return {first.file, first.begin < last.begin ? first.begin : last.begin,
          first.end > last.end ? first.end : last.end};
}

} // namespace ward::source
