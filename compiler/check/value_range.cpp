// SPDX-License-Identifier: Apache-2.0
#include "check/value_range.h"

#include <algorithm>

namespace ward::check {

namespace {

// Past this a bound is dropped, so that nothing here overflows.
constexpr Wide bound_limit = static_cast<Wide>(1) << 100;

std::optional<Wide> bounded(Wide value) {
  if (value > bound_limit || value < -bound_limit)
    return std::nullopt;
  return value;
}

std::optional<Wide> plus(const std::optional<Wide>& a, const std::optional<Wide>& b) {
  return a && b ? bounded(*a + *b) : std::nullopt;
}

bool fits_product(Wide value) {
  constexpr Wide half = static_cast<Wide>(1) << 60;
  return value <= half && value >= -half;
}

bool same_end(Compare op) {
  return op == Compare::eq || op == Compare::ne;
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

/// R5.12 on the numbers alone: `a op b` for values that are there.
Truths compare_known(Compare op, const ValueSet& a, const ValueSet& b) {
  if (op == Compare::gt || op == Compare::ge)
    return compare_known(mirrored(op), b, a);
  const int scale = std::max(a.scale, b.scale);
  const Range a_lower = rescale(a.lower, a.scale, scale),
              a_upper = rescale(a.upper, a.scale, scale);
  const Range b_lower = rescale(b.lower, b.scale, scale),
              b_upper = rescale(b.upper, b.scale, scale);
  Truths out;
  out.add_if(a.is_interval || b.is_interval, Truths::unknown());
  if (same_end(op)) {
    Truths equal;
    bool may_differ = may_precede(a_upper, b_lower, true) || may_precede(b_upper, a_lower, true);
    bool may_agree = may_precede(a_lower, b_upper, false) && may_precede(b_lower, a_upper, false);
    if (a.text && b.text) {
      may_agree = *a.text == *b.text;
      may_differ = !may_agree;
    }
    equal.add_if(may_agree, Truths::yes());
    equal.add_if(may_differ, Truths::no());
    return out.add(op == Compare::eq ? equal : negate(equal));
  }
  const bool strict = op == Compare::lt;
  out.add_if(may_precede(a_upper, b_lower, strict), Truths::yes());
  out.add_if(may_precede(b_upper, a_lower, !strict), Truths::no());
  return out;
}

Truths compare_plain(Compare op, const ValueSet& a, const ValueSet& b) {
  Truths out;
  const bool a_there = a.may_be_known || a.may_be_none, b_there = b.may_be_known || b.may_be_none;
  out.add_if(a.may_be_unknown && (b_there || b.may_be_unknown), Truths::unknown());
  out.add_if(b.may_be_unknown && (a_there || a.may_be_unknown), Truths::unknown());
  const bool none_beside = (a.may_be_none && b_there) || (b.may_be_none && a_there);
  out.add_if(none_beside, Truths::of(op == Compare::ne)); // R5.3
  if (a.may_be_known && b.may_be_known)
    out.add(compare_known(op, a, b));
  return out;
}

/// `latest(...) <= b` or, with `earliest`, `>=`: every operand that is there, and one is (R5.17).
Truths compare_every_part(Compare op, const ValueSet& a, const ValueSet& b) {
  Truths every = Truths::yes(), all_none = Truths::yes();
  for (const auto& part : a.parts) {
    const Truths absent = is_none(*part);
    every = both(every, absent.may_be_true() ? either(absent, compare(op, *part, b))
                                             : compare(op, *part, b));
    all_none = both(all_none, absent.may_be_true() ? absent : Truths::no());
  }
  return both(every, negate(all_none));
}

} // namespace

Range add(const Range& a, const Range& b) {
  return {plus(a.low, b.low), plus(a.high, b.high)};
}

Range negate(const Range& a) {
  Range out;
  if (a.high)
    out.low = -*a.high;
  if (a.low)
    out.high = -*a.low;
  return out;
}

Range multiply(const Range& a, const Range& b) {
  if (!a.low || !a.high || !b.low || !b.high)
    return {};
  for (const Wide end : {*a.low, *a.high, *b.low, *b.high})
    if (!fits_product(end))
      return {};
  const Wide products[] = {*a.low * *b.low, *a.low * *b.high, *a.high * *b.low, *a.high * *b.high};
  const auto [least, most] = std::minmax_element(std::begin(products), std::end(products));
  return {bounded(*least), bounded(*most)};
}

Range rescale(const Range& a, int from_scale, int to_scale) {
  Range out = a;
  for (int scale = from_scale; scale < to_scale; ++scale) {
    if (out.low)
      out.low = bounded(*out.low * 10);
    if (out.high)
      out.high = bounded(*out.high * 10);
  }
  return out;
}

Range hull(const Range& a, const Range& b) {
  Range out;
  if (a.low && b.low)
    out.low = std::min(*a.low, *b.low);
  if (a.high && b.high)
    out.high = std::max(*a.high, *b.high);
  return out;
}

bool may_precede(const Range& a, const Range& b, bool strict) {
  if (!a.low || !b.high)
    return true;
  return strict ? *a.low < *b.high : *a.low <= *b.high;
}

ValueSet ValueSet::unknown() {
  ValueSet out;
  out.may_be_unknown = true;
  return out;
}

ValueSet ValueSet::anything() {
  ValueSet out;
  out.may_be_known = out.may_be_none = out.may_be_unknown = out.is_interval = true;
  return out;
}

ValueSet ValueSet::known(Range range, int scale) {
  ValueSet out;
  out.may_be_known = true;
  out.scale = scale;
  out.lower = out.upper = range;
  return out;
}

Truths compare(Compare op, const ValueSet& a, const ValueSet& b) {
  using Shape = ValueSet::Shape;
  if (a.shape == Shape::plain)
    return b.shape == Shape::plain ? compare_plain(op, a, b) : compare(mirrored(op), b, a);
  if (a.shape == Shape::conditional) { // R5.18
    const Truths then_holds = compare(op, *a.parts[0], b), else_holds = compare(op, *a.parts[1], b);
    return either(either(both(a.condition, then_holds), both(negate(a.condition), else_holds)),
                  both(then_holds, else_holds));
  }
  if (op == Compare::ne)
    return negate(compare(Compare::eq, a, b));
  if (op == Compare::eq)
    return both(compare(Compare::ge, a, b), compare(Compare::le, a, b));
  const bool bounded_above = op == Compare::lt || op == Compare::le;
  if (bounded_above == (a.shape == Shape::latest))
    return compare_every_part(op, a, b);
  Truths some = Truths::no();
  for (const auto& part : a.parts)
    some = either(some, compare(op, *part, b));
  return some;
}

Truths is_none(const ValueSet& a) {
  Truths out;
  switch (a.shape) {
  case ValueSet::Shape::plain:
    out.add_if(a.may_be_none, Truths::yes());
    out.add_if(a.may_be_known, Truths::no());
    return out.add_if(a.may_be_unknown, Truths::unknown());
  case ValueSet::Shape::conditional: {
    const Truths then_none = is_none(*a.parts[0]), else_none = is_none(*a.parts[1]);
    return either(either(both(a.condition, then_none), both(negate(a.condition), else_none)),
                  both(then_none, else_none));
  }
  case ValueSet::Shape::latest:
  case ValueSet::Shape::earliest:
    out = Truths::yes();
    for (const auto& part : a.parts)
      out = both(out, is_none(*part));
    return out;
  }
  return Truths::any();
}

ValueSet reversed(const ValueSet& a) {
  using Shape = ValueSet::Shape;
  ValueSet out = a;
  if (a.shape == Shape::latest)
    out.shape = Shape::earliest;
  if (a.shape == Shape::earliest)
    out.shape = Shape::latest;
  for (auto& part : out.parts)
    part = std::make_shared<const ValueSet>(reversed(*part));
  return out;
}

size_t plain_count(const ValueSet& a) {
  if (a.shape == ValueSet::Shape::plain)
    return 1;
  size_t count = 0;
  for (const auto& part : a.parts)
    count += plain_count(*part);
  return count;
}

} // namespace ward::check
