// SPDX-License-Identifier: Apache-2.0
#include "tools/incident/incident.h"

#include "tools/report/event_words.h"
#include "tools/report/fact_reads.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace ward::incident {

namespace {

using tool::flag;
using tool::has_text;
using tool::JsonObject;
using tool::objects;
using tool::short_citation;
using tool::text;
using tool::text_of;
using tool::texts;

bool all_of(const std::set<std::string>& some, const std::set<std::string>& among) {
  return !some.empty() && std::includes(among.begin(), among.end(), some.begin(), some.end());
}

struct State {
  const tool::View& view;
  const Stated& stated;
  Incident out;
  std::set<std::string> tables; ///< the incident's, and those that point at it
  std::set<std::string> arises; ///< "breaches[*].known_on": what days are reckoned from

  Incident run() {
    const std::vector<std::string> all = stated.tables_of(out.name.table);
    tables.insert(all.begin(), all.end());
    out.notices = notices_of(view, stated, out.rows);
    find_parts();
    discovery();
    presumptions();
    std::set<const Part*> told(out.discovery_is.begin(), out.discovery_is.end());
    for (const Presumption& one : out.presumptions)
      told.insert(one.parts.begin(), one.parts.end());
    for (const Part& part : out.parts)
      if (part.line != nullptr && told.count(&part) == 0)
        out.asked.push_back(&part);
    missing();
    conclude();
    return std::move(out);
  }

  /// Of what is read, the fields of the incident's tables.
  std::set<std::string> own(const std::set<std::string>& reads) const {
    std::set<std::string> out_reads;
    for (const std::string& path : reads)
      if (const size_t star = path.find("[*].");
          star != std::string::npos && tables.count(path.substr(0, star)) != 0)
        out_reads.insert(path);
    return out_reads;
  }

  void find_parts() {
    using Version = std::pair<std::string, std::string>;
    std::map<Version, const JsonObject*> judged, printed;
    for (const JsonObject* line : view.provisions)
      judged[{text(*line, "citation"), text(*line, "in_force_from")}] = line;
    const std::string today = text(view.report, "as_of");
    for (const JsonObject* line : objects(tool::child(view.report, "not_judged"), "provisions"))
      if (const std::string until = text(*line, "in_force_until");
          text(*line, "why") == "modality" && text(*line, "in_force_from") <= today &&
          (until.empty() || today < until))
        printed[{text(*line, "citation"), text(*line, "in_force_from")}] = line;
    std::set<std::string> cited;
    for (const JsonObject* duty : objects(view.report, "duties"))
      if (tables.count(text(*duty, "table")) != 0)
        for (const JsonObject* cite : objects(*duty, "cites"))
          cited.insert(text(*cite, "citation"));
    for (const bundle::Provision* made : *view.bundle.root().provisions()) {
      Part part;
      part.made = made;
      part.citation = text_of(view.bundle, made->citation());
      const Version version{
          part.citation, made->from_day() == INT32_MIN ? "" : tool::format_day(made->from_day())};
      if (const auto found = judged.find(version); found != judged.end())
        part.line = found->second;
      else if (printed.count(version) == 0)
        continue;
      for (const bundle::Element* element : *made->elements())
        for (const uint32_t node : {element->expression(), element->applies()})
          part.reads.merge(own(tool::fact_reads(view.bundle, node)));
      if (part.reads.empty() && cited.count(part.citation) == 0 && !has_part(*made))
        continue;
      part.title = text_of(view.bundle, made->title());
      part.modality = bundle::EnumNameModality(made->modality());
      part.says = text_of(view.bundle, made->says());
      out.parts.push_back(std::move(part));
    }
  }

  /// Whether something that stands under it turns on the incident: a definition above its cases.
  bool has_part(const bundle::Provision& above) const {
    const auto& all = *view.bundle.root().provisions();
    for (const bundle::Provision* made : all) {
      if (made->parent() == 0 || all.Get(made->parent() - 1) != &above)
        continue;
      for (const bundle::Element* element : *made->elements())
        if (!own(tool::fact_reads(view.bundle, element->expression())).empty())
          return true;
    }
    return false;
  }

  void discovery() {
    std::map<std::string, Answer> answers;
    for (const Notice& notice : out.notices) {
      for (const Answer& answer : notice.arises) {
        answers.emplace(answer.path, answer);
        arises.insert(tool::without_row(answer.path));
      }
      const std::string days = tool::event_days(*notice.event, "arises");
      if (!days.empty() && std::find(out.arose.begin(), out.arose.end(), days) == out.arose.end())
        out.arose.push_back(days);
    }
    for (const RowName& row : out.rows) // as declared
      for (const Answer& answer : stated.answers(row))
        if (answers.count(answer.path) != 0)
          out.discovery.push_back(answer);
    for (const Part& part : out.parts)
      if (part.line == nullptr && all_of(part.reads, arises))
        out.discovery_is.push_back(&part);
  }

  void presumptions() {
    std::set<std::set<std::string>> seen;
    std::vector<Answer> all;
    for (const RowName& row : out.rows)
      for (Answer& answer : stated.answers(row))
        all.push_back(std::move(answer));
    for (const Notice& notice : out.notices)
      for (const JsonObject* one : objects(*notice.event, "presumptions")) {
        Presumption made;
        made.shown = text(*one, "shown");
        made.facts = objects(*one, "facts");
        std::set<std::string> paths, fields;
        for (const JsonObject* fact : made.facts)
          paths.insert(text(*fact, "path"));
        for (const Answer& answer : all)
          if (!answer.points && paths.count(answer.path) != 0)
            made.answers.push_back(answer);
          else if (answer.points)
            paths.erase(answer.path);
        for (const std::string& path : paths)
          fields.insert(tool::without_row(path));
        if (!seen.insert(paths).second)
          continue;
        std::set<const Part*> linked;
        for (const Part& part : out.parts)
          if (all_of(part.reads, fields))
            for (const Part* up = &part; up != nullptr; up = above(*up))
              linked.insert(up);
        for (const Part& part : out.parts) // in the order of the law
          if (linked.count(&part) != 0)
            made.parts.push_back(&part);
        out.presumptions.push_back(std::move(made));
      }
  }

