// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"
#include "tools/report/explain_facts.h"
#include "tools/report/explain_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ward::tool {

page::Page explain_control(const View& view, const std::string& path) {
  page::Page page;
  const JsonObject* found = view.control(path);
  if (found == nullptr)
    return page;
  const JsonObject& one = *found;
  page::Words title(fmt::format("{} {}", path, text(one, "title")));
  title.add_part(words(text(one, "pillar")));
  for (const char* name : {"owner", "effort", "cost"})
    if (const std::string what = text(one, name); !what.empty())
      title.add_part(fmt::format("{}: {}", name, words(what)));
  title.add_part("as of " + text(view.report, "as_of"));
  page.add(page::Heading{1, title, {}});

  const page::Words verdict = verdict_words(text(one, "verdict"));
  page::Words line(capitalized(verdict.plain()), verdict.runs().front().tone);
  line.add_part(detail_words(one, ""));
  page.add(page::Paragraph{{}, line});
  if (const std::string doc = text(one, "doc"); !doc.empty())
    page.add(page::Paragraph{{}, {doc, page::Tone::faint}});
  if (text(one, "for_law") != text(one, "verdict"))
    page.add(page::Paragraph{
        "For a law:",
        fmt::format("{}. A law reads facts that a certificate or score supplies as unknown.",
                    words(text(one, "for_law")))});

  add_facts(page, one, "reason",
            "These facts alone give its line, and none of them can be left out");
  add_facts(page, one, "to_met", "Could become implemented by");
  add_facts(page, one, "to_not_met", "Could become not implemented by");

  page::Tree covered;
  for (const std::string& citation : texts(one, "covers"))
    for (const JsonObject* provision : view.provisions)
      if (text(*provision, "citation") == citation)
        covered.branches.push_back(
            {page::Words(fmt::format("{} {}: ", citation, text(*provision, "title")))
                 .append(verdict_words(text(*provision, "verdict"))),
             "",
             {}});
  if (!covered.branches.empty()) {
    page.add(page::Heading{2, "Covers", {}});
    page.add(std::move(covered));
  }
  if (const auto aligned = texts(one, "aligns"); !aligned.empty())
    page.add(page::Paragraph{"Aligns with", fmt::format("{}", fmt::join(aligned, ", "))});
  for (const JsonObject* evidence : objects(one, "evidence")) {
    const std::string fresh = text(*evidence, "fresh");
    page.add(page::Paragraph{"Evidence:", text(*evidence, "title") +
                                              (fresh.empty() ? "" : ", good for " + fresh)});
  }
  add_foot(view, page, true);
  return page;
}

} // namespace ward::tool
