// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace ward::check {

namespace {

using model::ExprId;
using model::ExprKind;

/// How what rests on a condition moves with it. `rising`: the better for the organization, the
/// truer it is, so that a presumed F is a disadvantage.
enum class Sense : uint8_t { rising, falling, mixed };

Sense flipped(Sense sense) {
  return sense == Sense::rising    ? Sense::falling
         : sense == Sense::falling ? Sense::rising
                                   : Sense::mixed;
}

struct State {
  const Context& context;
  const model::Model& model = context.model;
  std::string place;
  std::vector<std::pair<Hop, source::Span>> steps;
  std::set<std::pair<Hop, Sense>> entered;
  std::set<ExprId> reported;

  void run() {
    if (std::none_of(model.exprs.begin(), model.exprs.end(),
                     [](const auto& expr) { return expr.kind == ExprKind::shown; }))
      return;
    for (const model::Control& control : model.controls) {
      start(control.implemented, Sense::rising, "`implemented when`");
      // F takes the control away, not the duty: it is neither better nor worse for certain.
      start(control.applies, Sense::mixed, "a control's `applies when`");
    }
    for (const model::Provision& provision : model.provisions)
      start(provision.applies, Sense::falling, "`applies when`");
    for (const model::Element& element : model.elements) {
      start(element.applies, Sense::falling, "`applies when`");
      start(element.expr, Sense::rising,
            element.kind == model::Element::Kind::decided ? "`decided by`" : "`requires`");
    }
    for (const model::Duty& duty : model.duties) {
      start(duty.when, Sense::falling, "a duty's `when`");
      for (const ExprId date : {duty.arises, duty.done, duty.by, duty.not_before})
        start(date, Sense::mixed, "a date of a duty");
      if (duty.promptly)
        start(duty.promptly->after, Sense::mixed, "a date of a duty");
    }
    for (const model::Exposure& each : model.exposures)
      for (const ExprId root : {each.tier, each.requirement, each.from, each.until, each.count,
                                each.daily, each.assessed})
        start(root, Sense::mixed, "a stated violation");
    for (const model::Assessment& each : model.assessments)
      model::for_each_root(each, [&](ExprId id) { start(id, Sense::mixed, "an assessment"); });
    for (const model::Role& role : model.roles)
      start(role.when, Sense::mixed, "a role");
    for (const model::Profile& profile : model.profiles)
      start(profile.scope, Sense::mixed, "`scope when`");
  }

  void start(ExprId root, Sense sense, const char* where) {
    if (!root)
      return;
    place = where;
    entered.clear();
    visit(root, sense);
  }

  void visit(ExprId id, Sense sense) {
    const model::Expr& expr = model.exprs[id];
    const auto operands = model.operands_of(expr);
    const auto visit_all = [&](Sense inner) {
      for (const ExprId operand : operands)
        visit(operand, inner);
    };
    switch (expr.kind) {
    case ExprKind::shown:
      if (sense != Sense::rising)
        report(id, sense);
      return visit_all(Sense::mixed);
    case ExprKind::logical_not:
      return visit_all(flipped(sense));
    case ExprKind::logical_and:
    case ExprKind::logical_or:
    case ExprKind::some:
      return visit_all(sense);
    case ExprKind::implies:
      visit(operands[0], flipped(sense));
      return visit(operands[1], sense);
    case ExprKind::every:
      visit(operands[0], sense);
      if (operands.size() > 1)
        visit(operands[1], flipped(sense));
      return;
    case ExprKind::conditional: {
      const bool is_truth = expr.type.kind == model::TypeKind::truth;
      visit(operands[0], Sense::mixed);
      visit(operands[1], is_truth ? sense : Sense::mixed);
      return visit(operands[2], is_truth ? sense : Sense::mixed);
    }
    case ExprKind::let:
    case ExprKind::call:
    case ExprKind::implemented: {
      visit_all(Sense::mixed); // arguments, wherever the predicate reads them
      const Hop hop = hop_of(expr);
      if (!entered.emplace(hop, sense).second)
        return;
      steps.emplace_back(hop, expr.span);
      for (const ExprId body : bodies_of(model, hop))
        if (body)
          visit(body, sense);
      steps.pop_back();
      return;
    }
    default:
      return visit_all(Sense::mixed);
    }
  }

  void report(ExprId id, Sense sense) {
    if (!reported.insert(id).second)
      return;
    diag::Diagnostic& finding = context.sink.report(diag::ShownNotAdverse, model.exprs[id].span);
    finding.at(
        fmt::format("{} position of {}", sense == Sense::mixed ? "no one-way" : "wrong", place));
    for (const auto& [hop, span] : steps)
      finding.note(fmt::format("through `{}`", name_of(model, hop)), span);
    finding.with_help(
        "`shown` may stand where false weighs against the organization: plainly in `implemented "
        "when`, `decided by` and `requires`, behind a `not` in a law's `applies when`; else read "
        "the fact itself");
  }
};

} // namespace

void check_shown(const Context& context) {
  State{context}.run();
}

} // namespace ward::check
