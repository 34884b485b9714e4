// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"

#include <vector>

namespace ward::check {

/// Calls `visit(ExprId)` for an expression and what stands in it, left to right, without entering
/// lets, predicates and controls. Nothing for none.
template <typename F>
void for_each_inside(const model::Model& model, model::ExprId root, F&& visit) {
  if (!root)
    return;
  std::vector<model::ExprId> waiting{root};
  while (!waiting.empty()) {
    const model::ExprId id = waiting.back();
    waiting.pop_back();
    visit(id);
    const auto operands = model.operands_of(id);
    waiting.insert(waiting.end(), operands.rbegin(), operands.rend());
  }
}

inline bool reads_leaf(const model::Expr& expr) {
  return expr.kind == model::ExprKind::fact || expr.kind == model::ExprKind::field ||
         expr.kind == model::ExprKind::lookup;
}

/// A name that stands for expressions elsewhere.
struct Hop {
  enum class Kind : uint8_t { let, predicate, control };
  Kind kind;
  uint32_t index;

  friend auto operator<=>(const Hop&, const Hop&) = default;
};

inline bool is_hop(const model::Expr& expr) {
  return expr.kind == model::ExprKind::let || expr.kind == model::ExprKind::call ||
         expr.kind == model::ExprKind::implemented;
}
inline Hop hop_of(const model::Expr& expr) {
  switch (expr.kind) {
  case model::ExprKind::let:
    return {Hop::Kind::let, expr.ref};
  case model::ExprKind::call:
    return {Hop::Kind::predicate, expr.ref};
  default:
    return {Hop::Kind::control, expr.ref};
  }
}
/// What the name stands for: one expression, or a control's two.
inline std::vector<model::ExprId> bodies_of(const model::Model& model, Hop hop) {
  switch (hop.kind) {
  case Hop::Kind::let:
    return {model.lets[model::LetId{hop.index}].body};
  case Hop::Kind::predicate:
    return {model.predicates[model::PredicateId{hop.index}].body};
  case Hop::Kind::control: {
    const model::Control& control = model.controls[model::ControlId{hop.index}];
    return {control.applies, control.implemented};
  }
  }
  return {};
}
inline std::string name_of(const model::Model& model, Hop hop) {
  switch (hop.kind) {
  case Hop::Kind::let:
    return model.lets[model::LetId{hop.index}].name;
  case Hop::Kind::predicate:
    return model.predicates[model::PredicateId{hop.index}].name;
  case Hop::Kind::control:
    return model.controls[model::ControlId{hop.index}].path;
  }
  return {};
}

} // namespace ward::check
