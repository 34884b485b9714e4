// SPDX-License-Identifier: Apache-2.0
#include "tools/report/ranking.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace ward::tool {

namespace {

constexpr uint32_t unknown_effort = UINT32_MAX;

int rank_of_force(const std::string& force) {
  constexpr std::string_view order[] = {"law", "contract", "policy", "framework", "guidance"};
  return static_cast<int>(std::find(std::begin(order), std::end(order), force) - std::begin(order));
}

int rank_of_ground(const std::string& ground) {
  return ground == "contrary" ? 0 : ground == "not_shown" ? 1 : 2;
}

struct State {
  const View& view;
  std::map<std::string, int> force_rank;                 ///< by authority
  std::map<std::string, std::vector<std::string>> above; ///< not met, of a part that is not met

  uint32_t hours_of(const std::string& path) const {
    const JsonObject* control = view.control(path);
    return control == nullptr ? unknown_effort
                              : effort_hours(text(*control, "effort")).value_or(unknown_effort);
  }

  /// Controls of an element that are not implemented for it, the cheapest first, then by path.
  std::vector<std::string> closing(const JsonObject& element) const {
    std::vector<std::string> out;
    for (const JsonObject* control : objects(element, "controls"))
      if (text(*control, "verdict") != "implemented")
        out.push_back(text(*control, "path"));
    std::stable_sort(out.begin(), out.end(), [&](const std::string& a, const std::string& b) {
      return hours_of(a) < hours_of(b);
    });
    return out;
  }

  Finding finding(const JsonObject& provision) const {
    Finding out;
    out.provision = &provision;
    std::set<std::string> cheapest;
    for (const JsonObject* element : objects(provision, "elements")) {
      if (text(*element, "basis") != "text" || text(*element, "verdict") != "not_met")
        continue;
      out.acts = true;
      const std::vector<std::string> controls = closing(*element);
      if (controls.empty())
        out.closable = false;
      else
        cheapest.insert(controls.front());
      for (const std::string& path : controls)
        if (std::find(out.controls.begin(), out.controls.end(), path) == out.controls.end())
          out.controls.push_back(path);
    }
    uint64_t hours = 0;
    bool known = out.closable;
    for (const std::string& path : cheapest) {
      known = known && hours_of(path) != unknown_effort;
      hours += hours_of(path);
    }
    if (known && hours < unknown_effort)
      out.hours = static_cast<uint32_t>(hours);
    for (const JsonObject* part : objects(provision, "children"))
      if (text(*part, "verdict") == "not_met")
        out.waits_for.push_back(text(*part, "citation"));
    out.needs = failed_needs(provision);
    const std::string citation = text(provision, "citation");
    std::vector<std::string> open{citation};
    for (size_t i = 0; i < open.size(); ++i)
      if (const auto found = above.find(open[i]); found != above.end())
        for (const std::string& one : found->second)
          if (std::find(open.begin(), open.end(), one) == open.end())
            open.push_back(one);
    out.opens.assign(open.begin() + 1, open.end());
    return out;
  }

  int worst_ground(const JsonObject& provision) const {
    int worst = 2;
    for (const JsonObject* element : objects(provision, "elements"))
      if (text(*element, "basis") == "text" && text(*element, "verdict") == "not_met")
        worst = std::min(worst, rank_of_ground(text(*element, "ground")));
    return worst;
  }

  // R11.9, in its order.
  std::tuple<bool, int, bool, int, size_t, uint32_t> key(const Finding& one) const {
    const JsonObject& provision = *one.provision;
    const auto force = force_rank.find(text(provision, "authority"));
    return {!one.acts,
            force == force_rank.end() ? 0 : force->second,
            text(provision, "designation") == "addressable",
            worst_ground(provision),
            SIZE_MAX - one.opens.size(),
            one.hours.value_or(unknown_effort)};
  }

  std::vector<Finding> run() {
    for (const JsonObject* authority : objects(view.report, "authorities"))
      force_rank[text(*authority, "name")] = rank_of_force(text(*authority, "force"));
    const std::vector<const JsonObject*> all = view.with_verdict("not_met");
    for (const JsonObject* one : all)
      for (const JsonObject* part : objects(*one, "children"))
        if (text(*part, "verdict") == "not_met")
          above[text(*part, "citation")].push_back(text(*one, "citation"));
    std::vector<Finding> out;
    for (const JsonObject* one : all)
      out.push_back(finding(*one));
    std::stable_sort(out.begin(), out.end(),
                     [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
    return out;
  }
};

/// A whole number and a unit, "2 days", as hours.
std::optional<uint64_t> term_hours(std::string_view term) {
  const size_t begin = term.find_first_not_of(' ');
  if (begin == std::string_view::npos)
    return std::nullopt;
  term.remove_prefix(begin);
  term = term.substr(0, term.find_last_not_of(' ') + 1);
  uint64_t number = 0;
  size_t at = 0;
  for (; at < term.size() && term[at] >= '0' && term[at] <= '9'; ++at)
    if ((number = number * 10 + static_cast<uint64_t>(term[at] - '0')) > 1'000'000)
      return std::nullopt;
  if (at == 0 || at >= term.size() || term[at] != ' ')
    return std::nullopt;
  std::string_view unit = term.substr(at + 1);
  if (!unit.empty() && unit.back() == 's')
    unit.remove_suffix(1);
  constexpr std::pair<std::string_view, uint64_t> units[] = {
      {"hour", 1}, {"day", 8}, {"week", 40}, {"month", 160}, {"year", 1920}};
  if (unit == "minute")
    return (number + 59) / 60;
  for (const auto& [name, hours] : units)
    if (unit == name)
      return number * hours;
  return std::nullopt;
}

} // namespace

std::vector<std::string> failed_needs(const JsonObject& provision) {
  std::vector<std::string> out;
  for (const JsonObject* need : objects(provision, "needs")) {
    std::vector<std::string> failed;
    bool open = false;
    for (const JsonObject* one : objects(*need, "any_of")) {
      const std::string verdict = text(*one, "verdict");
      open = open || verdict == "met" || verdict == "unknown";
      if (verdict == "not_met")
        failed.push_back(text(*one, "citation"));
    }
    for (const std::string& one : failed)
      if (!open && std::find(out.begin(), out.end(), one) == out.end())
        out.push_back(one);
  }
  return out;
}

std::optional<uint32_t> effort_hours(std::string_view effort) {
  uint64_t hours = 0;
  for (size_t begin = 0; begin <= effort.size();) {
    const size_t end = std::min(effort.find('+', begin), effort.size());
    const auto term = term_hours(effort.substr(begin, end - begin));
    if (!term)
      return std::nullopt;
    hours += *term;
    begin = end + 1;
  }
  return hours < unknown_effort ? std::optional(static_cast<uint32_t>(hours)) : std::nullopt;
}

std::vector<Finding> rank_not_met(const View& view) {
  return State{view, {}, {}}.run();
}

} // namespace ward::tool
