// SPDX-License-Identifier: Apache-2.0
#include "prove/context.h"

#include <fmt/format.h>

namespace ward::prove {

namespace {

/// What check/conditions.cpp sees in one condition by itself is reported there, and stops the build
/// before this; here is what takes arithmetic, several conditions, or tables. Equal findings are
/// one.
struct State {
  Context& context;
  const model::Model& model = context.model;

  void run() {
    for (uint32_t i = 0; i < model.controls.size(); ++i)
      ask_control(model::ControlId{i});
    for (uint32_t i = 0; i < model.elements.size(); ++i)
      ask_law(model::ElementId{i});
  }

  void ask_control(model::ControlId id) {
    const model::Control& control = model.controls[id];
    const program::Control& made = context.lowered(id);
    const auto ask = [&](std::string what, source::Span place, std::vector<NodeId> hold,
                         std::vector<NodeId> fail, std::function<void()> impossible) {
      Query query = context.on_any_day();
      query.hold = std::move(hold);
      query.fail = std::move(fail);
      context.ask({std::move(query), std::move(what), id, place,
                   [impossible](const Answer& answer) {
                     if (answer.outcome == Outcome::impossible)
                       impossible();
                   },
                   true});
    };
    Context* const to = &context;
    const source::Span implemented = model.exprs[control.implemented].span;
    if (control.applies) {
      const source::Span applies = model.exprs[control.applies].span;
      ask(fmt::format("control `{}` can apply", control.path), applies, {made.applies}, {}, [=] {
        to->sink.report(diag::NeverApplies, applies, to->model.controls[id].path)
            .with_help("no facts fulfil this: correct it, or take `applies when` out");
      });
    }
    ask(fmt::format("control `{}` can be implemented", control.path), implemented,
        {made.applies, made.implemented}, {}, [=] {
          const model::Control& it = to->model.controls[id];
          diag::Diagnostic& finding = to->sink.report(diag::NeverImplemented, implemented, it.path);
          if (it.applies)
            finding.note("while it applies", to->model.exprs[it.applies].span);
          finding.with_help("no facts fulfil this: correct it");
        });
    if (!context.is_own(control.module))
      return;
    ask(fmt::format("control `{}` can be not implemented", control.path), implemented,
        {made.applies}, {made.implemented}, [=] {
          to->sink.report(diag::AlwaysImplemented, implemented, to->model.controls[id].path)
              .with_help("ask for a fact that can be otherwise");
        });
  }

  void ask_law(model::ElementId id) {
    const model::Element& element = model.elements[id];
    const std::optional<Query> days = context.on_days_of(element.provision);
    if (!days)
      return;
    const program::Element& made = context.lowered(id);
    Context* const to = &context;
    if (element.applies || model.provisions[element.provision].applies) {
      Query query = *days;
      query.hold = {made.applies};
      const source::Span place =
          model
              .exprs[element.applies ? element.applies
                                     : model.provisions[element.provision].applies]
              .span;
      context.ask(
          fmt::format("{} can apply", context.name_of(id)), place, std::move(query),
          [=](const Answer& answer) {
            if (answer.outcome == Outcome::impossible)
              to->sink
                  .report(diag::SettledLaw, place,
                          fmt::format("what {} applies to", to->name_of(id)))
                  .with_help("no facts fulfil this: correct it");
          },
          true);
    }
    if (element.kind == model::Element::Kind::by_controls)
      return;
    Query query = *days;
    query.hold = {made.applies, made.expression};
    const source::Span place = model.exprs[element.expr].span;
    context.ask(
        fmt::format("{} can be true", context.name_of(id)), place, std::move(query),
        [=](const Answer& answer) {
          if (answer.outcome == Outcome::impossible)
            to->sink.report(diag::SettledLaw, place, to->name_of(id))
                .with_help("no facts fulfil this: correct it");
        },
        true);
  }
};

} // namespace

void ask_satisfiable(Context& context) {
  State{context}.run();
}

} // namespace ward::prove
