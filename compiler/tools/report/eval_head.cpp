// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ward::tool {

void add_head(const View& view, page::Page& page) {
  const JsonObject& report = view.report;
  const std::string organization = text(report, "organization");
  page::Words head(organization.empty() ? "An organization without a name" : organization,
                   page::Tone::strong);
  std::vector<std::string> unknown_roles;
  for (const JsonObject* role : objects(report, "roles")) {
    const std::string holds = text(*role, "holds"), name = words(text(*role, "name"));
    if (holds == "yes")
      head.add_part(name);
    if (holds == "unknown")
      unknown_roles.push_back(name);
  }
  head.add_part("as of " + text(report, "as_of"));
  if (const std::string profile = text(child(report, "profile"), "name"); !profile.empty())
    head.add_part("profile " + profile);
  page.add(page::Heading{1, head, {}});
  if (!unknown_roles.empty())
    page.add(page::Paragraph{{"Unknown", page::Tone::open},
                             fmt::format("whether it is: {}", fmt::join(unknown_roles, ", "))});
  for (const std::string& assumed : texts(report, "assumed"))
    page.add(page::Paragraph{{"Assumed:", page::Tone::open},
                             fmt::format("as if `{}` were in force", assumed)});
}

void add_counts(const View& view, page::Page& page) {
  page::Counts table{"authority", {}};
  for (const JsonObject* one : objects(view.report, "authorities")) {
    const int64_t met = number(*one, "met"), bad = number(*one, "not_met"),
                  open = number(*one, "unknown"), other = number(*one, "not_applicable");
    const auto decided = std::count_if(
        view.provisions.begin(), view.provisions.end(), [&](const JsonObject* provision) {
          return text(*provision, "authority") == text(*one, "name") &&
                 text(*provision, "verdict") == "met" &&
                 has_text(*provision, "details", "by_decision");
        });
    table.rows.push_back({text(*one, "title"),
                          {{met + bad + open + other, "judged", {}, page::Tone::plain},
                           {met, "met", decided == 0 ? "" : fmt::format("{} by decision", decided),
                            page::Tone::good},
                           {bad, "not met", {}, page::Tone::bad},
                           {open, "unknown", {}, page::Tone::open},
                           {other, "not applicable", {}, page::Tone::plain},
                           {number(*one, "not_judged"), "not judged", {}, page::Tone::plain}}});
  }
  page.add(std::move(table));
  const auto unverified =
      std::count_if(view.provisions.begin(), view.provisions.end(), [](const JsonObject* one) {
        return text(*one, "verdict") == "met" && has_text(*one, "details", "unverified");
      });
  if (unverified > 0)
    page.add(page::Paragraph{
        {},
        fmt::format("{} of what is met rests on the organization's own word alone.", unverified)});
  add_bodies(view, page);
}

void add_bodies(const View& view, page::Page& page) {
  const auto bodies = texts(child(view.report, "not_judged"), "bodies");
  if (!bodies.empty())
    page.add(page::Paragraph{"Not judged:", fmt::format("{}", fmt::join(bodies, "; "))});
}

} // namespace ward::tool
