// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/law.h"
#include "check/reach.h"

namespace ward::check {

// What a control asks for may depend on its parameters; what a law asks for may not. A parameter is
// read in its control only, so a law gets at one through `implemented(C)`.
void check_law_parameters(const Context& context) {
  const model::Model& model = context.model;
  ReachFinder finder(
      model, [](const model::Expr& expr) { return expr.kind == model::ExprKind::parameter; });
  for (const model::Element& element : model.elements) {
    if (element.basis == model::Basis::practice)
      continue;
    if (!is_law(model, model.provisions[element.provision]))
      continue;
    for (const model::ExprId root : {element.applies, element.expr})
      for (const Reached& reached : finder.find(root)) {
        const model::Expr& expr = model.exprs[reached.expr];
        const model::Parameter& parameter = model.parameters[model::ParameterId{expr.ref}];
        diag::Diagnostic& finding = context.sink.report(
            diag::LawReadsParameter, reached.steps.empty() ? expr.span : reached.steps[0].at,
            element.name, parameter.name);
        add_steps(model, reached, finding);
        finding.note("a profile sets it", parameter.span)
            .with_help("write the number of the text, or `from practice` behind the element");
      }
  }
  for (const model::Duty& duty : model.duties) {
    if (!cites_law(model, duty))
      continue;
    for (const model::ExprId root : roots_of(duty))
      for (const Reached& reached : finder.find(root)) {
        const model::Expr& expr = model.exprs[reached.expr];
        const model::Parameter& parameter = model.parameters[model::ParameterId{expr.ref}];
        diag::Diagnostic& finding = context.sink.report(
            diag::DutyReadsParameter, reached.steps.empty() ? expr.span : reached.steps[0].at,
            duty.path, parameter.name);
        add_steps(model, reached, finding);
        finding.note("a profile sets it", parameter.span)
            .with_help("write the number of the text: what a house asks of itself does not move a "
                       "deadline of the law");
      }
  }
}

} // namespace ward::check
