// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/eval_findings.h"

#include "tools/ward/findings.h"

#include <fmt/format.h>

#include <charconv>
#include <map>

namespace ward::tool {
namespace {

using formats::Case;
using formats::Finding;
using formats::Level;
using formats::Region;

constexpr size_t max_facts = 8;

const formats::Rule not_met{
    "verdict-not-met", "verdict-not-met", "A provision that binds the organization is not met.",
    "The facts contradict an element of the provision, or no control that covers it is "
    "implemented, "
    "or nothing covers it. `ward explain CITATION BUNDLE FACTS` shows which.",
    Level::error};
const formats::Rule unknown{"verdict-unknown", "verdict-unknown",
                            "Whether a provision is met cannot be told from the facts given.",
                            "A fact that nobody stated, that went stale, or a table that nobody "
                            "declared complete never turns "
                            "into `met`. State the facts that the finding names.",
                            Level::warning};

/// "facts/clinic.yaml:18"
Region region_of(const JsonObject& fact) {
  Region out;
  const std::string at = text(fact, "at");
  const size_t colon = at.rfind(':');
  if (colon == std::string::npos)
    return out;
  const char* end = at.data() + at.size();
  if (std::from_chars(at.data() + colon + 1, end, out.line).ptr != end) {
    out.line = 0;
    return out;
  }
  out.file = at.substr(0, colon);
  return out;
}

struct State {
  const JsonObject& report;
  const std::string& fail_on;
  formats::Report found = empty_report("eval");
  std::map<std::string, const JsonObject*> authorities = {};

  formats::Report run() {
    for (const JsonObject* authority : objects(report, "authorities"))
      authorities[text(*authority, "name")] = authority;
    for (const JsonObject* provision : objects(report, "provisions"))
      add(*provision);
    formats::number(found);
    return std::move(found);
  }

  Level level(const std::string& force, bool is_unknown) const {
    if (force == "law" && fail_on != "never" && (!is_unknown || fail_on == "unknown"))
      return Level::error;
    return force == "framework" || force == "guidance" ? Level::note : Level::warning;
  }

  void add(const JsonObject& provision) {
    const std::string citation = text(provision, "citation"), verdict = text(provision, "verdict");
    const auto authority = authorities.find(text(provision, "authority"));
    const bool known = authority != authorities.end();
    Case one;
    one.suite = known ? text(*authority->second, "title") : text(provision, "authority");
    one.name = fmt::format("{} {}", citation, text(provision, "title"));
    if (verdict == "not_met" || verdict == "unknown") {
      Finding finding = finding_of(provision, verdict == "unknown");
      finding.level =
          level(known ? text(*authority->second, "force") : "law", verdict == "unknown");
      one.outcome = finding.level == Level::error ? Case::Outcome::failed : Case::Outcome::skipped;
      one.message = finding.message;
      one.region = finding.region;
      for (const formats::Related& related : finding.related)
        one.detail += related.text + "\n";
      found.add_rule(verdict == "unknown" ? unknown : not_met);
      found.findings.push_back(std::move(finding));
    } else if (verdict == "not_applicable") {
      one.outcome = Case::Outcome::skipped;
      one.message = "not applicable";
    }
    found.cases.push_back(std::move(one));
  }

  Finding finding_of(const JsonObject& provision, bool is_unknown) const {
    const std::string citation = text(provision, "citation");
    Finding out;
    out.rule = is_unknown ? unknown.id : not_met.id;
    out.message = fmt::format("{} {} is {}", citation, text(provision, "title"),
                              is_unknown ? "unknown" : "not met");
    // Versions of one citation differ in their first day.
    out.identity = fmt::format("{} {} {}", out.rule, citation, text(provision, "in_force_from"));
    for (const JsonObject* element : objects(provision, "elements"))
      if (const std::string verdict = text(*element, "verdict");
          verdict == "not_met" || verdict == "unknown")
        out.related.push_back({{},
                               fmt::format("element {} is {}{}", text(*element, "name"),
                                           words(verdict), ground(*element))});
    size_t shown = 0;
    for (const JsonObject* fact : objects(provision, is_unknown ? "may_matter" : "reason")) {
      if (out.region.file.empty())
        out.region = region_of(*fact);
      if (++shown <= max_facts)
        out.related.push_back({region_of(*fact), fact_words(*fact)});
    }
    out.help = is_unknown ? "state these facts, and the tables as complete"
                          : fmt::format("see `ward explain {}`", citation);
    return out;
  }

  static std::string ground(const JsonObject& element) {
    const std::string ground = text(element, "ground");
    return ground == "contrary"      ? ": the facts say no"
           : ground == "not_shown"   ? ": no control that covers it is implemented"
           : ground == "not_covered" ? ": nothing here covers it"
                                     : "";
  }
};

} // namespace

formats::Report eval_findings(const JsonObject& report, const std::string& fail_on) {
  return State{report, fail_on}.run();
}

void add_unit(formats::Report& all, formats::Report unit, const std::string& name) {
  for (formats::Rule& rule : unit.rules)
    all.add_rule(std::move(rule));
  for (Finding& finding : unit.findings) {
    finding.message = fmt::format("{}: {}", name, finding.message);
    finding.identity = fmt::format("{}\n{}", name, finding.identity);
    all.findings.push_back(std::move(finding));
  }
  for (Case& one : unit.cases) {
    one.suite = fmt::format("{}: {}", name, one.suite);
    all.cases.push_back(std::move(one));
  }
  formats::number(all);
}

} // namespace ward::tool
