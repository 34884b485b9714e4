// SPDX-License-Identifier: Apache-2.0
#include "check/describe.h"

#include "base/calendar.h"

#include <fmt/format.h>

namespace ward::check {

std::string date_text(int32_t days) {
  constexpr int32_t first = base::days_since_epoch({1, 1, 1});
  constexpr int32_t last = base::days_since_epoch({9999, 12, 31});
  if (days < first)
    return "the beginning";
  if (days > last)
    return "the end";
  // The estimate by mean years is at most one year off.
  int year = static_cast<int>(1970 + static_cast<int64_t>(days) * 400 / 146097);
  const auto first_of = [](int y) {
    return base::days_since_epoch({static_cast<int16_t>(y), 1, 1});
  };
  while (year > 1 && first_of(year) > days)
    --year;
  while (year < 9999 && first_of(year + 1) <= days)
    ++year;
  int rest = days - first_of(year);
  int month = 1;
  while (rest >= base::days_in_month(year, month))
    rest -= base::days_in_month(year, month++);
  return fmt::format("{:04}-{:02}-{:02}", year, month, rest + 1);
}

std::string_view designation_text(model::Designation designation) {
  switch (designation) {
  case model::Designation::none:
    return "without designation";
  case model::Designation::standard:
    return "a standard";
  case model::Designation::required:
    return "required";
  case model::Designation::addressable:
    return "addressable";
  }
  return {};
}

std::string_view force_text(model::Force force) {
  switch (force) {
  case model::Force::law:
    return "law";
  case model::Force::contract:
    return "contract";
  case model::Force::framework:
    return "framework";
  case model::Force::guidance:
    return "guidance";
  case model::Force::policy:
    return "policy";
  }
  return {};
}

const std::string& citation_text(const model::Model& model, model::CitationId citation) {
  return model.citations[citation].text;
}

const std::string& citation_text(const model::Model& model, const model::Provision& provision) {
  return citation_text(model, provision.citation);
}

std::string list_text(const std::vector<std::string>& items) {
  constexpr size_t shown = 5;
  std::string out;
  const size_t end = items.size() > shown ? shown - 1 : items.size();
  for (size_t i = 0; i < end; ++i) {
    if (i > 0)
      out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  if (end < items.size())
    out += fmt::format(" and {} more", items.size() - end);
  return out;
}

} // namespace ward::check
