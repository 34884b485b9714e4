// SPDX-License-Identifier: Apache-2.0
#include "core/calendar.h"
#include "core/number.h"

#include <doctest/doctest.h>
#include <initializer_list>

namespace ward::rt {
namespace {

constexpr Truth T = Truth::yes;
constexpr Truth F = Truth::no;
constexpr Truth U = Truth::unknown;

Value exact(int64_t n) {
  return exact_value(n);
}
Value between(Int128 low, Int128 high) {
  return {low, high, {}, State::known};
}
Value none() {
  return {0, 0, {}, State::none};
}
Value unknown() {
  return unknown_value();
}
bool is(const Value& value, Int128 low, Int128 high) {
  return value.known() && value.low == low && value.high == high;
}

int64_t day(int64_t year, int32_t month, int32_t d) {
  return days_from({year, month, d});
}

} // namespace

TEST_CASE("R5.16: the calendar") {
  CHECK(day(1970, 1, 1) == 0);
  CHECK(day(2026, 1, 1) == 20454);
  CHECK(day(1, 1, 1) == first_day);
  CHECK(day(9999, 12, 31) == last_day);
  CHECK(day(2000, 3, 1) - day(2000, 2, 28) == 2);
  CHECK(day(1900, 3, 1) - day(1900, 2, 28) == 1);
  for (int64_t d = first_day; d <= last_day; d += 97) {
    const Date date = date_from(d);
    CHECK(is_valid(date));
    CHECK(days_from(date) == d);
  }
  CHECK(!is_valid({2025, 2, 29}));
  CHECK(is_valid({2024, 2, 29}));
  CHECK(!is_valid({0, 1, 1}));
  CHECK(!is_valid({10000, 1, 1}));
  CHECK(!is_valid({2025, 13, 1}));
  CHECK(!is_valid({2025, 4, 31}));
}

TEST_CASE("R5.14: adding months clamps to the last day of the month") {
  CHECK(add_months(day(2024, 2, 29), 12) == day(2025, 2, 28));
  CHECK(add_months(day(2024, 2, 29), 48) == day(2028, 2, 29));
  CHECK(add_months(day(2025, 1, 31), 1) == day(2025, 2, 28));
  CHECK(add_months(day(2024, 1, 31), 1) == day(2024, 2, 29));
  CHECK(add_months(day(2025, 3, 31), -1) == day(2025, 2, 28));
  CHECK(add_months(day(2025, 1, 15), -1) == day(2024, 12, 15));
  CHECK(add_months(day(2025, 12, 1), 1) == day(2026, 1, 1));
  CHECK(add_months(day(2026, 1, 1), 0) == day(2026, 1, 1));
  CHECK(add_months(day(1, 1, 1), 12) == day(2, 1, 1));
  CHECK(add_months(day(9999, 12, 31), 2) == day(10000, 2, 29));
  CHECK(end_of_year(day(2026, 1, 1)) == day(2026, 12, 31));
  CHECK(end_of_year(day(2026, 12, 31)) == day(2026, 12, 31));
  CHECK(end_of_year(day(1, 1, 1)) == day(1, 12, 31));
}

TEST_CASE("R5.4: none propagates, unknown goes before it") {
  const Value values[] = {exact(2), none(), unknown()};
  for (const Value& a : values) {
    for (const Value& b : values) {
      const bool is_unknown = a.state == State::unknown || b.state == State::unknown;
      const bool is_none = !is_unknown && (a.state == State::none || b.state == State::none);
      for (const Value& result :
           {add(a, b), subtract(a, b), multiply(a, b), add_days(a, b), add_months(a, b)}) {
        CHECK(result.state == (is_unknown ? State::unknown : is_none ? State::none : State::known));
      }
    }
    CHECK(negate(a).state == a.state);
    CHECK(end_of_year(a).state == a.state);
  }
}

TEST_CASE("R5.12: arithmetic of intervals") {
  CHECK(is(add(between(1, 3), between(10, 20)), 11, 23));
  CHECK(is(subtract(between(1, 3), between(10, 20)), -19, -7));
  CHECK(is(negate(between(1, plus_infinity)), minus_infinity, -1));
  CHECK(is(multiply(between(1, 3), exact(-2)), -6, -2));
  CHECK(is(multiply(between(1, plus_infinity), exact(0)), 0, 0));
  CHECK(is(multiply(between(1, plus_infinity), exact(-1)), minus_infinity, -1));
  CHECK(is(add(between(0, plus_infinity), between(minus_infinity, 0)), minus_infinity,
           plus_infinity));
  CHECK(is(subtract(between(0, plus_infinity), between(0, plus_infinity)), minus_infinity,
           plus_infinity));
  CHECK(is(add_months(between(day(2025, 1, 31), day(2025, 3, 31)), exact(1)), day(2025, 2, 28),
           day(2025, 4, 30)));
  CHECK(is(add_months(exact(0), between(0, plus_infinity)), 0, plus_infinity));
}

TEST_CASE("what would pass 2^126 is unknown, not wrong") {
  Value value = exact(INT64_MAX);
  for (int i = 0; i < 5; ++i)
    value = multiply(value, exact(INT64_MAX));
  CHECK(value.state == State::unknown);
  CHECK(add(between(largest, largest), exact(1)).state == State::unknown);
  CHECK(is(add(between(largest, largest), exact(-1)), largest - 1, largest - 1));
  CHECK(add_months(exact(INT64_MAX), exact(1)).state == State::unknown);
  CHECK(end_of_year(exact(INT64_MIN)).state == State::unknown);
}

TEST_CASE("R5.2, R5.3: comparisons with unknown and none") {
  const Value values[] = {exact(2), none(), unknown()};
  for (const Value& a : values) {
    for (const Value& b : values) {
      const bool is_unknown = a.state == State::unknown || b.state == State::unknown;
      const bool is_none = a.state == State::none || b.state == State::none;
      const Truth expected = is_unknown ? U : is_none ? F : T;
      CHECK(equal(a, b) == expected);
      CHECK(less_equal(a, b) == expected);
      CHECK(less(a, b) == (is_unknown ? U : F));
    }
  }
}

TEST_CASE("R5.12: comparisons of intervals agree with every pair of values") {
  for (int a = 0; a < 4; ++a) {
    for (int b = a; b < 4; ++b) {
      for (int c = 0; c < 4; ++c) {
        for (int d = c; d < 4; ++d) {
          uint32_t seen[3][2] = {};
          for (int x = a; x <= b; ++x) {
            for (int y = c; y <= d; ++y) {
              ++seen[0][x == y];
              ++seen[1][x < y];
              ++seen[2][x <= y];
            }
          }
          const auto expected = [&](uint32_t which) {
            return seen[which][0] == 0 ? T : seen[which][1] == 0 ? F : U;
          };
          CHECK(equal(between(a, b), between(c, d)) == expected(0));
          CHECK(less(between(a, b), between(c, d)) == expected(1));
          CHECK(less_equal(between(a, b), between(c, d)) == expected(2));
        }
      }
    }
  }
  const Value up = between(3, plus_infinity);
  const Value down = between(minus_infinity, 3);
  const Value any = between(minus_infinity, plus_infinity);
  CHECK(less(exact(2), up) == T);
  CHECK(less(exact(3), up) == U);
  CHECK(less_equal(exact(3), up) == T);
  CHECK(less(up, exact(3)) == F);
  CHECK(less_equal(up, exact(5)) == U);
  CHECK(less_equal(down, exact(3)) == T);
  CHECK(less(down, exact(3)) == U);
  CHECK(less(exact(3), down) == F);
  CHECK(equal(up, exact(2)) == F);
  CHECK(equal(up, exact(4)) == U);
  for (const Value& other : {up, down, any, exact(0)}) {
    CHECK(less_equal(any, other) == U);
    CHECK(less_equal(other, any) == U);
    CHECK(less(any, other) == U);
    CHECK(equal(any, other) == U);
  }
}

TEST_CASE("R5.6: membership") {
  const int64_t items[] = {2, 4, 7};
  const Value set{0, 0, {items, 3}, State::known};
  const Value empty{0, 0, {}, State::known};
  for (int64_t n = 0; n < 10; ++n) {
    CHECK(in_set(exact(n), set) == (n == 2 || n == 4 || n == 7 ? T : F));
    CHECK(in_set(exact(n), empty) == F);
  }
  CHECK(in_set(unknown(), empty) == F);
  CHECK(in_set(unknown(), set) == U);
  CHECK(in_set(exact(2), unknown()) == U);
  CHECK(in_set(none(), set) == F);
  CHECK(in_set(none(), unknown()) == U);
  CHECK(in_set(between(5, 6), set) == F);
  CHECK(in_set(between(5, 7), set) == U);
  CHECK(in_set(between(8, plus_infinity), set) == F);
}

} // namespace ward::rt
