// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace ward::base {

/// A day of the proleptic Gregorian calendar, years 1 to 9999.
struct CivilDate {
  int16_t year = 1;
  uint8_t month = 1;
  uint8_t day = 1;

  friend constexpr auto operator<=>(CivilDate, CivilDate) = default;
};

constexpr bool is_leap_year(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int days_in_month(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

constexpr bool is_valid_date(int year, int month, int day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in_month(year, month);
}

/// Days since 1970-01-01 (counting years from March makes the leap day the last of its year).
constexpr int32_t days_since_epoch(CivilDate date) {
  const int32_t year = date.month <= 2 ? date.year - 1 : date.year;
  const int32_t era = (year >= 0 ? year : year - 399) / 400;
  const int32_t year_of_era = year - era * 400;
  const int32_t month_from_march = date.month > 2 ? date.month - 3 : date.month + 9;
  const int32_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

} // namespace ward::base
