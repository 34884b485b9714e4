// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain.h"
#include "core/explain_cost.h"
#include "core/fold.h"
#include "core/list.h"
#include "core/mask.h"

#include <cstdint>

namespace ward::rt {

/// What a set of unknown atoms leaves possible for a node (R11.4), as bits.
namespace possible {
constexpr uint8_t yes = 1;
constexpr uint8_t no = 2;
constexpr uint8_t covered = 4; ///< every unknown atom of its unknown conditions is in the set
constexpr uint8_t missing = 8; ///< there is such an atom
} // namespace possible

/// A program judged from the set of atoms in a mask, kept up to date while atoms go in and out: a
/// row's atom costs that row of each fold, then what changes above it. Only what a target depends
/// on, its cone, follows; the rest stays at the baseline, which is the judgement from nothing.
///
/// Two questions share the machinery. judging: what the atoms of the set alone show (R11.2).
/// possibilities: what could become of the facts as they are if the atoms of the set, all unknown,
/// became known (R11.4).
struct World {
  enum class Question : uint8_t { judging, possibilities };

  World(Costs& the_costs, Mask& the_mask, Arena& the_arena)
      : costs(the_costs), mask(the_mask), full(the_costs.full), arena(the_arena) {}

  /// Takes working memory and finds out how the program hangs together, once for all targets; the
  /// costs are computed. False: memory ran out.
  bool open();

  /// Gathers the target's cone; once before start().
  void enter(Target target);

  /// The same for one event of a duty: the global nodes that its row reads.
  void enter_event(NodeList slice);
  /// judging: the truth of a node of the event, or of a global one.
  Truth event_truth(NodeList slice, uint32_t row, uint32_t node);
  /// Judges the cone from the atoms now in the mask, which are exactly these; no repeats.
  void start(Question question, const List<uint64_t>& atoms);

  /// Puts an atom in the set or takes it out. Until keep(), back() undoes it.
  void flip(uint64_t atom);
  void keep();
  void back();

  Outcome outcome() const;     ///< judging
  bool can_be(bool met) const; ///< possibilities
  bool has_shown() const { return has_shown_; }

  /// Every atom that the target's nodes can read, whether known or not, into `out` (unsorted).
  void list_atoms(List<uint64_t>& out);

  /// The target's global nodes, descending, and its `excused`.
  List<uint32_t> cone;

  Costs& costs;
  Mask& mask;
  Frame& full;
  Arena& arena;

private:
  struct FoldState {
    FoldPlan plan;
    Tally tallies[2]; ///< by question
    Tally baselines[2];
    bool looks_up = false; ///< a row node of it looks up
    bool is_excused = false;
    bool all_dirty = false; ///< its rows read something that changed
    uint32_t touched = 0;   ///< the last start() after which its tally changed
  };
  struct RowChange {
    uint32_t fold;
    uint32_t row;
    friend bool operator==(const RowChange&, const RowChange&) = default;
  };
  struct Link { ///< a row that is looked up, and the row that does
    uint32_t table, row, from_table, from_row;
    friend bool operator==(const Link&, const Link&) = default;
  };
  struct OldValue {
    uint32_t node;
    uint8_t truth;
    Value value;
  };
  struct OldTally {
    uint32_t fold;
    Tally tally;
  };
  struct DecisionBits {
    uint8_t condition, set;
  };
  /// Numbers in a row for each of some keys.
  struct Lists {
    uint32_t* starts = nullptr; ///< one for each key, and the end
    uint32_t* items = nullptr;

    NodeList of(uint32_t key) const { return {items + starts[key], starts[key + 1] - starts[key]}; }
  };

  bool is_owner(uint32_t node) const;
  bool in_cone(uint32_t node) const { return entered_[node] == enter_count_; }
  template <typename Each> bool fill(Lists& lists, uint32_t keys, Each each);
  void plan_folds();
  void link_lookups();
  void reach(uint32_t node);
  void begin();
  void gather();
  void reset();
  void compute_baseline();
  Tally& tally(FoldState& fold) const { return fold.tallies[static_cast<size_t>(question_)]; }

