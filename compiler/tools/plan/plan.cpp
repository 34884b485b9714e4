// SPDX-License-Identifier: Apache-2.0
#include "tools/plan/plan.h"

#include "tools/plan/gaps.h"
#include "tools/report/bundle_text.h"
#include "tools/report/ranking.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

namespace ward::tool {

namespace {

/// What a candidate would do to the facts as they stand when it is asked.
struct Effect {
  WhatIf after;
  std::set<ElementId> closes;
  uint32_t force = 4;    ///< the highest of what it closes
  size_t of_force = 0;   ///< how many of that force
  size_t provisions = 0; ///< that become met
};

struct State {
  const World& world;
  const PlanOptions& options;
  const rt::Bundle& bundle = world.bundle();
  Gaps gaps{world, options.target};
  Plan plan;
  ChangedFacts facts = world.facts();
  WhatIf now;
  std::vector<Candidate> candidates;

  // ---- candidates

  void add_control(uint32_t index, bool law, std::set<uint32_t>& seen) {
    if (!seen.insert(index * 2 + (law ? 1 : 0)).second)
      return;
    const bundle::Control& control = *bundle.root().controls()->Get(index);
    Candidate one;
    one.control = index;
    one.truths = law ? std::vector{control.law_applies(), control.law_implemented()}
                     : std::vector{control.applies(), control.implemented()};
    // What does not apply here is not something to do.
    if (now->evaluation.truth(one.truths.front()) == rt::Truth::no)
      return;
    one.hours = effort_hours(text_of(bundle, control.effort()));
    candidates.push_back(std::move(one));
  }

  /// Controls that cover what is not met, and elements that none covers.
  void find_candidates(const std::set<ElementId>& open) {
    std::set<uint32_t> seen;
    for (const ElementId id : open) {
      const bundle::Element& element =
          *bundle.root().provisions()->Get(id.provision)->elements()->Get(id.element);
      const bool law = gaps.is_law(id.provision);
      for (const uint32_t control : *element.controls()) {
        const rt::ControlLine& line = now->verdicts.controls[control];
        if ((law ? line.for_law : line.line.verdict) != WARD_IMPLEMENTED)
          add_control(control, law, seen);
      }
      if (element.controls()->size() > 0)
        continue;
      Candidate one;
      one.element = id;
      one.truths = {element.met()};
      candidates.push_back(std::move(one));
    }
    for (Candidate& one : candidates)
      one.first = solve(world, facts, one.truths);
  }

  // ---- effects

  std::optional<Effect> effect_of(const std::vector<Edit>& edits,
                                  const std::set<ElementId>& open) const {
    ChangedFacts changed = facts;
    for (const Edit& edit : edits)
      changed.apply(edit);
    Effect out;
    out.after = world.judge(changed);
    if (!out.after)
      return std::nullopt;
    for (const ElementId id : open)
      if (gaps.element(*out.after, id) == WARD_MET)
        out.closes.insert(id);
    for (const ElementId id : out.closes)
      out.force = std::min(out.force, gaps.force_rank(id.provision));
    out.of_force =
        static_cast<size_t>(std::count_if(out.closes.begin(), out.closes.end(), [&](ElementId id) {
          return gaps.force_rank(id.provision) == out.force;
        }));
    for (uint32_t i = 0; i < bundle.root().provisions()->size(); ++i)
      out.provisions +=
          gaps.in_target(i) && now->verdict(i) != WARD_MET && out.after->verdict(i) == WARD_MET ? 1
                                                                                                : 0;
    return out;
  }

  // ---- prerequisites (R14.5)

  /// Provisions that another provision needs which this one works on.
  std::set<uint32_t> needed_of(const Effect& effect) const {
    std::set<uint32_t> out;
    for (const ElementId id : effect.closes)
      for (const uint32_t need : gaps.failed_needs(*now, id.provision))
        out.insert(need);
    return out;
  }

  bool names(uint32_t control, uint32_t other, std::set<uint32_t>& seen) const {
    const auto* list = bundle.root().controls()->Get(control)->names();
    if (list == nullptr || !seen.insert(control).second)
      return false;
    return std::any_of(list->begin(), list->end(),
                       [&](uint32_t each) { return each == other || names(each, other, seen); });
  }

  /// Why `first` comes before `then`; "" if nothing says so.
  std::string precedes(size_t first, const Effect& of_first, size_t then,
                       const Effect& of_then) const {
    if (first == then)
      return "";
    const Candidate &a = candidates[first], &b = candidates[then];
    std::set<uint32_t> seen;
    if (a.is_control() && b.is_control() && names(b.control, a.control, seen))
      return fmt::format("{} rests on it", control_path(b));
    const std::set<uint32_t> needed = needed_of(of_then);
    std::set<uint32_t> own;
    for (const ElementId id : of_then.closes)
      own.insert(id.provision);
    for (const ElementId id : of_first.closes)
      if (needed.count(id.provision) != 0 && own.count(id.provision) == 0)
        return fmt::format("{} needs {}", needs_it(of_then, id.provision),
                           short_name(id.provision));
    return "";
  }

