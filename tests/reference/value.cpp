// SPDX-License-Identifier: Apache-2.0
#include "reference/value.h"

#include <algorithm>
#include <cassert>

namespace ward::reference {

Truth negation(Truth a) {
  if (a == Truth::unknown)
    return a;
  return a == Truth::yes ? Truth::no : Truth::yes;
}

Truth conjunction(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no)
    return Truth::no;
  if (a == Truth::unknown || b == Truth::unknown)
    return Truth::unknown;
  return Truth::yes;
}

Truth disjunction(Truth a, Truth b) {
  return negation(conjunction(negation(a), negation(b)));
}

Value Value::none() {
  Value value;
  value.kind = Kind::none;
  return value;
}

Value Value::number(Whole n) {
  return interval(n, n);
}

Value Value::interval(std::optional<Whole> low, std::optional<Whole> high) {
  Value value;
  value.kind = Kind::interval;
  value.low = low;
  value.high = high;
  return value;
}

Value Value::of_text(std::string text) {
  Value value;
  value.kind = Kind::text;
  value.text = std::move(text);
  return value;
}

namespace {

using model::Compare;

Truth from(bool value) {
  return value ? Truth::yes : Truth::no;
}

// R5.12: known when every pair of values agrees.
Truth compare_intervals(Compare op, const Value& a, const Value& b) {
  const bool a_below_b = a.high && b.low && *a.high < *b.low;
  const bool b_below_a = b.high && a.low && *b.high < *a.low;
  const bool a_never_above = a.high && b.low && *a.high <= *b.low;
  const bool b_never_above = b.high && a.low && *b.high <= *a.low;
  switch (op) {
  case Compare::eq:
    if (a_below_b || b_below_a)
      return Truth::no;
    return a_never_above && b_never_above ? Truth::yes : Truth::unknown;
  case Compare::ne:
    return negation(compare_intervals(Compare::eq, a, b));
  case Compare::lt:
    if (a_below_b)
      return Truth::yes;
    return b_never_above ? Truth::no : Truth::unknown;
  case Compare::le:
    if (a_never_above)
      return Truth::yes;
    return b_below_a ? Truth::no : Truth::unknown;
  case Compare::gt:
    return compare_intervals(Compare::lt, b, a);
  case Compare::ge:
    return compare_intervals(Compare::le, b, a);
  }
  return Truth::unknown;
}

struct CivilDay {
  Whole year;
  int month;
  int day;
};

bool is_leap(Whole year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int month_length(Whole year, int month) {
  if (month == 2)
    return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// The day number of 1 January: 365 days a year and the leap days before it, from year 1.
Whole new_year(Whole year) {
  auto floor_div = [](Whole a, Whole b) { return a >= 0 ? a / b : -((-a + b - 1) / b); };
  const Whole past = year - 1;
  return past * 365 + floor_div(past, 4) - floor_div(past, 100) + floor_div(past, 400) - 719162;
}

CivilDay civil(Whole day_number) {
  Whole year = 1970 + day_number / 366; // near; the loops below settle it
  while (new_year(year + 1) <= day_number)
    ++year;
  while (new_year(year) > day_number)
    --year;
  Whole rest = day_number - new_year(year);
  int month = 1;
  while (rest >= month_length(year, month))
    rest -= month_length(year, month++);
  return {year, month, static_cast<int>(rest) + 1};
}

Whole number_of(CivilDay date) {
  Whole days = new_year(date.year);
  for (int month = 1; month < date.month; ++month)
    days += month_length(date.year, month);
  return days + date.day - 1;
}

// R5.4: unknown before none.
bool settle_unknown_or_none(const Value& a, const Value& b, Value& result) {
  if (a.kind == Value::Kind::unknown || b.kind == Value::Kind::unknown) {
    result = Value::unknown();
    return true;
  }
  if (a.kind == Value::Kind::none || b.kind == Value::Kind::none) {
    result = Value::none();
    return true;
  }
  return false;
}

Compare mirrored(Compare op) {
  switch (op) {
  case Compare::lt:
    return Compare::gt;
  case Compare::le:
    return Compare::ge;
  case Compare::gt:
    return Compare::lt;
  case Compare::ge:
    return Compare::le;
  default:
    return op;
  }
}

// R5.17 with the `latest` on the left; `earliest` is its dual.
Truth compare_extreme(Compare op, const Tree& extreme, const Tree& other) {
  if (op == Compare::ne)
    return negation(compare_extreme(Compare::eq, extreme, other));
  if (op == Compare::eq)
    return conjunction(compare_extreme(Compare::ge, extreme, other),
                       compare_extreme(Compare::le, extreme, other));
  const bool latest = extreme.kind == Tree::Kind::latest;
  const bool upper = op == Compare::le || op == Compare::lt;
  if (latest == upper) {
    Truth all = Truth::yes, all_none = Truth::yes;
    for (size_t i = 0; i < extreme.parts.size(); ++i) {
      Truth one = compare(op, extreme.parts[i], other);
      const Truth none = extreme.optional[i] ? is_none(extreme.parts[i]) : Truth::no;
      all = conjunction(all, disjunction(none, one));
      all_none = conjunction(all_none, none);
    }
    return conjunction(all, negation(all_none));
  }
  Truth any = Truth::no;
  for (const Tree& part : extreme.parts)
    any = disjunction(any, compare(op, part, other));
  return any;
}

} // namespace

Truth compare(Compare op, const Value& left, const Value& right) {
  if (left.kind == Value::Kind::unknown || right.kind == Value::Kind::unknown)
    return Truth::unknown;
  if (left.kind == Value::Kind::none || right.kind == Value::Kind::none)
    return from(op == Compare::ne);
  if (left.kind == Value::Kind::text) {
    assert(right.kind == Value::Kind::text && (op == Compare::eq || op == Compare::ne));
    return from((left.text == right.text) == (op == Compare::eq));
  }
  assert(left.kind == Value::Kind::interval && right.kind == Value::Kind::interval);
  return compare_intervals(op, left, right);
}

Truth compare(Compare op, const Tree& left, const Tree& right) {
  switch (left.kind) {
  case Tree::Kind::conditional: {
    const Truth a = compare(op, left.parts[0], right), b = compare(op, left.parts[1], right);
    return disjunction(
        disjunction(conjunction(left.condition, a), conjunction(negation(left.condition), b)),
        conjunction(a, b));
  }
  case Tree::Kind::latest:
  case Tree::Kind::earliest:
    return compare_extreme(op, left, right);
  case Tree::Kind::leaf:
    break;
  }
  if (right.kind == Tree::Kind::leaf)
    return compare(op, left.leaf, right.leaf);
  return compare(mirrored(op), right, left);
}

Truth is_none(const Tree& tree) {
  switch (tree.kind) {
  case Tree::Kind::leaf:
    if (tree.leaf.kind == Value::Kind::unknown)
      return Truth::unknown;
    return from(tree.leaf.kind == Value::Kind::none);
  case Tree::Kind::conditional: {
    const Truth a = is_none(tree.parts[0]), b = is_none(tree.parts[1]);
    return disjunction(
        disjunction(conjunction(tree.condition, a), conjunction(negation(tree.condition), b)),
        conjunction(a, b));
  }
  case Tree::Kind::latest:
  case Tree::Kind::earliest:
    break;
  }
  Truth all = Truth::yes;
  for (const Tree& part : tree.parts)
    all = conjunction(all, is_none(part));
  return all;
}

Truth is_in(const Tree& value, const Value& set) {
  if (value.kind == Tree::Kind::conditional) {
    const Truth a = is_in(value.parts[0], set), b = is_in(value.parts[1], set);
    return disjunction(
        disjunction(conjunction(value.condition, a), conjunction(negation(value.condition), b)),
        conjunction(a, b));
  }
  if (set.kind == Value::Kind::unknown)
    return Truth::unknown;
  Truth any = Truth::no;
  for (const Value& member : set.members) {
    Tree other;
    other.leaf = member;
    any = disjunction(any, compare(Compare::eq, value, other));
  }
  return any;
}

Value add(const Value& a, const Value& b) {
  Value result;
  if (settle_unknown_or_none(a, b, result))
    return result;
  std::optional<Whole> low, high;
  if (a.low && b.low)
    low = *a.low + *b.low;
  if (a.high && b.high)
    high = *a.high + *b.high;
  return Value::interval(low, high);
}

Value negate(const Value& a) {
  if (a.kind != Value::Kind::interval)
    return a;
  std::optional<Whole> low, high;
  if (a.high)
    low = -*a.high;
  if (a.low)
    high = -*a.low;
  return Value::interval(low, high);
}

Value multiply(const Value& a, const Value& b) {
  Value result;
  if (settle_unknown_or_none(a, b, result))
    return result;
  const Whole factor = *b.low; // R5.14: a literal or parameter, one number
  if (factor == 0)
    return Value::number(0);
  if (factor < 0)
    return negate(multiply(a, Value::number(-factor)));
  std::optional<Whole> low, high;
  if (a.low)
    low = *a.low * factor;
  if (a.high)
    high = *a.high * factor;
  return Value::interval(low, high);
}

Value add_months(const Value& date, const Value& months) {
  Value result;
  if (settle_unknown_or_none(date, months, result))
    return result;
  // R5.14: to the same day of the month, or its last. Durations as intervals do not occur with
  // dates.
  assert(date.low == date.high && months.low == months.high);
  CivilDay day = civil(*date.low);
  Whole month_index = day.year * 12 + (day.month - 1) + *months.low;
  day.year = month_index >= 0 ? month_index / 12 : -((-month_index + 11) / 12);
  day.month = static_cast<int>(month_index - day.year * 12) + 1;
  day.day = std::min(day.day, month_length(day.year, day.month));
  return Value::number(number_of(day));
}

Value end_of_year(const Value& date) {
  if (date.kind != Value::Kind::interval)
    return date;
  return Value::number(new_year(civil(*date.low).year + 1) - 1);
}

} // namespace ward::reference
