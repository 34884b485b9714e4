// SPDX-License-Identifier: Apache-2.0
#include "report/exposure.h"
#include "report/names.h"
#include "report/value_text.h"
#include "report/write.h"

namespace ward::rt {
namespace {

const char* name_of(Unpriced why) {
  static constexpr const char* names[] = {
      "priced",   "unknown", "ahead",       "backwards",    "spans",          "too_long",
      "too_many", "barred",  "no_schedule", "before_first", "cap_unpublished"};
  return names[static_cast<uint32_t>(why)];
}

const char* name_of(bundle::PenaltyBasis basis) {
  static constexpr const char* names[] = {"statute", "regulation", "discretion"};
  return names[static_cast<uint32_t>(basis)];
}

} // namespace

void ReportWriter::money(const char* name, Int128 cents) {
  reset();
  write_money(cents, text);
  json.member(name, Bytes{text.data(), static_cast<uint32_t>(text.size())});
}

void ReportWriter::priced_tier(const PricedTier& one, bool known) {
  const bundle::Schedule& schedule = *root().schedules()->Get(one.schedule);
  const bundle::Tier& tier = *schedule.tiers()->Get(one.tier);
  json.begin_object();
  json.member("tier", string(tier.name()));
  reset();
  write_count(one.count, text);
  json.member("count", Bytes{text.data(), static_cast<uint32_t>(text.size())});
  date("effective", schedule.effective());
  strings("sources", *schedule.sources());
  money("least_each", tier.low());
  money("most_each", tier.high());
  if (tier.cap_kind() == bundle::CapKind::amount)
    money("cap", tier.cap());
  if (one.before_cap) {
    money("before_cap_low", one.low);
    money("before_cap_high", one.high);
  }
  if (known) {
    money("low", one.low);
    money("high", one.high);
  }
  json.end_object();
}

void ReportWriter::pricing(const bundle::Exposure& exposure, const Pricing& pricing) {
  const BoundTable& table = report.facts.tables[exposure.table()];
  money("low", pricing.low);
  money("high", pricing.high);
  json.member("complete", pricing.complete);
  date("newest_schedule", pricing.newest);
  json.key("requirements").begin_array();
  for (uint32_t i = 0; i < pricing.group_count; ++i) {
    const PricedGroup& group = pricing.groups[i];
    const bool known = group.why == Unpriced::priced;
    json.begin_object();
    json.member("requirement", text_of(report.bundle, report.facts, group.requirement));
    json.member("year", static_cast<uint32_t>(group.year));
    if (known) {
      money("low", group.low);
      money("high", group.high);
    } else {
      json.member("why", name_of(group.why));
    }
    json.key("tiers").begin_array();
    for (uint32_t k = 0; k < group.tier_count; ++k)
      priced_tier(group.tiers[k], known);
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.key("not_priced").begin_array();
  for (uint32_t i = 0; i < pricing.row_count; ++i) {
    json.begin_object();
    json.member("key", text_of(report.bundle, report.facts, table.keys[pricing.rows[i].row]));
    json.member("why", name_of(pricing.rows[i].why));
    json.end_object();
  }
  json.end_array();
}

void ReportWriter::exposures() {
  json.key("penalties").begin_array();
  for (uint32_t i = 0; i < root().exposures()->size(); ++i) {
    const bundle::Exposure& exposure = *root().exposures()->Get(i);
    json.begin_object();
    json.member("path", string(exposure.path()));
    json.member("table", string(root().tables()->Get(exposure.table())->path()));
    json.member("words", "statutory range, not a forecast");
    json.key("ranges").begin_array();
    for (uint8_t basis = 0; basis <= static_cast<uint8_t>(bundle::PenaltyBasis::MAX); ++basis) {
      Arena scratch(report.arena.allocator());
      Pricing priced;
      if (price(report.evaluation, i, basis, scratch, &priced) != WARD_OK) {
        failed = true;
        break;
      }
      if (!priced.has_schedules)
        continue;
      json.begin_object();
      json.member("basis", name_of(static_cast<bundle::PenaltyBasis>(basis)));
      pricing(exposure, priced);
      json.end_object();
    }
    json.end_array();
    origin(*exposure.origin());
    json.end_object();
  }
  json.end_array();
}

} // namespace ward::rt