  const Part* above(const Part& part) const {
    if (part.made->parent() == 0)
      return nullptr;
    const bundle::Provision* parent = view.bundle.root().provisions()->Get(part.made->parent() - 1);
    for (const Part& one : out.parts)
      if (one.made == parent)
        return &one;
    return nullptr;
  }

  void missing() {
    std::map<std::string, Missing> facts;
    const auto add = [&](const JsonObject& line, const std::string& needed_for) {
      for (const JsonObject* fact : objects(line, "may_matter")) {
        Missing& one = facts[text(*fact, "path")];
        one.what = tool::fact_words(*fact);
        one.prompt = text(*fact, "prompt");
        one.needed_for.insert(needed_for);
      }
    };
    for (const Notice& notice : out.notices)
      add(*notice.event, text(*notice.duty, "path"));
    for (const Part& part : out.parts) {
      if (part.line == nullptr)
        continue;
      if (text(*part.line, "verdict") == "unknown")
        add(*part.line, short_citation(part.citation));
      if (text(*part.line, "verdict") == "not_applicable")
        continue;
      for (const JsonObject* element : objects(*part.line, "elements"))
        if (text(*element, "verdict") == "not_met" && text(*element, "basis") == "text")
          out.not_shown.push_back(
              {fmt::format("{} {}", short_citation(part.citation), text(*element, "name")),
               text(*element, "phrase"),
               {}});
    }
    for (auto& [path, one] : facts)
      out.missing.push_back(std::move(one));
  }

  void conclude() {
    std::map<std::string, size_t> count;
    size_t presumed = 0;
    for (const Notice& notice : out.notices) {
      ++count[text(*notice.event, "status")];
      presumed += has_text(*notice.event, "details", "presumed");
    }
    const auto say = [&](size_t number, const char* one, const char* several) {
      if (number > 0)
        out.stands.push_back(number == 1 ? one : fmt::format(fmt::runtime(several), number));
    };
    say(count["overdue"], "One notice is overdue.", "{} notices are overdue.");
    say(count["pending"], "One notice is due and not made yet.",
        "{} notices are due and not made yet.");
    say(count["held"], "One notice is due and on hold.", "{} notices are due and on hold.");
    say(count["late"], "One notice was made late.", "{} notices were made late.");
    say(count["early"], "One notice was made against a hold.",
        "{} notices were made against a hold.");
    say(count["met"], "One notice was made in time.", "{} notices were made in time.");
    say(count["unknown"], "Of one notice it is not known whether, or when, it is due.",
        "Of {} notices it is not known whether, or when, they are due.");
    say(presumed, "One of them rests on what the rule presumes until the contrary is shown.",
        "{} of them rest on what the rule presumes until the contrary is shown.");
    const bool none_due = count["not_triggered"] == out.notices.size();
    out.settled = none_due && presumed == 0 && out.missing.empty() && out.not_shown.empty();
    if (out.settled)
      out.stands.emplace_back("By what is stated no notice is due, and the record is complete.");
    else if (none_due)
      out.stands.emplace_back("By what is stated no notice is due; that is not proven yet: see "
                              "what is missing.");
    say(out.missing.size(), "One answer is missing.", "{} answers are missing.");
    say(out.not_shown.size(), "One thing that the text asks for is not shown.",
        "{} things that the text asks for are not shown.");
  }
};

} // namespace

std::vector<Notice> notices_of(const tool::View& view, const Stated& stated,
                               const std::vector<RowName>& rows) {
  std::vector<Notice> out;
  std::map<std::string, std::vector<Answer>> answers; ///< by table: of the rows given
  for (const RowName& row : rows)
    for (Answer& answer : stated.answers(row))
      answers[row.table].push_back(std::move(answer));
  for (const JsonObject* duty : objects(view.report, "duties")) {
    const bundle::Duty* made = nullptr;
    for (const bundle::Duty* one : *view.bundle.root().duties())
      if (text_of(view.bundle, one->path()) == text(*duty, "path"))
        made = one;
    std::set<std::string> reads;
    if (made != nullptr)
      for (const bundle::DateStep* step : *made->arises_on())
        if (step->kind() == bundle::DateStepKind::value ||
            step->kind() == bundle::DateStepKind::choice)
          reads.merge(tool::fact_reads(view.bundle, step->node()));
    for (const JsonObject* event : objects(*duty, "events")) {
      const RowName row{text(*duty, "table"), text(*event, "key")};
      if (std::find(rows.begin(), rows.end(), row) == rows.end())
        continue;
      Notice notice{duty, event, row, {}};
      for (const auto& [table, some] : answers)
        for (const Answer& answer : some)
          if (!answer.points && reads.count(tool::without_row(answer.path)) != 0 &&
              (table != row.table || answer.path.starts_with(row.path() + ".")))
            notice.arises.push_back(answer);
      out.push_back(std::move(notice));
    }
  }
  return out;
}

Incident incident_of(const tool::View& view, const Stated& stated, const RowName& name) {
  State state{view, stated, {}, {}, {}};
  state.out.name = name;
  state.out.rows = stated.with_its_rows(name);
  return state.run();
}

} // namespace ward::incident
