// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/truths.h"
#include "model/expr.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace ward::check {

__extension__ typedef __int128 Wide;

/// A closed interval of scaled numbers; a missing end is unbounded.
struct Range {
  std::optional<Wide> low;
  std::optional<Wide> high;

  static Range of(Wide value) { return {value, value}; }
};
Range add(const Range& a, const Range& b);
Range negate(const Range& a);
Range multiply(const Range& a, const Range& b);
Range rescale(const Range& a, int from_scale, int to_scale);
Range hull(const Range& a, const Range& b);
/// Some member of `a` is at most (below, where `strict`) some member of `b`.
bool may_precede(const Range& a, const Range& b, bool strict);

/// What a value may be: more than it can be, never less.
///
/// Folds are intervals when judged (R5.9, R5.10), so a value has a lower and an upper end; for a
/// plain value they are the same number.
struct ValueSet {
  enum class Shape : uint8_t { plain, latest, earliest, conditional };

  Shape shape = Shape::plain;
  bool may_be_known = false;
  bool may_be_none = false;
  bool may_be_unknown = false;
  bool is_interval = false; ///< its ends may differ when judged
  int scale = 0;
  Range lower;
  Range upper;
  std::optional<std::string_view> text; ///< the one text it can be

  // latest, earliest: their operands; conditional: then, else. Comparisons distribute over them.
  std::vector<std::shared_ptr<const ValueSet>> parts;
  Truths condition;

  static ValueSet unknown();
  static ValueSet anything();
  static ValueSet known(Range range, int scale);
};

using model::Compare;

Truths compare(Compare op, const ValueSet& a, const ValueSet& b);
Truths is_none(const ValueSet& a);

/// Applies arithmetic to the plain values at the ends of `a` (and `b`). Past a size limit of the
/// result it is anything().
template <typename F> ValueSet map_plain(const ValueSet& a, F&& f);

/// With latest and earliest exchanged, as subtracting a value does (R5.17).
ValueSet reversed(const ValueSet& a);
/// How many plain values a value set has.
size_t plain_count(const ValueSet& a);

template <typename F> ValueSet map_plain(const ValueSet& a, F&& f) {
  if (a.shape == ValueSet::Shape::plain)
    return f(a);
  ValueSet out;
  out.shape = a.shape;
  out.condition = a.condition;
  for (const auto& part : a.parts)
    out.parts.push_back(std::make_shared<const ValueSet>(map_plain(*part, f)));
  return out;
}

} // namespace ward::check
