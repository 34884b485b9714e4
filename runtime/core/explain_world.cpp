// SPDX-License-Identifier: Apache-2.0
#include "core/explain_world.h"

#include <algorithm>

namespace ward::rt {

Contribution World::row_of(const FoldState& fold, uint32_t row) {
  if (question_ == Question::judging) {
    evaluate_row(judged_, fold.plan.slice, row);
    return row_contribution(judged_, fold.plan);
  }
  possible_row(fold.plan.slice, row);
  return possible_contribution(fold.plan);
}

Truth World::event_truth(NodeList slice, uint32_t row, uint32_t node) {
  evaluate_row(judged_, slice, row);
  return judged_.truth(node);
}

void World::retally(FoldState& fold) {
  fold.tally = {};
  const uint32_t table = fold.plan.parts.table;
  for (uint32_t row = 0; row < full.facts->tables[table].rows; ++row) {
    if (row_exists(table, row))
      fold.tally.add(row_of(fold, row));
  }
}

/// Sets the node at a position; a fold's from its tally.
void World::compute(uint32_t position) {
  const uint32_t node = cone[position];
  if (fold_at_[position] == UINT32_MAX) {
    if (question_ == Question::judging)
      return evaluate_node(judged_, node, 0);
    return possible_node(node, 0);
  }
  FoldState& fold = folds_[fold_at_[position]];
  if (question_ == Question::possibilities) {
    return fold.is_excused ? possible_decisions(node) : possible_fold(fold);
  }
  if (fold.is_excused) {
    prepare_decisions(judged_, node, arena);
    return;
  }
  const uint32_t table = fold.plan.parts.table;
  if (mask.complete(table))
    return finish_fold(judged_, fold.plan, fold.tally, nullptr);
  evaluate_row(judged_, fold.plan.slice, judged_.phantom_row(table));
  const Contribution phantom = phantom_contribution(judged_, fold.plan);
  finish_fold(judged_, fold.plan, fold.tally, &phantom);
}

void World::start(Question question) {
  question_ = question;
  flipped_ = UINT64_MAX;
  for (uint32_t position = 0; position < cone.size(); ++position) {
    const uint32_t fold = fold_at_[position];
    if (fold != UINT32_MAX && !folds_[fold].is_excused)
      retally(folds_[fold]);
    compute(position);
  }
  keep();
}

void World::mark(uint32_t position) {
  dirty_[position / 64] |= uint64_t{1} << (position % 64);
}

// A fold's rows read the node, so all of them are looked at again.
void World::mark_users(uint32_t position) {
  for (uint32_t i = user_starts_[position]; i < user_starts_[position + 1]; ++i) {
    const uint32_t user = users_[i];
    if (fold_at_[user] != UINT32_MAX)
      folds_[fold_at_[user]].all_dirty = true;
    mark(user);
  }
}

void World::save_tally(uint32_t fold) {
  old_tallies_.push(arena, {fold, folds_[fold].tally});
}

/// Nodes that read the table other than row by row.
void World::mark_lookups(uint32_t table) {
  const Bundle& bundle = *full.bundle;
  for (uint32_t position : lookups_) {
    if (bundle.node(cone[position]).a() == table)
      mark(position);
  }
  for (const FoldState& fold : folds_) {
    if (fold.is_excused && (fold.plan.parts.table == table || fold.looks_up)) {
      mark(positions_[fold.plan.node]);
    }
  }
}

void World::mark_table(uint32_t table) {
  mark_lookups(table);
  for (FoldState& fold : folds_) {
    if (fold.plan.parts.table != table && !fold.looks_up)
      continue;
    fold.all_dirty = true;
    mark(positions_[fold.plan.node]);
  }
}

void World::change_row(uint32_t fold, uint32_t row, bool enters) {
  FoldState& state = folds_[fold];
  if (!row_exists(state.plan.parts.table, row))
    return;
  const Contribution contribution = row_of(state, row);
  if (enters) {
    state.tally.add(contribution);
  } else {
    state.tally.remove(contribution);
  }
}

void World::flip(uint64_t number) {
  const Atom atom = mask.space->at(number);
  flipped_ = number;
  if (atom.kind == Atom::Kind::fact) {
    mask.flip(number, atom);
    const FactUse* use = std::lower_bound(
        fact_uses_.begin(), fact_uses_.end(), atom.index,
        [](const FactUse& candidate, uint32_t fact) { return candidate.fact < fact; });
    for (; use != fact_uses_.end() && use->fact == atom.index; ++use)
      mark(use->position);
    return propagate();
  }
  if (atom.kind == Atom::Kind::table) {
    mask.flip(number, atom);
    mark_table(atom.index);
    return propagate();
  }
  // The rows that read the atom: its own, and those that look it up.
  changes_.clear();
  for (uint32_t f = 0; f < folds_.size(); ++f) {
    if (!folds_[f].is_excused && folds_[f].plan.parts.table == atom.index) {
      changes_.push(arena, {f, atom.row});
    }
  }
  const Link* link = std::lower_bound(
      links_.begin(), links_.end(), atom, [](const Link& candidate, const Atom& wanted) {
        return candidate.table != wanted.index ? candidate.table < wanted.index
                                               : candidate.row < wanted.row;
      });
  for (; link != links_.end() && link->table == atom.index && link->row == atom.row; ++link) {
    if (link->from_table == atom.index && link->from_row == atom.row)
      continue;
    for (uint32_t f = 0; f < folds_.size(); ++f) {
      const FoldState& fold = folds_[f];
      if (fold.looks_up && !fold.is_excused && fold.plan.parts.table == link->from_table) {
        changes_.push(arena, {f, link->from_row});
      }
    }
  }
  uint32_t saved = UINT32_MAX;
  for (const RowChange& change : changes_) {
    if (change.fold != saved)
      save_tally(change.fold);
    saved = change.fold;
    change_row(change.fold, change.row, false);
  }
  mask.flip(number, atom);
  for (const RowChange& change : changes_) {
    change_row(change.fold, change.row, true);
    mark(positions_[folds_[change.fold].plan.node]);
  }
  mark_lookups(atom.index);
  propagate();
}

/// Whether the node's value is another than before, which is noted for back().
bool World::recompute(uint32_t position) {
  const uint32_t node = cone[position];
  const uint32_t fold = fold_at_[position];
  if (fold != UINT32_MAX && folds_[fold].is_excused) {
    old_decisions_.push(arena, position);
    folds_[fold].all_dirty = false;
    compute(position);
    return true;
  }
  if (fold != UINT32_MAX && folds_[fold].all_dirty) {
    folds_[fold].all_dirty = false;
    save_tally(fold);
    retally(folds_[fold]);
  }
  OldValue old{position, 0, {}};
  if (question_ == Question::possibilities) {
    old.truth = bits_[node];
    compute(position);
    if (bits_[node] == old.truth)
      return false;
  } else if (full.bundle->is_truth(node)) {
    old.truth = judged_.truths[node];
    compute(position);
    if (judged_.truths[node] == old.truth)
      return false;
  } else {
    old.value = judged_.value(node);
    compute(position);
    const Value& value = judged_.value(node);
    if (value.state == old.value.state && value.low == old.value.low &&
        value.high == old.value.high && value.set.items == old.value.set.items &&
        value.set.size == old.value.set.size) {
      return false;
    }
  }
  old_values_.push(arena, old);
  return true;
}

void World::propagate() {
  for (uint32_t word = 0; word < dirty_.size(); ++word) {
    while (dirty_[word] != 0) {
      const auto bit = static_cast<uint32_t>(__builtin_ctzll(dirty_[word]));
      dirty_[word] &= dirty_[word] - 1;
      const uint32_t position = word * 64 + bit;
      if (recompute(position))
        mark_users(position);
    }
  }
}

void World::keep() {
  flipped_ = UINT64_MAX;
  old_values_.clear();
  old_tallies_.clear();
  old_decisions_.clear();
}

// Newest first, so that what was changed twice ends as it was.
void World::back() {
  mask.flip(flipped_, mask.space->at(flipped_));
  while (!old_tallies_.empty()) {
    const OldTally old = old_tallies_.pop();
    folds_[old.fold].tally = old.tally;
  }
  while (!old_values_.empty()) {
    const OldValue old = old_values_.pop();
    const uint32_t node = cone[old.position];
    if (question_ == Question::possibilities) {
      bits_[node] = old.truth;
    } else if (full.bundle->is_truth(node)) {
      judged_.truths[node] = old.truth;
    } else {
      judged_.values[full.bundle->slot(node)] = old.value;
    }
  }
  // Ascending: the decisions of one may be read by the next.
  std::sort(old_decisions_.begin(), old_decisions_.end());
  for (uint32_t position : old_decisions_)
    compute(position);
  keep();
}

Outcome World::outcome() const {
  if (target_.applicable != no_node) {
    const Truth applicable = judged_.truth(target_.applicable);
    if (applicable == Truth::no)
      return Outcome::not_applicable;
    if (applicable == Truth::unknown)
      return Outcome::unknown;
  }
  const Truth met = judged_.truth(target_.met);
  return met == Truth::yes ? Outcome::met : met == Truth::no ? Outcome::not_met : Outcome::unknown;
}

bool World::can_be(bool met) const {
  return (bits_of(target_.applicable) & possible::yes) != 0 &&
         (bits_of(target_.met) & (met ? possible::yes : possible::no)) != 0;
}

} // namespace ward::rt
