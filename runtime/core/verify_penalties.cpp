// SPDX-License-Identifier: Apache-2.0
#include "core/verify.h"

namespace ward::rt {
namespace {

bool schedule_ok(Verify& v, const bundle::Schedule& schedule) {
  if (!v.string_ok(schedule.path()) || !v.strings_ok(schedule.sources()) ||
      schedule.basis() > bundle::PenaltyBasis::MAX || schedule.tiers()->size() == 0 ||
      !v.origin_ok(*schedule.origin()))
    return false;
  constexpr int64_t largest = int64_t{1} << 53;
  for (const bundle::Tier* tier : *schedule.tiers()) {
    if (!v.string_ok(tier->name()) || tier->cap_kind() > bundle::CapKind::MAX || tier->low() < 0 ||
        tier->high() < tier->low() || tier->high() > largest || tier->cap() < 0 ||
        tier->cap() > largest)
      return false;
  }
  return true;
}

bool exposure_ok(Verify& v, const bundle::Exposure& e) {
  using bundle::ValueKind;
  const bundle::Bundle& root = v.root;
  return v.string_ok(e.path()) && e.table() < root.tables()->size() &&
         v.below(*e.schedules(), root.schedules()->size()) &&
         e.tier_enum() < root.enums()->size() && e.authority() <= root.authorities()->size() &&
         v.of_row(e.tier(), e.table(), ValueKind::number, false) &&
         v.of_row(e.requirement(), e.table(), ValueKind::text, false) &&
         v.of_row(e.from(), e.table(), ValueKind::number, false) &&
         v.of_row(e.until(), e.table(), ValueKind::number, true) &&
         v.of_row(e.count(), e.table(), ValueKind::number, false) &&
         v.of_row(e.daily(), e.table(), ValueKind::truth, true) &&
         v.of_row(e.assessed(), e.table(), ValueKind::number, true) && v.origin_ok(*e.origin());
}

} // namespace

ward_status Verify::penalties() {
  for (uint32_t i = 0; i < root.schedules()->size(); ++i) {
    if (!schedule_ok(*this, *root.schedules()->Get(i)))
      return bad("schedule", i, "is not well formed");
  }
  for (uint32_t i = 0; i < root.exposures()->size(); ++i) {
    if (!exposure_ok(*this, *root.exposures()->Get(i)))
      return bad("exposure", i, "refers to what does not exist");
  }
  return WARD_OK;
}

} // namespace ward::rt
