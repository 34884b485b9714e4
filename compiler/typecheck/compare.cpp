// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

#include <algorithm>

namespace ward::typecheck {
namespace {

model::Compare flipped(model::Compare op) {
  using model::Compare;
  switch (op) {
  case Compare::lt:
    return Compare::gt;
  case Compare::le:
    return Compare::ge;
  case Compare::gt:
    return Compare::lt;
  case Compare::ge:
    return Compare::le;
  case Compare::eq:
  case Compare::ne:
    break;
  }
  return op;
}

/// Whether an expression takes its type from what it stands beside.
bool leans(const State& state, const syntax::Expr& expr) {
  using syntax::ExprKind;
  switch (expr.kind) {
  case ExprKind::name:
    return !state.names_value(expr.to<syntax::NameExpr>().name.text);
  case ExprKind::integer:
  case ExprKind::decimal:
  case ExprKind::text:
  case ExprKind::set:
    return true;
  case ExprKind::negate:
    return leans(state, *expr.to<syntax::NegateExpr>().operand);
  case ExprKind::conditional:
    return leans(state, *expr.to<syntax::IfExpr>().then_value) &&
           leans(state, *expr.to<syntax::IfExpr>().else_value);
  default:
    return false;
  }
}

/// Types two sides, the one that stands on its own first.
std::pair<State::Id, State::Id> pair_of(State& state, const syntax::Expr& left,
                                        const syntax::Expr& right) {
  const auto member = [&](State::Id id) {
    model::Type type = state.type(id);
    type.is_set = false;
    type.optional = false;
    return type;
  };
  State::Id a;
  State::Id b;
  if (leans(state, left) && !leans(state, right)) {
    b = state.check(right, nullptr);
    const model::Type type = member(b);
    // Beside something in error a bare name may be a member of anything.
    const bool blind = state.is_error(b) && left.kind == syntax::ExprKind::name;
    a = blind ? state.error(left.span) : state.check(left, state.is_error(b) ? nullptr : &type);
  } else {
    a = state.check(left, nullptr);
    const model::Type type = member(a);
    const bool blind =
        state.is_error(a) && right.kind == syntax::ExprKind::name && leans(state, right);
    b = blind ? state.error(right.span) : state.check(right, state.is_error(a) ? nullptr : &type);
  }
  const bool ambiguous = state.say_if_ambiguous(left, state.type(b));
  if (state.say_if_ambiguous(right, state.type(a)) || ambiguous)
    return {state.error(left.span), state.error(right.span)};
  return {a, b};
}

/// The left side of `in` may be an `if`, but no latest or earliest (R5.17, R5.18).
State::Id member_sought(State& state, State::Id id) {
  return state.about(id).extreme ? plain(state, id) : id;
}

} // namespace

bool State::same_unit(Id left, Id right, source::Span span) {
  const Type a = type(left);
  const Type b = type(right);
  if (a.kind == TypeKind::error || b.kind == TypeKind::error)
    return false;
  if (a.kind == b.kind ? a.of == b.of : is_plain_number(a.kind) && is_plain_number(b.kind))
    return true;
  auto& out = sink.report(diag::UnitMismatch, span, text(a), text(b));
  out.label(model.exprs[left].span, "this is " + text(a));
  out.label(model.exprs[right].span, "this is " + text(b));
  const auto either = [&](TypeKind x, TypeKind y) {
    return (a.kind == x && b.kind == y) || (a.kind == y && b.kind == x);
  };
  if (either(TypeKind::text, TypeKind::key))
    out.with_help("a text never equals a key; declare the fact as `key of` the table");
  else if (either(TypeKind::days, TypeKind::months))
    out.with_help("months have 28 to 31 days; write both in one unit");
  else if (either(TypeKind::date, TypeKind::days) || either(TypeKind::date, TypeKind::months))
    out.with_help("for the time since a date write `age of d`; for a day ahead `d + 60 days`");
  else if (is_plain_number(a.kind) && b.kind == TypeKind::percent)
    out.with_help("write the percentage with its sign: `95%`");
  else if (is_plain_number(b.kind) && a.kind == TypeKind::percent)
    out.with_help("write the percentage with its sign: `95%`");
  else if ((is_plain_number(a.kind) && is_number(b.kind)) ||
           (is_plain_number(b.kind) && is_number(a.kind)))
    out.with_help("write the number with its unit");
  return false;
}

State::Id State::compare(const syntax::CompareExpr& expr) {
  const auto op = static_cast<model::Compare>(expr.op);
  // R5.11, R5.13, R5.15: these exist in comparisons only, on either side.
  for (const bool swapped : {false, true}) {
    const Expr& side = swapped ? *expr.right : *expr.left;
    const Expr& other = swapped ? *expr.left : *expr.right;
    const model::Compare turned = swapped ? flipped(op) : op;
    if (const auto* age = side.as<syntax::AgeExpr>())
      return age_compare(*age, turned, other, expr.span);
    if (const auto* share = side.as<syntax::ShareExpr>())
      return share_compare(*share, turned, other, expr.span);
    if (const auto* fold = side.as<syntax::FoldExpr>();
        fold && fold->op != syntax::FoldExpr::Op::sum)
      return extreme_compare(*fold, turned, other, expr.span);
  }
  const auto [left, right] = pair_of(*this, *expr.left, *expr.right);
  if (is_error(left) || is_error(right))
    return error(expr.span);
  const Type a = type(left);
  const Type b = type(right);
  for (const Id side : {left, right})
    if (type(side).is_set) {
      sink.report(diag::SetComparison, model.exprs[side].span)
          .with_help("write `x in S`, or `S includes {a, b}`");
      return error(expr.span);
    } else if (type(side).kind == TypeKind::row) {
      sink.report(diag::RowAsValue, model.exprs[side].span).with_help("compare one of its fields");
      return error(expr.span);
    }
  if (!same_unit(left, right, expr.span))
    return error(expr.span);
  const bool ordered = op != model::Compare::eq && op != model::Compare::ne;
  if (ordered && !is_number(a.kind) && a.kind != TypeKind::date) {
    sink.report(diag::NoOrder, expr.op_span, model::compare_text(op), text(a))
        .with_help("`==` and `!=` are what it has");
    return error(expr.span);
  }
  if (a.kind == TypeKind::truth && !a.optional && !b.optional)
    return make(Kind::truth_equal, truth_type, expr.span, {left, right}, static_cast<uint32_t>(op));
  const uint8_t scale = std::max(a.scale, b.scale);
  const Id out =
      make(Kind::compare, truth_type, expr.span, {left, right}, static_cast<uint32_t>(op));
  return bounded(out, std::max(aligned(left, scale), aligned(right, scale)));
}

State::Id State::in_set(const syntax::InExpr& expr) {
  Id element;
  Id set;
  if (expr.set->kind == syntax::ExprKind::set) {
    const auto& literal = expr.set->to<syntax::SetExpr>();
    // `optional in {Mfa.none}` takes its type from the members.
    if (leans(*this, *expr.element) && !literal.members.empty()) {
      set = set_literal(literal, nullptr);
      Type member = type(set);
      member.is_set = false;
      element = member_sought(*this, check(*expr.element, is_error(set) ? nullptr : &member));
    } else {
      element = member_sought(*this, check(*expr.element, nullptr));
      const Type found = type(element);
      bool ambiguous = false;
      for (const Expr* member : literal.members)
        ambiguous |= say_if_ambiguous(*member, found);
      set = is_error(element) || ambiguous ? error(expr.set->span) : set_literal(literal, &found);
    }
  } else {
    set = check(*expr.set, nullptr);
    Type member = type(set);
    member.is_set = false;
    if (is_error(set) && expr.element->kind == syntax::ExprKind::name)
      return error(expr.span);
    element = member_sought(*this, check(*expr.element, is_error(set) ? nullptr : &member));
    if (say_if_ambiguous(*expr.element, member))
      return error(expr.span);
  }
  if (is_error(element) || is_error(set))
    return error(expr.span);
  if (!type(set).is_set) {
    sink.report(diag::NotASet, expr.set->span, text(type(set)))
        .with_help("compare with `==`, or write the members: `{a, b}`");
    return error(expr.span);
  }
  if (type(element).is_set || type(element).kind == TypeKind::row) {
    sink.report(diag::NotAMember, expr.element->span, text(type(element)));
    return error(expr.span);
  }
  if (!same_unit(element, set, expr.span))
    return error(expr.span);
  const Id in = make(Kind::in_set, truth_type, expr.span, {element, set});
  return expr.negated ? make(Kind::logical_not, truth_type, expr.span, {in}) : in;
}

State::Id State::includes(const syntax::IncludesExpr& expr) {
  const Id set = check(*expr.set, nullptr);
  const auto* literal = expr.members->as<syntax::SetExpr>();
  if (!literal) {
    if (expr.members->kind != syntax::ExprKind::missing)
      sink.report(diag::IncludesNoList, expr.members->span)
          .with_help("write the members: `includes {a, b}`");
    return error(expr.span);
  }
  if (is_error(set))
    return error(expr.span);
  if (!type(set).is_set) {
    sink.report(diag::NotASet, expr.set->span, text(type(set)));
    return error(expr.span);
  }
  const Type found = type(set);
  for (const Expr* member : literal->members)
    if (say_if_ambiguous(*member, found))
      return error(expr.span);
  const Id members = set_literal(*literal, &found);
  if (is_error(members))
    return error(expr.span);
  std::vector<Id> operands{set};
  const model::Expr list = model.exprs[members];
  for (Id member : model.operands_of(list)) {
    if (!same_unit(set, member, model.exprs[member].span))
      return error(expr.span);
    operands.push_back(member);
  }
  return make(Kind::includes, truth_type, expr.span, operands);
}

State::Id State::is_none(const syntax::IsNoneExpr& expr) {
  const Id operand = check(*expr.operand, nullptr);
  if (is_error(operand))
    return error(expr.span);
  if (!type(operand).optional) {
    auto& out = sink.report(diag::NeverNone, expr.operand->span, text(type(operand)));
    out.with_help("only a value of a type with `?` can be none; what is missing is unknown");
    return error(expr.span);
  }
  const Id out = make(Kind::is_none, truth_type, expr.span, {operand});
  return expr.negated ? make(Kind::logical_not, truth_type, expr.span, {out}) : out;
}

} // namespace ward::typecheck
