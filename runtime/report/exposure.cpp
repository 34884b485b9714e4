// SPDX-License-Identifier: Apache-2.0
#include "report/exposure.h"

#include "core/calendar.h"
#include "core/list.h"
#include "report/value_text.h"

#include <algorithm>
#include <cstring>

namespace ward::rt {
namespace {

constexpr Int128 most_violations = Int128{1} << 62;

/// A run of days of one row under one schedule.
struct Segment {
  TextId requirement;
  int32_t year;
  uint32_t schedule;
  uint32_t tier;
  Int128 count;
};

/// What a row says.
struct Stated {
  int64_t tier = 0;
  TextId requirement = 0;
  int64_t from = 0;
  int64_t until = 0;
  int64_t assessed = 0;
  Int128 count = 0;
  bool daily = false;
};

struct Pricer {
  Evaluation& evaluation;
  const bundle::Exposure& exposure;
  uint32_t index;
  uint8_t basis;
  Arena& arena;
  const bundle::Bundle& root = evaluation.bundle().root();
  const BoundFacts& facts = evaluation.facts();
  List<Segment> segments;
  List<UnpricedRow> rows;

  const bundle::Schedule& schedule(uint32_t at) const { return *root.schedules()->Get(at); }
  static int32_t year_of(int64_t day) { return static_cast<int32_t>(date_from(day).year); }

  bool known(uint32_t node, int64_t* out) const {
    const Value& value = evaluation.value(node);
    if (!value.exact())
      return false;
    *out = static_cast<int64_t>(value.low);
    return true;
  }

  /// A date that may be none, which means the day of the report; one not written is none.
  bool known_or_open(uint32_t node, int64_t* out) const {
    *out = facts.as_of;
    if (node == no_node || evaluation.value(node).state == State::none)
      return true;
    return known(node, out);
  }

  Unpriced read(uint32_t row, Stated* out) {
    evaluation.select_exposure(index, row);
    int64_t requirement = 0;
    int64_t count = 0;
    if (!known(exposure.tier(), &out->tier) || !known(exposure.requirement(), &requirement) ||
        !known(exposure.from(), &out->from) || !known_or_open(exposure.until(), &out->until) ||
        !known(exposure.count(), &count) || !known_or_open(exposure.assessed(), &out->assessed))
      return Unpriced::unknown;
    if (exposure.daily() != no_node) {
      const Truth daily = evaluation.truth(exposure.daily());
      if (daily == Truth::unknown)
        return Unpriced::unknown;
      out->daily = daily == Truth::yes;
    }
    for (int64_t day : {out->from, out->until, out->assessed})
      if (day < first_day || day > last_day)
        return Unpriced::unknown;
    out->requirement = static_cast<TextId>(requirement);
    out->count = count;
    if (out->from > facts.as_of || out->until > facts.as_of || out->assessed > facts.as_of)
      return Unpriced::ahead;
    if (out->until < out->from)
      return Unpriced::backwards;
    if (year_of(out->until) - year_of(out->from) >= most_years)
      return Unpriced::too_long;
    return Unpriced::priced;
  }

  /// The first day of a violation that still counts when it is assessed on `assessed` (R9.24).
  int64_t first_that_counts(int64_t assessed) const {
    if (exposure.authority() == 0)
      return INT32_MIN;
    const bundle::Period& period = *root.authorities()->Get(exposure.authority() - 1)->lookback();
    if (period.amount() == 0)
      return INT32_MIN;
    if (!period.months())
      return assessed - period.amount();
    // Months clamp: the first day whose end is not before, within three of the day back.
    int64_t day = add_months(assessed, -period.amount()) - 3;
    while (add_months(day, period.amount()) < assessed)
      ++day;
    return day;
  }

  /// The schedule for a violation on `day`: of those in effect when it is assessed the latest.
  Unpriced find_schedule(int64_t day, int64_t assessed, uint32_t* out) const {
    bool any = false;
    bool found = false;
    for (uint32_t at : *exposure.schedules()) {
      const bundle::Schedule& one = schedule(at);
      if (static_cast<uint8_t>(one.basis()) != basis || day < one.from_day() ||
          day >= one.until_day())
        continue;
      any = true;
      if (one.effective() > assessed)
        continue;
      if (!found || one.effective() > schedule(*out).effective())
        *out = at;
      found = true;
    }
    return found ? Unpriced::priced : any ? Unpriced::before_first : Unpriced::no_schedule;
  }

