// SPDX-License-Identifier: Apache-2.0
#include "check/truths.h"

#include "check/value_range.h"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace ward::check;
using ward::model::Compare;

namespace {

Truths one_of(std::initializer_list<Truths> all) {
  Truths out;
  for (const Truths each : all)
    out.add(each);
  return out;
}

const Truths T = Truths::yes(), F = Truths::no(), U = Truths::unknown();

ValueSet number(long value, int scale = 0) {
  return ValueSet::known(Range::of(value), scale);
}
ValueSet between(long low, long high) {
  return ValueSet::known({low, high}, 0);
}
ValueSet none_value() {
  ValueSet out;
  out.may_be_none = true;
  return out;
}
ValueSet parts(ValueSet::Shape shape, std::initializer_list<ValueSet> all) {
  ValueSet out;
  out.shape = shape;
  for (const ValueSet& each : all)
    out.parts.push_back(std::make_shared<const ValueSet>(each));
  return out;
}

} // namespace

TEST_CASE("R5.1: sets of truths combine member by member") {
  CHECK(both(T, T) == T);
  CHECK(both(T, U) == U);
  CHECK(both(F, U) == F);
  CHECK(both(one_of({T, U}), one_of({T, F})) == one_of({T, F, U}));
  CHECK(both(one_of({F, U}), U) == one_of({F, U}));
  CHECK(both(U, one_of({T, F, U})) == one_of({F, U}));
  CHECK(either(F, U) == U);
  CHECK(either(T, U) == T);
  CHECK(either(one_of({F, U}), one_of({F, U})) == one_of({F, U}));
  CHECK(negate(one_of({T, U})) == one_of({F, U}));
  CHECK(both(Truths::none(), Truths::any()) == Truths::none());
}

TEST_CASE("comparisons of numbers, of two scales and of ranges") {
  CHECK(compare(Compare::eq, number(95, 0), number(9500, 2)) == T);
  CHECK(compare(Compare::lt, number(95, 0), number(9500, 2)) == F);
  CHECK(compare(Compare::ge, between(1, 3), number(3)) == one_of({T, F}));
  CHECK(compare(Compare::ge, between(1, 3), number(4)) == F);
  CHECK(compare(Compare::gt, between(1, 3), number(0)) == T);
  CHECK(compare(Compare::ne, between(1, 3), number(4)) == T);
  CHECK(compare(Compare::eq, between(1, 3), between(3, 5)) == one_of({T, F}));
  CHECK(compare(Compare::lt, ValueSet::known({}, 0), number(0)) == one_of({T, F}));
}

TEST_CASE("R5.2, R5.3: unknown and none in comparisons") {
  CHECK(compare(Compare::eq, ValueSet::unknown(), number(1)) == U);
  CHECK(compare(Compare::eq, none_value(), none_value()) == F);
  CHECK(compare(Compare::ne, none_value(), number(1)) == T);
  CHECK(compare(Compare::le, none_value(), number(1)) == F);
  CHECK(compare(Compare::le, none_value(), ValueSet::unknown()) == U);
}

TEST_CASE("R5.17: comparisons distribute over latest and earliest") {
  const ValueSet a = between(0, 9), hidden = ValueSet::unknown();
  // latest(a, ?) <= 5 needs both; latest(a, ?) >= 5 needs one.
  const ValueSet latest = parts(ValueSet::Shape::latest, {a, hidden});
  CHECK(compare(Compare::le, latest, number(5)) == one_of({F, U}));
  CHECK(compare(Compare::ge, latest, number(5)) == one_of({T, U}));
  const ValueSet earliest = parts(ValueSet::Shape::earliest, {a, hidden});
  CHECK(compare(Compare::le, earliest, number(5)) == one_of({T, U}));
  CHECK(compare(Compare::ge, earliest, number(5)) == one_of({F, U}));
  // From the other side, and with exchanged shapes.
  CHECK(compare(Compare::ge, number(5), latest) == one_of({F, U}));
  CHECK(compare(Compare::le, reversed(latest), number(5)) == one_of({T, U}));
  // Nothing but none is not at most 5 (and not at least).
  const ValueSet nothing = parts(ValueSet::Shape::latest, {none_value(), none_value()});
  CHECK(compare(Compare::le, nothing, number(5)) == F);
  CHECK(compare(Compare::ge, nothing, number(5)) == F);
  CHECK(is_none(nothing) == T);
  // None is skipped.
  const ValueSet some = parts(ValueSet::Shape::latest, {none_value(), number(3)});
  CHECK(compare(Compare::le, some, number(5)) == T);
  CHECK(is_none(some) == F);
}

TEST_CASE("R5.18: `if` is decided when both branches agree") {
  ValueSet choice = parts(ValueSet::Shape::conditional, {number(1), number(2)});
  choice.condition = U;
  CHECK(compare(Compare::le, choice, number(5)) == T);
  CHECK(compare(Compare::le, choice, number(1)) == U);
  CHECK(compare(Compare::le, choice, number(0)) == F);
}
