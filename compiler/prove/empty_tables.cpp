// SPDX-License-Identifier: Apache-2.0
#include "prove/cone.h"
#include "prove/context.h"

#include <fmt/format.h>

namespace ward::prove {

namespace {

struct State {
  Context& context;
  const model::Model& model = context.model;

  void run() {
    for (uint32_t i = 0; i < model.controls.size(); ++i)
      if (context.is_own(model.controls[model::ControlId{i}].module))
        ask(model::ControlId{i});
  }

  /// Whether empty tables alone implement it: then no other facts make it false, and some row does.
  void ask(model::ControlId id) {
    const program::Control& made = context.lowered(id);
    Query query = context.on_any_day();
    query.hold = {made.applies};
    query.fail = {made.implemented};
    if (cone_of(context.program, query).tables.empty())
      return;
    query.empty_tables = true;
    Context* const to = &context;
    const std::string what =
        fmt::format("control `{}` asks for more than empty tables", model.controls[id].path);
    context.ask(
        what, model.controls[id].path_span, std::move(query),
        [to, id](const Answer& answer) {
          if (answer.outcome == Outcome::impossible)
            State{*to}.ask_applies(id);
        },
        true);
  }

  /// A control that asks for a row to apply at all is no control that empty tables implement.
  void ask_applies(model::ControlId id) {
    if (!model.controls[id].applies)
      return report(id);
    Query query = context.on_any_day();
    query.hold = {context.lowered(id).applies};
    query.empty_tables = true;
    Context* const to = &context;
    const std::string what =
        fmt::format("control `{}` can apply over empty tables", model.controls[id].path);
    context.ask(what, model.controls[id].path_span, std::move(query),
                [to, id](const Answer& answer) {
                  if (answer.outcome == Outcome::possible)
                    State{*to}.report(id);
                });
  }

  void report(model::ControlId id) {
    const model::Control& control = model.controls[id];
    context.sink
        .report(diag::EmptyTablesSuffice, model.exprs[control.implemented].span, control.path)
        .with_help("an inventory that was never filled in would pass, once it is declared "
                   "complete: ask for a "
                   "row (`some x in t satisfies ...`) or for a fact beside it");
  }
};

} // namespace

void ask_empty_tables(Context& context) {
  State{context}.run();
}

} // namespace ward::prove
