// SPDX-License-Identifier: Apache-2.0
#include "check/reach.h"

#include <fmt/format.h>

namespace ward::check {

bool ReachFinder::hop_reaches(Hop hop) {
  // The entry made first ends cycles, which are errors elsewhere.
  const auto [entry, is_new] = known_.emplace(hop, false);
  if (!is_new)
    return entry->second;
  bool found = false;
  for (const model::ExprId body : bodies_of(model_, hop))
    found = found || reaches(body);
  return known_[hop] = found;
}

bool ReachFinder::reaches(model::ExprId root) {
  bool found = false;
  for_each_inside(model_, root, [&](model::ExprId id) {
    const model::Expr& expr = model_.exprs[id];
    found = found || wanted_(expr) || (is_hop(expr) && hop_reaches(hop_of(expr)));
  });
  return found;
}

void ReachFinder::collect(model::ExprId root, std::vector<Reached::Step>& steps,
                          std::set<Hop>& seen, std::vector<Reached>& out) {
  for_each_inside(model_, root, [&](model::ExprId id) {
    const model::Expr& expr = model_.exprs[id];
    if (wanted_(expr))
      out.push_back({id, steps});
    if (!is_hop(expr))
      return;
    const Hop hop = hop_of(expr);
    if (!hop_reaches(hop) || !seen.insert(hop).second)
      return;
    steps.push_back({hop, expr.span});
    for (const model::ExprId body : bodies_of(model_, hop))
      collect(body, steps, seen, out);
    steps.pop_back();
  });
}

std::vector<Reached> ReachFinder::find(model::ExprId root) {
  std::vector<Reached> out;
  if (!root || !reaches(root))
    return out;
  std::vector<Reached::Step> steps;
  std::set<Hop> seen;
  collect(root, steps, seen, out);
  return out;
}

void add_steps(const model::Model& model, const Reached& reached, diag::Diagnostic& finding) {
  for (const Reached::Step& step : reached.steps)
    finding.note(fmt::format("through `{}`", name_of(model, step.hop)), step.at);
}

} // namespace ward::check