  uint32_t find_tier(uint32_t at, int64_t member) const {
    const auto& tiers = *schedule(at).tiers();
    const auto& members = *root.enums()->Get(exposure.tier_enum())->members();
    if (member < 0 || member >= members.size())
      return 0;
    const uint32_t name = members.Get(static_cast<uint32_t>(member));
    for (uint32_t i = 0; i < tiers.size(); ++i)
      if (tiers.Get(i)->name() == name)
        return i;
    return 0; // `any`, alone
  }

  /// The last day on which nothing changes: the year, or what schedules are for.
  int64_t end_of_run(int64_t day, int64_t until) const {
    int64_t end = std::min(until, end_of_year(day));
    for (uint32_t at : *exposure.schedules()) {
      if (static_cast<uint8_t>(schedule(at).basis()) != basis)
        continue;
      for (int64_t edge : {int64_t{schedule(at).from_day()}, int64_t{schedule(at).until_day()}})
        if (edge > day)
          end = std::min(end, edge - 1);
    }
    return end;
  }

  Unpriced add_run(const Stated& stated, int64_t day, Int128 count) {
    uint32_t at = 0;
    const Unpriced why = find_schedule(day, stated.assessed, &at);
    if (why == Unpriced::priced)
      segments.push(arena,
                    {stated.requirement, year_of(day), at, find_tier(at, stated.tier), count});
    return why;
  }

  Unpriced add_row(const Stated& stated) {
    const int64_t first = first_that_counts(stated.assessed);
    if (stated.until < first)
      return Unpriced::barred;
    if (!stated.daily) {
      if (end_of_run(stated.from, stated.until) < stated.until)
        return Unpriced::spans;
      return add_run(stated, stated.from, stated.count);
    }
    // Each day is a violation of its own; days that are barred drop out.
    Unpriced worst = Unpriced::priced;
    for (int64_t day = std::max(stated.from, first); day <= stated.until;) {
      const int64_t end = end_of_run(day, stated.until);
      const Unpriced why = add_run(stated, day, stated.count * (end - day + 1));
      if (why != Unpriced::priced)
        worst = why;
      day = end + 1;
    }
    return worst;
  }

  int compare_texts(TextId x, TextId y) const {
    const Bytes a = text_of(evaluation.bundle(), facts, x);
    const Bytes b = text_of(evaluation.bundle(), facts, y);
    const uint32_t shared = std::min(a.size, b.size);
    const int order = shared == 0 ? 0 : std::memcmp(a.data, b.data, shared);
    return order != 0 ? order : a.size < b.size ? -1 : a.size > b.size ? 1 : 0;
  }

  bool before(const Segment& x, const Segment& y) const {
    const int order =
        x.requirement == y.requirement ? 0 : compare_texts(x.requirement, y.requirement);
    if (order != 0)
      return order < 0;
    if (x.year != y.year)
      return x.year < y.year;
    return x.schedule != y.schedule ? x.schedule < y.schedule : x.tier < y.tier;
  }

  /// Prices one tier of a group; false where its cap is not published.
  bool price_tier(PricedTier& one, Int128* largest_cap, bool* capped) const {
    const bundle::Tier& tier = *schedule(one.schedule).tiers()->Get(one.tier);
    one.low = one.count * tier.low();
    one.high = one.count * tier.high();
    one.before_cap = tier.cap_kind() == bundle::CapKind::unpublished;
    if (one.before_cap)
      return false;
    if (tier.cap_kind() == bundle::CapKind::none) {
      *capped = false;
      return true;
    }
    const Int128 cap = tier.cap();
    one.low = std::min(one.low, cap);
    one.high = std::min(one.high, cap);
    *largest_cap = std::max(*largest_cap, cap);
    return true;
  }

