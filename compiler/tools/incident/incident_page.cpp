// SPDX-License-Identifier: Apache-2.0
#include "tools/incident/incident.h"
#include "tools/incident/pieces.h"
#include "tools/report/eval_sections.h"
#include "tools/report/event_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ward::incident {

namespace {

using page::Tone;
using tool::JsonObject;
using tool::objects;
using tool::short_citation;
using tool::text;

struct State {
  const tool::View& view;
  const Stated& stated;
  const Incident& incident;
  page::Page page;

  page::Page run() {
    head();
    presumed();
    discovery();
    notices();
    asked();
    missing();
    as_stated();
    tool::add_foot(view, page, true);
    return std::move(page);
  }

  void section(const char* title, const std::string& note) {
    page.add(page::Heading{2, {title, Tone::strong}, {note, Tone::faint}});
  }

  void head() {
    const std::string organization = text(view.report, "organization");
    page.add(page::Heading{
        1,
        page::Words("Record of " + incident.name.path())
            .add_part(organization.empty() ? "An organization without a name" : organization)
            .add_part("as of " + text(view.report, "as_of")),
        {}});
    page.add(page::Paragraph{
        {},
        {"What the organization can show of this incident, and what it cannot. What nobody stated "
         "counts as not shown; every line names the facts that it rests on.",
         Tone::faint}});
    section("WHERE IT STANDS", "");
    for (const std::string& sentence : incident.stands)
      page.add(page::Paragraph{{}, sentence});
  }

  /// A provision: what it says, how it came out for this incident, element by element.
  void part(const Part& one) {
    page::Item item;
    item.name = short_citation(one.citation);
    item.title = one.title;
    item.notes = one.line == nullptr ? page::Words(one.modality, Tone::faint)
                                     : tool::verdict_words(text(*one.line, "verdict"));
    if (one.line != nullptr)
      for (const std::string& detail : tool::texts(*one.line, "details"))
        if (detail != "unverified" && detail != "no_instances")
          item.notes.add_part(tool::words(detail));
    item.fields.push_back({"says", {one.says, Tone::faint}, ""});
    if (one.line != nullptr && text(*one.line, "verdict") != "not_applicable") {
      for (const JsonObject* element : objects(*one.line, "elements"))
        item.fields.push_back(
            {"part",
             page::Words(text(*element, "name") + ": ")
                 .append(tool::verdict_words(text(*element, "verdict")))
                 .add(text(*element, "basis") == "text"
                          ? ""
                          : fmt::format(" ({}, beyond the text)", text(*element, "basis")))
                 .add_part({text(*element, "phrase"), Tone::faint}),
             ""});
      bool first = true;
      for (const JsonObject* fact :
           objects(*one.line, text(*one.line, "verdict") == "unknown" ? "may_matter" : "reason")) {
        item.fields.push_back(tool::fact_field(!first ? ""
                                               : text(*one.line, "verdict") == "unknown"
                                                   ? "missing"
                                                   : "because",
                                               *fact));
        first = false;
      }
    }
    page.add(std::move(item));
  }

  void presumed() {
    if (incident.presumptions.empty())
      return;
    section("PRESUMED UNTIL THE CONTRARY IS SHOWN", "the burden of proof is the organization's");
    for (const Presumption& one : incident.presumptions) {
      page::Item item;
      item.name = one.shown == "yes" ? "shown" : "not shown";
      item.notes = page::Words(one.shown == "yes"  ? "by what is stated"
                               : one.shown == "no" ? "what is stated does not show it"
                                                   : "not all of it is answered",
                               one.shown == "yes" ? Tone::good : Tone::open);
      std::vector<std::string> citations;
      for (const Part* each : one.parts)
        citations.push_back(short_citation(each->citation));
      item.fields.push_back(
          {"under", {fmt::to_string(fmt::join(citations, ", ")), Tone::faint}, ""});
      for (const Answer& answer : one.answers)
        add_answer(answer, item, answer.said());
      page.add(std::move(item));
    }
    std::set<const Part*> told;
    for (const Presumption& one : incident.presumptions)
      told.insert(one.parts.begin(), one.parts.end());
    for (const Part& each : incident.parts) // in the order of the law
      if (told.count(&each) != 0)
        part(each);
  }

