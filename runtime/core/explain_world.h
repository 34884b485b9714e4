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

/// The part of a program under one target, judged from the set in a mask, kept up to date while
/// atoms go in and out: a row's atom costs that row of each fold, then what changes above it.
///
/// Two questions share the machinery. judging: what the atoms of the set alone show (R11.2).
/// possibilities: what could become of the facts as they are if the atoms of the set, all unknown,
/// became known (R11.4).
struct World {
  enum class Question : uint8_t { judging, possibilities };

  World(Costs& the_costs, Mask& the_mask, Arena& the_arena)
      : costs(the_costs), mask(the_mask), full(the_costs.full), arena(the_arena) {}

  /// Takes working memory. False: memory ran out.
  bool open();

  /// Gathers the target's nodes; once before start().
  void enter(Target target);

  /// The same for one event of a duty: the global nodes that its row reads.
  void enter_event(NodeList slice);
  /// judging: the truth of a node of the event, or of a global one.
  Truth event_truth(NodeList slice, uint32_t row, uint32_t node);
  /// Judges everything from the atoms now in the mask.
  void start(Question question);

  /// Puts an atom in the set or takes it out. Until keep(), back() undoes it.
  void flip(uint64_t atom);
  void keep();
  void back();

  Outcome outcome() const;     ///< judging
  bool can_be(bool met) const; ///< possibilities
  bool has_shown() const { return has_shown_; }

  /// Every atom that the target's nodes can read, whether known or not, into `out` (unsorted).
  void list_atoms(List<uint64_t>& out);

  /// The target's global nodes, ascending, and its `excused`.
  List<uint32_t> cone;

  Costs& costs;
  Mask& mask;
  Frame& full;
  Arena& arena;

private:
  struct FoldState {
    FoldPlan plan;
    Tally tally;
    bool looks_up = false; ///< a row node of it looks up
    bool is_excused = false;
    bool all_dirty = false; ///< its rows read something that changed
  };
  struct RowChange {
    uint32_t fold;
    uint32_t row;
  };
  struct Link { ///< a row that is looked up, and the row that does
    uint32_t table, row, from_table, from_row;
    friend bool operator==(const Link&, const Link&) = default;
  };
  struct FactUse {
    uint32_t fact, position;
  };
  struct OldValue {
    uint32_t position;
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

  void begin();
  void reach(uint32_t node);
  void gather();
  void link_users();
  void link_lookups(const FoldState& fold);
  bool row_exists(uint32_t table, uint32_t row) const {
    return question_ == Question::possibilities || mask.present(table, row);
  }
  Contribution row_of(const FoldState& fold, uint32_t row);
  void change_row(uint32_t fold, uint32_t row, bool enters);
  void save_tally(uint32_t fold);
  void mark(uint32_t position);
  void mark_users(uint32_t position);
  void mark_table(uint32_t table);
  void mark_lookups(uint32_t table);
  void propagate();
  bool recompute(uint32_t position);
  void compute(uint32_t position);
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
  uint32_t* positions_ = nullptr; ///< one for each node: its place in cone, while in it
  uint32_t* entered_ = nullptr;   ///< one for each node: the last enter() that reached it
  uint32_t* linked_ = nullptr;    ///< the same for link_lookups
  uint32_t enter_count_ = 0;
  bool has_shown_ = false;
  List<uint32_t> stack_;
  List<uint32_t> user_starts_;
  List<uint32_t> users_;
  List<uint32_t> fold_at_; ///< one for each position: index in folds_ or UINT32_MAX
  List<FoldState> folds_;
  List<FactUse> fact_uses_;
  List<uint32_t> lookups_; ///< positions
  List<Link> links_;
  List<uint64_t> dirty_; ///< a bit for each position
  List<RowChange> changes_;
  List<OldValue> old_values_;
  List<OldTally> old_tallies_;
  List<uint32_t> old_decisions_; ///< positions of `excused` prepared anew
  uint64_t flipped_ = UINT64_MAX;
};

} // namespace ward::rt
