// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/context.h"

#include "core/calendar.h"

namespace ward::diff {

namespace {

using program::Authority;
using program::Role;

constexpr const char* forces[] = {"law", "contract", "framework", "guidance", "policy"};

std::string role_words(const prove::Replayed& said) {
  constexpr const char* holds[] = {"does not hold it", "holds it", "unknown"};
  return holds[said.truths[0]];
}

struct State {
  Context& context;
  const Program& old_program = context.old_program();
  const Program& new_program = context.new_program();

  void run() {
    const auto name = [&](bool after, const auto& each) {
      return (after ? new_program : old_program).text(each.name);
    };
    each_pair(old_program.authorities, new_program.authorities, name,
              [&](const std::string& authority, auto x, auto y) {
                if (x && y) // one that is gone, or new, is said of what is judged
                  compare(authority, old_program.authorities[*x], new_program.authorities[*y]);
              });
    each_pair(old_program.roles, new_program.roles, name,
              [&](const std::string& role, auto x, auto y) {
                if (x && y)
                  compare(role, old_program.roles[*x], new_program.roles[*y]);
                else
                  context.add(Topic::policy, x ? Kind::removed : Kind::added, role, "role").weaker =
                      x.has_value();
              });
    each_pair(old_program.proposals, new_program.proposals, name,
              [&](const std::string& proposal, auto x, auto y) {
                if (!x || !y)
                  context.add(Topic::policy, x ? Kind::removed : Kind::added, proposal, "proposal");
              });
  }

  void compare(const std::string& name, const Authority& old, const Authority& now) {
    Change change;
    change.topic = Topic::policy;
    change.name = name;
    change.title = "authority";
    std::vector<Detail>& details = change.details;
    differ(details, "force", forces[static_cast<size_t>(old.force)],
           forces[static_cast<size_t>(now.force)]);
    differ(details, "title", old_program.text(old.title), new_program.text(now.title));
    differ(details, "sources", list_text(old_program, old.sources),
           list_text(new_program, now.sources));
    differ(details, "looks back", period_text(old.lookback), period_text(now.lookback));
    differ(details, "does not judge", list_text(old_program, old.unjudged),
           list_text(new_program, now.unjudged));
    if (details.empty())
      return;
    // A look-back of none counts violations always.
    change.weaker = (old.force == program::Force::law && now.force != program::Force::law) ||
                    (now.lookback.amount != 0 && old.lookback != now.lookback);
    change.kind = change.weaker ? Kind::weaker : Kind::changed;
    context.out.changes.push_back(std::move(change));
  }

  /// A role is asked about as a control that nobody passes: fewer holders are fewer who are bound.
  void compare(const std::string& name, const Role& old, const Role& now) {
    const prove::Compared compared =
        context.proofs.compare({old.node, {}}, {now.node, {}}, context.day, rt::last_day);
    if (compared.strength == prove::Strength::equal)
      return;
    Change& change = context.add(Topic::policy, Kind::changed, name, "role");
    change.place = place_text(new_program, now.origin);
    context.file(change, compared, role_words);
  }
};

} // namespace

void compare_declared(Context& context) {
  State{context}.run();
}

} // namespace ward::diff
