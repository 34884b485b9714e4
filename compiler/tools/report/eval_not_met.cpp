// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"
#include "tools/report/fact_reads.h"
#include "tools/report/ranking.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ward::tool {

namespace {

constexpr size_t provisions_shown = 20;
constexpr size_t facts_shown = 6;
constexpr size_t controls_shown = 3;

std::string joined(const std::vector<std::string>& citations) {
  std::vector<std::string> names;
  for (const std::string& one : citations)
    names.push_back(short_citation(one));
  return fmt::format("{}", fmt::join(names, ", "));
}

struct State {
  const View& view;
  page::Page& page;

  /// The facts of the reason: first those that the duty is about, then those by which it applies.
  void reason(const JsonObject& provision, page::Item& item) const {
    std::set<std::string> applies;
    if (const bundle::Provision* made = view.compiled(provision))
      applies = fact_reads(view.bundle, made->applies());
    std::vector<const JsonObject*> facts = objects(provision, "reason");
    std::stable_partition(facts.begin(), facts.end(), [&](const JsonObject* fact) {
      return applies.count(without_row(text(*fact, "path"))) == 0;
    });
    const size_t shown = view.shown(facts.size(), facts_shown);
    for (size_t i = 0; i < shown; ++i)
      item.fields.push_back(fact_field(i == 0 ? "because" : "", *facts[i]));
    if (facts.size() > shown)
      item.fields.push_back(
          {"",
           {fmt::format("and {} more (--verbose)", facts.size() - shown), page::Tone::faint},
           ""});
  }

  void elements(const JsonObject& provision, page::Item& item) const {
    for (const JsonObject* element : objects(provision, "elements")) {
      if (text(*element, "verdict") != "not_met" || text(*element, "basis") != "text")
        continue;
      page::Words line(text(*element, "name"), page::Tone::strong);
      line.add(": ").add(ground_words(text(*element, "ground")));
      line.add_part({text(*element, "phrase"), page::Tone::faint});
      item.fields.push_back({"part", line, ""});
    }
  }

  void closing(const Finding& finding, page::Item& item) const {
    const size_t shown = view.shown(finding.controls.size(), controls_shown);
    for (size_t i = 0; i < shown; ++i)
      item.fields.push_back(
          {i == 0 ? "closes with" : "", control_words(view, finding.controls[i]), ""});
    if (finding.controls.size() > shown)
      item.fields.push_back(
          {"",
           {fmt::format("or {} more (--verbose)", finding.controls.size() - shown),
            page::Tone::faint},
           ""});
    if (!finding.closable)
      item.fields.push_back({"closes with", "no control here covers all of it", ""});
    if (!finding.opens.empty())
      item.fields.push_back({"also opens", joined(finding.opens), ""});
  }

  void act_on(const Finding& finding) {
    const JsonObject& provision = *finding.provision;
    page::Item item = provision_item(provision);
    if (const std::string says = text(provision, "says"); !says.empty())
      item.fields.push_back({"says", {says, page::Tone::faint}, ""});
    reason(provision, item);
    elements(provision, item);
    if (!finding.waits_for.empty())
      item.fields.push_back({"not met", joined(finding.waits_for) + " below it", ""});
    if (!finding.needs.empty())
      item.fields.push_back({"fails by", joined(finding.needs) + ", which it needs", ""});
    closing(finding, item);
    if (text(provision, "designation") == "addressable")
      item.fields.push_back(
          {"or decide",
           "assess and record why an alternative, or none, is reasonable: 45 CFR 164.306(d)(3)",
           ""});
    page.add(std::move(item));
  }

  void wait(const Finding& finding) {
    page::Item item = provision_item(*finding.provision);
    std::vector<std::string> all = finding.waits_for;
    all.insert(all.end(), finding.needs.begin(), finding.needs.end());
    item.fields.push_back({"waits for", joined(all), ""});
    page.add(std::move(item));
  }

  void run() {
    const std::vector<Finding> all = rank_not_met(view);
    if (all.empty())
      return;
    const auto first_waiting =
        std::find_if(all.begin(), all.end(), [](const Finding& one) { return !one.acts; });
    const auto act = static_cast<size_t>(first_waiting - all.begin());
    const std::string count = fmt::format("{} provision{}", all.size(), all.size() == 1 ? "" : "s");
    page.add(page::Heading{
        2,
        {"NOT MET", page::Tone::bad},
        {act == all.size()
             ? count + ", worst and cheapest first"
             : fmt::format(
                   "{}: {} to act on, worst and cheapest first, and {} that wait{} for them", count,
                   act, all.size() - act, all.size() - act == 1 ? "s" : ""),
         page::Tone::faint}});
    const size_t shown = view.shown(act, provisions_shown);
    for (size_t i = 0; i < shown; ++i)
      act_on(all[i]);
    add_more(page, act, shown);
    for (size_t i = act; i < all.size(); ++i)
      wait(all[i]);
  }
};

} // namespace

void add_not_met(const View& view, page::Page& page) {
  State{view, page}.run();
}

} // namespace ward::tool
