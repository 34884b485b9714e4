// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"
#include "core/evaluate.h"
#include "core/number.h"
#include "ward/ward.h"

#include <cstdint>

namespace ward::rt {

/// Why stated violations have no price, or no known one (R9.24, R9.25).
enum class Unpriced : uint8_t {
  priced,
  unknown,         ///< a fact of the row is
  ahead,           ///< its days lie after the day of the report
  backwards,       ///< it ends before it begins
  spans,           ///< not daily, and over two calendar years or two kinds of days
  too_long,        ///< over more than most_years calendar years
  too_many,        ///< violations to compute with
  barred,          ///< the look-back is over
  no_schedule,     ///< no schedule is for violations of these days
  before_first,    ///< assessed before the first schedule took effect
  cap_unpublished, ///< the year's cap is not published
};

/// Violations of one requirement, calendar year and tier, priced by one schedule.
struct PricedTier {
  uint32_t schedule = 0;
  uint32_t tier = 0;
  Int128 count = 0;
  Int128 low = 0; ///< cents, with the tier's cap
  Int128 high = 0;
  bool before_cap = false; ///< its cap was not published: low and high are without one
};

/// One requirement in one calendar year: what a cap is for.
struct PricedGroup {
  uint32_t requirement = 0; ///< TextId
  int32_t year = 0;
  const PricedTier* tiers = nullptr;
  uint32_t tier_count = 0;
  Unpriced why = Unpriced::priced; ///< or cap_unpublished, too_many
  Int128 low = 0;
  Int128 high = 0;
};

struct UnpricedRow {
  uint32_t row = 0;
  Unpriced why = Unpriced::unknown;
};

/// What the stated violations may cost on one basis. A range of the statute, not a forecast.
struct Pricing {
  const PricedGroup* groups = nullptr; ///< by requirement, then year
  uint32_t group_count = 0;
  const UnpricedRow* rows = nullptr;
  uint32_t row_count = 0;
  bool complete = false; ///< everything is in: else the sums are of what is known
  bool has_schedules = false;
  int32_t newest = INT32_MIN; ///< the latest day on which a schedule takes effect
  Int128 low = 0;
  Int128 high = 0;
};

constexpr int32_t most_years = 100;

/// `basis`: as in the bundle. WARD_OK or WARD_ERR_OUT_OF_MEMORY.
ward_status price(Evaluation& evaluation, uint32_t exposure, uint8_t basis, Arena& arena,
                  Pricing* out);

} // namespace ward::rt
