// SPDX-License-Identifier: Apache-2.0
#include "tools/plan/score_plan.h"

#include "core/calendar.h"
#include "report/value_text.h"
#include "tools/plan/gaps.h"
#include "tools/report/bundle_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace ward::tool {

namespace {

using rt::Int128;

/// Facts scored; both live together, for the scores point into the judged state.
struct Scored {
  WhatIf state;
  rt::Scores scores;

  const rt::StatementScore* statement(uint32_t row) const {
    const rt::StatementScore* end = scores.statements + scores.statement_count;
    const auto* found = std::find_if(scores.statements, end,
                                     [&](const rt::StatementScore& one) { return one.row == row; });
    return found == end ? nullptr : found;
  }
};

bool has_score(const rt::StatementScore& one) {
  return !one.undecided && (one.why == rt::Unscored::scored || one.why == rt::Unscored::incubating);
}

struct State {
  const World& world;
  uint32_t index;
  const rt::Bundle& bundle = world.bundle();
  const bundle::Assessment& assessment = *bundle.root().assessments()->Get(index);
  const Int128 threshold = static_cast<Int128>(assessment.threshold()) * 1'000'000'000'000;
  const ChangedFacts stated_facts = world.facts();
  ScorePlan plan;
  std::vector<Edit> edits; ///< of all steps so far
  std::map<int32_t, std::unique_ptr<World>> days;

  // ---- scoring

  /// The facts with these edits, scored as of a day; nothing where that is a fault.
  std::optional<Scored> scored(const std::vector<Edit>& changes, int32_t day) {
    const World* from = day == world.today() ? &world : on(day);
    if (from == nullptr)
      return std::nullopt;
    ChangedFacts facts = from->facts();
    for (const Edit& edit : changes)
      facts.apply(edit);
    Scored out;
    out.state = from->judge(facts);
    if (!out.state ||
        rt::score(out.state->evaluation, index, out.state->arena, &out.scores) != WARD_OK) {
      plan.fault = "no memory to score the facts";
      return std::nullopt;
    }
    return out;
  }

  const World* on(int32_t day) {
    std::unique_ptr<World>& then = days[day];
    if (then)
      return then.get();
    WorldInput input = world.input();
    input.as_of_days = day;
    then = std::make_unique<World>(bundle, world.allocator(), std::move(input));
    plan.fault = then->open();
    return plan.fault.empty() ? then.get() : nullptr;
  }

  std::string percent(int64_t millionths) const {
    rt::Buffer out(world.allocator());
    rt::write_percent(millionths, out);
    return std::string(out.data(), out.size());
  }

  static uint32_t stated(const rt::UnitScore& unit) { return unit.scored + unit.incubating; }

  /// What is missing, summed over the statements with a score; at most 0: nothing.
  Int128 gap(const rt::UnitScore& unit) const { return threshold * stated(unit) - unit.sum; }

  UnitState unit_state(const rt::UnitScore& unit) const {
    UnitState out;
    out.status = unit.status;
    out.stated = stated(unit);
    out.open = unit.open + unit.undecided;
    if (out.stated > 0)
      out.average = percent(rt::rounded_score(unit.sum, out.stated, false));
    if (out.stated > 0 && gap(unit) > 0)
      out.short_by = percent(rt::rounded_score(gap(unit), out.stated, true));
    if (unit.incubating > 0)
      out.ready = unit.ready;
    return out;
  }

  // ---- steps

  /// A level's rating, or the day since when it is in place, where that is a field of its row.
  std::optional<rt::Atom> field(uint32_t node, uint32_t row) const {
    if (node == rt::no_node || bundle.op(node) != rt::Op::field ||
        bundle.node(node).lane() != assessment.table())
      return std::nullopt;
    return rt::Atom{rt::Atom::Kind::field, assessment.table() - 1, row, bundle.node(node).a()};
  }

  int64_t worth(int64_t rating) const {
    const auto& members = *bundle.root().enums()->Get(assessment.rating_enum())->members();
    for (const bundle::Rating* one : *assessment.ratings())
      if (rating >= 0 && rating < int64_t{members.size()} &&
          one->name() == members.Get(static_cast<uint32_t>(rating)))
        return one->worth();
    return -1;
  }

  int64_t best_rating() const {
    int64_t best = 0;
    const auto count =
        int64_t{bundle.root().enums()->Get(assessment.rating_enum())->members()->size()};
    for (int64_t i = 1; i < count; ++i)
      if (worth(i) > worth(best))
        best = i;
    return best;
  }

