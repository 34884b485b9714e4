// SPDX-License-Identifier: Apache-2.0
#include "check/possible.h"

namespace ward::check {

using model::Expr;
using model::ExprId;
using model::ExprKind;
using model::TypeKind;

Truths Possible::in_place(model::ControlId id) {
  if (const auto found = controls_.find(id.index); found != controls_.end())
    return found->second;
  // A cycle of controls is an error elsewhere; here it may be anything.
  controls_.emplace(id.index, Truths::any());
  const model::Control& control = model_.controls[id];
  Truths result = Truths::yes();
  if (control.applies)
    result = truth(control.applies);
  if (control.implemented)
    result = both(result, truth(control.implemented));
  controls_[id.index] = result;
  return result;
}

bool Possible::is_hidden(const Expr& expr) const {
  if (!assumptions_.supplied_unknown)
    return false;
  const Leaf leaf = leaf_of(model_, expr);
  return info_of(model_, leaf).supplied_by && assumptions_.except != leaf;
}

bool Possible::takes_only_rows(const Expr& call) const {
  for (const auto& parameter : model_.predicates[model::PredicateId{call.ref}].parameters)
    if (parameter.type.kind != TypeKind::row)
      return false;
  return true;
}

Truths Possible::where(const Expr& expr, size_t index, const Frame* frame) {
  const auto operands = model_.operands_of(expr);
  return index < operands.size() ? truth(operands[index], frame) : Truths::yes();
}

Truths Possible::quantified(bool every, Truths body) {
  // A phantom row's body is one of those a row may have, so it adds nothing new.
  Truths out;
  out.add_if(!assumptions_.rows_present, Truths::of(every));
  return out.add(body);
}

Truths Possible::extreme_truth(const Expr& expr, const Frame* frame) { // R5.13
  const auto operands = model_.operands_of(expr);
  const ValueSet e = value(operands[0], frame), k = value(operands[1], frame);
  const Truths condition = where(expr, 2, frame);
  const auto of = [&](Compare op) {
    const bool below = op == Compare::lt || op == Compare::le;
    const bool every = below == (expr.kind == ExprKind::max_compare);
    const Truths holds = compare(op, e, k);
    return quantified(every, every ? either(negate(condition), holds) : both(condition, holds));
  };
  const auto op = static_cast<Compare>(expr.number);
  if (op != Compare::eq && op != Compare::ne)
    return of(op);
  const Truths equal = both(of(Compare::ge), of(Compare::le));
  return op == Compare::eq ? equal : negate(equal);
}

Truths Possible::share_truth(const Expr& expr, const Frame* frame) { // R5.11
  const auto operands = model_.operands_of(expr);
  const Truths part = truth(operands[0], frame);
  const ValueSet q = value(operands[1], frame);
  const Truths whole = where(expr, 2, frame);
  // Outside 0 % to 100 % the weights change their signs.
  Wide one = 1;
  for (int scale = 0; scale < q.scale; ++scale)
    one *= 10;
  if (!q.lower.low || *q.lower.low <= 0 || !q.upper.high || *q.upper.high >= one)
    return Truths::any();
  const bool none_counts = !assumptions_.rows_present || whole.may_be_false();
  const bool may_gain = whole.may_be_true() && part.may_be_true();
  const bool may_lose = whole.may_be_true() && part.may_be_false();
  Truths below, above; // of zero, strictly: sure when both ends of the sum are
  below.add_if(may_lose, Truths::yes());
  below.add_if(none_counts || may_gain, Truths::no());
  above.add_if(may_gain, Truths::yes());
  above.add_if(none_counts || may_lose, Truths::no());
  const bool in_doubt = whole.may_be_unknown() || (whole.may_be_true() && part.may_be_unknown());
  below.add_if(in_doubt, Truths::unknown());
  above.add_if(in_doubt, Truths::unknown());
  switch (static_cast<Compare>(expr.number)) {
  case Compare::lt:
    return below;
  case Compare::ge:
    return negate(below);
  case Compare::gt:
    return above;
  case Compare::le:
    return negate(above);
  case Compare::eq:
    return both(negate(below), negate(above));
  case Compare::ne:
    return either(below, above);
  }
  return Truths::any();
}

Truths Possible::fold_truth(const Expr& expr, const Frame* frame) {
  const auto operands = model_.operands_of(expr);
  if (expr.kind == ExprKind::share_compare)
    return share_truth(expr, frame);
  if (expr.kind == ExprKind::min_compare || expr.kind == ExprKind::max_compare)
    return extreme_truth(expr, frame);
  const Truths body = truth(operands[0], frame), condition = where(expr, 1, frame);
  if (expr.kind == ExprKind::every)
    return quantified(true, either(negate(condition), body));
  return quantified(false, both(condition, body));
}

Truths Possible::member_of(const ValueSet& item, ExprId set_id, const Frame* frame) { // R5.6
  const Expr& set = model_.exprs[set_id];
  if (set.kind == ExprKind::set_literal) {
    Truths out = Truths::no();
    for (const ExprId member : model_.operands_of(set))
      out = either(out, compare(Compare::eq, item, value(member, frame)));
    return out;
  }
  const ValueSet members = value(set_id, frame);
  // The states of `item` by way of a comparison with what may be anything known.
  const Truths equal = compare(Compare::eq, item, ValueSet::known({}, 0));
  Truths out;
  out.add_if(members.may_be_unknown, Truths::unknown());
  if (!members.may_be_known && !members.may_be_none)
    return out;
  out.add(Truths::no());
  return members.may_be_known ? out.add(equal) : out;
}

Truths Possible::truth(ExprId id, const Frame* frame) {
  const Expr& expr = model_.exprs[id];
  const auto operands = model_.operands_of(expr);
  const auto operand = [&](size_t index) { return truth(operands[index], frame); };
  switch (expr.kind) {
  case ExprKind::truth_literal:
    return Truths::of(expr.number != 0);
  case ExprKind::fact:
  case ExprKind::field:
  case ExprKind::lookup:
    return is_hidden(expr) ? Truths::unknown() : Truths::any();
  case ExprKind::argument: {
    if (frame == nullptr)
      return Truths::any();
    return truth(frame->arguments[static_cast<size_t>(expr.number)], frame->caller);
  }
  case ExprKind::let: {
    if (const auto found = let_truths_.find(expr.ref); found != let_truths_.end())
      return found->second;
    const Truths result = truth(model_.lets[model::LetId{expr.ref}].body, nullptr);
    let_truths_.emplace(expr.ref, result);
    return result;
  }
  case ExprKind::call: {
    const bool only_rows = takes_only_rows(expr);
    if (only_rows)
      if (const auto found = predicate_truths_.find(expr.ref); found != predicate_truths_.end())
        return found->second;
    const Frame inner{operands, frame};
    const Truths result = truth(model_.predicates[model::PredicateId{expr.ref}].body, &inner);
    if (only_rows)
      predicate_truths_.emplace(expr.ref, result);
    return result;
  }
  case ExprKind::logical_not:
    return negate(operand(0));
  case ExprKind::logical_and: {
    Truths out = Truths::yes();
    for (size_t i = 0; i < operands.size(); ++i)
      out = both(out, operand(i));
    return out;
  }
  case ExprKind::logical_or: {
    Truths out = Truths::no();
    for (size_t i = 0; i < operands.size(); ++i)
      out = either(out, operand(i));
    return out;
  }
  case ExprKind::implies:
    return either(negate(operand(0)), operand(1));
  case ExprKind::truth_equal: { // R5.7
    const Truths a = operand(0), b = operand(1);
    const Truths equal = either(both(a, b), both(negate(a), negate(b)));
    return static_cast<Compare>(expr.ref) == Compare::eq ? equal : negate(equal);
  }
  case ExprKind::compare:
    return compare(static_cast<Compare>(expr.ref), value(operands[0], frame),
                   value(operands[1], frame));
  case ExprKind::age: { // R5.15: `age of d <= D` is `d + D >= today`
    const ValueSet limit = arithmetic(expr, frame);
    const ValueSet today = ValueSet::known({}, 0);
    switch (static_cast<Compare>(expr.ref)) {
    case Compare::le:
      return compare(Compare::ge, limit, today);
    case Compare::lt:
      return compare(Compare::gt, limit, today);
    case Compare::ge:
      return compare(Compare::le, limit, today);
    default:
      return compare(Compare::lt, limit, today);
    }
  }
  case ExprKind::in_set:
    return member_of(value(operands[0], frame), operands[1], frame);
  case ExprKind::includes: {
    Truths out = Truths::yes();
    for (size_t i = 1; i < operands.size(); ++i)
      out = both(out, member_of(value(operands[i], frame), operands[0], frame));
    return out;
  }
  case ExprKind::is_none:
    return is_none(value(operands[0], frame));
  case ExprKind::every:
  case ExprKind::some:
  case ExprKind::share_compare:
  case ExprKind::min_compare:
  case ExprKind::max_compare:
    return fold_truth(expr, frame);
  case ExprKind::conditional: { // R5.18
    const Truths c = operand(0), a = operand(1), b = operand(2);
    return either(either(both(c, a), both(negate(c), b)), both(a, b));
  }
  case ExprKind::shown: {
    const Truths inner = operand(0);
    Truths out;
    out.add_if(inner.may_be_true(), Truths::yes());
    return out.add_if(inner.may_be_false() || inner.may_be_unknown(), Truths::no());
  }
  case ExprKind::implemented:
    return in_place(model::ControlId{expr.ref});
  case ExprKind::known: {
    Truths out = Truths::no();
    const ValueSet inner = value(operands[0], frame);
    return out.add_if(inner.may_be_known || inner.may_be_none, Truths::yes());
  }
  default:
    return Truths::any();
  }
}

} // namespace ward::check
