// SPDX-License-Identifier: Apache-2.0
#include "lower/records.h"

#include <algorithm>
#include <tuple>

namespace ward::lower {

/// R9.20 and R9.23.
void Records::penalties() {
  program::Program& out = builder.program();
  std::vector<const model::PenaltySchedule*> schedules;
  for (const model::PenaltySchedule& each : model.schedules)
    schedules.push_back(&each);
  std::stable_sort(schedules.begin(), schedules.end(), [](const auto* x, const auto* y) {
    return std::tie(x->path, x->basis, x->effective_days, x->violations.from_days) <
           std::tie(y->path, y->basis, y->effective_days, y->violations.from_days);
  });
  for (const model::PenaltySchedule* each : schedules) {
    program::Schedule made;
    made.path = text(each->path);
    made.basis = static_cast<program::PenaltyBasis>(each->basis);
    made.effective = each->effective_days;
    made.from_day = each->violations.from_days;
    made.until_day = each->violations.until_days;
    made.sources = texts(each->sources);
    for (const model::PenaltyTier& tier : each->tiers)
      made.tiers.push_back({text(tier.name), tier.low, tier.high,
                            static_cast<program::CapKind>(tier.cap_kind), tier.cap});
    made.origin = expressions.origin(each->span);
    out.schedules.push_back(std::move(made));
  }
  std::vector<const model::Exposure*> exposures;
  for (const model::Exposure& each : model.exposures)
    exposures.push_back(&each);
  std::sort(exposures.begin(), exposures.end(),
            [](const auto* x, const auto* y) { return x->path < y->path; });
  for (const model::Exposure* each : exposures) {
    program::Exposure made;
    made.path = text(each->path);
    made.table = layout.tables[each->table];
    made.authority = each->authority ? layout.authorities[each->authority] + 1 : 0;
    for (uint32_t i = 0; i < schedules.size(); ++i)
      if (schedules[i]->path == each->path)
        made.schedules.push_back(i);
    made.tier_enum = layout.enums[model::EnumId{model.exprs[each->tier].type.of}];
    made.tier = expressions.node(each->tier, Mode::law);
    made.requirement = expressions.node(each->requirement, Mode::law);
    made.from = expressions.node(each->from, Mode::law);
    made.until = expressions.node(each->until, Mode::law);
    made.count = expressions.node(each->count, Mode::law);
    made.assessed = expressions.node(each->assessed, Mode::law);
    if (each->daily)
      made.daily = expressions.condition(each->daily, Mode::law);
    made.origin = expressions.origin(each->span);
    out.exposures.push_back(std::move(made));
  }
}

} // namespace ward::lower
