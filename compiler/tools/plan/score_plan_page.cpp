// SPDX-License-Identifier: Apache-2.0
#include "tools/plan/plan_words.h"
#include "tools/plan/score_plan.h"
#include "tools/report/bundle_text.h"
#include "tools/report/eval_sections.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ward::tool {

namespace {

using rt::ScoreStatus;

constexpr size_t statements_shown = 10;

std::string day_or_nothing(int32_t day) {
  return day == INT32_MIN ? "" : format_day(day);
}

struct State {
  const View& view;
  const ScorePlan& plan;
  page::Page page;

  page::Words status(const UnitState& one) const {
    return score_words(rt::name_of(one.status), day_or_nothing(one.ready));
  }

  std::string average(const UnitState& one) const {
    return one.average.empty() ? "nothing stated"
                               : fmt::format("{} of {}", one.average, one.stated);
  }

  /// The last step of a unit says whether the threshold is then reached, and from when.
  page::Words then_words(const Raise& one) const {
    if (!one.after.short_by.empty())
      return {fmt::format("still {} short of {}", one.after.short_by, plan.threshold)};
    page::Words out = status(one.after);
    if (one.then)
      out.add_part({fmt::format("scored again on {}: ", format_day(one.after.ready))})
          .append(status(*one.then));
    if (one.after.open > 0)
      out.add_part({fmt::format("{} still to be found out", counted(one.after.open, "statement")),
                    page::Tone::open});
    return out;
  }

  void step(const UnitPlan& unit, const Raise& one, size_t number) {
    page::Item item;
    item.name = fmt::format("{}. {}[\"{}\"]", number, plan.table, one.key);
    item.title = fmt::format("{} in full", fmt::join(one.levels, ", "));
    item.notes = {words(unit.name), page::Tone::faint};
    add_changes(view, item, one.changes);
    page::Words score(fmt::format("{}, to be {}", one.from, one.to));
    if (one.counts != INT32_MIN)
      score.add_part(
          {fmt::format("counts from {}, not before", format_day(one.counts)), page::Tone::open});
    add_field(item, "score", score);
    add_field(item, plan.unit, fmt::format("{}, to be {}", one.before.average, one.after.average));
    add_field(item, "then", then_words(one));
    page.add(std::move(item));
  }

  void unit(const UnitPlan& one, size_t& number) {
    page::Item item;
    item.name = words(one.name);
    item.title = average(one.now);
    if (!one.now.short_by.empty())
      item.notes.add_part(
          {fmt::format("{} short of {}", one.now.short_by, plan.threshold), page::Tone::bad});
    if (one.now.short_by.empty() || one.now.status != ScoreStatus::below)
      item.notes.add_part(status(one.now));
    if (one.now.open > 0)
      item.notes.add_part({fmt::format("{} open", one.now.open), page::Tone::open});
    for (const std::string& why : one.no_step)
      add_field(item, "not computed", {why, page::Tone::open});
    page.add(std::move(item));
    for (const Raise& each : one.steps)
      step(one, each, ++number);
  }

  size_t number_of_steps() const {
    size_t out = 0;
    for (const UnitPlan& one : plan.units)
      out += one.steps.size();
    return out;
  }

  void units() {
    size_t with_steps = 0;
    for (const UnitPlan& one : plan.units)
      with_steps += one.steps.empty() ? 0 : 1;
    if (plan.units.empty()) {
      page.add(page::Paragraph{
          {}, fmt::format("Every {} reaches {}: nothing to plan for.", plan.unit, plan.threshold)});
      return;
    }
    page.add(
        page::Heading{2,
                      {"SHORT OF THE THRESHOLD, NEAREST FIRST", page::Tone::bad},
                      {number_of_steps() == 0
                           ? "no step in what is stated"
                           : fmt::format("{} in {}; each scored again on top of those before it",
                                         counted(number_of_steps(), "step"),
                                         counted(with_steps, plan.unit.c_str())),
                       page::Tone::faint}});
    size_t number = 0;
    std::vector<std::string> silent;
    for (const UnitPlan& one : plan.units) {
      if (one.now.stated + one.now.open == 0)
        silent.push_back(words(one.name));
      else
        unit(one, number);
    }
    if (!silent.empty())
      page.add(page::Paragraph{
          {"Nothing stated of: ", page::Tone::open},
          fmt::format("{}; not reached, and never taken as zero", fmt::join(silent, ", "))});
  }

