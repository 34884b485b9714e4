// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bound_facts.h"

#include <cstdint>

namespace ward::rt {

enum class Fault : uint8_t {
  none,
  form,  ///< not written as the type is written
  fine,  ///< more fractional digits than the type holds
  range, ///< beyond the type's bounds
};

/// `-12.5`, as JSON writes numbers, exactly, times 10^scale. `exponent`: `1e3` is allowed.
Fault parse_decimal(Bytes text, uint32_t scale, bool exponent, int64_t& out);

/// `$12.50`, `-$3`, `$71,162`: cents, within 2^53.
Fault parse_money(Bytes text, int64_t& out);

/// `95%`, `99.9999%`: ten-thousandths of a percent, within 2^53.
Fault parse_percent(Bytes text, int64_t& out);

enum class DurationUnit : uint8_t { days, months, minutes };

/// `60 days`, `1 year`: a whole number, a blank, and a unit that is a multiple of `unit` (R4.2).
Fault parse_duration(Bytes text, DurationUnit unit, int64_t& out);

/// `2026-01-31`: days since 1970-01-01, years 1 to 9999. `range` where there is no such day.
Fault parse_date(Bytes text, int64_t& out);

constexpr int64_t two_to_53 = int64_t{1} << 53;
constexpr int64_t decimal_bound = 9'000'000'000'000'000'000; ///< 9,000,000,000 at scale 9
constexpr int64_t duration_bound = 1'000'000;
constexpr uint32_t text_bound = 4096;
constexpr uint32_t set_bound = 4096;

} // namespace ward::rt
