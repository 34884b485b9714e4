// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/personal.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace ward::facts {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

/// Digits as 9, letters as they are: "123-45-6789" is "999-99-9999".
std::string shape(std::string_view text) {
  std::string out(text);
  std::replace_if(out.begin(), out.end(), is_digit, '9');
  return out;
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin)
      out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

bool is_capitalized(std::string_view word) {
  if (!word.empty() && word.back() == ',')
    word.remove_suffix(1);
  return word.size() >= 2 && is_upper(word[0]) &&
         std::all_of(word.begin() + 1, word.end(),
                     [](char c) { return is_lower(c) || c == '\'' || c == '-'; });
}

/// Words of titles, sites and products, so that "Security Officer" and "Main Street" are no names.
bool is_common(std::string_view word) {
  static constexpr std::array<std::string_view, 46> common = {
      "Access",   "Administrator", "Analyst",  "Backup",      "Billing",   "Board",
      "Building", "Center",        "Chief",    "City",        "Clinic",    "Cloud",
      "Company",  "Compliance",    "Director", "Electronic",  "Family",    "Group",
      "Health",   "Hospital",      "Imaging",  "Information", "Inventory", "Laboratory",
      "Manager",  "Management",    "Medical",  "Mobile",      "Network",   "Office",
      "Officer",  "Patient",       "Payment",  "Physician",   "Policy",    "Portal",
      "Practice", "Privacy",       "Records",  "Report",      "Security",  "Server",
      "Service",  "Street",        "System",   "Workstation"};
  return std::find(common.begin(), common.end(), word) != common.end();
}

} // namespace

const char* looks_personal(std::string_view text) {
  const std::string form = shape(text);
  if (form.find("999-99-9999") != std::string::npos)
    return "a social security number";
  if (form == "9999-99-99" || form == "99/99/9999" || form == "9/9/9999" || form == "99/9/9999" ||
      form == "9/99/9999")
    return "a birth date";
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  if ((lower.rfind("mrn", 0) == 0 || lower.find(" mrn") != std::string::npos) &&
      std::any_of(text.begin(), text.end(), is_digit))
    return "a record number";
  if (text.find('@') != std::string_view::npos && text.find('.') != std::string_view::npos &&
      text.find(' ') == std::string_view::npos)
    return "an e-mail address";
  const auto parts = words(text);
  if (parts.size() >= 2 && parts.size() <= 3 &&
      std::all_of(parts.begin(), parts.end(), is_capitalized) &&
      std::none_of(parts.begin(), parts.end(), is_common))
    return "a person's name";
  return nullptr;
}

} // namespace ward::facts