  std::string needs_it(const Effect& effect, uint32_t need) const {
    for (const ElementId id : effect.closes) {
      const std::vector<uint32_t> needs = gaps.failed_needs(*now, id.provision);
      if (std::find(needs.begin(), needs.end(), need) != needs.end())
        return short_name(id.provision);
    }
    return "";
  }

  std::string short_name(uint32_t provision) const {
    return short_citation(gaps.citation(provision));
  }
  std::string control_path(const Candidate& one) const {
    return text_of(bundle, bundle.root().controls()->Get(one.control)->path());
  }
  std::string name_of(const Candidate& one) const {
    return one.is_control() ? control_path(one) : gaps.name(one.element);
  }

  // ---- the order

  struct Ranked {
    size_t candidate = 0;
    Effect effect;
    std::vector<std::string> first; ///< what waits for it
    bool waits = false;             ///< for another
  };

  /// R14.5. Closed per effort is compared without division.
  bool before(const Ranked& a, const Ranked& b) const {
    const Candidate &x = candidates[a.candidate], &y = candidates[b.candidate];
    const auto head = [](const Ranked& one) {
      return std::tuple(one.effect.force, one.waits, SIZE_MAX - one.first.size());
    };
    if (head(a) != head(b))
      return head(a) < head(b);
    if (x.hours.has_value() != y.hours.has_value())
      return x.hours.has_value();
    const uint64_t left = a.effect.of_force * uint64_t{y.hours.value_or(1)};
    const uint64_t right = b.effect.of_force * uint64_t{x.hours.value_or(1)};
    if (left != right)
      return left > right;
    if (a.effect.provisions != b.effect.provisions)
      return a.effect.provisions > b.effect.provisions;
    if (x.hours != y.hours)
      return x.hours < y.hours;
    return name_of(x) < name_of(y);
  }

  std::vector<Ranked> rank(const std::vector<size_t>& left, const std::set<ElementId>& open) const {
    std::vector<Ranked> out;
    for (const size_t index : left)
      if (std::optional<Effect> effect = effect_of(candidates[index].first.edits, open))
        if (!effect->closes.empty())
          out.push_back({index, std::move(*effect), {}, false});
    for (Ranked& one : out)
      for (Ranked& other : out)
        if (const std::string why =
                precedes(one.candidate, one.effect, other.candidate, other.effect);
            !why.empty()) {
          if (std::find(one.first.begin(), one.first.end(), why) == one.first.end())
            one.first.push_back(why);
          other.waits = true;
        }
    std::sort(out.begin(), out.end(),
              [&](const Ranked& a, const Ranked& b) { return before(a, b); });
    return out;
  }

  std::string because(const Ranked& best, const std::vector<Ranked>& ranked) const {
    const Candidate& one = candidates[best.candidate];
    std::string out;
    const uint32_t last =
        std::max_element(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
          return a.effect.force < b.effect.force;
        })->effect.force;
    if (best.effect.force == 0 && last > 0)
      out = "law before framework; ";
    if (!best.first.empty())
      out += fmt::format("comes first: {}; ", fmt::join(best.first, ", "));
    const size_t count = best.effect.of_force;
    out += one.hours ? fmt::format("closes {} element{} for {}", count, count == 1 ? "" : "s",
                                   hours_words(*one.hours))
                     : fmt::format("closes {} element{}; its effort is not stated", count,
                                   count == 1 ? "" : "s");
    return out;
  }

  static std::string hours_words(uint32_t hours) {
    const bool days = hours % 8 == 0 && hours > 0;
    const uint32_t number = days ? hours / 8 : hours;
    return fmt::format("{} {}{}", number, days ? "day" : "hour", number == 1 ? "" : "s");
  }

  // ---- steps

