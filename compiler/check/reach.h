// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/walk.h"
#include "diag/diagnostic.h"

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace ward::check {

/// A place that an expression reaches, and the names it goes through: at each, where the name
/// stands.
struct Reached {
  struct Step {
    Hop hop;
    source::Span at;
  };
  model::ExprId expr;
  std::vector<Step> steps;
};

/// Finds what expressions reach through lets, predicates and `implemented`. Each name is looked
/// into once, so a finder is linear in the model however often it is asked.
class ReachFinder {
public:
  using Wanted = std::function<bool(const model::Expr&)>;
  ReachFinder(const model::Model& model, Wanted wanted)
      : model_(model), wanted_(std::move(wanted)) {}

  bool reaches(model::ExprId root);
  /// Every wanted expression that `root` reaches, the first way to each, in the order of reading.
  std::vector<Reached> find(model::ExprId root);

private:
  bool hop_reaches(Hop hop);
  void collect(model::ExprId root, std::vector<Reached::Step>& steps, std::set<Hop>& seen,
               std::vector<Reached>& out);

  const model::Model& model_;
  Wanted wanted_;
  std::map<Hop, bool> known_;
};

/// Adds one note for each name on the way.
void add_steps(const model::Model& model, const Reached& reached, diag::Diagnostic& finding);

} // namespace ward::check
