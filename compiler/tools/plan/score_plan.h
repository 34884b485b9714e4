// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/scores.h"
#include "tools/plan/plan.h"
#include "tools/plan/plan_page.h"

namespace ward::tool {

/// How one unit (a domain) of an assessment stands.
struct UnitState {
  rt::ScoreStatus status = rt::ScoreStatus::unknown;
  uint32_t stated = 0;       ///< statements with a score, whether it counts yet or not
  uint32_t open = 0;         ///< without one, or not known to be in or out
  std::string average;       ///< of those stated, "75%", rounded down; "" where there are none
  std::string short_by;      ///< of the threshold, rounded up; "" where nothing is missing
  int32_t ready = INT32_MIN; ///< the first day on which all that is stated counts; not today
};

/// One statement raised to the best rating.
struct Raise {
  std::string key;
  std::vector<std::string> levels; ///< that are raised
  std::vector<Change> changes;
  std::string from, to;          ///< its score, "50%"
  int32_t counts = INT32_MIN;    ///< the first day on which that score counts; none: today
  UnitState before, after;       ///< of its unit today, scored without it and with it
  std::optional<UnitState> then; ///< scored again on the day `after.ready`
};

struct UnitPlan {
  std::string name;
  UnitState now;
  std::vector<Raise> steps;
  std::vector<std::string> no_step; ///< why a statement below the best is none
  UnitState after;                  ///< today, after all steps of all units
  UnitState then;                   ///< the same on the day ScorePlan::day
};

struct ScorePlan {
  std::optional<LawOpen> law_first;
  std::string assessment, title, table, unit, threshold; ///< threshold "83%"
  rt::ScoreStatus now = rt::ScoreStatus::unknown;
  int32_t ready = INT32_MIN;                        ///< `now` not_yet: until when
  rt::ScoreStatus after = rt::ScoreStatus::unknown; ///< all steps done, today
  rt::ScoreStatus then = rt::ScoreStatus::unknown;  ///< all steps done, on `day`
  int32_t day = INT32_MIN;     ///< the first on which all that is stated counts; today at least
  std::vector<UnitPlan> units; ///< that do not reach the threshold, nearest first
  size_t unit_count = 0, reached = 0, reached_then = 0;
  std::string fault;
};

/// The place of an assessment in the bundle by its path, or UINT32_MAX.
uint32_t find_assessment(const rt::Bundle& bundle, const std::string& path);

/// What to raise so that each unit of an assessment on a table reaches its threshold (R14.9).
ScorePlan make_score_plan(const World& world, uint32_t assessment);

/// `view` is the report of the same facts, of which head, open statements and foot are shown.
page::Page score_plan_page(const View& view, const ScorePlan& plan);
JsonObject score_plan_json(const View& view, const ScorePlan& plan);

/// The statements of the report that have no score, in its order: nobody's zeros (R14.9).
std::vector<const JsonObject*> unscored_statements(const View& view, const ScorePlan& plan);
/// The assessment in the report.
const JsonObject& assessment_line(const View& view, const ScorePlan& plan);

} // namespace ward::tool
