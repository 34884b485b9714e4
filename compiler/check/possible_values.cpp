// SPDX-License-Identifier: Apache-2.0
#include "check/possible.h"

#include <algorithm>
#include <memory>

namespace ward::check {

using model::Expr;
using model::ExprId;
using model::ExprKind;
using model::TypeKind;

namespace {

/// More than this many plain values under latest, earliest and `if` are not followed.
constexpr size_t max_plain_values = 256;

/// The states of an operation on two plain values (R5.4); its numbers are the caller's.
ValueSet combine(const ValueSet& a, const ValueSet& b) {
  ValueSet out;
  const bool a_there = a.may_be_known || a.may_be_none, b_there = b.may_be_known || b.may_be_none;
  out.may_be_unknown = a.may_be_unknown || b.may_be_unknown;
  out.may_be_none = (a.may_be_none && b_there) || (b.may_be_none && a_there);
  out.may_be_known = a.may_be_known && b.may_be_known;
  out.is_interval = a.is_interval || b.is_interval;
  return out;
}

template <typename F> ValueSet map_pairs(const ValueSet& a, const ValueSet& b, F&& f) {
  if (plain_count(a) * plain_count(b) > max_plain_values)
    return ValueSet::anything();
  return map_plain(a, [&](const ValueSet& left) {
    return map_plain(b, [&](const ValueSet& right) { return f(left, right); });
  });
}

} // namespace

Range Possible::domain(const model::Type& type) const {
  if (type.is_set)
    return {};
  switch (type.kind) {
  case TypeKind::truth:
    return {0, 1};
  case TypeKind::count:
    return {0, static_cast<Wide>(1) << 53};
  case TypeKind::days:
  case TypeKind::months:
  case TypeKind::minutes:
    return {0, 1'000'000};
  case TypeKind::enumeration: {
    const size_t members = model_.enums[model::EnumId{type.of}].members.size();
    return {0, static_cast<Wide>(members) - 1};
  }
  default:
    return {};
  }
}

ValueSet Possible::read(const Expr& expr) {
  if (is_hidden(expr))
    return ValueSet::unknown();
  const model::Type& type = info_of(model_, leaf_of(model_, expr)).type;
  ValueSet out = ValueSet::known(domain(type), type.scale);
  out.may_be_unknown = true;
  out.may_be_none = type.optional;
  return out;
}

ValueSet Possible::parameter(model::ParameterId id) {
  const model::Parameter& parameter = model_.parameters[id];
  Range range = domain(parameter.type);
  for (const model::Bound& bound : parameter.bounds) {
    const bool strict = bound.op == Compare::lt || bound.op == Compare::gt;
    if (bound.op == Compare::ge || bound.op == Compare::gt || bound.op == Compare::eq) {
      const Wide low = bound.number + (strict ? 1 : 0);
      if (!range.low || *range.low < low)
        range.low = low;
    }
    if (bound.op == Compare::le || bound.op == Compare::lt || bound.op == Compare::eq) {
      const Wide high = bound.number - (strict ? 1 : 0);
      if (!range.high || *range.high > high)
        range.high = high;
    }
  }
  return ValueSet::known(range, parameter.type.scale);
}

ValueSet Possible::arithmetic(const Expr& expr, const Frame* frame) {
  const auto operands = model_.operands_of(expr);
  const ValueSet a = value(operands[0], frame);
  if (expr.kind == ExprKind::negate)
    return map_plain(reversed(a), [](const ValueSet& x) {
      ValueSet out = x;
      out.lower = negate(x.upper);
      out.upper = negate(x.lower);
      return out;
    });
  if (expr.kind == ExprKind::end_of_year)
    return map_plain(a, [](const ValueSet& x) {
      ValueSet out = x;
      out.lower = out.upper = {};
      return out;
    });
  ValueSet b = value(operands[1], frame);
  if (expr.kind == ExprKind::subtract || expr.kind == ExprKind::date_diff)
    b = reversed(b);
  return map_pairs(a, b, [&](const ValueSet& x, const ValueSet& y) {
    ValueSet out = combine(x, y);
    switch (expr.kind) {
    case ExprKind::add:
    case ExprKind::subtract: {
      out.scale = std::max(x.scale, y.scale);
      const bool plus = expr.kind == ExprKind::add;
      out.lower = add(rescale(x.lower, x.scale, out.scale),
                      rescale(plus ? y.lower : negate(y.upper), y.scale, out.scale));
      out.upper = add(rescale(x.upper, x.scale, out.scale),
                      rescale(plus ? y.upper : negate(y.lower), y.scale, out.scale));
      break;
    }
    case ExprKind::multiply:
      out.scale = x.scale + y.scale;
      if (!out.is_interval)
        out.lower = out.upper = multiply(x.lower, y.lower);
      break;
    default:
      break; // dates: any number
    }
    return out;
  });
}

ValueSet Possible::fold_value(const Expr& expr, const Frame* frame) {
  const auto operands = model_.operands_of(expr);
  ValueSet out = ValueSet::known({}, expr.type.scale);
  out.is_interval = true;             // an open table gives a range, whatever is asked of its rows
  if (expr.kind == ExprKind::count) { // R5.9
    const Truths condition = where(expr, 0, frame);
    if (condition == Truths::no())
      return ValueSet::known(Range::of(0), out.scale);
    out.lower.low = 0;
    if (!condition.may_be_true())
      out.lower.high = 0;
    out.upper.low = 0;
    if (assumptions_.rows_present && !condition.may_be_false()) {
      out.upper.low = 1;
      if (condition == Truths::yes())
        out.lower.low = 1;
    }
    return out;
  }
  const ValueSet summand = value(operands[0], frame); // R5.10
  const Truths condition = where(expr, 1, frame);
  const bool counts = condition.may_be_true() && summand.may_be_known;
  out.scale = summand.shape == ValueSet::Shape::plain ? summand.scale : expr.type.scale;
  const bool may_be_negative =
      summand.shape != ValueSet::Shape::plain || !summand.lower.low || *summand.lower.low < 0;
  if (!may_be_negative)
    out.lower.low = out.upper.low = 0;
  if (!counts) {
    out.lower.high = 0;
    out.upper.low = 0;
  }
  return out;
}

ValueSet Possible::value(ExprId id, const Frame* frame) {
  const Expr& expr = model_.exprs[id];
  const auto operands = model_.operands_of(expr);
  switch (expr.kind) {
  case ExprKind::argument:
    if (frame == nullptr)
      return ValueSet::anything();
    return value(frame->arguments[static_cast<size_t>(expr.number)], frame->caller);
  case ExprKind::let: {
    if (const auto found = let_values_.find(expr.ref); found != let_values_.end())
      return found->second;
    ValueSet result = value(model_.lets[model::LetId{expr.ref}].body, nullptr);
    let_values_.emplace(expr.ref, result);
    return result;
  }
  case ExprKind::call: {
    const Frame inner{operands, frame};
    return value(model_.predicates[model::PredicateId{expr.ref}].body, &inner);
  }
  case ExprKind::latest:
  case ExprKind::earliest: {
    ValueSet out;
    out.shape = expr.kind == ExprKind::latest ? ValueSet::Shape::latest : ValueSet::Shape::earliest;
    for (const ExprId operand : operands)
      out.parts.push_back(std::make_shared<const ValueSet>(value(operand, frame)));
    return plain_count(out) > max_plain_values ? ValueSet::anything() : out;
  }
  case ExprKind::conditional: {
    ValueSet out;
    out.shape = ValueSet::Shape::conditional;
    out.condition = truth(operands[0], frame);
    for (size_t i = 1; i < 3; ++i)
      out.parts.push_back(std::make_shared<const ValueSet>(value(operands[i], frame)));
    return plain_count(out) > max_plain_values ? ValueSet::anything() : out;
  }
  default:
    return plain_value(id, frame);
  }
}

ValueSet Possible::plain_value(ExprId id, const Frame* frame) {
  const Expr& expr = model_.exprs[id];
  switch (expr.kind) {
  case ExprKind::truth_literal:
  case ExprKind::number_literal:
    return ValueSet::known(Range::of(expr.number), expr.type.scale);
  case ExprKind::text_literal: {
    ValueSet out = ValueSet::known({}, 0);
    out.text = model_.texts[expr.ref];
    return out;
  }
  case ExprKind::fact:
  case ExprKind::field:
    return read(expr);
  case ExprKind::lookup: {
    // R5.19: without a key nothing is found; of none there is none.
    const Truths key_none = is_none(value(model_.operands_of(expr)[0], frame));
    if (key_none == Truths::unknown())
      return ValueSet::unknown();
    ValueSet out = read(expr);
    out.may_be_none |= key_none.may_be_true();
    return out;
  }
  case ExprKind::parameter:
    return parameter(model::ParameterId{expr.ref});
  case ExprKind::today:
  case ExprKind::set_literal:
    return ValueSet::known({}, 0);
  case ExprKind::add:
  case ExprKind::subtract:
  case ExprKind::negate:
  case ExprKind::multiply:
  case ExprKind::date_add:
  case ExprKind::date_diff:
  case ExprKind::end_of_year:
    return arithmetic(expr, frame);
  case ExprKind::count:
  case ExprKind::sum:
    return fold_value(expr, frame);
  case ExprKind::error:
  case ExprKind::row:
    return ValueSet::anything();
  default: {
    // A truth compared as a value.
    if (expr.type.kind != TypeKind::truth)
      return ValueSet::anything();
    const Truths truths = truth(id, frame);
    ValueSet out = ValueSet::known({0, 1}, 0);
    out.may_be_known = truths.may_be_true() || truths.may_be_false();
    out.may_be_unknown = truths.may_be_unknown();
    return out;
  }
  }
}

} // namespace ward::check
