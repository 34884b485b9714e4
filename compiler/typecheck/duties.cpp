// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

namespace ward::typecheck {
namespace {

struct Typer {
  State& state;
  model::DutyId id;
  const syntax::DutyDecl& decl;

  model::Duty& duty() { return state.model.duties[id]; }

  void run() {
    const model::Duty& here = duty();
    state.scope = {here.module, {}, {}, {}, {}};
    say_if_hiding(state, decl.variable);
    const model::RecordId record =
        here.table.is_none() ? model::RecordId() : state.model.tables[here.table].record;
    state.scope.rows.push_back({decl.variable.text, here.row, record, decl.variable.span});
    const State::Id arises = date(decl.arises);
    state.scope.arises = arises;
    duty().arises = arises;
    const State::Id when = state.optional_condition(decl.condition);
    duty().when = when;
    const State::Id done = date(decl.done);
    duty().done = done;
    const State::Id by = date(decl.by);
    duty().by = by;
    if (!by.is_none() && state.type(by).optional)
      state.sink.report(diag::LimitMayBeNone, decl.by->span)
          .with_help("what has no last day is never overdue: give one, as in `latest(" +
                     std::string(decl.variable.text) + ".known_on + 60 days, ...)`");
    const State::Id not_before = date(decl.not_before);
    duty().not_before = not_before;
    if (decl.promptly) {
      const State::Id after = date(decl.promptly->after);
      duty().promptly->after = after;
    }
    state.scope = {};
  }

  State::Id date(const syntax::Expr* expr) {
    if (!expr)
      return {};
    model::Type wanted{model::TypeKind::date};
    const State::Id out = state.check(*expr, &wanted);
    const model::Type found = state.type(out);
    if (state.is_error(out) || (found.kind == wanted.kind && !found.is_set))
      return out;
    state.sink.report(diag::TypeMismatch, expr->span, state.text(wanted), state.text(found));
    return state.error(expr->span);
  }
};

} // namespace

void check_duties(State& state) {
  for (uint32_t i = 0; i < state.model.duties.size(); ++i)
    Typer{state, model::DutyId{i}, *state.decls.duty_trees[i]}.run();
}

} // namespace ward::typecheck
