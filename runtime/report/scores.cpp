// SPDX-License-Identifier: Apache-2.0
#include "report/scores.h"

#include "core/calendar.h"
#include "core/list.h"
#include "report/value_text.h"

#include <algorithm>

namespace ward::rt {
namespace {

constexpr int64_t whole = 1'000'000; // millionths
constexpr uint32_t most_levels = 64; // the verifier sees to it

/// What a part is worth at least and at most, in millionths.
struct Worth {
  int64_t low = 0;
  int64_t high = whole;
  bool known() const { return low == high; }
};

struct Scorer {
  Evaluation& evaluation;
  const bundle::Assessment& assessment;
  uint32_t index;
  Arena& arena;
  const bundle::Bundle& root = evaluation.bundle().root();
  const BoundFacts& facts = evaluation.facts();
  const Int128 threshold = static_cast<Int128>(assessment.threshold()) * 1'000'000'000'000;
  int64_t* worths = nullptr; ///< by member of the enum of ratings; -1: none
  UnitScore* units = nullptr;
  Int128* upper = nullptr; ///< by unit: how far above the threshold it may come, summed
  List<StatementScore> statements;

  Truth truth(uint32_t node) const { return node == no_node ? Truth::yes : evaluation.truth(node); }

  /// The first reason stays, but for a wait, which says least.
  static void note(StatementScore& one, Unscored why, uint32_t level) {
    if (one.why != Unscored::scored && one.why != Unscored::incubating)
      return;
    if (why == Unscored::incubating && one.why == Unscored::incubating)
      return;
    one.why = why;
    one.level = level;
  }

  Worth rated(StatementScore& one, uint32_t at) const {
    const bundle::Level& level = *assessment.levels()->Get(at);
    const Value& value = evaluation.value(level.score());
    if (value.state == State::none && level.optional())
      return {0, 0};
    const uint32_t members = root.enums()->Get(assessment.rating_enum())->members()->size();
    if (!value.exact() || value.low < 0 || value.low >= members ||
        worths[static_cast<uint32_t>(value.low)] < 0) {
      note(one, value.state == State::none ? Unscored::not_scored : Unscored::unknown, at);
      return {};
    }
    const int64_t worth = worths[static_cast<uint32_t>(value.low)];
    return {worth, worth};
  }

  /// Whether what is rated above nothing has been in place for long enough (R9.34).
  void incubate(StatementScore& one, uint32_t at) const {
    const bundle::Level& level = *assessment.levels()->Get(at);
    if (level.incubation()->amount() == 0 || level.since() == no_node)
      return;
    const Value& since = evaluation.value(level.since());
    if (since.state == State::none)
      return note(one, Unscored::not_in_place, at);
    if (!since.exact() || since.low < first_day || since.low > last_day)
      return note(one, Unscored::unknown, at);
    const int64_t counts = moved(static_cast<int64_t>(since.low), *level.incubation());
    if (counts <= facts.as_of)
      return;
    note(one, Unscored::incubating, at);
    one.day = std::max(one.day, static_cast<int32_t>(std::min<int64_t>(counts, last_day)));
  }

  /// The most that the organization's own scores come to, in weights times worths.
  Int128 own(StatementScore& one) const {
    Worth found[most_levels];
    Int128 sum = 0;
    for (uint32_t i = 0; i < assessment.levels()->size(); ++i) {
      const bundle::Level& level = *assessment.levels()->Get(i);
      found[i] = rated(one, i);
      if (found[i].known() && level.under() != 0 && found[level.under() - 1].known() &&
          found[i].low > found[level.under() - 1].low)
        note(one, Unscored::above, i);
      if (found[i].known() && found[i].low > 0)
        incubate(one, i);
      sum += static_cast<Int128>(level.weight()) * found[i].high;
    }
    return sum;
  }