  static Edit set(const rt::Atom& leaf, int64_t number) {
    Edit out;
    out.atom = leaf;
    out.cell.number = number;
    out.cell.state = rt::State::known;
    return out;
  }

  /// What a step does to one statement.
  struct Candidate {
    uint32_t row = 0;
    std::vector<uint32_t> levels;
    std::vector<Edit> edits;
    Int128 gain = 0;
  };

  /// Raises levels that must be scored; where all of those are at the best, the optional ones.
  Candidate candidate(const ChangedFacts& facts, uint32_t row, UnitPlan& unit) const {
    const int64_t best = best_rating();
    Candidate out;
    out.row = row;
    for (const bool optional : {false, true}) {
      for (uint32_t i = 0; i < assessment.levels()->size(); ++i) {
        const bundle::Level& level = *assessment.levels()->Get(i);
        if (level.optional() != optional || level.weight() == 0)
          continue;
        const std::optional<rt::Atom> leaf = field(level.score(), row);
        const bool waits = level.incubation()->amount() != 0 && level.since() != rt::no_node;
        const std::optional<rt::Atom> since = field(level.since(), row);
        if (!leaf || (waits && !since)) {
          const std::string why = fmt::format("{}: {} is no fact of the statement alone", key(row),
                                              text_of(bundle, level.name()));
          if (std::find(unit.no_step.begin(), unit.no_step.end(), why) == unit.no_step.end())
            unit.no_step.push_back(why);
          continue;
        }
        const rt::Cell& now = facts.cell(*leaf);
        if (now.state == rt::State::known && worth(now.number) >= worth(best))
          continue;
        out.levels.push_back(i);
        out.edits.push_back(set(*leaf, best));
        if (!waits)
          continue;
        // It is in place from today on, or from the later day that is stated.
        const rt::Cell& day = facts.cell(*since);
        if (day.state != rt::State::known || day.number < world.today())
          out.edits.push_back(set(*since, world.today()));
      }
      if (!out.edits.empty())
        break;
    }
    return out;
  }

  std::string key(uint32_t row) const {
    const rt::Bytes bytes =
        rt::text_of(bundle, stated_facts.base(), stated_facts.key(assessment.table() - 1, row));
    return std::string(bytes.data, bytes.size);
  }

  std::vector<Edit> with(const std::vector<Edit>& more) const {
    std::vector<Edit> out = edits;
    out.insert(out.end(), more.begin(), more.end());
    return out;
  }

  /// What may be raised in a unit, by what each gains; then by key, which is the order of rows.
  std::vector<Candidate> candidates(const Scored& now, uint32_t at, UnitPlan& unit) {
    std::vector<Candidate> out;
    std::vector<Edit> all;
    for (uint32_t i = 0; i < now.scores.statement_count; ++i) {
      const rt::StatementScore& one = now.scores.statements[i];
      // A provider's score is the provider's to raise.
      if (one.unit != at || !has_score(one) || (one.inherited && !one.partly))
        continue;
      Candidate found = candidate(now.state->facts, one.row, unit);
      if (found.edits.empty())
        continue;
      all.insert(all.end(), found.edits.begin(), found.edits.end());
      out.push_back(std::move(found));
    }
    const std::optional<Scored> raised =
        out.empty() ? std::nullopt : scored(with(all), world.today());
    if (!raised)
      return {};
    for (Candidate& one : out) {
      const rt::StatementScore* after = raised->statement(one.row);
      one.gain = after == nullptr ? 0 : after->high - now.statement(one.row)->high;
    }
    std::erase_if(out, [](const Candidate& one) { return one.gain <= 0; });
    std::stable_sort(out.begin(), out.end(),
                     [](const Candidate& a, const Candidate& b) { return a.gain > b.gain; });
    return out;
  }

  Raise described(const Candidate& taken, const Scored& before, const Scored& after, uint32_t at) {
    Raise out;
    out.key = key(taken.row);
    for (const uint32_t level : taken.levels)
      out.levels.push_back(text_of(bundle, assessment.levels()->Get(level)->name()));
    out.changes = describe(world, before.state->facts, taken.edits);
    out.from = percent(rt::rounded_score(before.statement(taken.row)->high, 1, false));
    if (const rt::StatementScore* one = after.statement(taken.row)) {
      out.to = percent(rt::rounded_score(one->high, 1, false));
      if (one->why == rt::Unscored::incubating)
        out.counts = one->day;
    }
    out.before = unit_state(before.scores.units[at]);
    out.after = unit_state(after.scores.units[at]);
    if (out.after.ready > world.today())
      if (const std::optional<Scored> then = scored(edits, out.after.ready))
        out.then = unit_state(then->scores.units[at]);
    return out;
  }

