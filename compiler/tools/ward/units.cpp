// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/units.h"

#include "ward/ward.h"

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace ward::tool {

namespace {

constexpr ward_verdict provision_verdicts[] = {WARD_MET, WARD_NOT_MET, WARD_UNKNOWN,
                                               WARD_NOT_APPLICABLE, WARD_NOT_JUDGED};

ward_verdict verdict_of(const std::string& name) {
  for (const ward_verdict verdict : provision_verdicts)
    if (name == ward_verdict_name(verdict))
      return verdict;
  return WARD_UNKNOWN;
}

/// A provision as the units see it, one verdict a unit, in their order.
struct Line {
  const JsonObject* provision = nullptr; ///< of a unit that judged it
  std::vector<ward_verdict> verdicts;

  ward_verdict worst() const {
    ward_verdict worst = WARD_NOT_JUDGED;
    for (const ward_verdict one : verdicts)
      worst = ward_verdict_worst(worst, one);
    return worst;
  }
};

/// The provisions that some unit judged, in the order of the reports: all come from one bundle, so
/// what one report leaves out is where the others have it.
std::vector<Line> lines_of(const std::vector<llvm::json::Object>& reports) {
  std::vector<Line> lines;
  for (size_t unit = 0; unit < reports.size(); ++unit) {
    size_t next = 0;
    for (const JsonObject* provision : objects(reports[unit], "provisions")) {
      const auto same = std::find_if(lines.begin(), lines.end(), [&](const Line& line) {
        return text(*line.provision, "citation") == text(*provision, "citation");
      });
      if (same == lines.end()) {
        Line added;
        added.provision = provision;
        added.verdicts.assign(reports.size(), WARD_NOT_JUDGED);
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(next), std::move(added));
      } else {
        next = static_cast<size_t>(same - lines.begin());
      }
      lines[next].verdicts[unit] = verdict_of(text(*provision, "verdict"));
      ++next;
    }
  }
  return lines;
}

llvm::json::Object counts_of(const JsonObject& authority, const std::vector<Line>& lines) {
  std::map<ward_verdict, int64_t> counts;
  int64_t judged = 0;
  for (const Line& line : lines) {
    if (text(*line.provision, "authority") != text(authority, "name"))
      continue;
    ++counts[line.worst()];
    ++judged;
  }
  const int64_t all = number(authority, "met") + number(authority, "not_met") +
                      number(authority, "unknown") + number(authority, "not_applicable") +
                      number(authority, "not_judged");
  return llvm::json::Object{{"name", text(authority, "name")},
                            {"title", text(authority, "title")},
                            {"force", text(authority, "force")},
                            {"met", counts[WARD_MET]},
                            {"not_met", counts[WARD_NOT_MET]},
                            {"unknown", counts[WARD_UNKNOWN]},
                            {"not_applicable", counts[WARD_NOT_APPLICABLE]},
                            {"not_judged", all - judged}};
}

} // namespace

std::optional<std::vector<UnitRequest>> parse_units(const std::vector<std::string>& texts,
                                                    const Common& common) {
  std::vector<UnitRequest> units;
  for (const std::string& one : texts) {
    const size_t equal = one.find('=');
    UnitRequest unit;
    unit.name = one.substr(0, equal);
    if (equal != std::string::npos)
      for (const llvm::StringRef file : llvm::split(llvm::StringRef(one).substr(equal + 1), ','))
        if (!file.empty())
          unit.files.push_back(file.str());
    if (unit.name.empty() || unit.files.empty()) {
      fail(common,
           fmt::format("--unit {}: write a name and its files: --unit lab=lab.yaml,lab.csv", one));
      return std::nullopt;
    }
    if (std::any_of(units.begin(), units.end(),
                    [&](const UnitRequest& other) { return other.name == unit.name; })) {
      fail(common, fmt::format("--unit {}: a second unit of that name", unit.name));
      return std::nullopt;
    }
    units.push_back(std::move(unit));
  }
  return units;
}

JudgedUnits judge_units(const OpenedBundle& opened, const std::string& path,
                        const JudgeRequest& request, const std::vector<UnitRequest>& units,
                        const Common& common) {
  JudgedUnits out;
  for (const UnitRequest& unit : units) {
    JudgeRequest own = request;
    own.facts.insert(own.facts.end(), unit.files.begin(), unit.files.end());
    const Judged judged = judge(opened, path, own, common);
    std::optional<JsonObject> report;
    if (!judged.json.empty())
      report = parse_report(judged, common);
    if (!report) {
      JudgedUnits none;
      none.exit = judged.json.empty() ? judged.exit : Exit::internal;
      return none;
    }
    out.names.push_back(unit.name);
    out.reports.push_back(std::move(*report));
  }
  std::set<std::string> laws;
  for (const JsonObject* authority : objects(out.reports.front(), "authorities"))
    if (text(*authority, "force") == "law")
      laws.insert(text(*authority, "name"));
  for (const Line& line : lines_of(out.reports)) {
    if (laws.count(text(*line.provision, "authority")) == 0)
      continue;
    out.law_not_met += line.worst() == WARD_NOT_MET;
    out.law_unknown += line.worst() == WARD_UNKNOWN;
  }
  return out;
}

llvm::json::Object units_json(const JudgedUnits& judged) {
  const JsonObject& first = judged.reports.front();
  const std::vector<Line> lines = lines_of(judged.reports);
  llvm::json::Array names, authorities, provisions, reports;
  for (const std::string& name : judged.names)
    names.push_back(name);
  for (const JsonObject* authority : objects(first, "authorities"))
    authorities.push_back(counts_of(*authority, lines));
  for (const Line& line : lines) {
    llvm::json::Array verdicts;
    for (size_t unit = 0; unit < judged.names.size(); ++unit)
      verdicts.push_back(llvm::json::Object{{"unit", judged.names[unit]},
                                            {"verdict", ward_verdict_name(line.verdicts[unit])}});
    provisions.push_back(llvm::json::Object{{"citation", text(*line.provision, "citation")},
                                            {"authority", text(*line.provision, "authority")},
                                            {"title", text(*line.provision, "title")},
                                            {"verdict", ward_verdict_name(line.worst())},
                                            {"units", std::move(verdicts)}});
  }
  for (size_t unit = 0; unit < judged.names.size(); ++unit)
    reports.push_back(llvm::json::Object{{"unit", judged.names[unit]},
                                         {"report", llvm::json::Object(judged.reports[unit])}});
  return llvm::json::Object{{"schema_version", 1},
                            {"organization", text(first, "organization")},
                            {"as_of", text(first, "as_of")},
                            {"units", std::move(names)},
                            {"authorities", std::move(authorities)},
                            {"provisions", std::move(provisions)},
                            {"reports", std::move(reports)}};
}

} // namespace ward::tool
