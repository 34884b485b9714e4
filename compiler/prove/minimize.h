// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prove/encode.h"
#include "prove/solve.h"

#include <optional>

namespace ward::prove {

/// A solver that keeps to the calendar, and its last model.
class Search {
public:
  Search(z3::context& context, z3::solver& solver, Calendar& calendar, const Limits& limits)
      : context_(context), solver_(solver), calendar_(calendar), limits_(limits) {}

  /// sat: model() is one. unknown: a limit.
  z3::check_result check();
  /// The same with one more condition, for this call only. On sat the model is replaced.
  bool allows(const Term& condition);
  const z3::model& model() const { return *model_; }

  /// Keeps the condition if it can hold; says whether.
  bool prefer(const Term& condition);
  /// Keeps the condition if it can hold, else its negation.
  void settle_truth(const Term& preferred);
  /// Fixes an integer term at the least number, not below `floor`, that it can have; where there is
  /// none, at the greatest below. `downwards`: the other way round.
  void settle(const Term& term, int64_t floor, bool downwards = false);

private:
  z3::check_result run(const z3::expr_vector& assumptions);
  Term named(const Term& condition);
  std::optional<int64_t> extreme(const Term& term, int64_t floor, bool downwards);

  z3::context& context_;
  z3::solver& solver_;
  Calendar& calendar_;
  const Limits& limits_;
  std::optional<z3::model> model_;
  uint32_t calls_ = 0;
  uint32_t names_ = 0;
};

/// Fixes everything that a query reads, in the order that solve() promises.
void minimize(const Subject& subject, const Query& query, Encoding& encoding, Search& search);

} // namespace ward::prove
