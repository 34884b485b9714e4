// SPDX-License-Identifier: Apache-2.0
#include "tools/plan/gaps.h"

#include "core/calendar.h"
#include "tools/report/bundle_text.h"

namespace ward::tool {

namespace {

struct State {
  const World& world;
  const PlanOptions& options;
  std::string& fault;
  const rt::Bundle& bundle = world.bundle();
  Gaps gaps{world, options.target};
  std::vector<Lapse> out;

  /// The controls that hold an element of the law, or of what is no law by their own line.
  std::set<uint32_t> controls_of(const Rejudged& state, ElementId id) const {
    std::set<uint32_t> in_place;
    const bundle::Element& element =
        *bundle.root().provisions()->Get(id.provision)->elements()->Get(id.element);
    for (const uint32_t control : *element.controls())
      if (is_in_place(state, control, gaps.is_law(id.provision)))
        in_place.insert(control);
    return in_place;
  }

  static bool is_in_place(const Rejudged& state, uint32_t control, bool law) {
    const rt::ControlLine& line = state.verdicts.controls[control];
    return (law ? line.for_law : line.line.verdict) == WARD_IMPLEMENTED;
  }

  /// Elements that are met the day before and not on this day.
  std::vector<ElementId> ended(const Rejudged& before, const Rejudged& after) const {
    std::vector<ElementId> found;
    for (const ElementId id : gaps.with(before, WARD_MET)) {
      const ward_verdict later = gaps.element(after, id);
      if (later == WARD_NOT_MET || later == WARD_UNKNOWN)
        found.push_back(id);
    }
    return found;
  }

  void add(const World& then, const std::vector<ElementId>& found, const Rejudged& before,
           const Rejudged& after) {
    Lapse lapse;
    lapse.day = then.today();
    lapse.loses = gaps.turns(before, after);
    std::set<std::string> controls;
    std::vector<uint32_t> kept;
    for (const ElementId id : found) {
      lapse.elements.push_back(gaps.name(id));
      for (const uint32_t control : controls_of(before, id))
        if (!is_in_place(after, control, gaps.is_law(id.provision)))
          controls.insert(text_of(bundle, bundle.root().controls()->Get(control)->path()));
      const uint32_t met =
          bundle.root().provisions()->Get(id.provision)->elements()->Get(id.element)->met();
      const Solution one = solve(then, then.facts(), {met});
      if (one.found)
        kept.push_back(met);
      else
        lapse.not_kept.push_back(gaps.name(id) + ": " + one.blocked);
    }
    lapse.controls.assign(controls.begin(), controls.end());
    const Solution all = solve(then, then.facts(), kept);
    if (all.found)
      lapse.changes = describe(then, then.facts(), all.edits);
    else
      lapse.not_kept.push_back("together: " + all.blocked);
    out.push_back(std::move(lapse));
  }

  void run() {
    WhatIf before = world.judge(world.facts());
    std::unique_ptr<World> day_before; // what `before` was judged from
    for (int32_t ahead = 1; before && ahead <= options.within_days; ++ahead) {
      WorldInput input = world.input();
      input.as_of_days += ahead;
      if (input.as_of_days > rt::last_day)
        return;
      auto then = std::make_unique<World>(bundle, world.allocator(), std::move(input));
      if (fault = then->open(); !fault.empty())
        return;
      WhatIf after = then->judge(then->facts());
      if (after)
        if (const std::vector<ElementId> found = ended(*before, *after); !found.empty())
          add(*then, found, *before, *after);
      before = std::move(after);
      day_before = std::move(then);
    }
    if (!before)
      fault = "no memory to judge the facts";
  }
};

} // namespace

std::vector<Lapse> find_lapses(const World& world, const PlanOptions& options, std::string& fault) {
  State state{world, options, fault};
  state.run();
  return std::move(state.out);
}

} // namespace ward::tool
