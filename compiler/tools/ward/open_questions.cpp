// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/open_questions.h"

#include "tools/ward/fact_reads.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace ward::tool {

namespace {

/// The key of the row that a path names; "" for none.
std::string key_of(const std::string& path) {
  const size_t open = path.find("[\""), close = path.rfind("\"]");
  return open == std::string::npos || close == std::string::npos || close < open
             ? ""
             : path.substr(open + 2, close - open - 2);
}

struct Group {
  std::string path, kind, cause;
  const JsonObject* first = nullptr;
  std::set<std::string> keys;
  std::set<std::string> verdicts;
};

std::string words_of(const Group& group) {
  if (group.keys.empty())
    return fact_words(*group.first);
  const size_t shown = std::min<size_t>(group.keys.size(), 6);
  std::vector<std::string> some(group.keys.begin(),
                                std::next(group.keys.begin(), static_cast<ptrdiff_t>(shown)));
  std::string how = group.cause == "absent" ? "not answered" : words(group.cause);
  if (const std::string as_of = text(*group.first, "as_of");
      group.cause != "absent" && !as_of.empty())
    how += ", last said " + as_of;
  return fmt::format(
      "{}: {} for {}{}", group.path, how, fmt::join(some, ", "),
      group.keys.size() > shown ? fmt::format(" and {} more", group.keys.size() - shown) : "");
}

} // namespace

std::vector<OpenQuestion> open_questions(const std::vector<const JsonObject*>& unknown) {
  std::map<std::tuple<std::string, std::string, std::string>, Group> groups;
  for (const JsonObject* provision : unknown)
    for (const JsonObject* fact : objects(*provision, "may_matter")) {
      const std::string kind = text(*fact, "kind"), cause = text(*fact, "cause");
      const std::string key = key_of(text(*fact, "path")), path = without_row(text(*fact, "path"));
      Group& group = groups[{path, kind == "complete" ? kind : "", cause}];
      if (group.first == nullptr) {
        group.first = fact;
        group.path = path;
        group.kind = kind;
        group.cause = cause;
      }
      if (!key.empty())
        group.keys.insert(key);
      group.verdicts.insert(text(*provision, "citation"));
    }
  std::vector<const Group*> order;
  for (const auto& [name, group] : groups)
    order.push_back(&group);
  std::stable_sort(order.begin(), order.end(), [](const Group* a, const Group* b) {
    return a->verdicts.size() > b->verdicts.size();
  });
  std::vector<OpenQuestion> out;
  for (const Group* group : order)
    out.push_back({words_of(*group), text(*group->first, "prompt"),
                   group->keys.size() > 1 ? "" : fact_place(*group->first), group->verdicts});
  return out;
}

} // namespace ward::tool
