// SPDX-License-Identifier: Apache-2.0
#include "core/fold.h"

namespace ward::rt {
namespace {

Truth where_of(const Frame& frame, const FoldPlan& plan) {
  return plan.parts.where == no_node ? Truth::yes : frame.truth(plan.parts.where);
}

void include(Contribution& result, Int128 low, Int128 high, bool* first) {
  if (*first || low < result.low)
    result.low = low;
  if (*first || high > result.high)
    result.high = high;
  *first = false;
}

/// The weights a row of a share may have (R5.11).
void add_weights(const Frame& frame, const FoldPlan& plan, Truth where, Contribution& result) {
  const Value& q = frame.value(plan.parts.q);
  const Value& one = frame.value(plan.parts.one);
  const Truth that = frame.truth(plan.parts.body);
  bool first = true;
  if (where != Truth::yes)
    include(result, 0, 0, &first);
  if (where == Truth::no)
    return;
  const Int128 in = one.low - q.low;
  const Int128 out = -q.low;
  if (that != Truth::no)
    include(result, in, in, &first);
  if (that != Truth::yes)
    include(result, out, out, &first);
}

void add_summand(const Frame& frame, const FoldPlan& plan, Truth where, Contribution& result) {
  if (where == Truth::no)
    return;
  const Value& summand = frame.value(plan.parts.body);
  bool first = true;
  if (where == Truth::unknown)
    include(result, 0, 0, &first);
  if (summand.known()) {
    include(result, summand.low, summand.high, &first);
  } else {
    include(result, plan.op == Op::sum_nonnegative ? Int128{0} : minus_infinity, plus_infinity,
            &first);
  }
}

} // namespace

void Tally::End::change(Int128 end, int sign) {
  if (end == plus_infinity || end == minus_infinity) {
    infinite += static_cast<uint32_t>(sign);
    return;
  }
  const Int128 upper_part = end >> 64; // rounds down
  const Int128 lower_part = end - upper_part * (Int128{1} << 64);
  upper += upper_part * sign;
  lower += lower_part * sign;
}

bool Tally::End::total(Int128 infinity, Int128* result) const {
  if (infinite != 0) {
    *result = infinity;
    return true;
  }
  const Int128 carried = upper + (lower >> 64);
  const Int128 bound = largest >> 64;
  if (carried > bound || carried < -bound)
    return false;
  *result = carried * (Int128{1} << 64) + (lower - (lower >> 64) * (Int128{1} << 64));
  return *result <= largest && *result >= -largest;
}

void Tally::change(const Contribution& row, int sign) {
  const auto step = static_cast<uint32_t>(sign);
  rows += step;
  if (row.can_be_true)
    can_be_true += step;
  if (row.can_be_false)
    can_be_false += step;
  if (row.where_not_false)
    where_not_false += step;
  if (!row.covered)
    uncovered += step;
  if (row.missing)
    missing += step;
  low_.change(row.low, sign);
  high_.change(row.high, sign);
}

Value Tally::sum() const {
  Int128 low;
  Int128 high;
  if (!low_.total(minus_infinity, &low) || !high_.total(plus_infinity, &high)) {
    return unknown_value();
  }
  return {low, high, {}, State::known};
}

FoldPlan plan_fold(const Bundle& bundle, uint32_t fold) {
  return {fold, bundle.op(fold), fold_parts(bundle, fold), bundle.slice(fold), bundle.guard(fold)};
}

Contribution row_contribution(const Frame& frame, const FoldPlan& plan) {
  Contribution result;
  const Truth where = where_of(frame, plan);
  result.where_not_false = where != Truth::no;
  switch (plan.op) {
  case Op::every: {
    const Truth body = frame.truth(plan.parts.body);
    result.can_be_true = where == Truth::no || body == Truth::yes;
    result.can_be_false = where == Truth::yes && body == Truth::no;
    break;
  }
  case Op::some: {
    const Truth body = frame.truth(plan.parts.body);
    result.can_be_true = where == Truth::yes && body == Truth::yes;
    result.can_be_false = where == Truth::no || body == Truth::no;
    break;
  }
  case Op::count:
    result.low = where == Truth::yes ? 1 : 0;
    result.high = where != Truth::no ? 1 : 0;
    break;
  case Op::share:
    add_weights(frame, plan, where, result);
    break;
  default:
    add_summand(frame, plan, where, result);
    break;
  }
  return result;
}

Contribution phantom_contribution(const Frame& frame, const FoldPlan& plan) {
  Contribution row = row_contribution(frame, plan);
  switch (plan.op) {
  case Op::every:
    row.can_be_false = false;
    break;
  case Op::some:
    row.can_be_true = false;
    break;
  case Op::share:
    // Any number of rows of these weights.
    row.low = row.low < 0 ? minus_infinity : Int128{0};
    row.high = row.high > 0 ? plus_infinity : Int128{0};
    break;
  case Op::sum:
    row.low = row.where_not_false ? minus_infinity : Int128{0};
    [[fallthrough]];
  default:
    if (plan.op == Op::sum_nonnegative)
      row.low = 0;
    if (plan.op == Op::count)
      row.low = 0;
    row.high = row.where_not_false ? plus_infinity : Int128{0};
    break;
  }
  return row;
}

void finish_fold(Frame& frame, const FoldPlan& plan, const Tally& rows,
                 const Contribution* phantom) {
  if (plan.op == Op::every) {
    const bool all_true =
        rows.can_be_true == rows.rows && (phantom == nullptr || phantom->can_be_true);
    frame.set_truth(plan.node, rows.can_be_false != 0 ? Truth::no
                               : all_true             ? Truth::yes
                                                      : Truth::unknown);
  } else if (plan.op == Op::some) {
    const bool all_false =
        rows.can_be_false == rows.rows && (phantom == nullptr || phantom->can_be_false);
    frame.set_truth(plan.node, rows.can_be_true != 0 ? Truth::yes
                               : all_false           ? Truth::no
                                                     : Truth::unknown);
  } else {
    Tally all = rows;
    if (phantom != nullptr)
      all.add(*phantom);
    frame.values[frame.bundle->slot(plan.node)] = all.sum();
  }
}

Tally tally_rows(Frame& frame, const FoldPlan& plan, bool stop_early) {
  Tally tally;
  const uint32_t rows = frame.facts->tables[plan.parts.table].rows;
  for (uint32_t row = 0; row < rows; ++row) {
    if (!frame.is_present(plan.parts.table, row))
      continue;
    evaluate_row(frame, plan, row);
    tally.add(row_contribution(frame, plan));
    if (stop_early && ((plan.op == Op::every && tally.can_be_false != 0) ||
                       (plan.op == Op::some && tally.can_be_true != 0))) {
      break;
    }
  }
  return tally;
}

Tally evaluate_fold(Frame& frame, const FoldPlan& plan, bool stop_early) {
  const Tally tally = tally_rows(frame, plan, stop_early);
  if (frame.is_complete(plan.parts.table)) {
    finish_fold(frame, plan, tally, nullptr);
    return tally;
  }
  evaluate_row(frame, plan, frame.phantom_row(plan.parts.table));
  const Contribution phantom = phantom_contribution(frame, plan);
  finish_fold(frame, plan, tally, &phantom);
  return tally;
}

} // namespace ward::rt
