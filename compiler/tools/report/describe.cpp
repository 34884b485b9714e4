// SPDX-License-Identifier: Apache-2.0
#include "tools/report/explain_page.h"
#include "tools/report/fact_reads.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ward::tool {

namespace {

page::Branch element_branch(const rt::Bundle& bundle, const bundle::Element& element) {
  page::Branch branch{{text_of(bundle, element.name()), page::Tone::strong}, "", {}};
  if (const std::string phrase = text_of(bundle, element.phrase()); !phrase.empty())
    branch.words.add(": " + phrase);
  if (element.basis() != bundle::Basis::text)
    branch.words.add(fmt::format(" ({}, beyond the text)", bundle::EnumNameBasis(element.basis())));
  for (const uint32_t control : *element.controls()) {
    const bundle::Control& covering = *bundle.root().controls()->Get(control);
    branch.below.push_back({fmt::format("covered by {}: {}", text_of(bundle, covering.path()),
                                        text_of(bundle, covering.title())),
                            "",
                            {}});
  }
  if (const std::string reads = fact_reads_text(bundle, element.expression()); !reads.empty())
    branch.below.push_back(
        {page::Words(element.decided() ? "decided by " : "requires ").add(reads, page::Tone::code),
         "",
         {}});
  if (branch.below.empty())
    branch.below.push_back({"nothing here covers it", "", {}});
  return branch;
}

void describe(const rt::Bundle& bundle, const bundle::Provision& one, page::Page& page) {
  page::Words title(
      fmt::format("{} {}", text_of(bundle, one.citation()), text_of(bundle, one.title())));
  if (one.designation() != bundle::Designation::none)
    title.add_part(bundle::EnumNameDesignation(one.designation()));
  title.add_part(text_of(bundle, bundle.root().authorities()->Get(one.authority())->title()));
  page.add(page::Heading{1, title, {}});
  std::string window;
  if (one.from_day() != INT32_MIN)
    window = "in force from " + format_day(one.from_day());
  if (one.until_day() != INT32_MAX)
    window += (window.empty() ? "in force until " : " until ") + format_day(one.until_day());
  if (const std::string due = text_of(bundle, one.due_text()); !due.empty())
    window += (window.empty() ? "due " : " · due ") + due;
  if (!window.empty())
    page.add(page::Paragraph{{}, window});
  if (const std::string says = text_of(bundle, one.says()); !says.empty())
    page.add(page::Paragraph{"It says:", says});
  page::Tree tree;
  for (const bundle::Element* element : *one.elements())
    tree.branches.push_back(element_branch(bundle, *element));
  for (const uint32_t part : *one.children()) {
    const bundle::Provision& below = *bundle.root().provisions()->Get(part);
    tree.branches.push_back({fmt::format("{} {}", short_citation(text_of(bundle, below.citation())),
                                         text_of(bundle, below.title())),
                             "",
                             {}});
  }
  if (!tree.branches.empty()) {
    page.add(page::Heading{2, "Its parts", {}});
    page.add(std::move(tree));
  }
  for (const uint32_t source : *one.sources())
    page.add(page::Paragraph{"Source:", text_of(bundle, source)});
}

} // namespace

page::Page describe_provision(const rt::Bundle& bundle, const std::string& citation) {
  page::Page page;
  for (const bundle::Provision* one : *bundle.root().provisions())
    if (text_of(bundle, one->citation()) == citation)
      describe(bundle, *one, page);
  return page;
}

page::Page describe_control(const rt::Bundle& bundle, const std::string& path) {
  page::Page page;
  for (const bundle::Control* one : *bundle.root().controls()) {
    if (text_of(bundle, one->path()) != path)
      continue;
    page.add(page::Heading{1, fmt::format("{} {}", path, text_of(bundle, one->title())), {}});
    if (const std::string doc = text_of(bundle, one->doc()); !doc.empty())
      page.add(page::Paragraph{{}, doc});
    const std::pair<const char*, uint32_t> parts[] = {{"Pillar:", one->pillar()},
                                                      {"Owner:", one->owner()},
                                                      {"Effort:", one->effort()},
                                                      {"Cost:", one->cost()}};
    for (const auto& [name, what] : parts)
      if (const std::string said = text_of(bundle, what); !said.empty())
        page.add(page::Paragraph{name, words(said)});
    page.add(page::Paragraph{"Implemented or not by:",
                             {fact_reads_text(bundle, one->implemented()), page::Tone::code}});
    std::vector<std::string> covers;
    for (const uint32_t provision : *one->covers())
      covers.push_back(text_of(bundle, bundle.root().provisions()->Get(provision)->citation()));
    if (!covers.empty())
      page.add(page::Paragraph{"Covers", fmt::format("{}", fmt::join(covers, ", "))});
    for (const uint32_t aligned : *one->aligns())
      page.add(page::Paragraph{"Aligns with", text_of(bundle, aligned)});
    return page;
  }
  return page;
}

} // namespace ward::tool
