// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/eval_text.h"

#include "tools/ward/open_questions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace ward::tool {

namespace {

constexpr size_t place_column = 84; ///< where places of facts begin
constexpr size_t wrap_column = 110;

struct State {
  const JsonObject& report;
  const Style& style;
  const EvalTextOptions& options;
  std::string out;
  std::vector<const JsonObject*> provisions;
  std::map<std::string, const JsonObject*> controls;
  std::map<std::string, std::set<std::string>>
      holds_back; ///< control -> citations that it would help

  void line(const std::string& text) { out += text + "\n"; }

  /// How many of a list are shown.
  size_t shown(size_t count, size_t first) const {
    return options.all || count <= first + 1 ? count : first;
  }
  void more(size_t count, size_t shown_count) {
    if (count > shown_count)
      line(style.dim(fmt::format("  ... {} more (--all)", count - shown_count)));
  }
  void heading(const std::string& text, const std::string& note) {
    line(fmt::format("\n{}{}{}", text, note.empty() ? "" : "   ", style.dim(note)));
  }

  /// Long values, of sets for example, would push everything else off the screen.
  std::string fitting(std::string text) const {
    if (options.all || text.size() <= place_column)
      return text;
    size_t end = place_column - 3;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
      --end;
    return text.substr(0, end) + "...";
  }

  void fact_line(const JsonObject& fact, const std::string& label) {
    std::string text = fitting(fmt::format("      {}{}", label, fact_words(fact)));
    const std::string place = fact_place(fact);
    if (!place.empty())
      text = fmt::format("{:<{}}  {}", text, place_column, style.dim(place));
    line(text);
  }

  void header() {
    const std::string organization = text(report, "organization");
    std::string head =
        style.bold(organization.empty() ? "An organization without a name" : organization);
    std::string unknown_roles;
    for (const JsonObject* role : objects(report, "roles")) {
      const std::string holds = text(*role, "holds");
      if (holds == "yes")
        head += " · " + words(text(*role, "name"));
      if (holds == "unknown")
        unknown_roles += (unknown_roles.empty() ? "" : ", ") + words(text(*role, "name"));
    }
    head += " · as of " + text(report, "as_of");
    if (const std::string profile = text(child(report, "profile"), "name"); !profile.empty())
      head += " · profile " + profile;
    line(head);
    if (!unknown_roles.empty())
      line(fmt::format("{} whether it is: {}", style.unknown("unknown"), unknown_roles));
    for (const std::string& assumed : texts(report, "assumed"))
      line(style.unknown(fmt::format("assumed: as if `{}` were in force", assumed)));
    out += "\n";
  }

  size_t count_details(const std::string& authority, const char* verdict,
                       const char* detail) const {
    return static_cast<size_t>(
        std::count_if(provisions.begin(), provisions.end(), [&](const JsonObject* one) {
          return text(*one, "authority") == authority && text(*one, "verdict") == verdict &&
                 has_text(*one, "details", detail);
        }));
  }

  void counts() {
    size_t width = 0;
    for (const JsonObject* one : objects(report, "authorities"))
      width = std::max(width, text(*one, "title").size());
    for (const JsonObject* one : objects(report, "authorities")) {
      const int64_t met = number(*one, "met"), bad = number(*one, "not_met"),
                    open = number(*one, "unknown");
      const int64_t other = number(*one, "not_applicable");
      const size_t decided = count_details(text(*one, "name"), "met", "by_decision");
      const auto cell = [](int64_t count, const char* name) {
        return fmt::format("{} {}", count, name);
      };
      std::string row = fmt::format("{}   {} judged",
                                    style.bold(fmt::format("{:<{}}", text(*one, "title"), width)),
                                    met + bad + open + other);
      row += "   " + style.good(cell(met, "met")) +
             (decided == 0 ? "" : fmt::format(" ({} by decision)", decided));
      row += "   " + (bad == 0 ? cell(bad, "not met") : style.bad(cell(bad, "not met")));
      row += "   " + (open == 0 ? cell(open, "unknown") : style.unknown(cell(open, "unknown")));
      row += fmt::format("   {} not applicable   {} not judged", other, number(*one, "not_judged"));
      line(row);
    }
    const auto bodies = texts(child(report, "not_judged"), "bodies");
    std::string row = "Not judged: ";
    for (size_t i = 0; i < bodies.size(); ++i) {
      if (i > 0 && row.size() + bodies[i].size() > wrap_column) {
        line(row);
        row = "           ";
      }
      row += (i == 0 ? "" : " ") + bodies[i] + (i + 1 < bodies.size() ? ";" : "");
    }
    if (!bodies.empty())
      line(row);
  }

