// SPDX-License-Identifier: Apache-2.0
#include "core/calendar.h"

namespace ward::rt {
namespace {

constexpr int64_t days_in_era = 146097;  // 400 years
constexpr int64_t era_to_epoch = 719468; // 0000-03-01 to 1970-01-01

constexpr int64_t floor_div(int64_t a, int64_t b) {
  return a / b - (a % b != 0 && a < 0 ? 1 : 0);
}

bool is_leap(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

} // namespace

int32_t days_in_month(int64_t year, int32_t month) {
  constexpr int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool is_valid(Date date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

// Years count from March, so that the leap day is the last of its year.
int64_t days_from(Date date) {
  const int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const int64_t era = floor_div(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t month_from_march = date.month > 2 ? date.month - 3 : date.month + 9;
  const int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * days_in_era + day_of_era - era_to_epoch;
}

Date date_from(int64_t days) {
  const int64_t from_march = days + era_to_epoch;
  const int64_t era = floor_div(from_march, days_in_era);
  const int64_t day_of_era = from_march - era * days_in_era;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_from_march = (5 * day_of_year + 2) / 153;
  Date date;
  date.day = static_cast<int32_t>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  date.month =
      static_cast<int32_t>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
  return date;
}

int64_t add_months(int64_t days, int64_t months) {
  Date date = date_from(days);
  const int64_t month = date.year * 12 + (date.month - 1) + months;
  date.year = floor_div(month, 12);
  date.month = static_cast<int32_t>(month - date.year * 12) + 1;
  const int32_t longest = days_in_month(date.year, date.month);
  if (date.day > longest)
    date.day = longest;
  return days_from(date);
}

int64_t end_of_year(int64_t days) {
  return days_from({date_from(days).year, 12, 31});
}

} // namespace ward::rt
