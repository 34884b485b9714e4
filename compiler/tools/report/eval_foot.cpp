// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::tool {

namespace {
constexpr size_t provisions_shown = 8;
} // namespace

std::string why_not(const JsonObject& one) {
  const std::string why = text(one, "why");
  if (why == "vacated")
    return fmt::format("vacated {} by {}", text(one, "vacated_on"), text(one, "vacated_by"));
  if (why == "upcoming")
    return "due " + text(one, "due");
  if (why == "not_in_force") {
    const std::string until = text(one, "in_force_until");
    return fmt::format("not in force on this day: from {}{}", text(one, "in_force_from"),
                       until.empty() ? "" : " until " + until);
  }
  if (why == "not_assumed")
    return fmt::format("proposed (--assume {})", text(one, "proposal"));
  if (why == "replaced")
    return "replaced by the assumed " + text(one, "proposal");
  if (why == "not_selected")
    return "the profile leaves its authority out";
  if (why == "out_of_scope")
    return "out of the profile's scope";
  return "no duty: " + text(one, "modality");
}

void add_not_judged(const View& view, page::Page& page) {
  const auto left_out = objects(child(view.report, "not_judged"), "provisions");
  if (left_out.empty())
    return;
  page.add(page::Heading{
      2, {"NOT JUDGED", page::Tone::strong}, {std::to_string(left_out.size()), page::Tone::faint}});
  const size_t shown = view.shown(left_out.size(), provisions_shown);
  for (size_t i = 0; i < shown; ++i) {
    page::Item item;
    item.name = short_citation(text(*left_out[i], "citation"));
    item.title = text(*left_out[i], "title");
    item.notes = why_not(*left_out[i]);
    page.add(std::move(item));
  }
  add_more(page, left_out.size(), shown);
}

/// Who wrote the rules, and when a person last read them through.
std::string library_line(const JsonObject& library) {
  const std::string reviewed = text(library, "reviewed");
  const std::string version = text(library, "version");
  return fmt::format("{} {} (release {}) · {}", text(library, "library"),
                     version.empty() ? "without a version" : version, number(library, "release"),
                     reviewed.empty() ? "never reviewed" : "reviewed on " + reviewed);
}

void add_foot(const View& view, page::Page& page, bool with_bodies) {
  const JsonObject& bundle = child(view.report, "bundle");
  page.add(page::Heading{2, {"JUDGED BY", page::Tone::strong}, {}});
  page.add(page::Paragraph{
      {},
      fmt::format("{} · bundle {}", library_line(bundle), text(bundle, "sha256").substr(0, 16))});
  if (const JsonObject& standard = child(bundle, "standard_library"); !standard.empty())
    page.add(page::Paragraph{{}, library_line(standard)});
  if (with_bodies)
    add_bodies(view, page);
  // A sentence a line: the last says that this is not legal advice, and no line break parts it.
  const std::string disclaimer = text(view.report, "disclaimer");
  for (size_t begin = 0; begin < disclaimer.size();) {
    const size_t end = std::min(disclaimer.find(". ", begin), disclaimer.size() - 1) + 1;
    page.add(page::Paragraph{{}, disclaimer.substr(begin, end - begin)});
    begin = end + 1;
  }
}

} // namespace ward::tool
