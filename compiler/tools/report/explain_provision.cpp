// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"
#include "tools/report/explain_facts.h"
#include "tools/report/explain_page.h"
#include "tools/report/fact_reads.h"
#include "tools/report/ranking.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ward::tool {

namespace {

struct State {
  const View& view;
  page::Page page;

  /// The facts that a verdict rests on, or that an unknown one waits for.
  static std::vector<const JsonObject*> facts_of(const JsonObject& line) {
    return objects(line, text(line, "verdict") == "unknown" ? "may_matter" : "reason");
  }

  page::Branch control(const JsonObject& covering) const {
    const std::string path = text(covering, "path"), verdict = text(covering, "verdict");
    page::Branch branch{control_words(view, path), "", {}};
    branch.words.add(": ").append(verdict_words(verdict));
    if (text(covering, "line") != verdict)
      branch.words.add(
          fmt::format(", though {} by its own line: a law reads supplied facts as unknown",
                      words(text(covering, "line"))));
    if (const JsonObject* line = view.control(path)) {
      if (has_text(*line, "details", "excepted"))
        branch.words.add_part("excepted");
      for (const JsonObject* fact : facts_of(*line))
        branch.below.push_back(fact_branch(*fact));
    }
    return branch;
  }

  /// What the rule itself asks of the facts, beside the controls.
  page::Branch own_facts(const JsonObject& provision, const JsonObject& element,
                         const bundle::Element& made) const {
    page::Branch branch{page::Words(flag(element, "decided") ? "the facts decide: "
                                                             : "it also requires of the facts: ")
                            .add(fact_reads_text(view.bundle, made.expression()), page::Tone::code),
                        "",
                        {}};
    if (text(element, "verdict") != text(provision, "verdict"))
      return branch;
    const std::set<std::string> reads = fact_reads(view.bundle, made.expression());
    for (const JsonObject* fact : facts_of(provision))
      if (reads.count(without_row(text(*fact, "path"))) != 0)
        branch.below.push_back(fact_branch(*fact));
    return branch;
  }

  page::Branch element(const JsonObject& provision, const JsonObject& one,
                       const bundle::Element* made) const {
    const std::string verdict = text(one, "verdict");
    page::Branch branch{
        page::Words(text(one, "name"), page::Tone::strong).add(": ").append(verdict_words(verdict)),
        "",
        {}};
    if (const char* why = ground_words(text(one, "ground")); *why != '\0')
      branch.words.add(std::string(", ") + why);
    if (text(one, "basis") != "text")
      branch.words.add(fmt::format(" ({}, beyond the text)", text(one, "basis")));
    branch.words.add_part({text(one, "phrase"), page::Tone::faint});
    const auto covering = objects(one, "controls");
    for (const JsonObject* control_line : covering)
      branch.below.push_back(control(*control_line));
    if (made != nullptr && made->expression() != rt::no_node)
      branch.below.push_back(own_facts(provision, one, *made));
    if (verdict == "not_met")
      branch.below.push_back(would_meet(covering));
    return branch;
  }

  page::Branch would_meet(const std::vector<const JsonObject*>& covering) const {
    std::vector<std::string> names;
    for (const JsonObject* one : covering)
      if (text(*one, "verdict") != "implemented")
        names.push_back(text(*one, "path"));
    if (names.empty())
      return {{covering.empty() ? "nothing here would close it: no control covers it"
                                : "its controls are there; the facts must change"},
              "",
              {}};
    return {fmt::format("would close it: {}", fmt::join(names, ", ")), "", {}};
  }

  void head(const JsonObject& one) {
    page::Words title(
        fmt::format("{} {}", short_citation(text(one, "citation")), text(one, "title")));
    if (const std::string designation = text(one, "designation"); designation != "none")
      title.add_part(designation);
    if (const std::string parent = text(one, "parent"); !parent.empty())
      title.add_part(fmt::format("under {} {}", short_citation(parent), view.title_of(parent)));
    title.add_part("as of " + text(view.report, "as_of"));
    page.add(page::Heading{1, title, {}});

    size_t of_text = 0, met = 0;
    for (const JsonObject* element_line : objects(one, "elements"))
      if (text(*element_line, "basis") == "text") {
        ++of_text;
        met += text(*element_line, "verdict") == "met" ? 1 : 0;
      }
    page::Words verdict = verdict_words(text(one, "verdict"));
    page::Words line(capitalized(verdict.plain()), verdict.runs().front().tone);
    if (has_text(one, "details", "partial"))
      line.add(fmt::format(", in part: {} of {} elements met", met, of_text));
    line.add_part(text(one, "words"));
    line.add_part(detail_words(one, "partial"));
    page.add(page::Paragraph{{}, line});
    if (const std::string says = text(one, "says"); !says.empty())
      page.add(page::Paragraph{"It says:", {says, page::Tone::faint}});
    std::string window;
    if (const std::string from = text(one, "in_force_from"); !from.empty())
      window = "in force from " + from;
    if (const std::string until = text(one, "in_force_until"); !until.empty())
      window += " until " + until;
    if (const std::string due = text(one, "due"); !due.empty())
      window += (window.empty() ? "due " : " · due ") + due;
    if (!window.empty())
      page.add(page::Paragraph{{}, {window, page::Tone::faint}});
  }

