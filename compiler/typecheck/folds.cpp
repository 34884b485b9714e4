// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

#include <algorithm>

namespace ward::typecheck {

namespace {

constexpr Bound most_rows = Bound{1} << 32;

/// Opens the row variable of a quantifier or fold for as long as it lives.
struct RowScope {
  State& state;
  const syntax::Rows& rows;
  model::RowVarId var;

  RowScope(State& owner, const syntax::Rows& written) : state(owner), rows(written) {
    const model::TableId table = state.table(*rows.table);
    say_if_hiding(state, rows.variable);
    var = state.model.row_vars.add(table);
    const model::RecordId record =
        table.is_none() ? model::RecordId() : state.model.tables[table].record;
    state.scope.rows.push_back({rows.variable.text, var, record, rows.variable.span});
  }
  ~RowScope() { state.scope.rows.pop_back(); }
  RowScope(const RowScope&) = delete;
  RowScope& operator=(const RowScope&) = delete;

  bool failed() const {
    return state.model.row_vars[var].is_none() || state.scope.rows.back().record.is_none();
  }

  /// The fold itself, with its `where` if there is one; its own row is not free in it.
  State::Id make(model::ExprKind kind, model::Type type, source::Span span,
                 std::vector<State::Id> operands, int64_t number = 0) {
    if (rows.condition)
      operands.push_back(state.condition(*rows.condition));
    for (State::Id operand : operands)
      if (state.is_error(operand))
        return state.error(span);
    if (failed())
      return state.error(span);
    const State::Id out = state.make(kind, type, span, operands, var.index, number);
    state.about(out).mentions_row = false;
    return out;
  }
};

} // namespace

void say_if_hiding(State& state, const syntax::Name& name) {
  if (name.is_missing())
    return;
  for (const Scope::Row& row : state.scope.rows)
    if (row.name == name.text) {
      state.sink.report(diag::HiddenName, name.span, name.text, "the row of a quantifier outside")
          .note("it is named here", row.span);
      return;
    }
  const auto& scope = state.decls.scopes[state.scope.module.index];
  if (const auto found = scope.entities.find(name.text); found != scope.entities.end()) {
    state.sink.report(diag::HiddenName, name.span, name.text, "something in this module")
        .note("it is declared here", found->second.span);
    return;
  }
  if (const auto found = scope.aliases.find(name.text); found != scope.aliases.end()) {
    state.sink.report(diag::HiddenName, name.span, name.text, "a module")
        .note("it is used here", found->second.span);
    return;
  }
  const uint32_t node = state.decls.fact_tree.child(resolve::FactTree::root, name.text);
  if (node != resolve::FactTree::nothing && resolve::sees(state.decls, state.scope.module, node)) {
    auto& out = state.sink.report(diag::HiddenName, name.span, name.text, "facts");
    if (!state.decls.fact_tree.node(node).span.is_none())
      out.note("they are declared here", state.decls.fact_tree.node(node).span);
  }
}

State::Id State::quantifier(const syntax::QuantifierExpr& expr) {
  RowScope rows{*this, expr.rows};
  const Id body = condition(*expr.body);
  return rows.make(expr.op == syntax::QuantifierExpr::Op::every ? Kind::every : Kind::some,
                   truth_type, expr.span, {body});
}

State::Id State::count(const syntax::CountExpr& expr) {
  RowScope rows{*this, expr.rows};
  const Id out = rows.make(Kind::count, {TypeKind::count}, expr.span, {});
  about(out).has_fold = true;
  about(out).bound = most_rows;
  return out;
}

State::Id State::sum_of(const syntax::FoldExpr& expr) {
  RowScope rows{*this, expr.rows};
  Id value = plain(*this, check(*expr.value, nullptr));
  if (!is_error(value)) {
    const Type found = type(value);
    if (!is_number(found.kind) || found.is_set) {
      sink.report(diag::NotArithmetic, expr.value->span, text(found));
      value = error(expr.value->span);
    } else if (found.optional) {
      sink.report(diag::SumOfOptional, expr.value->span, text(found))
          .with_help("leave the rows out where it is none: `where x.f is not none` does not "
                     "change its type, so record a value that is never none");
      value = error(expr.value->span);
    } else if (about(value).has_fold) {
      sink.report(diag::FoldInFold, expr.value->span)
          .with_help("give it a name with `let` only outside; a sum adds what each row holds");
      value = error(expr.value->span);
    }
  }
  const Bound each = is_error(value) ? 0 : about(value).bound;
  const Type found = type(value);
  const Id out = rows.make(Kind::sum, found, expr.span, {value});
  if (is_error(out))
    return out;
  about(out).has_fold = true;
  return bounded(out, each > bound_limit / most_rows ? bound_limit : each * most_rows);
}

State::Id State::share_compare(const syntax::ShareExpr& share, model::Compare op, const Expr& limit,
                               source::Span span) {
  const Type percent{TypeKind::percent, false, false, model::percent_scale};
  Id q = check(limit, &percent);
  const Kind kind = model.exprs[q].kind;
  if (!is_error(q) && (type(q).kind != TypeKind::percent ||
                       (kind != Kind::number_literal && kind != Kind::parameter))) {
    sink.report(diag::ShareLimit, limit.span, text(type(q)))
        .with_help("write a percentage such as `95%`, or a parameter of type percent");
    q = error(limit.span);
  }
  RowScope rows{*this, share.rows};
  const Id that = condition(*share.body);
  const Id out =
      rows.make(Kind::share_compare, truth_type, span, {that, q}, static_cast<int64_t>(op));
  about(out).has_fold = true;
  return out;
}

State::Id State::extreme_compare(const syntax::FoldExpr& fold, model::Compare op, const Expr& limit,
                                 source::Span span) {
  Id value;
  Id k;
  RowScope rows{*this, fold.rows};
  value = check(*fold.value, nullptr);
  {
    // The limit stands outside of the rows.
    const Scope::Row row = scope.rows.back();
    scope.rows.pop_back();
    Type hint = is_error(value) ? Type() : type(value);
    hint.optional = false;
    k = check(limit, is_error(value) ? nullptr : &hint);
    if (!is_error(k) && about(k).mentions_row) {
      sink.report(diag::OuterRow, limit.span, "the row outside")
          .with_help("compare with something that is the same for all rows");
      k = error(limit.span);
    }
    scope.rows.push_back(row);
  }
  if (!is_error(k) && about(k).has_fold) {
    sink.report(diag::FoldInLimit, limit.span)
        .with_help("compare with a value that is no count, sum, share, min or max");
    k = error(limit.span);
  }
  if (!is_error(value) && about(value).has_fold) {
    sink.report(diag::FoldInFold, fold.value->span);
    value = error(fold.value->span);
  }
  if (!is_error(value)) {
    const Type found = type(value);
    if ((!is_number(found.kind) && found.kind != TypeKind::date) || found.is_set) {
      sink.report(diag::NoOrder, fold.value->span,
                  fold.op == syntax::FoldExpr::Op::min ? "min" : "max", text(found));
      value = error(fold.value->span);
    }
  }
  if (!is_error(value) && !is_error(k) && (type(k).is_set || !same_unit(value, k, span)))
    k = error(limit.span);
  Bound bound = 0;
  if (!is_error(value) && !is_error(k)) {
    const uint8_t scale = std::max(type(value).scale, type(k).scale);
    bound = std::max(aligned(value, scale), aligned(k, scale));
  }
  const Id out =
      rows.make(fold.op == syntax::FoldExpr::Op::min ? Kind::min_compare : Kind::max_compare,
                truth_type, span, {value, k}, static_cast<int64_t>(op));
  if (is_error(out))
    return out;
  about(out).has_fold = true;
  return bounded(out, bound);
}

State::Id State::age_compare(const syntax::AgeExpr& age, model::Compare op, const Expr& duration,
                             source::Span span) {
  Id date = check(*age.operand, nullptr);
  Id limit = check(duration, nullptr);
  if (!is_error(date) && (type(date).kind != TypeKind::date || type(date).is_set)) {
    sink.report(diag::TypeMismatch, age.operand->span, "date", text(type(date)))
        .with_help("`age of` asks how long ago a day was");
    date = error(age.operand->span);
  }
  if (!is_error(limit) &&
      ((type(limit).kind != TypeKind::days && type(limit).kind != TypeKind::months) ||
       type(limit).is_set)) {
    sink.report(diag::AgeLimit, duration.span, text(type(limit)))
        .with_help("compare it with days, weeks, months or years");
    limit = error(duration.span);
  }
  if (op == model::Compare::eq || op == model::Compare::ne) {
    sink.report(diag::AgeEquality, span).with_help("write `<=`, `<`, `>=` or `>`");
    return error(span);
  }
  if (is_error(date) || is_error(limit))
    return error(span);
  return make(Kind::age, truth_type, span, {date, limit}, static_cast<uint32_t>(op));
}

} // namespace ward::typecheck
