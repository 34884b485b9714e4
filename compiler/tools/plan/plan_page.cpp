// SPDX-License-Identifier: Apache-2.0
#include "tools/plan/plan_page.h"

#include "tools/plan/plan_words.h"
#include "tools/report/eval_sections.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace ward::tool {

namespace {

constexpr size_t questions_shown = 10;
constexpr size_t citations_shown = 8;

struct State {
  const View& view;
  const Plan& plan;
  const PlanOptions& options;
  const std::vector<OpenQuestion>& questions;
  page::Page page;

  std::string listed(const std::vector<std::string>& names, size_t first = citations_shown) const {
    const size_t shown = view.shown(names.size(), first);
    std::vector<std::string> some;
    for (size_t i = 0; i < shown; ++i)
      some.push_back(short_citation(names[i]));
    return fmt::format("{}{}", fmt::join(some, ", "),
                       names.size() > shown ? fmt::format(" and {} more", names.size() - shown)
                                            : "");
  }

  void turns(page::Item& item, const std::vector<Turn>& all) const {
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> groups;
    for (const Turn& turn : all)
      groups[{ward_verdict_name(turn.to), ward_verdict_name(turn.from)}].push_back(turn.citation);
    for (const auto& [verdicts, citations] : groups) {
      const auto& [to, from] = verdicts;
      page::Words words = verdict_words(to);
      words.add(fmt::format(", from {}: {}", tool::words(from), listed(citations)));
      add_field(item, "becomes", words);
    }
  }

  std::string rest_words(const Rest& rest) const {
    std::vector<std::string> why;
    if (!rest.elements.empty())
      why.push_back(fmt::format("its own part{} {}", rest.elements.size() == 1 ? "" : "s",
                                fmt::join(rest.elements, ", ")));
    if (!rest.parts.empty())
      why.push_back("below it " + listed(rest.parts));
    if (!rest.needs.empty())
      why.push_back("it needs " + listed(rest.needs));
    return fmt::format("{} is still {}{}", short_citation(rest.citation),
                       tool::words(ward_verdict_name(rest.verdict)),
                       why.empty() ? "" : fmt::format(": {}", fmt::join(why, "; ")));
  }

  void step(const Step& one, size_t number) {
    page::Item item;
    item.name = fmt::format("{}. {}", number, one.control.empty() ? one.element : one.control);
    item.title = one.title;
    item.notes.add_part(one.effort).add_part(one.owner);
    if (!one.not_computed.empty()) {
      add_field(item, "would work on", listed(one.closes));
      add_field(item, "effect", {"not computed: " + one.not_computed, page::Tone::open});
      page.add(std::move(item));
      return;
    }
    add_field(item, "because", one.because);
    add_changes(view, item, one.changes);
    turns(item, one.turns);
    add_field(item, "parts met", listed(one.closes));
    for (const Rest& rest : one.rest)
      add_field(item, "leaves", rest_words(rest));
    if (!one.instead.empty())
      add_field(item, "or", fmt::format("in part or whole: {}", listed(one.instead)));
    for (const Alternative& other : one.alternatives)
      add_field(item, "or decide", decision_words(other));
    page.add(std::move(item));
  }

  std::string decision_words(const Alternative& other) const {
    const std::string what = fmt::format(
        "record under 45 CFR 164.306(d)(3) why an alternative, or none, is reasonable for {}",
        short_citation(other.citation));
    if (!other.computed)
      return fmt::format("{} (effect not computed: {})", what, other.blocked);
    std::vector<std::string> met;
    for (const Turn& turn : other.turns)
      if (turn.to == WARD_MET)
        met.push_back(turn.citation);
    return met.empty() ? what + ", which alone changes no verdict"
                       : fmt::format("{}: met then {}", what, listed(met));
  }