  bool row_exists(uint32_t table, uint32_t row) const {
    return question_ == Question::possibilities || mask.present(table, row);
  }
  Contribution row_of(const FoldState& fold, uint32_t row);
  void list_changes(const Atom& atom);
  void change_rows(bool enters);
  void change_row(uint32_t fold, uint32_t row, bool enters);
  void save_tally(uint32_t fold);
  void touch(uint32_t node);
  void mark(uint32_t node);
  void mark_users(uint32_t node);
  void mark_fact(uint32_t fact);
  void mark_table(uint32_t table);
  void mark_lookups(uint32_t table);
  void propagate();
  bool recompute(uint32_t node);
  void compute(uint32_t node);
  void retally(FoldState& fold);

  // explain_possible.cpp
  void possible_row(NodeList slice, uint32_t row);
  void possible_node(uint32_t node, uint32_t row);
  void possible_condition(uint32_t node, bool covered, bool missing);
  void possible_excused(uint32_t node);
  void possible_fold(const FoldState& fold);
  void possible_decisions(uint32_t excused);
  Contribution possible_contribution(const FoldPlan& plan) const;
  uint8_t bits_of(uint32_t node) const {
    return node == no_node ? static_cast<uint8_t>(possible::yes | possible::covered) : bits_[node];
  }

  Question question_ = Question::judging;
  Target target_;
  Frame judged_;            ///< judging: values from the mask alone
  uint8_t* bits_ = nullptr; ///< possibilities: one for each node
  DecisionBits** decision_bits_ = nullptr;

  // The baseline, by question, once it was needed.
  bool has_baseline_[2] = {};
  uint8_t* truths_before_ = nullptr;
  Value* values_before_ = nullptr;
  Decisions* decisions_before_ = nullptr;
  uint8_t* bits_before_ = nullptr;
  DecisionBits** decision_bits_before_ = nullptr;

  // How the program hangs together. An owner is a global node or an `excused`.
  Lists dependencies_; ///< owner -> the owners it reads
  Lists users_;        ///< and back
  Lists fact_nodes_;   ///< fact -> nodes
  Lists lookups_;      ///< table -> global lookups
  Lists table_folds_;  ///< table -> indices in folds_ of those over its rows
  Lists readers_;      ///< table -> indices in folds_ whose rows look it up, and `excused` over it
  List<FoldState> folds_;
  uint32_t* fold_of_ = nullptr; ///< one for each node: index in folds_ or UINT32_MAX
  uint8_t* shows_ = nullptr;    ///< one for each owner: whether it, or a row node of it, is `shown`
  List<Link> links_;            ///< ascending

  // The cone.
  uint32_t* entered_ = nullptr; ///< one for each node: the last enter() that reached it
  uint32_t enter_count_ = 0;
  uint64_t* reached_ = nullptr; ///< a bit for each node that waits for gather()
  uint32_t reached_end_ = 0;    ///< words of it that may have a bit
  bool has_shown_ = false;

  // What differs from the baseline since start(), and from before the flip.
  uint32_t* touched_at_ = nullptr; ///< one for each node: the last start() after which it changed
  uint32_t start_count_ = 0;
  List<uint32_t> touched_;
  List<uint32_t> touched_folds_;
  uint64_t* dirty_ = nullptr; ///< a bit for each node
  uint32_t dirty_begin_ = 0;  ///< words of it that may have a bit
  uint32_t dirty_end_ = 0;
  List<RowChange> changes_;
  List<OldValue> old_values_;
  List<OldTally> old_tallies_;
  List<uint32_t> old_decisions_; ///< `excused` prepared anew
  uint64_t flipped_ = UINT64_MAX;
};

} // namespace ward::rt
