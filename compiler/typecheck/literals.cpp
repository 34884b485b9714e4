// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

#include <algorithm>

namespace ward::typecheck {
namespace {

constexpr int64_t whole_limit = int64_t{1} << 53;
constexpr int64_t decimal_limit = 9'000'000'000ll * 1'000'000'000ll;
constexpr int64_t duration_limit = 1'000'000;

/// `value` at `scale` digits, exactly; nothing when it would pass 2^63. The parser keeps literals
/// to the digits that their types have.
std::optional<int64_t> scaled(syntax::Decimal value, int scale) {
  int64_t out = value.unscaled;
  int from = value.scale;
  while (from > scale) {
    if (out % 10 != 0)
      return std::nullopt;
    out /= 10;
    --from;
  }
  for (; from < scale; ++from)
    if (__builtin_mul_overflow(out, int64_t{10}, &out))
      return std::nullopt;
  return out;
}

} // namespace

bool State::in_range(int64_t number, const Type& type, source::Span span) {
  std::string_view range;
  switch (type.kind) {
  case TypeKind::count:
    if (number < 0 || number > whole_limit)
      range = "0 to 9,007,199,254,740,992";
    break;
  case TypeKind::integer:
    if (number < -whole_limit || number > whole_limit)
      range = "-9,007,199,254,740,992 to 9,007,199,254,740,992";
    break;
  case TypeKind::decimal:
    if (number < -decimal_limit || number > decimal_limit)
      range = "-9,000,000,000 to 9,000,000,000";
    break;
  case TypeKind::percent:
    if (number < -whole_limit || number > whole_limit)
      range = "within 2^53 millionths";
    break;
  case TypeKind::money:
    if (number < -whole_limit || number > whole_limit)
      range = "within 2^53 cents";
    break;
  case TypeKind::days:
  case TypeKind::months:
  case TypeKind::minutes:
    if (number < 0 || number > duration_limit)
      range = "0 to 1,000,000";
    break;
  default:
    break;
  }
  if (range.empty())
    return true;
  sink.report(diag::OutOfRange, span, text(type), range);
  return false;
}

State::Id State::number(const Expr& expr, const Type* expected) {
  using syntax::ExprKind;
  Type type;
  std::optional<int64_t> value;
  std::string_view limits = "within 2^53 of its smallest parts";
  switch (expr.kind) {
  case ExprKind::integer:
  case ExprKind::decimal: {
    syntax::Decimal written{
        expr.kind == ExprKind::integer ? expr.to<syntax::IntegerExpr>().value : 0, 0, expr.span};
    type = {TypeKind::count};
    if (expr.kind == ExprKind::decimal) {
      written = expr.to<syntax::DecimalExpr>().value;
      type.kind = TypeKind::decimal;
    }
    if (expected && expected->kind == TypeKind::decimal)
      type.kind = TypeKind::decimal;
    else if (expected && expected->kind == TypeKind::integer && type.kind == TypeKind::count)
      type.kind = TypeKind::integer;
    type.scale = type.kind == TypeKind::decimal ? model::decimal_scale : 0;
    value = scaled(written, type.scale);
    limits = "-9,000,000,000 to 9,000,000,000";
    break;
  }
  case ExprKind::percent:
    type = {TypeKind::percent, false, false, model::percent_scale};
    // 95% is 0.950000: the hundred takes two of the six digits.
    value = scaled(expr.to<syntax::PercentExpr>().value, model::percent_scale - 2);
    break;
  case ExprKind::money:
    type = {TypeKind::money, false, false, model::money_scale};
    value = scaled(expr.to<syntax::MoneyExpr>().value, model::money_scale);
    break;
  case ExprKind::date:
    type = {TypeKind::date};
    value = expr.to<syntax::DateExpr>().value.days_since_epoch();
    break;
  case ExprKind::duration: {
    using syntax::Unit;
    const syntax::Duration& duration = expr.to<syntax::DurationExpr>().value;
    int64_t factor = 1;
    switch (duration.unit) {
    case Unit::hour:
      factor = 60;
      [[fallthrough]];
    case Unit::minute:
      type = {TypeKind::minutes};
      break;
    case Unit::week:
      factor = 7;
      [[fallthrough]];
    case Unit::day:
      type = {TypeKind::days};
      break;
    case Unit::year:
      factor = 12;
      [[fallthrough]];
    case Unit::month:
      type = {TypeKind::months};
      break;
    }
    // Out of range in any case when it does not fit here.
    value = duration.amount > duration_limit ? duration_limit + 1 : duration.amount * factor;
    break;
  }
  default:
    return error(expr.span);
  }
  if (!value) {
    sink.report(diag::OutOfRange, expr.span, text(type), limits);
    return error(expr.span);
  }
  if (!in_range(*value, type, expr.span))
    return error(expr.span);
  const Id out = make(Kind::number_literal, type, expr.span, {}, UINT32_MAX, *value);
  about(out).bound = static_cast<Bound>(*value < 0 ? -*value : *value);
  return out;
}

State::Id State::text_literal(std::string_view value, const Type* expected, source::Span span) {
  Type type{TypeKind::text};
  if (expected && expected->kind == TypeKind::key) {
    type.kind = TypeKind::key;
    type.of = expected->of;
  }
  if (value.size() > 4096) {
    sink.report(diag::OutOfRange, span, "text", "at most 4,096 bytes");
    return error(span);
  }
  const uint32_t index = static_cast<uint32_t>(model.texts.size());
  model.texts.emplace_back(value);
  return make(Kind::text_literal, type, span, {}, index);
}

State::Id State::enum_member(model::EnumId id, uint32_t member, source::Span span) {
  Type type{TypeKind::enumeration};
  type.of = id.index;
  return make(Kind::number_literal, type, span, {}, UINT32_MAX, member);
}

State::Id State::set_literal(const syntax::SetExpr& expr, const Type* element) {
  std::vector<Id> members;
  Type type;
  if (element) {
    type = *element;
    type.is_set = false;
    type.optional = false;
  }
  bool failed = false;
  for (const Expr* each : expr.members) {
    const Id member = plain(*this, check(*each, type.kind == TypeKind::error ? nullptr : &type));
    if (is_error(member)) {
      failed = true;
      continue;
    }
    const Type found = this->type(member);
    if (found.is_set || found.optional || found.kind == TypeKind::row) {
      sink.report(diag::NotAMember, each->span, text(found));
      failed = true;
      continue;
    }
    if (type.kind == TypeKind::error)
      type = found;
    else if (!same_unit(member, members.empty() ? member : members.front(), each->span))
      failed = true;
    for (Id other : members) {
      const model::Expr& a = model.exprs[other];
      const model::Expr& b = model.exprs[member];
      const bool literals = a.kind == b.kind && a.type == b.type;
      if (literals && ((a.kind == Kind::number_literal && a.number == b.number) ||
                       (a.kind == Kind::truth_literal && a.number == b.number) ||
                       (a.kind == Kind::text_literal && model.texts[a.ref] == model.texts[b.ref])))
        sink.report(diag::RepeatedMember, each->span).note("it stands here already", a.span);
    }
    members.push_back(member);
  }
  if (failed)
    return error(expr.span);
  type.is_set = true;
  if (members.empty() && type.kind == TypeKind::error) {
    sink.report(diag::EmptySet, expr.span);
    return error(expr.span);
  }
  return make(Kind::set_literal, type, expr.span, members);
}

std::optional<int64_t> State::constant(const Expr& expr, const Type& type) {
  const Id id = check(expr, &type);
  if (is_error(id) || type.kind == TypeKind::error)
    return std::nullopt;
  const model::Expr& out = model.exprs[id];
  if (out.kind != Kind::number_literal && out.kind != Kind::truth_literal) {
    sink.report(diag::NotAConstant, expr.span);
    return std::nullopt;
  }
  Type wanted = type;
  wanted.optional = false;
  if (!fits(wanted, out.type)) {
    sink.report(diag::TypeMismatch, expr.span, text(wanted), text(out.type));
    return std::nullopt;
  }
  const int64_t number = out.number;
  if (!in_range(number, wanted, expr.span))
    return std::nullopt;
  return number;
}

} // namespace ward::typecheck
