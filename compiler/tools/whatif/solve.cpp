// SPDX-License-Identifier: Apache-2.0
#include "tools/whatif/solve.h"

#include "facts/bind.h"
#include "tools/whatif/attempt.h"
#include "tools/whatif/reads.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace ward::tool {

namespace {

/// Edits that go together: one field of several rows, or one leaf.
auto group_of(const Edit& edit) {
  const uint32_t field = edit.atom.kind == rt::Atom::Kind::field ? edit.atom.field : 0;
  return std::tuple(edit.kind, edit.atom.kind, edit.atom.index, field, edit.member);
}

struct State {
  const World& world;
  const ChangedFacts& from;
  const std::vector<uint32_t>& truths;
  Solution out;

  bool holds(const Rejudged& state) const {
    return std::all_of(truths.begin(), truths.end(), [&](uint32_t node) {
      return state.evaluation.truth(node) == rt::Truth::yes;
    });
  }

  ChangedFacts with(const Edits& edits) const {
    ChangedFacts changed = from;
    for (const Edit& edit : edits)
      changed.apply(edit);
    return changed;
  }

  /// Adds edits; of two values for one leaf the later counts.
  void add(const Edits& more) {
    for (const Edit& edit : more) {
      const bool adds = edit.kind == Edit::Kind::add_member;
      const bool removes = edit.kind == Edit::Kind::remove_member;
      std::erase_if(out.edits, [&](const Edit& old) {
        const bool value = old.kind == Edit::Kind::value && edit.kind == Edit::Kind::value;
        return old.same_place(edit) &&
               (value ||
                (old.kind == edit.kind && (!(adds || removes) || old.member == edit.member)));
      });
      out.edits.push_back(edit);
    }
    // A row is there before something is said of it.
    std::stable_partition(out.edits.begin(), out.edits.end(),
                          [](const Edit& edit) { return edit.kind == Edit::Kind::row; });
  }

  /// Leaves out what is not needed, a group at a time.
  void prune() {
    std::set<decltype(group_of(Edit{}))> tried;
    for (size_t i = out.edits.size(); i-- > 0;) {
      if (i >= out.edits.size() || out.edits[i].kind == Edit::Kind::row)
        continue;
      const auto group = group_of(out.edits[i]);
      if (!tried.insert(group).second)
        continue;
      Edits rest;
      for (const Edit& edit : out.edits)
        if (group_of(edit) != group)
          rest.push_back(edit);
      if (rest.size() == out.edits.size())
        continue;
      const WhatIf state = world.judge(with(rest));
      if (state && holds(*state))
        out.edits = std::move(rest);
    }
    // A new row of which nothing is said any more goes too.
    Edits kept;
    for (const Edit& edit : out.edits)
      if (edit.kind != Edit::Kind::row ||
          std::any_of(out.edits.begin(), out.edits.end(), [&](const Edit& other) {
            return other.atom.kind == rt::Atom::Kind::field &&
                   other.atom.index == edit.atom.index && other.atom.row == edit.atom.row;
          }))
        kept.push_back(edit);
    if (kept.size() != out.edits.size())
      if (const WhatIf state = world.judge(with(kept)); state && holds(*state))
        out.edits = std::move(kept);
  }

  /// What was said and is too old, or undated, is said again as it was, before anything is changed.
  void renew() {
    const auto leaf = [&](const rt::Atom& atom) {
      const rt::Cell& now = from.cell(atom);
      if (now.state != rt::State::unknown || !now.stated)
        return;
      Edit edit;
      edit.atom = atom;
      edit.cell = now;
      edit.cell.stated = false;
      edit.cell.cause = rt::Cause::absent;
      const bool none = now.size == rt::stated_none;
      edit.cell.state = none ? rt::State::none : rt::State::known;
      edit.cell.size = none ? 0 : now.size;
      out.edits.push_back(edit);
    };
    for (const rt::Atom& read : reads_of(world.bundle(), truths)) {
      if (read.kind == rt::Atom::Kind::fact)
        leaf(read);
      if (read.kind == rt::Atom::Kind::field)
        for (uint32_t row = 0; row < from.rows(read.index); ++row)
          leaf({read.kind, read.index, row, read.field});
      if (read.kind == rt::Atom::Kind::table && !from.is_complete(read.index) &&
          from.base().tables[read.index].open_because != rt::Cause::absent) {
        Edit edit;
        edit.kind = Edit::Kind::complete;
        edit.atom = read;
        out.edits.push_back(edit);
      }
    }
  }

  Solution run() {
    renew();
    for (uint32_t round = 0; round < max_solve_rounds; ++round) {
      const WhatIf state = world.judge(with(out.edits));
      if (!state) {
        out.blocked = "no memory to judge the facts";
        return std::move(out);
      }
      if (holds(*state)) {
        prune();
        out.found = true;
        return std::move(out);
      }
      for (const uint32_t node : truths) {
        Attempt attempt{world, *state};
        const std::optional<Edits> more = attempt.make(node, true, {});
        if (!more) {
          out.edits.clear();
          out.blocked = attempt.blocked;
          return std::move(out);
        }
        add(*more);
      }
    }
    out.edits.clear();
    out.blocked = "its conditions get in each other's way";
    return std::move(out);
  }
};

} // namespace

Solution solve(const World& world, const ChangedFacts& facts, const std::vector<uint32_t>& truths) {
  return State{world, facts, truths, {}}.run();
}

} // namespace ward::tool