  page::Words cited(const JsonObject& one) const {
    const std::string citation = text(one, "citation");
    return page::Words(fmt::format("{} {}: ", short_citation(citation), view.title_of(citation)))
        .append(verdict_words(text(one, "verdict")));
  }

  /// One of several is enough (R3.11).
  page::Branch needed_branch(const std::vector<const JsonObject*>& any_of) const {
    if (any_of.size() == 1)
      return {cited(*any_of.front()), "", {}};
    page::Branch out{"one of", "", {}};
    for (const JsonObject* one : any_of)
      out.below.push_back({cited(*one), "", {}});
    return out;
  }

  void tree(const JsonObject& one) {
    const bundle::Provision* made = view.compiled(one);
    const auto elements = objects(one, "elements");
    page::Tree out;
    for (uint32_t i = 0; i < elements.size(); ++i)
      out.branches.push_back(element(
          one, *elements[i],
          made != nullptr && i < made->elements()->size() ? made->elements()->Get(i) : nullptr));
    for (const JsonObject* part : objects(one, "children"))
      out.branches.push_back({cited(*part), "", {}});
    if (!out.branches.empty()) {
      page.add(page::Heading{2, "Its parts", {}});
      page.add(std::move(out));
    }
    page::Tree needed;
    for (const JsonObject* need : objects(one, "needs"))
      if (const auto any_of = objects(*need, "any_of"); !any_of.empty())
        needed.branches.push_back(needed_branch(any_of));
    if (!needed.branches.empty()) {
      page.add(page::Heading{2, "It needs", {}});
      page.add(std::move(needed));
    }
  }

  void decisions(const JsonObject& one) {
    for (const JsonObject* decision : objects(one, "decisions"))
      page.add(page::Paragraph{
          {},
          fmt::format("{}, under 45 CFR 164.306(d)(3).", capitalized(decision_words(*decision)))});
    if (text(one, "designation") != "addressable" || text(one, "verdict") != "not_met")
      return;
    std::vector<std::string> names;
    for (const JsonObject* element_line : objects(one, "elements"))
      if (text(*element_line, "basis") == "text" && text(*element_line, "verdict") == "not_met")
        names.push_back(text(*element_line, "name"));
    page.add(page::Paragraph{
        {},
        fmt::format("No decision under 45 CFR 164.306(d)(3) covers {}.",
                    names.empty() ? "it" : fmt::format("{}", fmt::join(names, ", ")))});
  }

  void explain(const JsonObject& one) {
    head(one);
    tree(one);
    add_facts(page, one, "reason",
              "These facts alone give the verdict, and none of them can be left out");
    add_facts(page, one, "to_met", "Could become met by");
    add_facts(page, one, "to_not_met", "Could become not met by");
    if (text(one, "verdict") == "unknown" && one.get("to_met") == nullptr)
      page.add(page::Paragraph{{}, "No answer alone makes it met."});
    page.add(page::Heading{2, "Beside it", {}});
    decisions(one);
    if (objects(one, "corroborated_by").empty())
      page.add(page::Paragraph{{}, "Corroborated by nothing."});
    for (const JsonObject* fact : objects(one, "corroborated_by"))
      page.add(page::Paragraph{"Corroborated, which proves nothing by itself, by",
                               {fact_words(*fact), page::Tone::code}});
    for (const std::string& source : texts(one, "sources"))
      page.add(page::Paragraph{"Source:", source});
  }
};

} // namespace

page::Page explain_provision(const View& view, const std::string& citation) {
  State state{view, {}};
  for (const JsonObject* one : view.provisions)
    if (text(*one, "citation") == citation)
      state.explain(*one);
  if (state.page.blocks.empty())
    for (const JsonObject* one : objects(child(view.report, "not_judged"), "provisions"))
      if (text(*one, "citation") == citation) {
        state.page.add(page::Heading{1, short_citation(citation) + " " + text(*one, "title"), {}});
        state.page.add(page::Paragraph{
            {}, fmt::format("Not judged as of {}: {}", text(view.report, "as_of"), why_not(*one))});
      }
  add_foot(view, state.page, true);
  return std::move(state.page);
}

} // namespace ward::tool