  std::string title_line(const JsonObject& provision) {
    std::vector<std::string> notes;
    if (const std::string designation = text(provision, "designation"); designation != "none")
      notes.push_back(designation);
    for (const char* detail : {"partial", "excepted"})
      if (has_text(provision, "details", detail))
        notes.push_back(detail);
    const std::string head = fmt::format("  {:<22}", short_citation(text(provision, "citation")));
    return notes.empty() ? head + text(provision, "title")
                         : fmt::format("{}{:<58}  {}", head, text(provision, "title"),
                                       fmt::join(notes, " · "));
  }

  void collect_controls() {
    for (const JsonObject* provision : provisions) {
      if (text(*provision, "verdict") != "not_met")
        continue;
      for (const JsonObject* element : objects(*provision, "elements"))
        if (text(*element, "verdict") == "not_met")
          for (const JsonObject* control : objects(*element, "controls"))
            if (text(*control, "verdict") != "implemented")
              holds_back[text(*control, "path")].insert(text(*provision, "citation"));
    }
  }

  std::string closing(const std::string& path, const std::string& citation) {
    const auto control = controls.find(path);
    const std::string effort = control == controls.end() ? "" : text(*control->second, "effort");
    std::string out_text = path + (effort.empty() ? "" : fmt::format(" (effort: {})", effort));
    std::vector<std::string> others;
    for (const std::string& other : holds_back[path])
      if (other != citation)
        others.push_back(short_citation(other));
    if (!others.empty())
      out_text += fmt::format(" · also opens {}", fmt::join(others, ", "));
    return out_text;
  }

  void elements_not_met(const JsonObject& provision) {
    std::vector<std::string> paths;
    for (const JsonObject* element : objects(provision, "elements")) {
      if (text(*element, "verdict") != "not_met")
        continue;
      const std::string ground = text(*element, "ground");
      const bool practice = text(*element, "basis") != "text";
      const char* why = ground == "contrary"      ? "the facts say no"
                        : ground == "not_covered" ? "nothing here covers it"
                                                  : "no control that covers it is implemented";
      const std::string phrase = text(*element, "phrase");
      line(fmt::format("      element {}{}: {}{}", style.bold(text(*element, "name")),
                       practice ? " (practice, beyond the text)" : "", why,
                       phrase.empty() ? "" : style.dim(" · " + phrase)));
      if (practice)
        continue;
      for (const JsonObject* control : objects(*element, "controls"))
        if (text(*control, "verdict") != "implemented" &&
            std::find(paths.begin(), paths.end(), text(*control, "path")) == paths.end())
          paths.push_back(text(*control, "path"));
    }
    for (const std::string& path : paths)
      line("      closes with: " + closing(path, text(provision, "citation")));
  }

  void not_met() {
    std::vector<const JsonObject*> bad;
    for (const JsonObject* one : provisions)
      if (text(*one, "verdict") == "not_met")
        bad.push_back(one);
    if (bad.empty())
      return;
    heading(style.bad("NOT MET"), "");
    const size_t first = shown(bad.size(), 12);
    for (size_t i = 0; i < first; ++i) {
      const JsonObject& provision = *bad[i];
      line(title_line(provision));
      const auto reason = objects(provision, "reason");
      const size_t facts = shown(reason.size(), 6);
      for (size_t k = 0; k < facts; ++k)
        fact_line(*reason[k], k == 0 ? "because " : "    and ");
      if (reason.size() > facts)
        line(style.dim(fmt::format("          and {} more facts (--all)", reason.size() - facts)));
      std::vector<std::string> below;
      for (const JsonObject* one : objects(provision, "children"))
        if (text(*one, "verdict") == "not_met")
          below.push_back(short_citation(text(*one, "citation")));
      if (!below.empty())
        line(fmt::format("      not met below it: {}", fmt::join(below, ", ")));
      elements_not_met(provision);
    }
    more(bad.size(), first);
  }

