// SPDX-License-Identifier: Apache-2.0
#include "tools/report/bundle_text.h"

#include <fmt/format.h>

namespace ward::tool {

std::string format_day(int32_t days) {
  // Howard Hinnant's days-to-civil, over eras of 400 years.
  const int64_t z = int64_t{days} + 719468;
  const int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const auto day_of_era = static_cast<uint32_t>(z - era * 146097);
  const uint32_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const uint32_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const uint32_t shifted = (5 * day_of_year + 2) / 153;
  const uint32_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  return fmt::format("{:04}-{:02}-{:02}", year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
                     day_of_year - (153 * shifted + 2) / 5 + 1);
}

} // namespace ward::tool
