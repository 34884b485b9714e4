// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/command.h"

#include "tools/ward/style.h"
#include "ward/ward.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <unistd.h>

namespace ward::tool {
namespace {

struct FormatName {
  const char* name;
  Format format;
};
constexpr FormatName format_names[] = {{"text", Format::text},     {"json", Format::json},
                                       {"sarif", Format::sarif},   {"github", Format::github},
                                       {"gitlab", Format::gitlab}, {"junit", Format::junit}};

std::string format_list(bool all) {
  std::string out;
  for (const FormatName& one : format_names)
    if (all || one.format <= Format::json)
      out += fmt::format("{}{}", out.empty() ? "" : ", ", one.name);
  return out;
}

} // namespace

std::optional<int32_t> Common::as_of_days() const {
  if (as_of_text.empty()) {
    // The only clock of the project: the runtime and the compiler take the day as an argument.
    const std::time_t now = std::time(nullptr);
    return static_cast<int32_t>(now / 86400);
  }
  int32_t days = 0;
  if (ward_parse_date(as_of_text.data(), as_of_text.size(), &days) != WARD_OK)
    return std::nullopt;
  return days;
}

bool Common::use_color(int file) const {
  if (format != Format::text || color == "never")
    return false;
  if (color == "always")
    return true;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0')
    return false;
  const char* terminal = std::getenv("TERM");
  if (terminal == nullptr || std::string_view(terminal) == "dumb")
    return false;
  return isatty(file) != 0;
}

void add_common(CLI::App& app, Common& common) {
  app.add_option_function<std::string>(
         "--format",
         [&common](const std::string& name) {
           for (const FormatName& one : format_names)
             if (name == one.name && (common.all_formats || one.format <= Format::json)) {
               common.format = one.format;
               return;
             }
           throw CLI::ValidationError("--format", fmt::format("`{}` is not one of {}", name,
                                                              format_list(common.all_formats)));
         },
         "text for people, json for programs")
      ->option_text("text|json");
  app.add_option("--as-of", common.as_of_text,
                 "the day to judge, YYYY-MM-DD; today (UTC) if left out")
      ->option_text("DATE");
  app.add_option("--color", common.color, "auto, always or never; NO_COLOR is respected")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->option_text("WHEN");
}

Exit fail(const Common& common, const std::string& message, Exit exit) {
  const Style style(common.use_color(STDERR_FILENO));
  fmt::print(stderr, "{}: {}\n", style.error("error"), message);
  return exit;
}

Exit fail_day(const Common& common) {
  return fail(common, fmt::format("--as-of: `{}` is no day of the calendar; write YYYY-MM-DD",
                                  common.as_of_text));
}

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

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

} // namespace ward::tool
