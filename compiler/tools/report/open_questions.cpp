// SPDX-License-Identifier: Apache-2.0
#include "tools/report/open_questions.h"

#include "tools/report/fact_reads.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace ward::tool {

namespace {

constexpr size_t rows_named = 6;

/// The key of the row that a path names; "" for none.
std::string key_of(const std::string& path) {
  const size_t open = path.find("[\""), close = path.rfind("\"]");
  return open == std::string::npos || close == std::string::npos || close < open
             ? ""
             : path.substr(open + 2, close - open - 2);
}

using Name = std::tuple<std::string, bool, std::string>; ///< path, complete, cause

Name name_of(const JsonObject& fact) {
  return {without_row(text(fact, "path")), text(fact, "kind") == "complete", text(fact, "cause")};
}

std::string words_of(const OpenQuestion& question, const JsonObject& first) {
  if (question.rows.empty())
    return fact_words(first);
  const size_t shown = std::min(question.rows.size(), rows_named);
  const std::vector<std::string> some(
      question.rows.begin(), std::next(question.rows.begin(), static_cast<ptrdiff_t>(shown)));
  std::string how = question.cause == "absent" ? "not answered" : words(question.cause);
  if (const std::string as_of = text(first, "as_of"); question.cause != "absent" && !as_of.empty())
    how += ", last said " + as_of;
  return fmt::format("{}: {} for {}{}", question.path, how, fmt::join(some, ", "),
                     question.rows.size() > shown
                         ? fmt::format(" and {} more", question.rows.size() - shown)
                         : "");
}

struct State {
  struct Group {
    OpenQuestion question;
    const JsonObject* first = nullptr;
  };
  std::map<Name, Group> groups;

  void take(const JsonObject& fact, const std::string& citation) {
    const Name name = name_of(fact);
    Group& group = groups[name];
    OpenQuestion& question = group.question;
    if (group.first == nullptr) {
      group.first = &fact;
      std::tie(question.path, question.complete, question.cause) = name;
      question.prompt = text(fact, "prompt");
    }
    if (const std::string key = key_of(text(fact, "path")); !key.empty())
      question.rows.insert(key);
    question.verdicts.insert(citation);
  }

  /// All facts of one side belong to one question: it alone could settle the verdict so.
  void settles(const JsonObject& provision, const char* side) {
    const std::vector<const JsonObject*> facts = objects(provision, side);
    if (facts.empty())
      return;
    const Name name = name_of(*facts.front());
    if (std::all_of(facts.begin(), facts.end(),
                    [&](const JsonObject* fact) { return name_of(*fact) == name; }))
      if (const auto found = groups.find(name); found != groups.end())
        found->second.question.settles.insert(text(provision, "citation"));
  }

  std::vector<OpenQuestion> run(const JsonObject& report, const std::string& authority) {
    std::vector<const JsonObject*> unknown;
    for (const JsonObject* provision : objects(report, "provisions"))
      if (text(*provision, "verdict") == "unknown" &&
          (authority.empty() || text(*provision, "authority") == authority))
        unknown.push_back(provision);
    for (const JsonObject* provision : unknown)
      for (const JsonObject* fact : objects(*provision, "may_matter"))
        take(*fact, text(*provision, "citation"));
    for (const JsonObject* provision : unknown)
      for (const char* side : {"to_met", "to_not_met"})
        settles(*provision, side);
    for (const JsonObject* control : objects(report, "controls"))
      if (const std::string owner = text(*control, "owner"); !owner.empty())
        for (const JsonObject* fact : objects(*control, "may_matter"))
          if (const auto found = groups.find(name_of(*fact)); found != groups.end())
            found->second.question.owners.insert(owner);

    std::vector<OpenQuestion> out;
    for (auto& [name, group] : groups) {
      OpenQuestion& question = group.question;
      question.words = words_of(question, *group.first);
      if (question.rows.size() <= 1) {
        question.place = fact_place(*group.first);
        question.said = text(*group.first, "value");
      }
      out.push_back(std::move(question));
    }
    // R11.10; by path where those agree, as the map has them.
    std::stable_sort(out.begin(), out.end(), [](const OpenQuestion& a, const OpenQuestion& b) {
      return std::pair(a.verdicts.size(), a.settles.size()) >
             std::pair(b.verdicts.size(), b.settles.size());
    });
    return out;
  }
};

} // namespace

std::vector<OpenQuestion> open_questions(const JsonObject& report, const std::string& authority) {
  return State{}.run(report, authority);
}

} // namespace ward::tool