  void discovery() {
    section("WHO KNEW WHEN", incident.arose.empty()
                                 ? "no day is known"
                                 : "day 0: " + fmt::to_string(fmt::join(incident.arose, "; ")));
    page::Item item;
    item.name = "stated";
    for (const Answer& answer : incident.discovery)
      add_answer(answer, item, "");
    page.add(std::move(item));
    for (const Part* each : incident.discovery_is)
      part(*each);
  }

  void notices() {
    section("WHO IS TOLD, AND WHEN", "or why not");
    for (const Notice& notice : incident.notices) {
      const std::string status = text(*notice.event, "status");
      page::Item item;
      item.name = text(*notice.duty, "path");
      item.title = text(*notice.duty, "title");
      if (notice.row != incident.name)
        item.title += " · " + notice.row.path();
      item.notes = status_words(*notice.event);
      item.fields.push_back({"under", {cites(*notice.duty), Tone::faint}, ""});
      for (const std::string& detail : tool::texts(*notice.event, "details"))
        item.fields.push_back({"note", {tool::event_detail_words(detail), Tone::open}, ""});
      if (const std::string past = tool::violation_words(*notice.event); !past.empty())
        item.fields.push_back({"note", past, ""});
      add_facts(*notice.event, "reason", "because", item);
      add_facts(*notice.event, "may_matter", "could change", item);
      page.add(std::move(item));
    }
  }

  /// Whether a verdict is of what has not happened: no notice went out whose content it could
  /// judge.
  bool is_over_nothing(const Part& part) const {
    if (!tool::has_text(*part.line, "details", "no_instances") || part.made->children()->size() > 0)
      return false;
    return std::none_of(incident.notices.begin(), incident.notices.end(),
                        [&](const Notice& notice) {
                          return tool::has_text(*notice.event, "under", part.citation) &&
                                 text(*notice.event, "status") != "not_triggered";
                        });
  }

  void asked() {
    std::vector<std::string> not_applicable, nothing_yet;
    section("WHAT THE RULE ASKS OF IT", "judged as if nothing else had happened");
    for (const Part* each : incident.asked)
      if (text(*each->line, "verdict") == "not_applicable")
        not_applicable.push_back(short_citation(each->citation));
      else if (is_over_nothing(*each))
        nothing_yet.push_back(short_citation(each->citation));
      else
        part(*each);
    if (!nothing_yet.empty())
      page.add(page::Paragraph{"Nothing to judge yet, so nothing shown:",
                               fmt::to_string(fmt::join(nothing_yet, ", "))});
    if (!not_applicable.empty())
      page.add(page::Paragraph{"Not applicable:", fmt::to_string(fmt::join(not_applicable, ", "))});
  }

  void missing() {
    section("MISSING TO PROVE",
            std::to_string(incident.missing.size() + incident.not_shown.size()));
    for (const Missing& one : incident.not_shown) {
      page::Item item;
      item.name = one.what;
      item.title = one.prompt;
      item.notes = page::Words("not shown", Tone::bad);
      page.add(std::move(item));
    }
    for (const Missing& one : incident.missing) {
      page::Item item;
      item.name = one.what;
      if (!one.prompt.empty())
        item.fields.push_back({"question", one.prompt, ""});
      item.fields.push_back(
          {"for", {fmt::to_string(fmt::join(one.needed_for, ", ")), Tone::faint}, ""});
      page.add(std::move(item));
    }
    if (incident.missing.empty() && incident.not_shown.empty())
      page.add(page::Paragraph{{}, "Nothing that the rule asks of this record."});
  }

  void as_stated() {
    section("AS STATED", "every question of the record, with who answered it");
    for (const RowName& row : incident.rows) {
      page::Item item;
      item.name = row.path();
      const std::vector<Answer> answers = stated.answers(row);
      std::string common;
      for (const Answer& answer : answers)
        if (common.empty())
          common = answer.said();
      item.notes = {common, Tone::faint};
      for (const Answer& answer : answers)
        add_answer(answer, item, common);
      page.add(std::move(item));
    }
  }
};

} // namespace

page::Page incident_page(const tool::View& view, const Stated& stated, const Incident& incident) {
  return State{view, stated, incident, {}}.run();
}

} // namespace ward::incident
