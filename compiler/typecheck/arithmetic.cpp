// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

#include <algorithm>

namespace ward::typecheck {
namespace {

/// Saturates, so that a long chain of factors cannot wrap round.
Bound times(Bound a, Bound b) {
  if (a != 0 && b > bound_limit / a)
    return bound_limit;
  return std::min(a * b, bound_limit);
}
Bound plus(Bound a, Bound b) {
  return a > bound_limit - std::min(b, bound_limit) ? bound_limit : a + b;
}

/// The literal behind a sign, so that `-5` is one literal.
State::Id negated(State& state, State::Id id, source::Span span) {
  const model::Expr expr = state.model.exprs[id];
  const model::Type was = expr.type;
  if (was.kind == model::TypeKind::error)
    return state.error(span);
  model::Type type = was;
  if (type.kind == model::TypeKind::count)
    type.kind = model::TypeKind::integer;
  const Bound bound = state.about(id).bound;
  if (expr.kind == model::ExprKind::number_literal && !is_number(was.kind))
    return state.error(span);
  State::Id out;
  if (expr.kind == model::ExprKind::number_literal)
    out = state.make(model::ExprKind::number_literal, type, span, {}, UINT32_MAX, -expr.number);
  else
    out = state.make(model::ExprKind::negate, type, span, {id});
  state.about(out).bound = bound;
  state.about(out).distributes = state.about(id).distributes;
  state.about(out).extreme = state.about(id).extreme;
  return out;
}

bool is_period(model::TypeKind kind) {
  return kind == model::TypeKind::days || kind == model::TypeKind::months;
}

struct Adder {
  State& state;
  source::Span span;

  State::Id mismatch(State::Id left, State::Id right) {
    for (const State::Id side : {left, right}) {
      const model::Type type = state.type(side);
      if (type.is_set || (!is_number(type.kind) && type.kind != model::TypeKind::date)) {
        state.sink.report(diag::NotArithmetic, state.model.exprs[side].span, state.text(type));
        return state.error(span);
      }
    }
    if (state.same_unit(left, right, span))
      state.sink.report(diag::NotArithmetic, span, state.text(state.type(left)));
    return state.error(span);
  }

