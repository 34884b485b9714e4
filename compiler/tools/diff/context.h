// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/diff/diff.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ward::diff {

using program::NodeId;
using program::Program;

/// Two versions of one provision, or one without the other: indices in the programs.
struct Versions {
  std::optional<uint32_t> before, after;
};

/// What every family is given.
struct Context {
  const Side& before;
  const Side& after;
  prove::Comparison& proofs;
  int32_t day;
  Diff& out;
  std::vector<Versions> provisions; ///< in the order of the law

  const Program& old_program() const { return before.policy.program; }
  const Program& new_program() const { return after.policy.program; }

  Change& add(Topic topic, Kind kind, std::string name, std::string title = {});
  size_t& compared(Topic topic) { return out.compared[static_cast<size_t>(topic)]; }

  /// Files what two things ask (R15.2) in a change: its kind, unless it says more already, and the
  /// examples. `words` names what a policy says of a thing by the truths of its nodes.
  using Words = std::string (*)(const prove::Replayed&);
  void file(Change& change, const prove::Compared& compared, Words words) const;
};

/// Adds a detail where the two differ.
void differ(std::vector<Detail>& out, const char* what, const std::string& from,
            const std::string& to);

std::string day_text(int32_t day); ///< "2026-11-25"; "" for the ends of time
std::string period_text(const program::Period& period);
std::string type_text(const Program& program, const program::TypeRef& type);
/// A number of the type as an author writes it.
std::string number_text(const Program& program, const program::TypeRef& type, int64_t number);
std::string place_text(const Program& program, const program::Origin& origin);
std::string list_text(const Program& program, const std::vector<program::Text>& texts);
/// The roles, authorities and proposals of a profile are names of the program.
const program::Profile* profile_of(const prove::Policy& policy);

/// Calls f(old index or none, new index or none) on records paired by their names, in order of
/// name.
template <typename T, typename Name, typename F>
void each_pair(const std::vector<T>& before, const std::vector<T>& after, Name&& name, F&& f) {
  std::map<std::string, std::pair<std::optional<uint32_t>, std::optional<uint32_t>>> all;
  for (uint32_t i = 0; i < before.size(); ++i)
    all[name(false, before[i])].first = i;
  for (uint32_t i = 0; i < after.size(); ++i)
    all[name(true, after[i])].second = i;
  for (const auto& [key, pair] : all)
    f(key, pair.first, pair.second);
}

/// Pairs the versions of each citation: by their first day, then by their order.
std::vector<Versions> match_provisions(const Program& before, const Program& after);

#define WARD_TOPIC(name) void compare_##name(Context& context);
#include "tools/diff/topics.def"
#undef WARD_TOPIC

} // namespace ward::diff
