// SPDX-License-Identifier: Apache-2.0
#include "core/explain.h"

#include "core/explain_collect.h"
#include "core/explain_cost.h"
#include "core/explain_world.h"

#include <algorithm>

namespace ward::rt {

/// What an Explainer holds between questions. The mask is empty then.
struct Explaining {
  Explaining(Evaluation& of, const Evaluation* without_presumptions, Arena& where)
      : evaluation(of), strict(without_presumptions), arena(where),
        costs{*of.frame_, space, nullptr, nullptr}, collector(costs, mask, where, atoms),
        world(costs, mask, where) {}

  bool open();
  void explain_known(Target target, Outcome outcome, AtomSet* reason);
  void explain_event(const FoldPlan& event, uint32_t row, uint32_t node, Truth expected,
                     AtomSet* reason);
  template <typename Holds> void reduce(Holds holds, uint64_t given = UINT64_MAX);
  bool settle(Target target, bool met, AtomSet* out);
  void find_missing(Target target, AtomSet* out);
  AtomSet take();
  void clear();
  void add_all_known();
  bool rests_on_nothing(uint32_t before) const;

  Evaluation& evaluation;
  const Evaluation* strict;
  Arena& arena;
  AtomSpace space;
  Mask mask;
  List<uint64_t> atoms;
  List<uint64_t> others;
  Costs costs;
  Collector collector;
  World world;
};

bool Explaining::open() {
  const Bundle& bundle = evaluation.bundle();
  space = build_atom_space(bundle, evaluation.facts(), arena);
  if (arena.failed())
    return false;
  mask = build_mask(bundle, evaluation.facts(), space, arena);
  collector.stamps = arena.array<uint32_t>(bundle.node_count());
  collector.wants = arena.array<uint8_t>(bundle.node_count());
  return !arena.failed() && costs.compute(arena) && world.open();
}

void Explaining::clear() {
  for (uint64_t atom : atoms) {
    if (mask.has(atom))
      mask.flip(atom, space.at(atom));
  }
  atoms.clear();
}

/// The atoms in the mask as a result; the mask is empty after.
AtomSet Explaining::take() {
  std::sort(atoms.begin(), atoms.end());
  uint32_t kept = 0;
  for (uint64_t atom : atoms) {
    if (mask.has(atom))
      atoms[kept++] = atom;
  }
  atoms.resize_down(kept);
  Atom* items = arena.array<Atom>(kept);
  for (uint32_t i = 0; items != nullptr && i < kept; ++i)
    items[i] = space.at(atoms[i]);
  clear();
  return {items, items == nullptr ? 0 : kept};
}

/// Whether the reason went through an `every` over nothing (R11.5): one that is T whatever rows
/// there were, as where somebody is not bound at all, rests on no table. `before`: the collector's
/// stamp when gathering it began.
bool Explaining::rests_on_nothing(uint32_t before) const {
  for (uint32_t node : world.cone) {
    if (evaluation.bundle().op(node) == Op::every && collector.stamps[node] > before &&
        (collector.wants[node] & Collector::by_whole_table) != 0 && evaluation.is_vacuous(node))
      return true;
  }
  return false;
}

void Explaining::add_all_known() {
  others.clear();
  world.list_atoms(others);
  for (uint64_t number : others) {
    const Atom atom = space.at(number);
    if (atom.kind == Atom::Kind::table && !evaluation.facts().tables[atom.index].complete)
      continue;
    collector.add(number);
  }
}

// Later paths are tried first, so that of two that would do the earlier stays. Where presumptions
// are at work, taking one atom out can make another needless, so it goes round until nothing
// changes.
template <typename Holds> void Explaining::reduce(Holds holds, uint64_t given) {
  std::sort(atoms.begin(), atoms.end());
  for (bool changed = true; changed && !arena.failed();) {
    changed = false;
    for (uint32_t i = atoms.size(); i > 0; --i) {
      if (!mask.has(atoms[i - 1]) || atoms[i - 1] == given)
        continue;
      world.flip(atoms[i - 1]);
      if (holds()) {
        world.keep();
        changed = world.has_shown();
      } else {
        world.back();
      }
    }
  }
}

void Explaining::explain_event(const FoldPlan& event, uint32_t row, uint32_t node, Truth expected,
                               AtomSet* reason) {
  collector.collect_event(event, row, node, Want::reason);
  // R9.11: that the row is there is given, and no part of the reason.
  const uint64_t given = space.of_row(event.parts.table, row);
  collector.add(given);
  if (arena.failed())
    return clear();
  world.start(World::Question::judging, atoms);
  const auto holds = [&] { return world.event_truth(event.slice, row, node) == expected; };
  if (!holds()) {
    add_all_known();
    for (uint32_t field = 0; field < evaluation.bundle().field_count(event.parts.table); ++field)
      collector.add(space.of_field(evaluation.bundle(), event.parts.table, row, field));
    if (arena.failed())
      return clear();
    world.start(World::Question::judging, atoms);
  }
  reduce(holds, given);
  mask.flip(given, space.at(given));
  *reason = take();
}

void Explaining::explain_known(Target target, Outcome outcome, AtomSet* reason) {
  if (target.applicable != no_node)
    collector.collect(target.applicable, Want::reason);
  if (outcome != Outcome::not_applicable)
    collector.collect(target.met, Want::reason);
  if (arena.failed())
    return clear();
  world.start(World::Question::judging, atoms);
  if (world.outcome() != outcome) {
    add_all_known();
    if (arena.failed())
      return clear();
    world.start(World::Question::judging, atoms);
  }
  reduce([&] { return world.outcome() == outcome; });
  *reason = take();
}

/// Whether the outcome can become met (or not met), and by which unknown atoms.
bool Explaining::settle(Target target, bool met, AtomSet* out) {
  const Want want = met ? Want::to_true : Want::to_false;
  const Cost cost = costs.cost(target.applicable, Want::to_true) + costs.cost(target.met, want);
  if (!cost.possible())
    return false;
  if (target.applicable != no_node)
    collector.collect(target.applicable, Want::to_true);
  collector.collect(target.met, want);
  if (arena.failed()) {
    clear();
    return false;
  }
  world.start(World::Question::possibilities, atoms);
  if (!world.can_be(met)) {
    clear();
    return false;
  }
  std::sort(atoms.begin(), atoms.end());
  for (uint32_t i = atoms.size(); i > 0; --i) {
    world.flip(atoms[i - 1]);
    if (world.can_be(met)) {
      world.keep();
    } else {
      world.back();
    }
  }
  *out = take();
  return true;
}

void Explaining::find_missing(Target target, AtomSet* out) {
  if (target.applicable != no_node)
    collector.collect(target.applicable, Want::missing);
  collector.collect(target.met, Want::missing);
  *out = take();
}

Outcome outcome_of(const Evaluation& evaluation, Target target) {
  if (target.applicable != no_node) {
    const Truth applicable = evaluation.truth(target.applicable);
    if (applicable == Truth::no)
      return Outcome::not_applicable;
    if (applicable == Truth::unknown)
      return Outcome::unknown;
  }
  const Truth met = evaluation.truth(target.met);
  return met == Truth::yes ? Outcome::met : met == Truth::no ? Outcome::not_met : Outcome::unknown;
}

ward_status Explainer::open(Evaluation& evaluation, const Evaluation* strict) {
  void* memory = arena_.allocate(sizeof(Explaining), alignof(Explaining));
  if (memory == nullptr)
    return WARD_ERR_OUT_OF_MEMORY;
  static_assert(std::is_trivially_destructible_v<Explaining>);
  state_ = new (memory) Explaining(evaluation, strict, arena_);
  return state_->open() ? WARD_OK : WARD_ERR_OUT_OF_MEMORY;
}

ward_status Explainer::explain(Target target, Explanation* out) {
  Explaining& state = *state_;
  *out = {};
  out->outcome = outcome_of(state.evaluation, target);
  state.world.enter(target);
  if (arena_.failed())
    return WARD_ERR_OUT_OF_MEMORY;
  if (out->outcome == Outcome::unknown) {
    out->can_be_met = state.settle(target, true, &out->to_met);
    out->can_be_not_met = state.settle(target, false, &out->to_not_met);
    state.find_missing(target, &out->may_matter);
  } else {
    const uint32_t before = state.collector.last_stamp;
    state.explain_known(target, out->outcome, &out->reason);
    out->no_instances = state.rests_on_nothing(before);
    out->presumed =
        state.strict != nullptr && outcome_of(*state.strict, target) == Outcome::unknown;
  }
  return arena_.failed() ? WARD_ERR_OUT_OF_MEMORY : WARD_OK;
}

ward_status Explainer::explain_event(uint32_t duty, uint32_t row, const uint32_t* nodes,
                                     uint32_t count, Truth expected, Explanation* out) {
  Explaining& state = *state_;
  const Bundle& bundle = state.evaluation.bundle();
  *out = {};
  FoldPlan event;
  event.parts.table = bundle.root().duties()->Get(duty)->table();
  event.slice = bundle.duty_slice(duty);
  state.world.enter_event(event.slice);
  if (arena_.failed())
    return WARD_ERR_OUT_OF_MEMORY;
  if (expected != Truth::unknown) {
    out->outcome = Outcome::met;
    state.explain_event(event, row, nodes[0], expected, &out->reason);
  } else {
    for (uint32_t i = 0; i < count; ++i)
      state.collector.collect_event(event, row, nodes[i], Want::missing);
    out->may_matter = state.take();
  }
  return arena_.failed() ? WARD_ERR_OUT_OF_MEMORY : WARD_OK;
}

ward_status Explainer::judge_from(AtomSet atoms, Target target, Outcome* out) {
  Explaining& state = *state_;
  const Bundle& bundle = state.evaluation.bundle();
  state.world.enter(target);
  for (uint32_t i = 0; i < atoms.count; ++i) {
    const Atom& atom = atoms.items[i];
    // Judging from facts takes nothing for known that they do not say.
    if (atom.kind == Atom::Kind::table && !state.evaluation.facts().tables[atom.index].complete) {
      continue;
    }
    state.collector.add(state.space.of(bundle, atom));
  }
  if (arena_.failed()) {
    state.clear();
    return WARD_ERR_OUT_OF_MEMORY;
  }
  state.world.start(World::Question::judging, state.atoms);
  *out = state.world.outcome();
  state.clear();
  return arena_.failed() ? WARD_ERR_OUT_OF_MEMORY : WARD_OK;
}

ward_status Explainer::atoms_of(Target target, AtomSet* out) {
  Explaining& state = *state_;
  state.world.enter(target);
  state.others.clear();
  state.world.list_atoms(state.others);
  Atom* items = arena_.array<Atom>(state.others.size());
  if (arena_.failed())
    return WARD_ERR_OUT_OF_MEMORY;
  for (uint32_t i = 0; i < state.others.size(); ++i)
    items[i] = state.space.at(state.others[i]);
  *out = {items, state.others.size()};
  return WARD_OK;
}

} // namespace ward::rt
