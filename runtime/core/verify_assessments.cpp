// SPDX-License-Identifier: Apache-2.0
#include "core/verify.h"

namespace ward::rt {
namespace {

constexpr int64_t whole = 1'000'000; // millionths
constexpr uint32_t most_levels = 64; // scores read each level of each row
constexpr uint32_t most_ratings = 1'024;
constexpr int32_t longest = 1'000'000; // days or months, as everywhere

bool share_ok(int64_t share) {
  return share >= 0 && share <= whole;
}

bool period_ok(const bundle::Period& period) {
  return period.amount() >= 0 && period.amount() <= longest;
}

/// Scores are computed with these: their sum is the whole, so that no score passes it.
bool scale_ok(const Verify& v, const bundle::Assessment& a) {
  if (a.levels()->size() == 0 || a.levels()->size() > most_levels || a.ratings()->size() == 0 ||
      a.ratings()->size() > most_ratings || !share_ok(a.threshold()))
    return false;
  int64_t sum = 0;
  for (uint32_t i = 0; i < a.levels()->size(); ++i) {
    const bundle::Level& level = *a.levels()->Get(i);
    if (!v.string_ok(level.name()) || !share_ok(level.weight()) || level.under() > i ||
        !period_ok(*level.incubation()))
      return false;
    sum += level.weight();
  }
  for (const bundle::Rating* rating : *a.ratings()) {
    if (!v.string_ok(rating->name()) || !share_ok(rating->worth()))
      return false;
  }
  return sum == whole;
}

bool statements_ok(const Verify& v, const bundle::Assessment& a) {
  using bundle::ValueKind;
  const bundle::Bundle& root = v.root;
  if (a.table() == 0)
    return true;
  const uint32_t table = a.table() - 1;
  if (table >= root.tables()->size() || a.rating_enum() >= root.enums()->size() ||
      a.group_enum() >= root.enums()->size())
    return false;
  for (const bundle::Level* level : *a.levels()) {
    const bool waits = level->incubation()->amount() > 0;
    if (!v.of_row(level->score(), table, ValueKind::number, false) ||
        !v.of_row(level->since(), table, ValueKind::number, !waits))
      return false;
  }
  const bool inherits = a.share() != no_node;
  return v.of_row(a.group(), table, ValueKind::number, false) &&
         v.of_row(a.scope(), table, ValueKind::truth, true) &&
         v.of_row(a.applies(), table, ValueKind::truth, true) &&
         v.of_row(a.because(), table, ValueKind::text, a.applies() == no_node) &&
         v.of_row(a.share(), table, ValueKind::number, true) &&
         v.of_row(a.inherited_score(), table, ValueKind::number, !inherits) &&
         v.of_row(a.inherited_from(), table, ValueKind::text, true) &&
         v.of_row(a.inherited_when(), table, ValueKind::truth, true);
}

bool held_ok(const Verify& v, const bundle::Assessment& a) {
  using bundle::ValueKind;
  if (a.held_table() == 0)
    return true;
  const uint32_t table = a.held_table() - 1;
  return table < v.root.tables()->size() &&
         v.of_row(a.held_where(), table, ValueKind::truth, true) &&
         v.of_row(a.held_issued(), table, ValueKind::number, false) &&
         v.of_row(a.held_until(), table, ValueKind::number, true) &&
         v.of_row(a.held_done(), table, ValueKind::number, true) &&
         v.of_row(a.held_when(), table, ValueKind::truth, true);
}

bool assessment_ok(Verify& v, const bundle::Assessment& a) {
  return v.string_ok(a.path()) && v.string_ok(a.title()) && v.string_ok(a.unit()) &&
         v.strings_ok(a.sources()) && v.strings_ok(a.unverified()) && period_ok(*a.valid()) &&
         period_ok(*a.interim_window()) && period_ok(*a.interim_after()) && scale_ok(v, a) &&
         statements_ok(v, a) && held_ok(v, a) && v.origin_ok(*a.origin());
}

} // namespace

ward_status Verify::assessments() {
  if (root.assessments() == nullptr)
    return WARD_OK;
  for (uint32_t i = 0; i < root.assessments()->size(); ++i) {
    if (!assessment_ok(*this, *root.assessments()->Get(i)))
      return bad("assessment", i, "is not well formed");
  }
  return WARD_OK;
}

} // namespace ward::rt
