// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/frame.h"

namespace ward::rt {

/// What one row adds to a fold. Of `every` and `some` two bits: the row's share can be T, can be F;
/// neither is U. Of the others an interval.
struct Contribution {
  bool can_be_true = false;
  bool can_be_false = false;
  bool where_not_false = true;
  bool covered = true;  ///< World: every unknown atom of the row's unknown conditions is in the set
  bool missing = false; ///< World: there is such an atom
  Int128 low = 0;
  Int128 high = 0;
};

/// The sum of contributions, exact, from which one can be taken out again.
class Tally {
public:
  void add(const Contribution& row) { change(row, 1); }
  void remove(const Contribution& row) { change(row, -1); }

  uint32_t rows = 0;
  uint32_t can_be_true = 0; ///< rows
  uint32_t can_be_false = 0;
  uint32_t where_not_false = 0;
  uint32_t uncovered = 0;
  uint32_t missing = 0;

  /// The interval of the sum; unknown beyond `largest`.
  Value sum() const;

  friend bool operator==(const Tally&, const Tally&) = default;

private:
  /// Sums of 2^32 ends of 128 bits, in two parts that cannot overflow.
  struct End {
    Int128 upper = 0;
    Int128 lower = 0;
    uint32_t infinite = 0;

    void change(Int128 end, int sign);
    bool total(Int128 infinity, Int128* result) const;
    friend bool operator==(const End&, const End&) = default;
  };

  void change(const Contribution& row, int sign);

  End low_;
  End high_;
};

/// A fold and what is found out about it once.
struct FoldPlan {
  uint32_t node = 0;
  Op op = Op::every;
  FoldParts parts;
  NodeList slice;
  RowGuard guard;
};

FoldPlan plan_fold(const Bundle& bundle, uint32_t fold);

/// Evaluates a row as far as what it adds depends on.
inline void evaluate_row(Frame& frame, const FoldPlan& plan, uint32_t row) {
  evaluate_row(frame, plan.slice, plan.guard, plan.parts.where, plan.parts.table, row);
}

/// What the row just evaluated adds.
Contribution row_contribution(const Frame& frame, const FoldPlan& plan);

/// What the phantom row, just evaluated, adds (R5.8 to R5.11). It is counted in no tally's rows.
Contribution phantom_contribution(const Frame& frame, const FoldPlan& plan);

/// Sets the fold's value from the rows and (open tables) the phantom.
void finish_fold(Frame& frame, const FoldPlan& plan, const Tally& rows,
                 const Contribution* phantom);

/// Evaluates all rows present and the phantom row. `stop_early`: an `every` may stop at its first
/// F, a `some` at its first T, and the tally is of the rows seen.
Tally tally_rows(Frame& frame, const FoldPlan& plan, bool stop_early);

/// tally_rows, phantom and finish_fold.
Tally evaluate_fold(Frame& frame, const FoldPlan& plan, bool stop_early);

} // namespace ward::rt
