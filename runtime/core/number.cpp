// SPDX-License-Identifier: Apache-2.0
#include "core/number.h"

#include "core/calendar.h"

namespace ward::rt {
namespace {

bool infinite(Int128 end) {
  return end == plus_infinity || end == minus_infinity;
}

/// U goes before none (R5.4). False: both are known.
bool not_known(const Value& a, const Value& b, Value* result) {
  if (a.known() && b.known())
    return false;
  const bool unknown = a.state == State::unknown || b.state == State::unknown;
  result->state = unknown ? State::unknown : State::none;
  return true;
}

Value interval(Int128 low, Int128 high) {
  const bool too_large = (!infinite(low) && (low > largest || low < -largest)) ||
                         (!infinite(high) && (high > largest || high < -largest));
  if (too_large)
    return unknown_value();
  return {low, high, {}, State::known};
}

// Two lower or two upper ends: never infinities of opposite signs.
Int128 add_ends(Int128 a, Int128 b) {
  if (infinite(a))
    return a;
  return infinite(b) ? b : a + b;
}

bool scale_end(Int128 end, Int128 factor, Int128* result) {
  if (factor == 0) {
    *result = 0;
    return true;
  }
  if (infinite(end)) {
    *result = factor < 0 ? -end : end;
    return true;
  }
  return !__builtin_mul_overflow(end, factor, result) && *result <= largest && *result >= -largest;
}

/// Applies a function of two day or month counts that grows with both to the ends.
template <typename Function> Value by_calendar(const Value& a, const Value& b, Function function) {
  Value result;
  if (not_known(a, b, &result))
    return result;
  const auto end = [&](Int128 x, Int128 y, Int128 unbounded, bool* safe) {
    if (infinite(x) || infinite(y))
      return unbounded;
    if (x > calendar_bound || x < -calendar_bound || y > calendar_bound || y < -calendar_bound) {
      *safe = false;
      return Int128{0};
    }
    return Int128{function(static_cast<int64_t>(x), static_cast<int64_t>(y))};
  };
  bool safe = true;
  const Int128 low = end(a.low, b.low, minus_infinity, &safe);
  const Int128 high = end(a.high, b.high, plus_infinity, &safe);
  return safe ? interval(low, high) : unknown_value();
}

} // namespace

Value add(const Value& a, const Value& b) {
  Value result;
  if (not_known(a, b, &result))
    return result;
  return interval(add_ends(a.low, b.low), add_ends(a.high, b.high));
}

Value negate(const Value& a) {
  Value result;
  if (not_known(a, a, &result))
    return result;
  return interval(-a.high, -a.low);
}

Value subtract(const Value& a, const Value& b) {
  return add(a, negate(b));
}

Value multiply(const Value& a, const Value& b) {
  Value result;
  if (not_known(a, b, &result))
    return result;
  if (!b.exact())
    return unknown_value(); // b is a literal or a parameter
  Int128 low;
  Int128 high;
  const bool turned = b.low < 0;
  if (!scale_end(turned ? a.high : a.low, b.low, &low) ||
      !scale_end(turned ? a.low : a.high, b.low, &high)) {
    return unknown_value();
  }
  return interval(low, high);
}

Value add_days(const Value& date, const Value& days) {
  return add(date, days);
}

Value add_months(const Value& date, const Value& months) {
  return by_calendar(date, months,
                     [](int64_t day, int64_t count) { return add_months(day, count); });
}

Value end_of_year(const Value& date) {
  return by_calendar(date, date, [](int64_t day, int64_t) { return end_of_year(day); });
}

Truth equal(const Value& a, const Value& b) {
  if (a.state == State::unknown || b.state == State::unknown)
    return Truth::unknown;
  if (!a.known() || !b.known())
    return Truth::no;
  if (a.high < b.low || b.high < a.low)
    return Truth::no;
  return a.exact() && b.exact() ? Truth::yes : Truth::unknown;
}

Truth less(const Value& a, const Value& b) {
  if (a.state == State::unknown || b.state == State::unknown)
    return Truth::unknown;
  if (!a.known() || !b.known())
    return Truth::no;
  if (a.high < b.low)
    return Truth::yes;
  return a.low >= b.high ? Truth::no : Truth::unknown;
}

Truth less_equal(const Value& a, const Value& b) {
  if (a.state == State::unknown || b.state == State::unknown)
    return Truth::unknown;
  if (!a.known() || !b.known())
    return Truth::no;
  // Infinite ends are beyond every value: an interval that ends at infinity decides nothing there.
  if (a.high <= b.low && !infinite(a.high))
    return Truth::yes;
  return a.low > b.high ? Truth::no : Truth::unknown;
}

Truth in_set(const Value& value, const Value& set) {
  if (set.state == State::unknown)
    return Truth::unknown;
  if (set.state == State::none || set.set.size == 0)
    return Truth::no;
  if (value.state == State::unknown)
    return Truth::unknown;
  if (value.state == State::none)
    return Truth::no;
  // The first member not below the value; members are ascending.
  uint32_t first = 0;
  uint32_t count = set.set.size;
  while (count > 0) {
    const uint32_t half = count / 2;
    if (set.set.items[first + half] < value.low) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  if (first == set.set.size || set.set.items[first] > value.high)
    return Truth::no;
  return value.exact() ? Truth::yes : Truth::unknown;
}

Value hull(const Value& a, const Value& b) {
  return {a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high, {}, State::known};
}

} // namespace ward::rt
