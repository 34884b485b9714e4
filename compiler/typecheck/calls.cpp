// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

namespace ward::typecheck {
namespace {

/// `access.unique_ids` as it stands in `implemented(...)`; empty when it is no path.
std::string path_of(const syntax::Expr& expr) {
  if (const auto* name = expr.as<syntax::NameExpr>())
    return std::string(name->name.text);
  const auto* access = expr.as<syntax::AccessExpr>();
  const auto* head = access ? access->base->as<syntax::NameExpr>() : nullptr;
  if (!head)
    return {};
  std::string out(head->name.text);
  for (const syntax::AccessStep& step : access->steps) {
    if (step.kind == syntax::AccessStep::Kind::index)
      return {};
    out += "." + std::string(step.member.text);
  }
  return out;
}

bool arity(State& state, const syntax::CallExpr& expr, size_t want) {
  if (expr.arguments.size() == want)
    return true;
  state.sink.report(diag::WrongArgumentCount, expr.span, resolve::path_text(expr.callee),
                    static_cast<diag::Number>(want),
                    static_cast<diag::Number>(expr.arguments.size()));
  return false;
}

} // namespace

State::Id State::call(const syntax::CallExpr& expr) {
  if (expr.callee.is_missing())
    return error(expr.span);
  const std::string_view name =
      expr.callee.parts.size() == 1 ? expr.callee.parts.front().text : std::string_view();
  const bool declared = decls.scopes[scope.module.index].entities.count(name) != 0;
  if (name == "implemented" && !declared) {
    if (!arity(*this, expr, 1) || expr.arguments[0]->kind == syntax::ExprKind::missing)
      return error(expr.span);
    const std::string path = path_of(*expr.arguments[0]);
    if (path.empty()) {
      sink.report(diag::NotAControlPath, expr.arguments[0]->span);
      return error(expr.span);
    }
    const model::ControlId control =
        resolve::find_control(decls, sink, scope.module, path, expr.arguments[0]->span);
    return control.is_none() ? error(expr.span)
                             : make(Kind::implemented, truth_type, expr.span, {}, control.index);
  }
  if (name == "latest" && !declared)
    return extreme(expr, Kind::latest);
  if (name == "earliest" && !declared)
    return extreme(expr, Kind::earliest);
  if (name == "end_of_year" && !declared) {
    if (!arity(*this, expr, 1))
      return error(expr.span);
    const Id date = plain(*this, check(*expr.arguments[0], nullptr));
    if (is_error(date))
      return error(expr.span);
    if (type(date).kind != TypeKind::date || type(date).is_set) {
      sink.report(diag::TypeMismatch, expr.arguments[0]->span, "date", text(type(date)));
      return error(expr.span);
    }
    return make(Kind::end_of_year, type(date), expr.span, {date});
  }
  if (name == "role" && !declared) {
    sink.report(diag::RoleInExpression, expr.span)
        .with_help("read the facts that the role's own `when` reads");
    return error(expr.span);
  }
  const auto found = resolve::find_entity(decls, sink, scope.module, expr.callee,
                                          resolve::Entity::Kind::predicate);
  if (!found) {
    for (const Expr* argument : expr.arguments)
      check(*argument, nullptr);
    return error(expr.span);
  }
  const model::PredicateId id{found->index};
  if (!arity(*this, expr, model.predicates[id].parameters.size()))
    return error(expr.span);
  std::vector<Id> arguments;
  bool failed = false;
  for (size_t i = 0; i < expr.arguments.size(); ++i) {
    const Type wanted = model.predicates[id].parameters[i].type;
    Id argument = plain(*this, check(*expr.arguments[i], &wanted));
    if (say_if_ambiguous(*expr.arguments[i], wanted))
      argument = error(expr.arguments[i]->span);
    arguments.push_back(argument);
    if (is_error(argument) || wanted.kind == TypeKind::error) {
      failed = true;
    } else if (!fits(wanted, type(argument))) {
      sink.report(diag::TypeMismatch, expr.arguments[i]->span, text(wanted), text(type(argument)))
          .note("the predicate is declared here", model.predicates[id].span);
      failed = true;
    }
  }
  return failed ? error(expr.span) : make(Kind::call, truth_type, expr.span, arguments, id.index);
}

} // namespace ward::typecheck