  /// A percentage of a row; none is 0 where `none_is_nothing`.
  Worth percent(StatementScore& one, uint32_t node, bool none_is_nothing) const {
    const Value& value = evaluation.value(node);
    if (value.state == State::none && none_is_nothing)
      return {0, 0};
    if (!value.exact()) {
      note(one, value.state == State::none ? Unscored::not_inherited : Unscored::unknown,
           UINT32_MAX);
      return {};
    }
    if (value.low < 0 || value.low > whole) {
      note(one, Unscored::out_of_range, UINT32_MAX);
      return {};
    }
    return {static_cast<int64_t>(value.low), static_cast<int64_t>(value.low)};
  }

  /// R9.35.
  void inherit(StatementScore& one) const {
    Worth share{0, 0};
    if (assessment.share() != no_node)
      share = percent(one, assessment.share(), true);
    if (!share.known()) {
      own(one);
      one.high = whole_score;
      return;
    }
    one.inherited = share.low > 0;
    one.partly = share.low > 0 && share.low < whole;
    if (share.low < whole)
      one.high = own(one) * (whole - share.low);
    if (share.low == 0)
      return;
    const Worth score = percent(one, assessment.inherited_score(), false);
    one.high += static_cast<Int128>(share.low) * whole * score.high;
    const Truth accepted = truth(assessment.inherited_when());
    if (accepted != Truth::yes)
      note(one, accepted == Truth::no ? Unscored::not_accepted : Unscored::unknown, UINT32_MAX);
  }

  bool has_reason() const {
    const Value& value = evaluation.value(assessment.because());
    if (!value.exact())
      return false;
    const Bytes text =
        text_of(evaluation.bundle(), facts, static_cast<TextId>(static_cast<int64_t>(value.low)));
    return std::any_of(text.data, text.data + text.size,
                       [](char byte) { return byte != ' ' && byte != '\t' && byte != '\n'; });
  }

  uint32_t unit_of() const {
    const Value& value = evaluation.value(assessment.group());
    const uint32_t members = root.enums()->Get(assessment.group_enum())->members()->size();
    return value.exact() && value.low >= 0 && value.low < members ? static_cast<uint32_t>(value.low)
                                                                  : UINT32_MAX;
  }

  void add(uint32_t row, Scores* out) {
    evaluation.select_statement(index, row);
    StatementScore one;
    one.row = row;
    const Truth scope = truth(assessment.scope());
    if (scope == Truth::no)
      return;
    one.undecided = scope == Truth::unknown;
    (one.undecided ? out->undecided : out->in_scope) += 1;
    one.unit = unit_of();
    const Truth applies = truth(assessment.applies());
    if (applies == Truth::no && has_reason()) {
      ++out->not_applicable;
      if (one.unit != UINT32_MAX)
        ++units[one.unit].not_applicable;
      return;
    }
    inherit(one);
    if (applies == Truth::no)
      one.why = Unscored::no_reason;
    else if (applies == Truth::unknown)
      note(one, Unscored::unknown, UINT32_MAX);
    one.undecided = one.undecided || applies != Truth::yes;
    if (one.unit == UINT32_MAX)
      note(one, Unscored::unknown, UINT32_MAX);
    statements.push(arena, one);
    if (one.unit != UINT32_MAX)
      count(one, one.unit);
    else
      for (uint32_t i = 0; i < out->unit_count; ++i)
        count(one, i);
  }

  /// R9.36: what a statement may add to a unit.
  void count(const StatementScore& one, uint32_t at) {
    UnitScore& unit = units[at];
    const bool undecided = one.undecided || one.unit == UINT32_MAX;
    const Int128 most = one.high - threshold;
    upper[at] += undecided ? std::max<Int128>(0, most) : most;
    if (undecided) {
      ++unit.undecided;
    } else if (one.why == Unscored::scored || one.why == Unscored::incubating) {
      ++(one.why == Unscored::scored ? unit.scored : unit.incubating);
      unit.sum += one.high;
      unit.ready = std::max(unit.ready, one.day);
    } else {
      ++unit.open;
    }
  }

