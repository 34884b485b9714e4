// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/value.h"

#include <cstdint>
#include <type_traits>

namespace ward::rt {

__extension__ typedef __int128 Int128;

/// Ends of an interval that have no bound (R5.9, R5.10). No finite number comes near them: what
/// would pass `largest` is unknown.
constexpr Int128 plus_infinity = (((static_cast<Int128>(1) << 126) - 1) << 1) + 1;
constexpr Int128 minus_infinity = -plus_infinity;
constexpr Int128 largest = static_cast<Int128>(1) << 126;

/// What a node that is no truth holds. Known: a number between `low` and `high` (equal ends:
/// exact), a text (both ends are its TextId), or a set (`set`; the ends are unused).
struct Value {
  Int128 low = 0;
  Int128 high = 0;
  SetView set;
  State state = State::unknown;

  bool known() const { return state == State::known; }
  bool exact() const { return state == State::known && low == high; }
};
static_assert(std::is_trivially_destructible_v<Value> && sizeof(Value) <= 64);

constexpr Value exact_value(Int128 number) {
  return {number, number, {}, State::known};
}
constexpr Value unknown_value() {
  return {};
}

/// Interval arithmetic; U before none before known (R5.4, R5.12). Beyond `largest`: unknown.
Value add(const Value& a, const Value& b);
Value subtract(const Value& a, const Value& b);
Value negate(const Value& a);
Value multiply(const Value& a, const Value& b);
/// Dates are days since 1970-01-01, of the proleptic calendar without end (R5.14, R5.16).
Value add_days(const Value& date, const Value& days);
Value add_months(const Value& date, const Value& months);
Value end_of_year(const Value& date);

/// Comparisons (R5.2, R5.3, R5.12). Texts are exact values.
Truth equal(const Value& a, const Value& b);
Truth less(const Value& a, const Value& b);
Truth less_equal(const Value& a, const Value& b);
Truth in_set(const Value& value, const Value& set);

/// The smallest interval around both; both known.
Value hull(const Value& a, const Value& b);

} // namespace ward::rt
