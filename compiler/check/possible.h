// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/leaf.h"
#include "check/truths.h"
#include "check/value_range.h"
#include "model/model.h"

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace ward::check {

/// Which facts there may be. Without more said: any, over tables open or complete, empty or not.
struct Assumptions {
  bool supplied_unknown = false; ///< as when judging for a law (R2.5)
  std::optional<Leaf> except;    ///< this supplied fact is read all the same
  bool rows_present = false;     ///< every table has a row
};

/// The truths that conditions may take over all facts, days and settings within their bounds.
///
/// Sound, not exact: a truth that is left out is impossible. Two occurrences of one fact are taken
/// as independent, so a condition may be called possible that no facts fulfil. Linear in what the
/// conditions expand to; what takes no scalar argument is evaluated once.
class Possible {
public:
  Possible(const model::Model& model, const Assumptions& assumptions)
      : model_(model), assumptions_(assumptions) {}

  Truths truth(model::ExprId condition) { return truth(condition, nullptr); }
  /// applies(C) and implemented(C)
  Truths in_place(model::ControlId control);

private:
  /// Arguments of a predicate, evaluated where they are read, in the frame of the call.
  struct Frame {
    std::span<const model::ExprId> arguments;
    const Frame* caller;
  };

  Truths truth(model::ExprId id, const Frame* frame);
  Truths fold_truth(const model::Expr& expr, const Frame* frame);
  Truths quantified(bool every, Truths body);
  Truths share_truth(const model::Expr& expr, const Frame* frame);
  Truths extreme_truth(const model::Expr& expr, const Frame* frame);
  Truths member_of(const ValueSet& value, model::ExprId set, const Frame* frame);

  ValueSet value(model::ExprId id, const Frame* frame);
  ValueSet plain_value(model::ExprId id, const Frame* frame);
  ValueSet read(const model::Expr& expr);
  ValueSet arithmetic(const model::Expr& expr, const Frame* frame);
  ValueSet fold_value(const model::Expr& expr, const Frame* frame);
  ValueSet parameter(model::ParameterId id);

  /// Then a call means the same wherever it stands.
  bool takes_only_rows(const model::Expr& call) const;
  Truths where(const model::Expr& expr, size_t index, const Frame* frame);
  Range domain(const model::Type& type) const;
  bool is_hidden(const model::Expr& expr) const;

  const model::Model& model_;
  Assumptions assumptions_;
  std::unordered_map<uint32_t, Truths> controls_, let_truths_, predicate_truths_;
  std::unordered_map<uint32_t, ValueSet> let_values_;
};

} // namespace ward::check