  void decide(Scores* out) {
    bool below = false;
    bool unknown = false;
    bool waits = false;
    for (uint32_t i = 0; i < out->unit_count; ++i) {
      UnitScore& unit = units[i];
      const bool settled = out->complete && unit.open == 0 && unit.undecided == 0 &&
                           unit.scored + unit.incubating > 0;
      if (out->complete && upper[i] < 0)
        unit.status = ScoreStatus::below;
      else if (settled)
        unit.status = unit.incubating == 0 ? ScoreStatus::reached : ScoreStatus::not_yet;
      below = below || unit.status == ScoreStatus::below;
      unknown = unknown || unit.status == ScoreStatus::unknown;
      waits = waits || unit.status == ScoreStatus::not_yet;
      out->ready = std::max(out->ready, unit.ready);
    }
    // A list that is not as long as the framework's own is not the list (R9.37).
    out->count_differs = assessment.count() != 0 && out->complete && out->undecided == 0 &&
                         out->in_scope != assessment.count();
    const bool counted = assessment.count() == 0 || (out->complete && out->undecided == 0 &&
                                                     out->in_scope == assessment.count());
    out->status = !counted  ? ScoreStatus::unknown
                  : below   ? ScoreStatus::below
                  : unknown ? ScoreStatus::unknown
                  : waits   ? ScoreStatus::not_yet
                            : ScoreStatus::reached;
  }

  ward_status run(Scores* out) {
    const BoundTable& table = facts.tables[assessment.table() - 1];
    const auto& members = *root.enums()->Get(assessment.rating_enum())->members();
    out->unit_count = root.enums()->Get(assessment.group_enum())->members()->size();
    out->complete = table.complete;
    worths = arena.array<int64_t>(members.size());
    units = arena.array<UnitScore>(out->unit_count);
    upper = arena.array<Int128>(out->unit_count);
    if (worths == nullptr || units == nullptr || upper == nullptr)
      return WARD_ERR_OUT_OF_MEMORY;
    for (uint32_t i = 0; i < members.size(); ++i) {
      worths[i] = -1;
      for (const bundle::Rating* rating : *assessment.ratings())
        if (rating->name() == members.Get(i))
          worths[i] = rating->worth();
    }
    std::fill(units, units + out->unit_count, UnitScore{});
    std::fill(upper, upper + out->unit_count, 0);
    for (uint32_t row = 0; row < table.rows; ++row)
      add(row, out);
    if (arena.failed())
      return WARD_ERR_OUT_OF_MEMORY;
    decide(out);
    if (facts.as_of < assessment.effective())
      out->status = ScoreStatus::not_effective;
    out->units = units;
    out->statements = statements.begin();
    out->statement_count = statements.size();
    return WARD_OK;
  }
};

} // namespace

const char* name_of(ScoreStatus status) {
  static constexpr const char* names[] = {"unknown", "below", "not_yet", "reached",
                                          "not_effective"};
  return names[static_cast<uint32_t>(status)];
}

int64_t rounded_score(Int128 sum, Int128 count, bool up) {
  const Int128 unit = whole_score / 10'000 * count;
  return static_cast<int64_t>((sum + (up ? unit - 1 : Int128{0})) / unit) * 100;
}

int64_t moved(int64_t day, const bundle::Period& period, int32_t sign) {
  const int64_t amount = int64_t{sign} * period.amount();
  return period.months() ? add_months(day, amount) : day + amount;
}

ward_status score(Evaluation& evaluation, uint32_t assessment, Arena& arena, Scores* out) {
  *out = {};
  const bundle::Assessment& of = *evaluation.bundle().root().assessments()->Get(assessment);
  if (of.table() == 0)
    return WARD_OK;
  Scorer scorer{evaluation, of, assessment, arena};
  return scorer.run(out);
}

} // namespace ward::rt