  void take(const Ranked& best, const std::vector<Ranked>& ranked,
            const std::set<ElementId>& open) {
    const Candidate& one = candidates[best.candidate];
    Step step = described(world, gaps, one);
    step.because = because(best, ranked);
    // Of the facts as the steps before leave them, which may take less.
    const Solution solution = solve(world, facts, one.truths);
    const std::vector<Edit>& edits = solution.found ? solution.edits : one.first.edits;
    std::optional<Effect> effect = effect_of(edits, open);
    if (!effect) {
      plan.fault = "no memory to judge the facts";
      return;
    }
    step.changes = describe(world, facts, edits);
    for (const ElementId id : effect->closes)
      step.closes.push_back(gaps.name(id));
    step.turns = gaps.turns(*now, *effect->after);
    std::set<uint32_t> about;
    for (const ElementId id : effect->closes)
      about.insert(id.provision);
    for (const uint32_t provision : about)
      if (effect->after->verdict(provision) != WARD_MET)
        step.rest.push_back(gaps.rest(*effect->after, provision));
    for (const Ranked& other : ranked)
      if (other.candidate != best.candidate && candidates[other.candidate].is_control() &&
          std::any_of(other.effect.closes.begin(), other.effect.closes.end(),
                      [&](ElementId id) { return effect->closes.count(id) != 0; }))
        step.instead.push_back(control_path(candidates[other.candidate]));
    std::sort(step.instead.begin(), step.instead.end());
    for (const uint32_t provision : about)
      if (now->verdict(provision) == WARD_NOT_MET)
        add_decision(provision, step);
    if (one.hours)
      plan.hours += *one.hours;
    else
      ++plan.without_hours;
    plan.steps.push_back(std::move(step));
    for (const Edit& edit : edits)
      facts.apply(edit);
    now = std::move(effect->after);
  }

  void add_decision(uint32_t provision, Step& step) const {
    const uint32_t decided = bundle.root().provisions()->Get(provision)->entity_decision();
    if (decided == rt::no_node)
      return;
    Alternative out;
    out.citation = gaps.citation(provision);
    const Solution solution = solve(world, facts, {decided});
    if (solution.found) {
      ChangedFacts changed = facts;
      for (const Edit& edit : solution.edits)
        changed.apply(edit);
      if (const WhatIf then = world.judge(changed)) {
        out.computed = true;
        out.turns = gaps.turns(*now, *then);
      }
    } else {
      out.blocked = solution.blocked;
    }
    step.alternatives.push_back(std::move(out));
  }

  /// What covers an element that is still open, of which no effect could be computed.
  void uncomputed(const std::set<ElementId>& open) {
    for (const Candidate& one : candidates) {
      if (one.first.found)
        continue;
      Step step = described(world, gaps, one);
      for (const ElementId id : open) {
        const bundle::Element& element =
            *bundle.root().provisions()->Get(id.provision)->elements()->Get(id.element);
        const bool covers =
            one.is_control() && std::find(element.controls()->begin(), element.controls()->end(),
                                          one.control) != element.controls()->end();
        if (covers || (!one.is_control() && one.element == id))
          step.closes.push_back(gaps.name(id));
      }
      if (step.closes.empty())
        continue;
      const bool uncovered = !one.is_control() && one.first.blocked.empty();
      step.not_computed = uncovered || is_uncovered(one)
                              ? "no control here covers it, and no facts decide it"
                              : one.first.blocked;
      plan.steps.push_back(std::move(step));
    }
  }

  bool is_uncovered(const Candidate& one) const {
    if (one.is_control())
      return false;
    const bundle::Element& element = *bundle.root()
                                          .provisions()
                                          ->Get(one.element.provision)
                                          ->elements()
                                          ->Get(one.element.element);
    return !element.decided() && element.in_order() == rt::no_node;
  }

  Plan run() {
    now = world.judge(facts);
    if (!now) {
      plan.fault = "no memory to judge the facts";
      return std::move(plan);
    }
    plan.now = gaps.count(*now);
    for (const bundle::Authority* one : *bundle.root().authorities())
      if (text_of(bundle, one->name()) == options.target && one->force() != bundle::Force::law)
        plan.law_first = gaps.law(*now);
    find_candidates(gaps.with(*now, WARD_NOT_MET));
    std::vector<size_t> left;
    for (size_t i = 0; i < candidates.size(); ++i)
      if (candidates[i].first.found)
        left.push_back(i);
    while (!left.empty() && plan.fault.empty()) {
      const std::set<ElementId> open = gaps.with(*now, WARD_NOT_MET);
      const std::vector<Ranked> ranked = rank(left, open);
      if (ranked.empty())
        break;
      take(ranked.front(), ranked, open);
      std::erase(left, ranked.front().candidate);
    }
    uncomputed(gaps.with(*now, WARD_NOT_MET));
    plan.after = gaps.count(*now);
    for (uint32_t i = 0; i < bundle.root().provisions()->size(); ++i)
      if (gaps.in_target(i) && now->verdict(i) == WARD_NOT_MET)
        plan.left.push_back(gaps.rest(*now, i));
    if (plan.fault.empty())
      plan.lapses = find_lapses(world, options, plan.fault);
    return std::move(plan);
  }
};

} // namespace

Plan make_plan(const World& world, const PlanOptions& options) {
  return State{world, options}.run();
}

} // namespace ward::tool