  /// Raises statements until what is stated reaches the threshold.
  void raise(uint32_t at, UnitPlan& unit, std::optional<Scored>& now) {
    while (now && gap(now->scores.units[at]) > 0) {
      const std::vector<Candidate> found = candidates(*now, at, unit);
      if (found.empty())
        return;
      edits = with(found.front().edits);
      std::optional<Scored> after = scored(edits, world.today());
      if (!after)
        return;
      unit.steps.push_back(described(found.front(), *now, *after, at));
      now = std::move(after);
    }
  }

  // ---- the whole

  /// Units that do not reach it: what is least short first, what nothing is stated of last.
  std::vector<uint32_t> ordered(const rt::Scores& scores) const {
    std::vector<uint32_t> out;
    for (uint32_t i = 0; i < scores.unit_count; ++i)
      if (scores.units[i].status != rt::ScoreStatus::reached)
        out.push_back(i);
    std::stable_sort(out.begin(), out.end(), [&](uint32_t a, uint32_t b) {
      const rt::UnitScore& one = scores.units[a];
      const rt::UnitScore& other = scores.units[b];
      if (stated(one) == 0 || stated(other) == 0)
        return stated(one) != 0 && stated(other) == 0;
      return std::max<Int128>(0, gap(one)) * stated(other) <
             std::max<Int128>(0, gap(other)) * stated(one);
    });
    return out;
  }

  static size_t reached(const rt::Scores& scores) {
    return static_cast<size_t>(
        std::count_if(scores.units, scores.units + scores.unit_count,
                      [](const auto& unit) { return unit.status == rt::ScoreStatus::reached; }));
  }

  void head(const Scored& now) {
    plan.law_first = Gaps(world, "").law(*now.state);
    plan.assessment = text_of(bundle, assessment.path());
    plan.title = text_of(bundle, assessment.title());
    plan.table = text_of(bundle, bundle.root().tables()->Get(assessment.table() - 1)->path());
    plan.unit = text_of(bundle, assessment.unit());
    plan.threshold = percent(assessment.threshold());
    plan.now = now.scores.status;
    plan.ready = now.scores.ready;
    plan.unit_count = now.scores.unit_count;
    plan.reached = reached(now.scores);
  }

  void run() {
    std::optional<Scored> now = scored(edits, world.today());
    if (!now)
      return;
    head(*now);
    const std::vector<uint32_t> order = ordered(now->scores);
    const auto& members = *bundle.root().enums()->Get(assessment.group_enum())->members();
    for (const uint32_t at : order) {
      UnitPlan& unit = plan.units.emplace_back();
      unit.name = text_of(bundle, members.Get(at));
      unit.now = unit_state(now->scores.units[at]);
      raise(at, unit, now);
      if (!now || !plan.fault.empty())
        return;
    }
    plan.after = now->scores.status;
    plan.day = std::max(world.today(), now->scores.ready);
    const std::optional<Scored> then = scored(edits, plan.day);
    if (!then)
      return;
    plan.then = then->scores.status;
    plan.reached_then = reached(then->scores);
    for (size_t i = 0; i < order.size(); ++i) {
      plan.units[i].after = unit_state(now->scores.units[order[i]]);
      plan.units[i].then = unit_state(then->scores.units[order[i]]);
    }
  }
};

} // namespace

uint32_t find_assessment(const rt::Bundle& bundle, const std::string& path) {
  for (uint32_t i = 0; i < bundle.assessment_count(); ++i)
    if (text_of(bundle, bundle.root().assessments()->Get(i)->path()) == path)
      return i;
  return UINT32_MAX;
}

ScorePlan make_score_plan(const World& world, uint32_t assessment) {
  State state{world, assessment};
  state.run();
  return std::move(state.plan);
}

const JsonObject& assessment_line(const View& view, const ScorePlan& plan) {
  static const JsonObject none;
  for (const JsonObject* one : objects(view.report, "assessments"))
    if (text(*one, "path") == plan.assessment)
      return *one;
  return none;
}

std::vector<const JsonObject*> unscored_statements(const View& view, const ScorePlan& plan) {
  std::vector<const JsonObject*> out;
  for (const JsonObject* one : objects(assessment_line(view, plan), "statements"))
    if (!text(*one, "why").empty() && text(*one, "why") != "incubating")
      out.push_back(one);
  return out;
}

} // namespace ward::tool
