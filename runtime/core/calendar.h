// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace ward::rt {

/// A day of the proleptic Gregorian calendar; days are counted from 1970-01-01. Facts hold the
/// years 1 to 9999; what is computed from them may lie outside.
struct Date {
  int64_t year = 1;
  int32_t month = 1;
  int32_t day = 1;
};

constexpr int32_t first_day = -719162; ///< 0001-01-01
constexpr int32_t last_day = 2932896;  ///< 9999-12-31

/// Days and months within this bound, either way, are safe to compute with.
constexpr int64_t calendar_bound = int64_t{1} << 40;

int32_t days_in_month(int64_t year, int32_t month);
/// A day of the years 1 to 9999.
bool is_valid(Date date);
int64_t days_from(Date date);
Date date_from(int64_t days);

/// The same day `months` later or earlier, clamped to the month's last day (R5.14).
int64_t add_months(int64_t days, int64_t months);
/// 31 December of the day's year (R5.16).
int64_t end_of_year(int64_t days);

} // namespace ward::rt
