// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/describe.h"
#include "check/possible.h"

#include <fmt/format.h>

namespace ward::check {

namespace {

struct State {
  const Context& context;
  const model::Model& model = context.model;
  Possible possible{model, {}};

  void run() {
    for (const model::Control& control : model.controls)
      check_control(control);
    for (const model::Provision& provision : model.provisions) {
      const std::string& citation = citation_text(model, provision);
      check_law(provision.applies, fmt::format("what `{}` applies to", citation));
      for (const model::ElementId id : provision.elements) {
        const model::Element& element = model.elements[id];
        check_law(element.applies,
                  fmt::format("what the element `{}` of `{}` applies to", element.name, citation));
        check_law(element.expr, fmt::format("the element `{}` of `{}`", element.name, citation));
      }
    }
    for (const model::Duty& duty : model.duties)
      check_law(duty.when, fmt::format("what the duty `{}` is triggered by", duty.path));
    for (const model::Role& role : model.roles)
      check_law(role.when, fmt::format("role `{}`", role.name));
  }

  void check_control(const model::Control& control) {
    if (control.applies && !possible.truth(control.applies).may_be_true())
      context.sink.report(diag::NeverApplies, impossible_part(control.applies), control.path)
          .with_help("no facts fulfil this: correct it, or take `applies when` out");
    if (!control.implemented)
      return;
    const Truths implemented = possible.truth(control.implemented);
    if (!implemented.may_be_true()) {
      context.sink
          .report(diag::NeverImplemented, impossible_part(control.implemented), control.path)
          .with_help("no facts fulfil this: correct it");
    } else if (!implemented.may_be_false() && context.is_own(control.module)) {
      context.sink
          .report(diag::AlwaysImplemented, model.exprs[control.implemented].span, control.path)
          .with_help("ask for a fact that can be otherwise");
    }
  }

  void check_law(model::ExprId condition, const std::string& what) {
    if (!condition || possible.truth(condition).may_be_true())
      return;
    context.sink.report(diag::SettledLaw, impossible_part(condition), what)
        .with_help("no facts fulfil this: correct it");
  }

  /// The one operand of an `and` that is impossible by itself, or the whole.
  source::Span impossible_part(model::ExprId id) {
    const model::Expr& expr = model.exprs[id];
    if (expr.kind == model::ExprKind::logical_and)
      for (const model::ExprId operand : model.operands_of(expr))
        if (!possible.truth(operand).may_be_true())
          return impossible_part(operand);
    return expr.span;
  }
};

} // namespace

void check_conditions(const Context& context) {
  State{context}.run();
}

} // namespace ward::check
