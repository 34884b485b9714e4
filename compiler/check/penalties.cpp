// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace ward::check {

namespace {

using model::PenaltySchedule;
using model::PenaltyTier;

struct State {
  const Context& context;
  const model::Model& model = context.model;

  void run() {
    std::map<std::pair<std::string, model::PenaltyBasis>, std::vector<const PenaltySchedule*>> all;
    for (const PenaltySchedule& schedule : model.schedules) {
      check_amounts(schedule);
      all[{schedule.path, schedule.basis}].push_back(&schedule);
    }
    for (auto& [name, schedules] : all) {
      check_overlaps(schedules);
      check_holes(schedules);
    }
  }

  void check_amounts(const PenaltySchedule& schedule) {
    if (schedule.sources.empty())
      context.sink.report(diag::PenaltyWithoutSource, schedule.span, schedule.path)
          .with_help("add `source \"45 CFR 102.3; 89 FR 64815\"`: amounts are law");
    if (schedule.violations.from_days >= schedule.violations.until_days)
      context.sink
          .report(diag::WindowEndsFirst, schedule.span, schedule.path,
                  date_text(schedule.violations.until_days),
                  date_text(schedule.violations.from_days))
          .with_help("`until` is the first day out");
    for (const PenaltyTier& tier : schedule.tiers) {
      const bool capped = tier.cap_kind == PenaltyTier::Cap::amount;
      if (tier.low > tier.high || (capped && tier.low > tier.cap))
        context.sink.report(diag::AmountsBackwards, tier.span, tier.name)
            .with_help(
                "the least is first, then the most for one violation; a year's cap may lie below "
                "the most, not below the least");
      if (tier.name == "any" && schedule.tiers.size() > 1)
        context.sink.report(diag::AnyBesideTiers, tier.span, schedule.path)
            .with_help("a violation would be of two tiers: keep `any`, or the others");
    }
  }

  static bool overlap(const PenaltySchedule& x, const PenaltySchedule& y) {
    return x.violations.from_days < y.violations.until_days &&
           y.violations.from_days < x.violations.until_days;
  }

  void check_overlaps(const std::vector<const PenaltySchedule*>& schedules) {
    for (size_t i = 0; i < schedules.size(); ++i)
      for (size_t k = 0; k < i; ++k)
        if (schedules[i]->effective_days == schedules[k]->effective_days &&
            overlap(*schedules[i], *schedules[k]))
          context.sink
              .report(diag::OverlappingSchedules, schedules[i]->span, schedules[i]->path,
                      date_text(schedules[i]->effective_days))
              .note("the other is here", schedules[k]->span)
              .with_help("give each its own `violations from ... until ...`, or its own day");
  }

  /// Days between the first and the last that some schedule is for, and that none is.
  void check_holes(std::vector<const PenaltySchedule*> schedules) {
    std::sort(schedules.begin(), schedules.end(), [](const auto* x, const auto* y) {
      return std::make_tuple(x->violations.from_days, x->effective_days) <
             std::make_tuple(y->violations.from_days, y->effective_days);
    });
    int32_t reached = schedules.front()->violations.until_days;
    for (const PenaltySchedule* schedule : schedules) {
      if (schedule->violations.from_days > reached)
        context.sink
            .report(diag::ScheduleHole, schedule->span, schedule->path, date_text(reached),
                    date_text(schedule->violations.from_days))
            .with_help("violations of these days would have no price");
      reached = std::max(reached, schedule->violations.until_days);
    }
  }
};

} // namespace

void check_penalties(const Context& context) {
  State{context}.run();
}

} // namespace ward::check
