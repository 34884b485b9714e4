// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"
#include "resolve/state.h"
#include "resolve/words.h"

#include <array>

namespace ward::resolve {
namespace {

constexpr std::array<std::string_view, 3> basis_words = {"statute", "regulation", "discretion"};
constexpr std::array<std::string_view, 2> charge_words = {"violation", "year"};

struct Declarer {
  State& state;
  const syntax::PenaltyDecl& decl;

  void run(model::ModuleId module) {
    if (decl.variable.is_missing())
      schedule(module);
    else
      exposure(module);
  }

  void schedule(model::ModuleId module) {
    model::PenaltySchedule out;
    out.path = path_text(decl.name);
    out.module = module;
    out.effective_days = decl.effective.days_since_epoch();
    if (decl.under)
      if (const auto basis = word(state, *decl.under, "a basis of amounts", basis_words))
        out.basis = static_cast<model::PenaltyBasis>(*basis);
    if (decl.violations) {
      out.violations.from_days = decl.violations->from.days_since_epoch();
      if (decl.violations->until)
        out.violations.until_days = decl.violations->until->days_since_epoch();
    }
    for (const syntax::Text& source : decl.sources)
      out.sources.emplace_back(source.value);
    for (const syntax::Tier& tier : decl.tiers)
      add_tier(tier, out);
    out.span = decl.name.span;
    state.model.schedules.add(std::move(out));
  }

  void add_tier(const syntax::Tier& tier, model::PenaltySchedule& out) {
    if (tier.name.is_missing())
      return;
    model::PenaltyTier made;
    made.name = tier.name.text;
    made.span = tier.name.span;
    bool per_violation = false;
    bool per_year = false;
    for (const syntax::Charge& charge : tier.charges) {
      const auto per = word(state, charge.per, "what an amount is per", charge_words);
      if (!per)
        continue;
      bool& seen = *per == 0 ? per_violation : per_year;
      if (seen)
        state.sink.report(diag::RepeatedItem, charge.per.span, charge.per.text, "tier");
      seen = true;
      if (*per == 0) {
        made.low = charge.from.unscaled;
        made.high = charge.to.unscaled;
      } else {
        made.cap_kind = model::PenaltyTier::Cap::amount;
        made.cap = charge.to.unscaled;
        if (charge.unpublished)
          made.cap_kind = model::PenaltyTier::Cap::unpublished;
      }
      if (charge.unpublished && (*per == 0 || charge.unpublished->text != "unpublished"))
        state.sink
            .report(diag::UnknownWord, charge.unpublished->span, charge.unpublished->text,
                    "an amount")
            .with_help("write an amount of money; a cap may be `unpublished`");
    }
    if (!per_violation)
      state.sink.report(diag::TierWithoutAmount, tier.name.span, made.name)
          .with_help("add `per violation $100 to $50,000`");
    for (const model::PenaltyTier& other : out.tiers)
      if (other.name == made.name)
        state.twice("tier", made.name, made.span, other.span);
    out.tiers.push_back(std::move(made));
  }

  void exposure(model::ModuleId module) {
    model::Exposure out;
    out.path = path_text(decl.name);
    out.module = module;
    out.span = decl.name.span;
    out.table = find_table(state.out, state.sink, module, decl.table);
    out.row = state.model.row_vars.add(out.table);
    if (decl.by)
      out.authority = find_authority(state.out, state.sink, *decl.by);
    const auto need = [&](bool there, std::string_view what) {
      if (!there)
        state.sink.report(diag::ExposureWithoutClause, decl.name.span, out.path, what)
            .with_help("culpability, requirement, days and count are stated facts: none is "
                       "inferred");
    };
    need(decl.tier, "tier");
    need(decl.requirement, "requirement");
    need(decl.from, "from");
    need(decl.count, "count");
    for (const model::Exposure& other : state.model.exposures)
      if (other.path == out.path)
        state.twice("penalty on a table", out.path, out.span, other.span);
    state.model.exposures.add(std::move(out));
    state.out.exposure_trees.push_back(&decl);
  }
};

} // namespace

void declare_penalties(State& state) {
  each_declaration<syntax::PenaltyDecl>(state, [&](const auto& decl, model::ModuleId module) {
    if (!decl.name.is_missing())
      Declarer{state, decl}.run(module);
  });
  // What prices nothing would be silently worth nothing.
  for (const model::Exposure& exposure : state.model.exposures) {
    bool priced = false;
    for (const model::PenaltySchedule& schedule : state.model.schedules)
      priced = priced || schedule.path == exposure.path;
    if (!priced)
      state.sink.report(diag::ExposureWithoutSchedule, exposure.span, exposure.path)
          .with_help("declare its amounts: `penalty " + exposure.path + " effective ... {`");
  }
}

} // namespace ward::resolve