  void steps() {
    const auto computed = static_cast<size_t>(
        std::count_if(plan.steps.begin(), plan.steps.end(),
                      [](const Step& one) { return one.not_computed.empty(); }));
    if (plan.steps.empty()) {
      page.add(page::Paragraph{{},
                               plan.now.not_met == 0
                                   ? "Nothing is known to be not met: no gap to plan for."
                                   : "No step is known for what is not met."});
      return;
    }
    const std::string hours =
        fmt::format("{} days{}", (plan.hours + 7) / 8,
                    plan.without_hours == 0
                        ? ""
                        : fmt::format(" and {} without a stated effort", plan.without_hours));
    page.add(
        page::Heading{2,
                      {"GAPS, IN ORDER", page::Tone::bad},
                      {fmt::format("{}, together {}; each judged again on top of those before it",
                                   counted(computed, "step"), hours),
                       page::Tone::faint}});
    for (size_t i = 0; i < computed; ++i)
      step(plan.steps[i], i + 1);
    if (computed == plan.steps.size())
      return;
    page.add(page::Heading{2,
                           {"WITHOUT A KNOWN EFFECT", page::Tone::open},
                           {"what they would change is for people to judge", page::Tone::faint}});
    for (size_t i = computed; i < plan.steps.size(); ++i)
      step(plan.steps[i], i + 1);
  }

  void find_out() {
    if (questions.empty())
      return;
    page.add(page::Heading{
        2,
        {"FIND OUT", page::Tone::open},
        {"these are no gaps: nobody knows yet, and an answer may show one", page::Tone::faint}});
    const size_t shown = view.shown(questions.size(), questions_shown);
    for (size_t i = 0; i < shown; ++i)
      page.add(question_item(questions[i]));
    add_more(page, questions.size(), shown);
  }

  void keep() {
    if (plan.lapses.empty())
      return;
    page.add(page::Heading{2,
                           {"KEEP UP", page::Tone::open},
                           {fmt::format("in place today, and not any more within {}",
                                        counted(static_cast<size_t>(options.within_days), "day")),
                            page::Tone::faint}});
    for (const Lapse& one : plan.lapses) {
      page::Item item;
      item.name = format_day(one.day);
      std::vector<std::string> lost;
      for (const Turn& turn : one.loses)
        if (turn.from == WARD_MET)
          lost.push_back(turn.citation);
      item.title = lost.empty() ? counted(one.elements.size(), "part") + " of provisions"
                                : counted(lost.size(), "provision");
      if (!lost.empty())
        add_field(item, "no longer met", listed(lost));
      else
        add_field(item, "no longer met", listed(one.elements));
      if (!one.controls.empty())
        add_field(item, "by", listed(one.controls));
      add_changes(view, item, one.changes);
      for (const std::string& why : one.not_kept)
        add_field(item, "not computed", {why, page::Tone::open});
      page.add(std::move(item));
    }
  }

  void left() {
    const auto line = [](const Tallies& all) {
      return fmt::format("{} met, {} not met, {} unknown, {} not applicable", all.met, all.not_met,
                         all.unknown, all.not_applicable);
    };
    page.add(page::Heading{2, {"AFTER ALL STEPS", page::Tone::strong}, {}});
    page.add(page::Paragraph{"today:", line(plan.now)});
    page.add(page::Paragraph{"then: ", line(plan.after)});
    page.add(page::Paragraph{
        {},
        {"A verdict then holds for the facts as written above; what is done otherwise is judged "
         "otherwise.",
         page::Tone::faint}});
    for (const Rest& rest : plan.left)
      page.add(page::Paragraph{"-", rest_words(rest)});
  }

  page::Page run() {
    add_head(view, page);
    page.add(page::Paragraph{"Plan for:",
                             options.target.empty() ? "all that is judged" : options.target});
    if (plan.law_first)
      add_law_first(*plan.law_first, page);
    steps();
    find_out();
    keep();
    left();
    add_foot(view, page, true);
    return std::move(page);
  }
};

} // namespace

page::Page plan_page(const View& view, const Plan& plan, const PlanOptions& options,
                     const std::vector<OpenQuestion>& questions) {
  return State{view, plan, options, questions, {}}.run();
}

} // namespace ward::tool
