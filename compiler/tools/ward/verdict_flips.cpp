// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/verdict_flips.h"

#include <map>
#include <string>

namespace ward::tool {

namespace {

constexpr size_t facts_named = 3;

int rank(const std::string& verdict) {
  if (verdict == "not_met" || verdict == "not_implemented")
    return 2;
  return verdict == "unknown" ? 1 : 0;
}

/// The first facts of a reason, or of what may settle an unknown.
std::string reason_words(const JsonObject& judged) {
  std::string out;
  size_t named = 0;
  for (const char* list : {"reason", "may_matter"})
    for (const JsonObject* fact : objects(judged, list)) {
      if (++named > facts_named)
        return out + ", ...";
      out += (out.empty() ? "" : ", ") + fact_words(*fact);
    }
  return out;
}

void compare(const JsonObject& before, const JsonObject& after, const char* list, const char* name,
             std::vector<diff::Change>& out) {
  std::map<std::string, const JsonObject*> known;
  for (const JsonObject* each : objects(before, list))
    known[text(*each, name)] = each;
  for (const JsonObject* now : objects(after, list)) {
    const auto old = known.find(text(*now, name));
    if (old == known.end())
      continue; // said of the policy
    const std::string from = text(*old->second, "verdict"), to = text(*now, "verdict");
    if (from == to)
      continue;
    diff::Change change;
    change.topic = diff::Topic::verdict;
    change.kind = diff::Kind::flipped;
    change.name = old->first;
    change.title = text(*now, "title");
    change.flip = true;
    change.weaker = rank(to) > rank(from);
    change.details.push_back({"verdict", words(from), words(to)});
    const std::string why_old = reason_words(*old->second), why_new = reason_words(*now);
    if (!why_old.empty())
      change.details.push_back({"because", "", "before: " + why_old});
    if (!why_new.empty())
      change.details.push_back({why_old.empty() ? "because" : "", "", "after: " + why_new});
    out.push_back(std::move(change));
  }
}

} // namespace

std::vector<diff::Change> verdict_flips(const JsonObject& before, const JsonObject& after) {
  std::vector<diff::Change> out;
  compare(before, after, "provisions", "citation", out);
  compare(before, after, "controls", "path", out);
  return out;
}

} // namespace ward::tool