  void find_out() {
    const std::vector<const JsonObject*> open = unscored_statements(view, plan);
    const JsonObject& line = assessment_line(view, plan);
    const bool whole = flag(line, "complete");
    const bool differs = flag(line, "count_differs");
    if (open.empty() && whole && !differs)
      return;
    page.add(page::Heading{
        2,
        {"FIND OUT", page::Tone::open},
        {"nobody stated these: no steps, and never taken as zero", page::Tone::faint}});
    if (!whole)
      page.add(page::Paragraph{
          {}, fmt::format("{} is not declared complete: more statements may come", plan.table)});
    if (differs)
      page.add(page::Paragraph{{},
                               fmt::format("{} statements are stated, and it has {}",
                                           number(line, "in_scope"), number(line, "expected"))});
    const size_t shown = view.shown(open.size(), statements_shown);
    for (size_t i = 0; i < shown; ++i) {
      page::Item item;
      item.name = fmt::format("{}[\"{}\"]", plan.table, text(*open[i], "key"));
      item.title = unscored_words(*open[i]);
      const std::string unit = text(*open[i], "unit");
      item.notes = {unit.empty() ? "its " + plan.unit + " is not known" : words(unit),
                    page::Tone::faint};
      page.add(std::move(item));
    }
    add_more(page, open.size(), shown);
  }

  void left() {
    const bool steps = number_of_steps() > 0;
    page.add(
        page::Heading{2, {steps ? "AFTER ALL STEPS" : "AS IT STANDS", page::Tone::strong}, {}});
    const auto line = [&](const std::string& label, ScoreStatus status, int32_t day,
                          size_t reached) {
      page::Words words = score_words(rt::name_of(status), day_or_nothing(day));
      page.add(page::Paragraph{
          label, words.add_part(fmt::format("{} of {} reach {}", reached,
                                            counted(plan.unit_count, plan.unit.c_str()),
                                            plan.threshold))});
    };
    line(steps ? "today, without them:" : "today:", plan.now, plan.ready, plan.reached);
    if (steps || plan.ready != INT32_MIN)
      line(fmt::format("{}{}", format_day(plan.day), steps ? ", with them:" : ":"), plan.then,
           plan.day, plan.reached_then);
    for (const UnitPlan& one : plan.units)
      if (one.then.status != ScoreStatus::reached && one.then.stated + one.then.open > 0)
        page.add(page::Paragraph{
            "-",
            page::Words(words(one.name) + ": ")
                .append(status(one.then))
                .add_part(one.then.open > 0 ? page::Words(fmt::format("{} open", one.then.open))
                                            : page::Words(one.then.short_by.empty()
                                                              ? ""
                                                              : one.then.short_by + " short"))});
    page.add(page::Paragraph{
        {},
        {"If all is in operation from today on and the other facts stay. Own scores, no "
         "certification: they make no provision of a law met.",
         page::Tone::faint}});
    const size_t doubts = texts(assessment_line(view, plan), "unverified").size();
    if (doubts == 0)
      return;
    if (!view.verbose)
      page.add(page::Paragraph{
          {},
          {fmt::format("{} parts of how it is scored are unverified (--verbose)", doubts),
           page::Tone::faint}});
    else
      for (const std::string& one : texts(assessment_line(view, plan), "unverified"))
        page.add(page::Paragraph{{"unverified: ", page::Tone::open}, one});
  }

  page::Page run() {
    add_head(view, page);
    page.add(page::Paragraph{"Plan for:", page::Words(plan.assessment)
                                              .add_part(plan.title)
                                              .add_part(score_words(rt::name_of(plan.now),
                                                                    day_or_nothing(plan.ready)))});
    if (plan.law_first)
      add_law_first(*plan.law_first, page);
    units();
    find_out();
    left();
    add_foot(view, page, true);
    return std::move(page);
  }
};

} // namespace

page::Page score_plan_page(const View& view, const ScorePlan& plan) {
  return State{view, plan, {}}.run();
}

} // namespace ward::tool