  void price_group(PricedGroup& group, PricedTier* tiers) const {
    Int128 cap = 0;
    bool capped = true;
    for (uint32_t i = 0; i < group.tier_count; ++i) {
      if (tiers[i].count > most_violations)
        group.why = Unpriced::too_many;
      else if (!price_tier(tiers[i], &cap, &capped))
        group.why = Unpriced::cap_unpublished;
      if (group.why != Unpriced::priced)
        continue;
      group.low += tiers[i].low;
      group.high += tiers[i].high;
    }
    // Of identical violations in a year, of whatever tier, the highest cap is the last word.
    if (capped) {
      group.low = std::min(group.low, cap);
      group.high = std::min(group.high, cap);
    }
  }

  ward_status run(Pricing* out) {
    const BoundTable& table = facts.tables[exposure.table()];
    for (uint32_t at : *exposure.schedules())
      if (static_cast<uint8_t>(schedule(at).basis()) == basis) {
        out->has_schedules = true;
        out->newest = std::max(out->newest, schedule(at).effective());
      }
    if (!out->has_schedules)
      return WARD_OK;
    out->complete = table.complete;
    for (uint32_t row = 0; row < table.rows; ++row) {
      Stated stated;
      Unpriced why = read(row, &stated);
      if (why == Unpriced::priced)
        why = add_row(stated);
      if (why == Unpriced::priced)
        continue;
      rows.push(arena, {row, why});
      out->complete = out->complete && why == Unpriced::barred;
    }
    if (arena.failed())
      return WARD_ERR_OUT_OF_MEMORY;
    std::sort(segments.begin(), segments.end(),
              [this](const Segment& x, const Segment& y) { return before(x, y); });
    return group_up(out);
  }

  ward_status group_up(Pricing* out) {
    auto* tiers = arena.array<PricedTier>(segments.size());
    auto* groups = arena.array<PricedGroup>(segments.size());
    if (tiers == nullptr || groups == nullptr)
      return WARD_ERR_OUT_OF_MEMORY;
    uint32_t tier_count = 0;
    uint32_t group_count = 0;
    for (uint32_t i = 0; i < segments.size(); ++i) {
      const Segment& one = segments[i];
      const bool same_group = i > 0 && one.year == segments[i - 1].year &&
                              compare_texts(one.requirement, segments[i - 1].requirement) == 0;
      if (!same_group) {
        groups[group_count] = {};
        groups[group_count].requirement = one.requirement;
        groups[group_count].year = one.year;
        groups[group_count].tiers = tiers + tier_count;
        ++group_count;
      }
      PricedGroup& group = groups[group_count - 1];
      const bool same_tier = same_group && one.schedule == segments[i - 1].schedule &&
                             one.tier == segments[i - 1].tier;
      if (!same_tier) {
        tiers[tier_count] = {};
        tiers[tier_count].schedule = one.schedule;
        tiers[tier_count].tier = one.tier;
        ++tier_count;
        ++group.tier_count;
      }
      tiers[tier_count - 1].count += one.count;
    }
    uint32_t first = 0;
    for (uint32_t i = 0; i < group_count; ++i) {
      price_group(groups[i], tiers + first);
      first += groups[i].tier_count;
      Int128 low = 0;
      Int128 high = 0;
      const bool fits = groups[i].why == Unpriced::priced &&
                        !__builtin_add_overflow(out->low, groups[i].low, &low) &&
                        !__builtin_add_overflow(out->high, groups[i].high, &high);
      out->complete = out->complete && fits;
      if (!fits)
        continue;
      out->low = low;
      out->high = high;
    }
    out->groups = groups;
    out->group_count = group_count;
    out->rows = rows.begin();
    out->row_count = rows.size();
    return WARD_OK;
  }
};

} // namespace

ward_status price(Evaluation& evaluation, uint32_t exposure, uint8_t basis, Arena& arena,
                  Pricing* out) {
  *out = {};
  const bundle::Exposure& of = *evaluation.bundle().root().exposures()->Get(exposure);
  Pricer pricer{evaluation, of, exposure, basis, arena};
  return pricer.run(out);
}

} // namespace ward::rt