  void unknown() {
    std::vector<const JsonObject*> open;
    for (const JsonObject* one : provisions)
      if (text(*one, "verdict") == "unknown")
        open.push_back(one);
    if (open.empty())
      return;
    const std::vector<OpenQuestion> questions = open_questions(open);
    heading(style.unknown("UNKNOWN"),
            fmt::format("{} verdict{} open; answer these first: the number says how many of them "
                        "each fact may matter to",
                        open.size(), open.size() == 1 ? " is" : "s are"));
    const size_t first = shown(questions.size(), 10);
    for (size_t i = 0; i < first; ++i) {
      const OpenQuestion& question = questions[i];
      std::string row =
          fitting(fmt::format("  {:>3}  {}", question.verdicts.size(), question.words));
      if (!question.place.empty())
        row = fmt::format("{:<{}}  {}", row, place_column, style.dim(question.place));
      line(row);
      if (!question.prompt.empty())
        line(style.dim(fmt::format("       \"{}\"", question.prompt)));
    }
    more(questions.size(), first);
    line("  What is unknown:");
    const size_t listed = shown(open.size(), 12);
    for (size_t i = 0; i < listed; ++i) {
      line(title_line(*open[i]));
      settling(*open[i]);
    }
    more(open.size(), listed);
  }

  void settling(const JsonObject& provision) {
    if (provision.get("to_met") == nullptr)
      return line(style.dim("      no answer alone makes it met"));
    std::vector<std::string> paths;
    for (const JsonObject* fact : objects(provision, "to_met"))
      paths.push_back((text(*fact, "kind") == "complete" ? "the whole list of " : "") +
                      text(*fact, "path"));
    if (paths.empty())
      return;
    if (options.all || paths.size() <= 4)
      line(style.dim(fmt::format("      could become met by: {}", fmt::join(paths, ", "))));
    else
      line(style.dim(
          fmt::format("      could become met by {} answers together (--all)", paths.size())));
  }

  /// Provisions with a detail, one line each.
  void beside(const char* detail, const char* title, const char* note, bool met_only) {
    std::vector<const JsonObject*> found;
    for (const JsonObject* one : provisions)
      if (has_text(*one, "details", detail) && (!met_only || text(*one, "verdict") == "met"))
        found.push_back(one);
    if (found.empty())
      return;
    heading(style.bold(title), note);
    const size_t first = shown(found.size(), 8);
    for (size_t i = 0; i < first; ++i) {
      line(fmt::format("  {:<22}{:<58}  {}", short_citation(text(*found[i], "citation")),
                       text(*found[i], "title"), words(text(*found[i], "verdict"))));
      beside_lines(*found[i], detail);
    }
    more(found.size(), first);
  }
  void beside_lines(const JsonObject& provision, std::string_view detail) {
    if (detail == "by_decision")
      for (const JsonObject* decision : objects(provision, "decisions"))
        line(fmt::format("      decision {}: {}", text(*decision, "id"),
                         text(*decision, "kind") == "alternative"
                             ? "an alternative is in place"
                             : "no alternative is reasonable"));
    if (detail == "practice_gap")
      for (const JsonObject* element : objects(provision, "elements"))
        if (text(*element, "basis") != "text" && text(*element, "verdict") == "not_met")
          line(fmt::format("      {}: {}", text(*element, "name"), text(*element, "phrase")));
    if (detail == "corroborated")
      for (const JsonObject* fact : objects(provision, "corroborated_by"))
        fact_line(*fact, "");
  }

  void all_controls() {
    std::map<std::string, std::vector<const JsonObject*>> by_line;
    for (const JsonObject* one : objects(report, "controls"))
      by_line[text(*one, "verdict")].push_back(one);
    heading(style.bold("CONTROLS"),
            fmt::format("{} implemented, {} not implemented, {} unknown, {} not applicable",
                        by_line["implemented"].size(), by_line["not_implemented"].size(),
                        by_line["unknown"].size(), by_line["not_applicable"].size()));
    for (const char* verdict : {"not_implemented", "unknown"}) {
      const auto& found = by_line[verdict];
      const size_t first = shown(found.size(), 12);
      for (size_t i = 0; i < first; ++i)
        line(fmt::format("  {:<28}  {:<50}  {}{}", text(*found[i], "path"),
                         text(*found[i], "title"), words(verdict),
                         has_text(*found[i], "details", "excepted") ? " · excepted" : ""));
      more(found.size(), first);
    }
  }

