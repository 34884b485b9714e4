// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/command.h"

#include "tools/page/render.h"
#include "tools/page/style.h"
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
constexpr FormatName format_names[] = {{"text", Format::text},         {"json", Format::json},
                                       {"markdown", Format::markdown}, {"sarif", Format::sarif},
                                       {"github", Format::github},     {"gitlab", Format::gitlab},
                                       {"junit", Format::junit},       {"ics", Format::ics}};

bool has_format(const Common& common, Format format) {
  if (format == Format::markdown)
    return common.pages;
  return format <= Format::json || (format == Format::ics ? common.calendar : common.all_formats);
}

std::string format_list(const Common& common) {
  std::string out;
  for (const FormatName& one : format_names)
    if (has_format(common, one.format))
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
             if (name == one.name && has_format(common, one.format)) {
               common.format = one.format;
               common.format_given = true;
               return;
             }
           throw CLI::ValidationError(
               "--format", fmt::format("`{}` is not one of {}", name, format_list(common)));
         },
         common.pages      ? "text for people, markdown for documents, json for programs"
         : common.calendar ? "text for people, json for programs, ics for calendars (RFC 5545)"
                           : "text for people, json for programs")
      ->option_text(common.pages      ? "text|markdown|json"
                    : common.calendar ? "text|json|ics"
                                      : "text|json");
  app.add_option("--as-of", common.as_of_text,
                 "the day to judge, YYYY-MM-DD; today (UTC) if left out")
      ->option_text("DATE");
  app.add_option("--color", common.color, "auto, always or never; NO_COLOR is respected")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->option_text("WHEN");
}

Exit fail(const Common& common, const std::string& message, Exit exit) {
  const page::Style style(common.use_color(STDERR_FILENO));
  fmt::print(stderr, "{}: {}\n", style.error("error"), message);
  return exit;
}

Exit fail_day(const Common& common) {
  return fail(common, fmt::format("--as-of: `{}` is no day of the calendar; write YYYY-MM-DD",
                                  common.as_of_text));
}

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

std::string rendered(const page::Page& page, const Common& common, bool whole) {
  return common.format == Format::markdown
             ? page::render_markdown(page)
             : page::render_text(page, {.color = common.use_color(STDOUT_FILENO), .cut = !whole});
}

} // namespace ward::tool
