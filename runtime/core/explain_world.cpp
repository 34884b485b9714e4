// SPDX-License-Identifier: Apache-2.0
#include "core/explain_world.h"

#include <algorithm>

namespace ward::rt {

Contribution World::row_of(const FoldState& fold, uint32_t row) {
  if (question_ == Question::judging) {
    evaluate_row(judged_, fold.plan, row);
    return row_contribution(judged_, fold.plan);
  }
  possible_row(fold.plan.slice, row);
  return possible_contribution(fold.plan);
}

Truth World::event_truth(NodeList slice, uint32_t row, uint32_t node) {
  judged_.cache.forget();
  evaluate_row(judged_, slice, row);
  return judged_.truth(node);
}

void World::retally(FoldState& fold) {
  Tally& sum = tally(fold);
  sum = {};
  const uint32_t table = fold.plan.parts.table;
  for (uint32_t row = 0; row < full.facts->tables[table].rows; ++row) {
    if (row_exists(table, row))
      sum.add(row_of(fold, row));
  }
}

/// Sets the owner; a fold from its tally.
void World::compute(uint32_t node) {
  if (fold_of_[node] == UINT32_MAX) {
    if (question_ == Question::judging)
      return evaluate_node(judged_, node, 0);
    return possible_node(node, 0);
  }
  FoldState& fold = folds_[fold_of_[node]];
  if (question_ == Question::possibilities)
    return fold.is_excused ? possible_decisions(node) : possible_fold(fold);
  if (fold.is_excused) {
    prepare_decisions(judged_, node, arena);
    return;
  }
  const uint32_t table = fold.plan.parts.table;
  if (mask.complete(table))
    return finish_fold(judged_, fold.plan, tally(fold), nullptr);
  evaluate_row(judged_, fold.plan, judged_.phantom_row(table));
  const Contribution phantom = phantom_contribution(judged_, fold.plan);
  finish_fold(judged_, fold.plan, tally(fold), &phantom);
}

/// Everything judged from nothing; the mask is empty.
void World::compute_baseline() {
  const Bundle& bundle = *full.bundle;
  const auto index = static_cast<size_t>(question_);
  for (uint32_t node = 0; node < bundle.node_count(); ++node) {
    if (!is_owner(node))
      continue;
    if (fold_of_[node] != UINT32_MAX && !folds_[fold_of_[node]].is_excused) {
      FoldState& fold = folds_[fold_of_[node]];
      retally(fold);
      fold.baselines[index] = fold.tallies[index];
    }
    compute(node);
    judged_.cache.forget();
  }
  has_baseline_[index] = true;
  if (question_ == Question::possibilities) {
    std::copy_n(bits_, bundle.node_count(), bits_before_);
    const uint32_t rows = full.facts->tables[bundle.root().addressable()].rows + 1;
    for (uint32_t i = 0; i < bundle.excused_count(); ++i)
      std::copy_n(decision_bits_[i], rows, decision_bits_before_[i]);
    return;
  }
  std::copy_n(judged_.truths, bundle.node_count(), truths_before_);
  std::copy_n(judged_.values, bundle.slot_count(), values_before_);
  for (uint32_t i = 0; i < bundle.excused_count(); ++i) {
    const Decisions& now = judged_.decisions[i];
    Decisions& before = decisions_before_[i];
    before = now;
    before.items = arena.array<Decisions::One>(now.size);
    if (before.items != nullptr)
      std::copy_n(now.items, now.size, before.items);
  }
}

/// Back to the baseline of the question asked last.
void World::reset() {
  const Bundle& bundle = *full.bundle;
  for (uint32_t fold : touched_folds_)
    tally(folds_[fold]) = folds_[fold].baselines[static_cast<size_t>(question_)];
  for (uint32_t node : touched_) {
    const bool is_excused = fold_of_[node] != UINT32_MAX && folds_[fold_of_[node]].is_excused;
    if (question_ == Question::possibilities) {
      bits_[node] = bits_before_[node];
      if (is_excused) {
        const uint32_t rank = bundle.excused_rank(node);
        std::copy_n(decision_bits_before_[rank], costs.decisions[rank].size, decision_bits_[rank]);
      }
    } else if (is_excused) {
      const Decisions& before = decisions_before_[bundle.excused_rank(node)];
      Decisions& now = judged_.decisions[bundle.excused_rank(node)];
      now.size = before.size;
      now.phantom = before.phantom;
      std::copy_n(before.items, before.size, now.items);
    } else if (bundle.is_truth(node)) {
      judged_.truths[node] = truths_before_[node];
    } else {
      judged_.values[bundle.slot(node)] = values_before_[bundle.slot(node)];
    }
  }
  touched_.clear();
  touched_folds_.clear();
  judged_.cache.forget();
}

void World::start(Question question, const List<uint64_t>& atoms) {
  reset();
  question_ = question;
  ++start_count_;
  for (uint64_t atom : atoms)
    mask.flip(atom, mask.space->at(atom));
  if (!has_baseline_[static_cast<size_t>(question)])
    compute_baseline();

  changes_.clear();
  for (uint64_t atom : atoms)
    list_changes(mask.space->at(atom));
  std::sort(changes_.begin(), changes_.end(), [](const RowChange& a, const RowChange& b) {
    return a.fold != b.fold ? a.fold < b.fold : a.row < b.row;
  });
  const RowChange* last = std::unique(changes_.begin(), changes_.end());
  changes_.resize_down(static_cast<uint32_t>(last - changes_.begin()));
  change_rows(false);
  for (uint64_t atom : atoms)
    mask.flip(atom, mask.space->at(atom));
  judged_.cache.forget();
  change_rows(true);
  for (uint64_t number : atoms) {
    const Atom atom = mask.space->at(number);
    if (atom.kind == Atom::Kind::fact) {
      mark_fact(atom.index);
    } else if (atom.kind == Atom::Kind::table) {
      mark_table(atom.index);
    } else {
      mark_lookups(atom.index);
    }
  }
  propagate();
  keep();
}

void World::touch(uint32_t node) {
  if (touched_at_[node] == start_count_)
    return;
  touched_at_[node] = start_count_;
  touched_.push(arena, node);
}

void World::mark(uint32_t node) {
  if (!in_cone(node))
    return;
  const uint32_t word = node / 64;
  dirty_[word] |= uint64_t{1} << (node % 64);
  dirty_begin_ = dirty_begin_ == dirty_end_ ? word : std::min(dirty_begin_, word);
  dirty_end_ = std::max(dirty_end_, word + 1);
}

// A fold's rows read the node, so all of them are looked at again.
void World::mark_users(uint32_t node) {
  for (uint32_t user : users_.of(node)) {
    if (!in_cone(user))
      continue;
    if (fold_of_[user] != UINT32_MAX)
      folds_[fold_of_[user]].all_dirty = true;
    mark(user);
  }
}

void World::mark_fact(uint32_t fact) {
  for (uint32_t node : fact_nodes_.of(fact))
    mark(node);
}

void World::save_tally(uint32_t fold) {
  FoldState& state = folds_[fold];
  old_tallies_.push(arena, {fold, tally(state)});
  if (state.touched == start_count_)
    return;
  state.touched = start_count_;
  touched_folds_.push(arena, fold);
}

/// What reads the table other than row by row.
void World::mark_lookups(uint32_t table) {
  for (uint32_t node : lookups_.of(table))
    mark(node);
  for (uint32_t fold : readers_.of(table)) {
    if (folds_[fold].is_excused)
      mark(folds_[fold].plan.node);
  }
}

void World::mark_table(uint32_t table) {
  mark_lookups(table);
  for (const Lists* folds : {&table_folds_, &readers_}) {
    for (uint32_t fold : folds->of(table)) {
      if (!in_cone(folds_[fold].plan.node))
        continue;
      folds_[fold].all_dirty = true;
      mark(folds_[fold].plan.node);
    }
  }
}

void World::change_row(uint32_t fold, uint32_t row, bool enters) {
  FoldState& state = folds_[fold];
  if (!row_exists(state.plan.parts.table, row))
    return;
  const Contribution contribution = row_of(state, row);
  if (enters) {
    tally(state).add(contribution);
  } else {
    tally(state).remove(contribution);
  }
}

/// The rows that read the atom: its own, and those that look it up.
void World::list_changes(const Atom& atom) {
  if (atom.kind != Atom::Kind::row && atom.kind != Atom::Kind::field)
    return;
  for (uint32_t fold : table_folds_.of(atom.index)) {
    if (in_cone(folds_[fold].plan.node))
      changes_.push(arena, {fold, atom.row});
  }
  const Link* link = std::lower_bound(
      links_.begin(), links_.end(), atom, [](const Link& candidate, const Atom& wanted) {
        return candidate.table != wanted.index ? candidate.table < wanted.index
                                               : candidate.row < wanted.row;
      });
  for (; link != links_.end() && link->table == atom.index && link->row == atom.row; ++link) {
    if (link->from_table == atom.index && link->from_row == atom.row)
      continue;
    for (uint32_t fold : table_folds_.of(link->from_table)) {
      if (folds_[fold].looks_up && in_cone(folds_[fold].plan.node))
        changes_.push(arena, {fold, link->from_row});
    }
  }
}

void World::change_rows(bool enters) {
  uint32_t saved = UINT32_MAX;
  for (const RowChange& change : changes_) {
    if (!enters && change.fold != saved)
      save_tally(change.fold);
    saved = change.fold;
    change_row(change.fold, change.row, enters);
    if (enters)
      mark(folds_[change.fold].plan.node);
  }
}

void World::flip(uint64_t number) {
  const Atom atom = mask.space->at(number);
  flipped_ = number;
  changes_.clear();
  list_changes(atom);
  change_rows(false);
  mask.flip(number, atom);
  judged_.cache.forget();
  change_rows(true);
  if (atom.kind == Atom::Kind::fact) {
    mark_fact(atom.index);
  } else if (atom.kind == Atom::Kind::table) {
    mark_table(atom.index);
  } else {
    mark_lookups(atom.index);
  }
  propagate();
}

/// Whether the owner's value is another than before, which is noted for back().
bool World::recompute(uint32_t node) {
  const uint32_t fold = fold_of_[node];
  if (fold != UINT32_MAX && folds_[fold].is_excused) {
    old_decisions_.push(arena, node);
    touch(node);
    folds_[fold].all_dirty = false;
    compute(node);
    judged_.cache.forget();
    return true;
  }
  if (fold != UINT32_MAX && folds_[fold].all_dirty) {
    folds_[fold].all_dirty = false;
    save_tally(fold);
    retally(folds_[fold]);
  }
  OldValue old{node, 0, {}};
  if (question_ == Question::possibilities) {
    old.truth = bits_[node];
    compute(node);
    if (bits_[node] == old.truth)
      return false;
  } else if (full.bundle->is_truth(node)) {
    old.truth = judged_.truths[node];
    compute(node);
    if (judged_.truths[node] == old.truth)
      return false;
  } else {
    old.value = judged_.value(node);
    compute(node);
    const Value& value = judged_.value(node);
    if (value.state == old.value.state && value.low == old.value.low &&
        value.high == old.value.high && value.set.items == old.value.set.items &&
        value.set.size == old.value.set.size) {
      return false;
    }
  }
  old_values_.push(arena, old);
  touch(node);
  judged_.cache.forget();
  return true;
}

void World::propagate() {
  // What changes marks only what comes after it.
  for (; dirty_begin_ < dirty_end_; ++dirty_begin_) {
    while (dirty_[dirty_begin_] != 0) {
      const auto bit = static_cast<uint32_t>(__builtin_ctzll(dirty_[dirty_begin_]));
      dirty_[dirty_begin_] &= dirty_[dirty_begin_] - 1;
      const uint32_t node = dirty_begin_ * 64 + bit;
      if (recompute(node))
        mark_users(node);
    }
  }
  dirty_begin_ = dirty_end_ = 0;
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
  judged_.cache.forget();
  while (!old_tallies_.empty()) {
    const OldTally old = old_tallies_.pop();
    tally(folds_[old.fold]) = old.tally;
  }
  while (!old_values_.empty()) {
    const OldValue old = old_values_.pop();
    if (question_ == Question::possibilities) {
      bits_[old.node] = old.truth;
    } else if (full.bundle->is_truth(old.node)) {
      judged_.truths[old.node] = old.truth;
    } else {
      judged_.values[full.bundle->slot(old.node)] = old.value;
    }
  }
  // Ascending: the decisions of one may be read by the next.
  std::sort(old_decisions_.begin(), old_decisions_.end());
  for (uint32_t node : old_decisions_) {
    compute(node);
    judged_.cache.forget();
  }
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