  void exceptions() {
    const auto all = objects(report, "exceptions");
    if (all.empty())
      return;
    heading(style.bold("EXCEPTIONS"), "beside the verdicts; they change none");
    for (const JsonObject* one : all) {
      const std::string state = text(*one, "state");
      std::vector<std::string> rows;
      for (const JsonObject* row : objects(*one, "rows"))
        rows.push_back(fmt::format("{}[\"{}\"]", text(*row, "table"), text(*row, "key")));
      line(fmt::format("  {}  for {}{}{} · {}", text(*one, "name"), text(*one, "control"),
                       rows.empty() ? "" : " at ", fmt::join(rows, ", "),
                       state == "active"    ? "until " + text(*one, "expires")
                       : state == "expired" ? style.bad("expired " + text(*one, "expires"))
                                            : "from " + text(*one, "on")));
      line(style.dim(fmt::format("      {} · approved by {} on {}", text(*one, "because"),
                                 text(*one, "approved_by"), text(*one, "on"))));
      if (const JsonObject& other = child(*one, "compensated_by"); !other.empty())
        line(style.dim(fmt::format("      compensated by {}: {}", text(other, "path"),
                                   words(text(other, "line")))));
    }
  }

  void not_judged() {
    const auto left_out = objects(child(report, "not_judged"), "provisions");
    if (left_out.empty())
      return;
    heading(style.bold("NOT JUDGED"), "");
    const size_t first = shown(left_out.size(), 8);
    for (size_t i = 0; i < first; ++i) {
      const JsonObject& one = *left_out[i];
      line(fmt::format("  {:<22}{:<58}  {}", short_citation(text(one, "citation")),
                       text(one, "title"), why_not(one)));
    }
    more(left_out.size(), first);
  }
  static std::string why_not(const JsonObject& one) {
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

  void footer() {
    const JsonObject& bundle = child(report, "bundle");
    const size_t unverified = static_cast<size_t>(
        std::count_if(provisions.begin(), provisions.end(), [](const JsonObject* one) {
          return text(*one, "verdict") == "met" && has_text(*one, "details", "unverified");
        }));
    out += "\n";
    if (unverified > 0)
      line(
          fmt::format("{} of what is met rests on the organization's own word alone.", unverified));
    const std::string reviewed = text(bundle, "reviewed");
    line(fmt::format("{} {} (release {}){} · bundle {}", text(bundle, "library"),
                     text(bundle, "version"), number(bundle, "release"),
                     reviewed.empty() ? "" : " · reviewed on " + reviewed,
                     text(bundle, "sha256").substr(0, 16)));
    line(text(report, "disclaimer"));
  }

  std::string run() {
    provisions = objects(report, "provisions");
    for (const JsonObject* one : objects(report, "controls"))
      controls[text(*one, "path")] = one;
    collect_controls();
    header();
    counts();
    not_met();
    unknown();
    beside("by_decision", "BY DECISION",
           "met only because of a decision under 45 CFR 164.306(d)(3)", true);
    beside("practice_gap", "PRACTICE GAPS", "beyond the text; they change no verdict", false);
    beside("presumed", "PRESUMED", "rests on a presumption the rule itself makes", false);
    beside("no_instances", "NO INSTANCES", "met because there is nothing it could be broken by",
           true);
    beside("contributed", "CONTRIBUTED", "controls align with it without meeting it", false);
    beside("corroborated", "CORROBORATED", "stands beside the verdict and proves nothing by itself",
           false);
    all_controls();
    exceptions();
    not_judged();
    footer();
    return std::move(out);
  }
};

} // namespace

std::string eval_text(const JsonObject& report, const Style& style,
                      const EvalTextOptions& options) {
  return State{report, style, options, {}, {}, {}, {}}.run();
}

} // namespace ward::tool
