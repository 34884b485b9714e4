// SPDX-License-Identifier: Apache-2.0
#include "tools/plan/plan_words.h"
#include "tools/plan/score_plan.h"
#include "tools/report/bundle_text.h"
#include "tools/report/eval_sections.h"

namespace ward::tool {

namespace {

using llvm::json::Array;
using llvm::json::Object;

Array list(const std::vector<std::string>& texts) {
  Array out;
  for (const std::string& one : texts)
    out.push_back(one);
  return out;
}

Object state(const UnitState& one) {
  Object out{{"status", rt::name_of(one.status)}, {"stated", one.stated}, {"open", one.open}};
  if (!one.average.empty())
    out["average"] = one.average;
  if (!one.short_by.empty())
    out["short_by"] = one.short_by;
  if (one.ready != INT32_MIN)
    out["counts_from"] = format_day(one.ready);
  return out;
}

Object step(const ScorePlan& plan, const Raise& one) {
  Object out{{"table", plan.table},
             {"statement", one.key},
             {"levels", list(one.levels)},
             {"changes", changes_json(one.changes)},
             {"score", Object{{"from", one.from}, {"to", one.to}}},
             {"before", state(one.before)},
             {"after", state(one.after)}};
  if (one.counts != INT32_MIN)
    out["counts_from"] = format_day(one.counts);
  if (one.then) {
    Object then = state(*one.then);
    then["day"] = format_day(one.after.ready);
    out["then"] = std::move(then);
  }
  return out;
}

} // namespace

JsonObject score_plan_json(const View& view, const ScorePlan& plan) {
  const JsonObject& line = assessment_line(view, plan);
  Array units, find_out;
  for (const UnitPlan& one : plan.units) {
    Array steps;
    for (const Raise& each : one.steps)
      steps.push_back(step(plan, each));
    units.push_back(Object{{"name", one.name},
                           {"now", state(one.now)},
                           {"steps", std::move(steps)},
                           {"no_step", list(one.no_step)},
                           {"after", state(one.after)},
                           {"then", state(one.then)}});
  }
  for (const JsonObject* one : unscored_statements(view, plan))
    find_out.push_back(Object{{"statement", text(*one, "key")},
                              {"unit", text(*one, "unit")},
                              {"why", text(*one, "why")},
                              {"level", text(*one, "level")},
                              {"words", unscored_words(*one)}});
  JsonObject out{{"schema_version", 1},
                 {"bundle", Object(child(view.report, "bundle"))},
                 {"as_of", text(view.report, "as_of")},
                 {"profile", Object(child(view.report, "profile"))},
                 {"organization", text(view.report, "organization")},
                 {"target", plan.assessment},
                 {"title", plan.title},
                 {"words", "own scores, no certification"},
                 {"threshold", plan.threshold},
                 {"unit", plan.unit},
                 {"complete", flag(line, "complete")},
                 {"in_scope", number(line, "in_scope")},
                 {"count_differs", flag(line, "count_differs")},
                 {"now", Object{{"status", rt::name_of(plan.now)},
                                {"reached", plan.reached},
                                {"of", plan.unit_count}}},
                 {"after", Object{{"status", rt::name_of(plan.after)}}},
                 {"then", Object{{"day", format_day(plan.day)},
                                 {"status", rt::name_of(plan.then)},
                                 {"reached", plan.reached_then},
                                 {"of", plan.unit_count}}},
                 {"units", std::move(units)},
                 {"find_out", std::move(find_out)},
                 {"unverified", list(texts(line, "unverified"))},
                 {"disclaimer", text(view.report, "disclaimer")}};
  if (plan.law_first)
    out["law_first"] = law_json(*plan.law_first);
  return out;
}

} // namespace ward::tool
