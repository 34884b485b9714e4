// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

namespace ward::typecheck {
namespace {

struct Typer {
  State& state;
  model::ExposureId id;
  const syntax::PenaltyDecl& decl;

  model::Exposure& exposure() { return state.model.exposures[id]; }

  void run() {
    const model::Exposure here = exposure();
    state.scope = {here.module, {}, {}, {}, {}};
    say_if_hiding(state, decl.variable);
    const model::RecordId record =
        here.table.is_none() ? model::RecordId() : state.model.tables[here.table].record;
    state.scope.rows.push_back({decl.variable.text, here.row, record, decl.variable.span});
    const State::Id tier = value(decl.tier, model::TypeKind::enumeration, false);
    exposure().tier = tier;
    const State::Id requirement = value(decl.requirement, model::TypeKind::text, false);
    exposure().requirement = requirement;
    const State::Id from = value(decl.from, model::TypeKind::date, false);
    exposure().from = from;
    const State::Id until = value(decl.until, model::TypeKind::date, true);
    exposure().until = until;
    const State::Id count = value(decl.count, model::TypeKind::count, false);
    exposure().count = count;
    const State::Id assessed = value(decl.assessed, model::TypeKind::date, true);
    exposure().assessed = assessed;
    const State::Id daily = state.optional_condition(decl.daily);
    exposure().daily = daily;
    state.scope = {};
    if (!tier.is_none() && !state.is_error(tier))
      members(model::EnumId{state.type(tier).of});
  }

  State::Id value(const syntax::Expr* expr, model::TypeKind kind, bool optional) {
    if (!expr)
      return {};
    const State::Id out = plain(state, state.check(*expr, nullptr));
    const model::Type found = state.type(out);
    if (state.is_error(out))
      return out;
    if (found.kind == kind && !found.is_set && (optional || !found.optional))
      return out;
    model::Type wanted{kind};
    const std::string name =
        kind == model::TypeKind::enumeration ? "an enum of tiers" : state.text(wanted);
    state.sink.report(diag::TypeMismatch, expr->span, name, state.text(found));
    return state.error(expr->span);
  }

  /// Each culpability has an amount in each schedule, so that none is priced at nothing.
  void members(model::EnumId id_of_enum) {
    const model::Enum& tiers = state.model.enums[id_of_enum];
    for (const model::PenaltySchedule& schedule : state.model.schedules) {
      if (schedule.path != exposure().path)
        continue;
      if (schedule.tiers.size() == 1 && schedule.tiers[0].name == "any")
        continue;
      for (const std::string& member : tiers.members) {
        bool found = false;
        for (const model::PenaltyTier& tier : schedule.tiers)
          found = found || tier.name == member;
        if (!found)
          state.sink.report(diag::TierMissing, schedule.span, schedule.path, member)
              .note("a violation may be of it", tiers.span)
              .with_help("add `tier " + member + " per violation ...`, or one tier `any`");
      }
    }
  }
};

} // namespace

void check_exposures(State& state) {
  for (uint32_t i = 0; i < state.model.exposures.size(); ++i)
    Typer{state, model::ExposureId{i}, *state.decls.exposure_trees[i]}.run();
}

} // namespace ward::typecheck
