// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/context.h"

#include <algorithm>

namespace ward::diff {

namespace {

constexpr const char* proofs[] = {"self_stated", "documented", "sampled", "independently_tested"};

/// The authorities that a profile selects; of none, and where it names none, all.
std::vector<std::string> selected(const prove::Policy& policy) {
  std::vector<std::string> out;
  const program::Profile* profile = profile_of(policy);
  if (profile == nullptr || profile->authorities.empty())
    for (const program::Authority& each : policy.program.authorities)
      out.push_back(policy.program.text(each.name));
  else
    for (const uint32_t index : profile->authorities)
      out.push_back(policy.program.text(policy.program.authorities[index].name));
  std::sort(out.begin(), out.end());
  return out;
}

std::string assumed(const prove::Policy& policy) {
  std::vector<program::Text> names;
  if (const program::Profile* profile = profile_of(policy))
    for (const uint32_t index : profile->assumes)
      names.push_back(policy.program.proposals[index].name);
  return list_text(policy.program, names);
}

uint8_t minimum_proof(const prove::Policy& policy) {
  const program::Profile* profile = profile_of(policy);
  return profile == nullptr ? 0 : profile->minimum_proof;
}

} // namespace

/// What the two are judged with; the numbers of parameters are said of their controls.
void compare_profile(Context& context) {
  const prove::Policy& old = context.before.policy;
  const prove::Policy& now = context.after.policy;
  const auto name_of = [](const prove::Policy& policy) {
    const program::Profile* profile = profile_of(policy);
    return profile == nullptr ? std::string("no profile") : policy.program.text(profile->name);
  };
  const std::vector<std::string> before = selected(old), after = selected(now);
  for (const std::string& authority : before)
    if (!std::binary_search(after.begin(), after.end(), authority)) {
      Change& change = context.add(Topic::policy, Kind::removed, authority, "authority");
      change.details.push_back({"judged", "with " + name_of(old), ""});
      change.weaker = true;
    }
  for (const std::string& authority : after)
    if (!std::binary_search(before.begin(), before.end(), authority))
      context.add(Topic::policy, Kind::added, authority, "authority")
          .details.push_back({"judged", "", "with " + name_of(now)});
  Change change;
  change.topic = Topic::policy;
  change.name = "profile";
  differ(change.details, "name", name_of(old), name_of(now));
  differ(change.details, "proof", proofs[minimum_proof(old)], proofs[minimum_proof(now)]);
  differ(change.details, "assumes", assumed(old), assumed(now));
  const program::Profile* x = profile_of(old);
  const program::Profile* y = profile_of(now);
  const NodeId from = x == nullptr ? NodeId{} : x->scope, to = y == nullptr ? NodeId{} : y->scope;
  if (!context.proofs.same(from, to))
    change.details.push_back({"scope of frameworks", from ? "a condition" : "",
                              to ? (from ? "another condition" : "a condition") : ""});
  if (change.details.empty())
    return;
  change.weaker = minimum_proof(now) < minimum_proof(old);
  change.kind = change.weaker ? Kind::weaker : Kind::changed;
  context.out.changes.push_back(std::move(change));
}

} // namespace ward::diff
