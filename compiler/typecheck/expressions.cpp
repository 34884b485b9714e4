// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

#include <algorithm>

namespace ward::typecheck {

bool is_plain_number(model::TypeKind kind) {
  return kind == model::TypeKind::count || kind == model::TypeKind::integer ||
         kind == model::TypeKind::decimal;
}

bool is_number(model::TypeKind kind) {
  using model::TypeKind;
  return is_plain_number(kind) || kind == TypeKind::percent || kind == TypeKind::money ||
         kind == TypeKind::days || kind == TypeKind::months || kind == TypeKind::minutes;
}

bool fits(const model::Type& to, const model::Type& from) {
  using model::TypeKind;
  if (to.kind == TypeKind::error || from.kind == TypeKind::error)
    return true;
  const bool kind =
      to.kind == from.kind || (to.kind == TypeKind::integer && from.kind == TypeKind::count);
  return kind && to.of == from.of && to.is_set == from.is_set && to.scale == from.scale &&
         (to.optional || !from.optional);
}

State::Id State::make(Kind kind, Type type, source::Span span, std::span<const Id> operands,
                      uint32_t ref, int64_t number) {
  model::Expr out;
  out.kind = kind;
  out.type = type;
  out.ref = ref;
  out.number = number;
  out.span = span;
  out.operands_begin = static_cast<uint32_t>(model.operands.size());
  out.operands_count = static_cast<uint32_t>(operands.size());
  Facts about;
  for (Id operand : operands) {
    model.operands.push_back(operand);
    about.mentions_row |= facts[operand.index].mentions_row;
    about.has_fold |= facts[operand.index].has_fold;
  }
  about.bound = bound_of(type);
  facts.push_back(about);
  return model.exprs.add(out);
}

State::Id State::bounded(Id id, Bound bound) {
  about(id).bound = bound;
  if (bound < bound_limit)
    return id;
  sink.report(diag::InexactlyLarge, model.exprs[id].span)
      .with_help("the bounds of its parts allow a value of more than 126 bits; use smaller "
                 "factors or fewer of them");
  return error(model.exprs[id].span);
}

State::Id plain(State& state, State::Id id) {
  if (!state.about(id).distributes || state.is_error(id))
    return id;
  state.sink.report(diag::ChoiceOutsideComparison, state.model.exprs[id].span)
      .with_help("compare it, or say the choice outside: `(if c then A else B)` with conditions");
  return state.error(state.model.exprs[id].span);
}

State::Id State::condition(const Expr& expr) {
  const Type truth = truth_type;
  const Id out = check(expr, &truth);
  const Type found = type(out);
  if (found.kind == TypeKind::error || (found == truth))
    return out;
  if (found.kind == TypeKind::truth && found.optional) {
    const source::Span end{expr.span.file, expr.span.end, expr.span.end};
    sink.report(diag::OptionalCondition, expr.span)
        .with_help("say what none means: write `== true` or `!= true`")
        .fix(end, " == true", "add `== true`");
  } else {
    sink.report(diag::NotACondition, expr.span, text(found)).with_help("compare it with something");
  }
  return error(expr.span);
}

State::Id State::check(const Expr& expr, const Type* expected) {
  using syntax::ExprKind;
  const source::Span span = expr.span;
  switch (expr.kind) {
  case ExprKind::name:
    return access(expr.to<syntax::NameExpr>().name, {}, span, expected);
  case ExprKind::access: {
    const auto& path = expr.to<syntax::AccessExpr>();
    if (const auto* head = path.base->as<syntax::NameExpr>())
      return access(head->name, path.steps, span, expected);
    const Id base = check(*path.base, nullptr);
    if (!is_error(base))
      sink.report(diag::NoMembers, path.steps.front().span);
    return error(span);
  }
  case ExprKind::call:
    return call(expr.to<syntax::CallExpr>());
  case ExprKind::boolean:
    return make(Kind::truth_literal, truth_type, span, {}, UINT32_MAX,
                expr.to<syntax::BoolExpr>().value ? 1 : 0);
  case ExprKind::integer:
  case ExprKind::decimal:
  case ExprKind::percent:
  case ExprKind::money:
  case ExprKind::date:
  case ExprKind::duration:
    return number(expr, expected);
  case ExprKind::text:
    return text_literal(expr.to<syntax::TextExpr>().value.value, expected, span);
  case ExprKind::citation: {
    const syntax::Citation& citation = expr.to<syntax::CitationExpr>().citation;
    if (resolve::find_citation(decls, sink, citation, resolve::CitationUse::any).is_none())
      return error(span);
    return text_literal(citation.text, nullptr, span);
  }
  case ExprKind::negation:
    return make(Kind::logical_not, truth_type, span,
                {condition(*expr.to<syntax::NotExpr>().operand)});
  case ExprKind::logic: {
    const auto& logic = expr.to<syntax::LogicExpr>();
    std::vector<Id> operands;
    for (const Expr* operand : logic.operands)
      operands.push_back(condition(*operand));
    return make(logic.op == syntax::LogicExpr::Op::conjunction ? Kind::logical_and
                                                               : Kind::logical_or,
                truth_type, span, operands);
  }
  case ExprKind::implies: {
    const auto& implies = expr.to<syntax::ImpliesExpr>();
    const Id left = condition(*implies.left);
    return make(Kind::implies, truth_type, span, {left, condition(*implies.right)});
  }
  case ExprKind::compare:
    return compare(expr.to<syntax::CompareExpr>());
  case ExprKind::in:
    return in_set(expr.to<syntax::InExpr>());
  case ExprKind::includes:
    return includes(expr.to<syntax::IncludesExpr>());
  case ExprKind::is_none:
    return is_none(expr.to<syntax::IsNoneExpr>());
  case ExprKind::sum:
    return sum(expr.to<syntax::SumExpr>(), expected);
  case ExprKind::product:
    return product(expr.to<syntax::ProductExpr>(), expected);
  case ExprKind::negate:
    return negate(expr.to<syntax::NegateExpr>(), expected);
  case ExprKind::quantifier:
    return quantifier(expr.to<syntax::QuantifierExpr>());
  case ExprKind::count:
    return count(expr.to<syntax::CountExpr>());
  case ExprKind::share:
    sink.report(diag::ShareOutsideComparison, span)
        .with_help("compare it with a percentage: `share(...) >= 95%`");
    return error(span);
  case ExprKind::fold: {
    const auto& fold = expr.to<syntax::FoldExpr>();
    if (fold.op == syntax::FoldExpr::Op::sum)
      return sum_of(fold);
    sink.report(diag::ExtremeOutsideComparison, span,
                fold.op == syntax::FoldExpr::Op::min ? "min" : "max")
        .with_help("compare it, alone on its side: `min(...) >= 12`");
    return error(span);
  }
  case ExprKind::age:
    sink.report(diag::AgeOutsideComparison, span)
        .with_help("compare it with a duration: `age of d <= 12 months`");
    return error(span);
  case ExprKind::shown: {
    const auto& shown = expr.to<syntax::ShownExpr>();
    const Id operand = condition(*shown.operand);
    const model::CitationId by =
        resolve::find_citation(decls, sink, shown.by, resolve::CitationUse::any);
    if (by.is_none())
      return error(span);
    return make(Kind::shown, truth_type, span, {operand}, by.index);
  }
  case ExprKind::known:
    sink.report(diag::KnownOutsideReports, span)
        .with_help("a verdict that turned on not knowing would change when a fact is learned; "
                   "compare the value itself");
    return error(span);
  case ExprKind::conditional:
    return choose(expr.to<syntax::IfExpr>(), expected);
  case ExprKind::row:
  case ExprKind::list:
    sink.report(diag::RowsOutsideTest, span);
    return error(span);
  case ExprKind::set:
    return set_literal(expr.to<syntax::SetExpr>(), expected);
  case ExprKind::missing:
    return error(span);
  }
  return error(span);
}

} // namespace ward::typecheck