  State::Id run(State::Id left, State::Id right, bool minus) {
    using model::ExprKind;
    using model::TypeKind;
    if (state.is_error(left) || state.is_error(right))
      return state.error(span);
    const model::Type a = state.type(left);
    const model::Type b = state.type(right);
    if (a.is_set || b.is_set)
      return mismatch(left, right);
    model::Type type;
    type.optional = a.optional || b.optional;
    const bool distributes = state.about(left).distributes || state.about(right).distributes;
    const bool extreme = state.about(left).extreme || state.about(right).extreme;
    const Bound bound_a = state.about(left).bound;
    const Bound bound_b = state.about(right).bound;
    State::Id out;
    if (a.kind == TypeKind::date && is_period(b.kind)) {
      type.kind = TypeKind::date;
      const State::Id period = minus ? negated(state, right, state.model.exprs[right].span) : right;
      out = state.make(ExprKind::date_add, type, span, {left, period});
      state.about(out).distributes = distributes;
      state.about(out).extreme = extreme;
      return state.bounded(out, plus(bound_a, times(bound_b, 31)));
    }
    if (is_period(a.kind) && b.kind == TypeKind::date && !minus)
      return run(right, left, false);
    if (a.kind == TypeKind::date && b.kind == TypeKind::date && minus) {
      type.kind = TypeKind::days;
      out = state.make(ExprKind::date_diff, type, span, {left, right});
      state.about(out).distributes = distributes;
      state.about(out).extreme = extreme;
      return state.bounded(out, plus(bound_a, bound_b));
    }
    const bool same = is_number(a.kind) &&
                      (a.kind == b.kind || (is_plain_number(a.kind) && is_plain_number(b.kind)));
    if (!same)
      return mismatch(left, right);
    type.kind = a.kind;
    if (is_plain_number(a.kind)) {
      const bool decimal = a.kind == TypeKind::decimal || b.kind == TypeKind::decimal;
      const bool counts = a.kind == TypeKind::count && b.kind == TypeKind::count && !minus;
      type.kind = decimal ? TypeKind::decimal : counts ? TypeKind::count : TypeKind::integer;
    }
    type.scale = std::max(a.scale, b.scale);
    out = state.make(minus ? ExprKind::subtract : ExprKind::add, type, span, {left, right});
    state.about(out).distributes = distributes;
    state.about(out).extreme = extreme;
    return state.bounded(out,
                         plus(state.aligned(left, type.scale), state.aligned(right, type.scale)));
  }
};

} // namespace

Bound State::bound_of(const Type& type) const {
  switch (type.kind) {
  case TypeKind::count:
  case TypeKind::integer:
  case TypeKind::percent:
  case TypeKind::money:
    return Bound{1} << 53;
  case TypeKind::decimal:
    return Bound{9'000'000'000ull} * 1'000'000'000ull;
  case TypeKind::date:
    return 4'000'000;
  case TypeKind::days:
  case TypeKind::months:
  case TypeKind::minutes:
    return 1'000'000;
  default:
    return 1;
  }
}

Bound State::aligned(Id id, uint8_t scale) {
  Bound out = about(id).bound;
  for (int digits = scale - type(id).scale; digits > 0; --digits)
    out = times(out, 10);
  return out;
}

State::Id State::sum(const syntax::SumExpr& expr, const Type* expected) {
  if (expr.terms.size() > most_terms) {
    sink.report(diag::TooManyTerms, expr.span, static_cast<diag::Number>(most_terms));
    return error(expr.span);
  }
  // A date or duration beside it types nothing here; a decimal does.
  const Type* literal = expected && is_number(expected->kind) ? expected : nullptr;
  Id out;
  for (const syntax::Term& term : expr.terms) {
    const Id value = check(*term.value, literal);
    if (out.is_none())
      out = term.negative ? negated(*this, value, term.value->span) : value;
    else
      out = Adder{*this, source::join(model.exprs[out].span, term.value->span)}.run(out, value,
                                                                                    term.negative);
  }
  return out;
}

State::Id State::negate(const syntax::NegateExpr& expr, const Type* expected) {
  const Id operand = check(*expr.operand, expected);
  if (is_error(operand))
    return error(expr.span);
  if (!is_number(type(operand).kind) || type(operand).is_set) {
    sink.report(diag::NotArithmetic, expr.operand->span, text(type(operand)));
    return error(expr.span);
  }
  return negated(*this, operand, expr.span);
}

State::Id State::product(const syntax::ProductExpr& expr, const Type*) {
  if (expr.factors.size() > most_terms) {
    sink.report(diag::TooManyTerms, expr.span, static_cast<diag::Number>(most_terms));
    return error(expr.span);
  }
  std::vector<Id> factors;
  size_t value = 0;
  for (const Expr* factor : expr.factors) {
    const Id id = plain(*this, check(*factor, nullptr));
    if (is_error(id))
      return error(expr.span);
    const Type found = type(id);
    if (!is_number(found.kind) || found.is_set) {
      sink.report(diag::NotArithmetic, factor->span, text(found));
      return error(expr.span);
    }
    factors.push_back(id);
  }
  // The one that may vary or carry a unit; all others are constants without one.
  const auto is_factor = [&](Id id) {
    const Kind kind = model.exprs[id].kind;
    return (kind == Kind::number_literal || kind == Kind::parameter) &&
           is_plain_number(type(id).kind);
  };
  while (value + 1 < factors.size() && is_factor(factors[value]))
    ++value;
  Id out = factors[value];
  for (size_t i = 0; i < factors.size(); ++i) {
    if (i == value)
      continue;
    if (!is_factor(factors[i])) {
      const bool unit = !is_plain_number(type(factors[i]).kind);
      const bool constant = model.exprs[factors[i]].kind == Kind::number_literal ||
                            model.exprs[factors[i]].kind == Kind::parameter;
      if (constant && unit)
        sink.report(diag::FactorWithUnit, expr.factors[i]->span, text(type(factors[i])));
      else
        sink.report(diag::FactorVaries, expr.factors[i]->span)
            .with_help("multiply by a number or a parameter");
      return error(expr.span);
    }
    const Type a = type(out);
    const Type b = type(factors[i]);
    Type result = a;
    result.scale = static_cast<uint8_t>(a.scale + b.scale);
    if (is_plain_number(a.kind)) {
      if (a.kind == TypeKind::decimal || b.kind == TypeKind::decimal)
        result.kind = TypeKind::decimal;
      else if (b.kind == TypeKind::integer)
        result.kind = TypeKind::integer;
    } else if (b.scale != 0 && a.kind != TypeKind::money && a.kind != TypeKind::percent) {
      sink.report(diag::FractionOfDuration, expr.factors[i]->span, text(a))
          .with_help("durations are whole; multiply by a whole number");
      return error(expr.span);
    }
    const Bound bound = times(about(out).bound, about(factors[i]).bound);
    out = bounded(make(Kind::multiply, result, expr.span, {out, factors[i]}), bound);
    if (is_error(out))
      return out;
  }
  return out;
}

State::Id State::extreme(const syntax::CallExpr& expr, Kind kind) {
  std::vector<Id> operands;
  bool failed = expr.arguments.empty();
  if (failed)
    sink.report(diag::WrongArgumentCount, expr.span, resolve::path_text(expr.callee), 1, 0);
  Type out{TypeKind::date, true};
  for (const Expr* argument : expr.arguments) {
    const Id id = check(*argument, nullptr);
    operands.push_back(id);
    if (is_error(id)) {
      failed = true;
      continue;
    }
    const Type found = type(id);
    if (found.kind != TypeKind::date || found.is_set) {
      sink.report(diag::TypeMismatch, argument->span, "date", text(found));
      failed = true;
    }
    out.optional &= found.optional;
  }
  if (failed)
    return error(expr.span);
  const Id id = make(kind, out, expr.span, operands);
  Bound bound = 0;
  for (Id operand : operands)
    bound = std::max(bound, about(operand).bound);
  about(id).distributes = true;
  about(id).extreme = true;
  about(id).bound = bound;
  return id;
}

State::Id State::choose(const syntax::IfExpr& expr, const Type* expected) {
  const Id condition = this->condition(*expr.condition);
  Id first = check(*expr.then_value, expected);
  Type hint = is_error(first) ? Type() : type(first);
  hint.optional = false;
  Id second = check(*expr.else_value, expected ? expected : is_error(first) ? nullptr : &hint);
  if (is_error(condition) || is_error(first) || is_error(second))
    return error(expr.span);
  const Type a = type(first);
  const Type b = type(second);
  for (const Id side : {first, second})
    if (type(side).is_set || type(side).kind == TypeKind::row) {
      sink.report(diag::NotAChoice, model.exprs[side].span, text(type(side)));
      return error(expr.span);
    }
  if (!same_unit(first, second, expr.span))
    return error(expr.span);
  Type out = a;
  out.optional = a.optional || b.optional;
  out.scale = std::max(a.scale, b.scale);
  if (a.kind != b.kind)
    out.kind = a.kind == TypeKind::decimal || b.kind == TypeKind::decimal ? TypeKind::decimal
                                                                          : TypeKind::integer;
  const Id id = make(Kind::conditional, out, expr.span, {condition, first, second});
  about(id).distributes = out.kind != TypeKind::truth || out.optional;
  about(id).extreme = about(first).extreme || about(second).extreme;
  return bounded(id, std::max(aligned(first, out.scale), aligned(second, out.scale)));
}

} // namespace ward::typecheck
