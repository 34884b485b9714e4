// SPDX-License-Identifier: Apache-2.0
#include "tools/plan/plan_page.h"

#include "tools/plan/plan_words.h"
#include "tools/report/next_page.h"

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

Array turns(const std::vector<Turn>& all) {
  Array out;
  for (const Turn& one : all)
    out.push_back(Object{{"citation", one.citation},
                         {"from", ward_verdict_name(one.from)},
                         {"to", ward_verdict_name(one.to)}});
  return out;
}

Array rests(const std::vector<Rest>& all) {
  Array out;
  for (const Rest& one : all)
    out.push_back(Object{{"citation", one.citation},
                         {"verdict", ward_verdict_name(one.verdict)},
                         {"elements", list(one.elements)},
                         {"parts", list(one.parts)},
                         {"needs", list(one.needs)}});
  return out;
}

Object tallies(const Tallies& all) {
  return Object{{"met", all.met},
                {"not_met", all.not_met},
                {"unknown", all.unknown},
                {"not_applicable", all.not_applicable}};
}

Object step(const Step& one) {
  Object out{{"title", one.title}, {"owner", one.owner}, {"effort", one.effort}};
  if (one.control.empty())
    out["element"] = one.element;
  else
    out["control"] = one.control;
  if (one.hours)
    out["hours"] = *one.hours;
  out["closes"] = list(one.closes);
  if (!one.not_computed.empty()) {
    out["not_computed"] = one.not_computed;
    return out;
  }
  out["because"] = one.because;
  out["changes"] = changes_json(one.changes);
  out["turns"] = turns(one.turns);
  out["rest"] = rests(one.rest);
  out["instead"] = list(one.instead);
  Array alternatives;
  for (const Alternative& other : one.alternatives) {
    Object made{{"citation", other.citation}};
    if (other.computed)
      made["turns"] = turns(other.turns);
    else
      made["not_computed"] = other.blocked;
    alternatives.push_back(std::move(made));
  }
  out["alternatives"] = std::move(alternatives);
  return out;
}

} // namespace

JsonObject plan_json(const View& view, const Plan& plan, const PlanOptions& options,
                     const std::vector<OpenQuestion>& questions) {
  Array steps, lapses;
  for (const Step& one : plan.steps)
    steps.push_back(step(one));
  for (const Lapse& one : plan.lapses) {
    Object made{{"day", format_day(one.day)},           {"elements", list(one.elements)},
                {"controls", list(one.controls)},       {"loses", turns(one.loses)},
                {"changes", changes_json(one.changes)}, {"not_kept", list(one.not_kept)}};
    lapses.push_back(std::move(made));
  }
  JsonObject out{{"schema_version", 1},
                 {"bundle", Object(child(view.report, "bundle"))},
                 {"as_of", text(view.report, "as_of")},
                 {"profile", Object(child(view.report, "profile"))},
                 {"organization", text(view.report, "organization")},
                 {"target", options.target},
                 {"within_days", options.within_days},
                 {"now", tallies(plan.now)},
                 {"after", tallies(plan.after)},
                 {"hours", plan.hours},
                 {"steps_without_hours", plan.without_hours},
                 {"steps", std::move(steps)},
                 {"find_out", questions_json(questions)},
                 {"lapses", std::move(lapses)},
                 {"left", rests(plan.left)},
                 {"disclaimer", text(view.report, "disclaimer")}};
  if (plan.law_first)
    out["law_first"] = law_json(*plan.law_first);
  return out;
}

} // namespace ward::tool
