// SPDX-License-Identifier: Apache-2.0
#include "syntax/walk.h"

namespace ward::syntax {
namespace {

using Visit = std::function<void(const Expr&)>;

struct Caller {
  const Visit& visit;

  void operator()(const Expr* expr) const {
    if (expr)
      visit(*expr);
  }
  void operator()(List<const Expr*> all) const {
    for (const Expr* expr : all)
      (*this)(expr);
  }
  void operator()(const Rows& rows) const {
    (*this)(rows.table);
    (*this)(rows.condition);
  }
  void operator()(List<Element> elements) const {
    for (const Element& element : elements) {
      (*this)(element.applies_when);
      (*this)(element.condition);
    }
  }
  void operator()(List<Binding> bindings) const {
    for (const Binding& binding : bindings)
      (*this)(binding.value);
  }
  void operator()(List<Expectation> expects) const {
    for (const Expectation& expect : expects)
      (*this)(expect.row);
  }
};

} // namespace

void for_each_child(const Expr& expr, const Visit& visit) {
  const Caller call{visit};
  switch (expr.kind) {
  case ExprKind::access:
    call(expr.to<AccessExpr>().base);
    for (const AccessStep& step : expr.to<AccessExpr>().steps)
      call(step.index);
    return;
  case ExprKind::call:
    return call(expr.to<CallExpr>().arguments);
  case ExprKind::negation:
    return call(expr.to<NotExpr>().operand);
  case ExprKind::logic:
    return call(expr.to<LogicExpr>().operands);
  case ExprKind::implies:
    call(expr.to<ImpliesExpr>().left);
    return call(expr.to<ImpliesExpr>().right);
  case ExprKind::compare:
    call(expr.to<CompareExpr>().left);
    return call(expr.to<CompareExpr>().right);
  case ExprKind::in:
    call(expr.to<InExpr>().element);
    return call(expr.to<InExpr>().set);
  case ExprKind::includes:
    call(expr.to<IncludesExpr>().set);
    return call(expr.to<IncludesExpr>().members);
  case ExprKind::is_none:
    return call(expr.to<IsNoneExpr>().operand);
  case ExprKind::sum:
    for (const Term& term : expr.to<SumExpr>().terms)
      call(term.value);
    return;
  case ExprKind::product:
    return call(expr.to<ProductExpr>().factors);
  case ExprKind::negate:
    return call(expr.to<NegateExpr>().operand);
  case ExprKind::quantifier:
    call(expr.to<QuantifierExpr>().rows);
    return call(expr.to<QuantifierExpr>().body);
  case ExprKind::count:
    return call(expr.to<CountExpr>().rows);
  case ExprKind::share:
    call(expr.to<ShareExpr>().rows);
    return call(expr.to<ShareExpr>().body);
  case ExprKind::fold:
    call(expr.to<FoldExpr>().value);
    return call(expr.to<FoldExpr>().rows);
  case ExprKind::age:
    return call(expr.to<AgeExpr>().operand);
  case ExprKind::shown:
    return call(expr.to<ShownExpr>().operand);
  case ExprKind::known:
    return call(expr.to<KnownExpr>().operand);
  case ExprKind::conditional:
    call(expr.to<IfExpr>().condition);
    call(expr.to<IfExpr>().then_value);
    return call(expr.to<IfExpr>().else_value);
  case ExprKind::row:
    for (const RowField& field : expr.to<RowExpr>().fields)
      call(field.value);
    return;
  case ExprKind::set:
    return call(expr.to<SetExpr>().members);
  case ExprKind::list:
    return call(expr.to<ListExpr>().items);
  default:
    return;
  }
}

void for_each_expr(const Expr& expr, const Visit& visit) {
  visit(expr);
  for_each_child(expr, [&](const Expr& child) { for_each_expr(child, visit); });
}

void for_each_root(const Decl& decl, const Visit& visit) {
  const Caller call{visit};
  switch (decl.kind) {
  case DeclKind::let:
    return call(decl.to<LetDecl>().value);
  case DeclKind::predicate:
    return call(decl.to<PredicateDecl>().body);
  case DeclKind::role:
    return call(decl.to<RoleDecl>().condition);
  case DeclKind::provision:
    call(decl.to<ProvisionDecl>().applies_when);
    return call(decl.to<ProvisionDecl>().elements);
  case DeclKind::proposal:
    for (const ProvisionDecl* provision : decl.to<ProposalDecl>().provisions)
      for_each_root(*provision, visit);
    return;
  case DeclKind::control: {
    const auto& control = decl.to<ControlDecl>();
    call(control.effort);
    call(control.cost);
    for (const Parameter& parameter : control.parameters) {
      for (const Parameter::Bound& bound : parameter.bounds)
        call(bound.value);
      call(parameter.default_value);
    }
    for (const LetDecl* let : control.lets)
      call(let->value);
    call(control.applies_when);
    return call(control.implemented_when);
  }
  case DeclKind::duty: {
    const auto& duty = decl.to<DutyDecl>();
    call(duty.arises);
    call(duty.condition);
    call(duty.done);
    call(duty.not_before);
    if (duty.promptly)
      call(duty.promptly->after);
    return call(duty.by);
  }
  case DeclKind::penalty: {
    const auto& penalty = decl.to<PenaltyDecl>();
    for (const Expr* each : {penalty.tier, penalty.requirement, penalty.from, penalty.until,
                             penalty.count, penalty.daily, penalty.assessed})
      call(each);
    return;
  }
  case DeclKind::assessment: {
    const auto& assessment = decl.to<AssessmentDecl>();
    for (const Expr* each :
         {assessment.group, assessment.scope, assessment.applies, assessment.because})
      call(each);
    for (const Score& score : assessment.scores) {
      call(score.from);
      call(score.since);
    }
    if (const Inherited* inherited = assessment.inherited)
      for (const Expr* each :
           {inherited->share, inherited->score, inherited->from, inherited->when})
        call(each);
    if (const Held* held = assessment.held)
      for (const Expr* each : {held->where, held->issued, held->until, held->done, held->when})
        call(each);
    if (assessment.certify)
      call(assessment.certify->threshold);
    return;
  }
  case DeclKind::profile:
    for (const ProfileSetting& setting : decl.to<ProfileDecl>().settings)
      call(setting.value);
    return call(decl.to<ProfileDecl>().scope_when);
  case DeclKind::test: {
    const auto& test = decl.to<TestDecl>();
    call(test.given);
    call(test.with);
    call(test.expects);
    for (const TestCase& each : test.cases) {
      call(each.with);
      call(each.expects);
    }
    return;
  }
  default:
    return;
  }
}

} // namespace ward::syntax
