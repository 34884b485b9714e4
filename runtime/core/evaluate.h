// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bound_facts.h"
#include "core/bundle.h"
#include "core/number.h"
#include "core/value.h"

#include <cstdint>

namespace ward::rt {

/// What tests saw of each condition (R10.7): bit 0 somewhere F, bit 1 somewhere T. A condition is a
/// truth-valued fact, field, lookup, comparison, membership or `is none`; see is_condition().
struct Coverage {
  uint8_t* seen = nullptr; ///< one for each node, zeroed by the caller, added to by evaluations
};

/// Whether coverage counts the node.
bool is_condition(const Bundle& bundle, uint32_t node);

/// The value of every global node of a bundle for one organization. Everything lies in the arena
/// given; the bundle and the facts must outlive it.
class Evaluation {
public:
  const Bundle& bundle() const { return *bundle_; }
  const BoundFacts& facts() const { return *facts_; }

  /// `node` is global and of kind truth.
  Truth truth(uint32_t node) const { return static_cast<Truth>(truths_[node]); }
  /// `node` is global and no truth.
  const Value& value(uint32_t node) const { return values_[bundle_->slot(node)]; }

  /// For an `every` that is T: its table is complete and no row has its `where` not F (R11.5).
  bool is_vacuous(uint32_t every) const { return (flags_[every] & 1) != 0; }

  /// Evaluates the row nodes of a fold for one row (or row == facts().tables[t].rows: the phantom
  /// row); truth() and value() then read those nodes, until the next call. Not thread-safe.
  void select_row(uint32_t fold, uint32_t row);
  /// select_row, then the truth of `node`, one of the fold's row nodes or a global one.
  Truth row_truth(uint32_t fold, uint32_t row, uint32_t node) {
    select_row(fold, row);
    return truth(node);
  }

  /// Evaluates what a duty asks of one event (a row of its table) in the same way.
  void select_event(uint32_t duty, uint32_t row);
  void select_exposure(uint32_t exposure, uint32_t row);
  void select_statement(uint32_t assessment, uint32_t row);
  void select_certificate(uint32_t assessment, uint32_t row);

  /// The row of a table by its key, or UINT32_MAX.
  uint32_t find_row(uint32_t table, TextId key) const;

private:
  friend ward_status evaluate(const Bundle&, const BoundFacts&, Arena&, Evaluation*,
                              const struct EvaluateOptions&);
  friend struct Explaining; // its frame

  const Bundle* bundle_ = nullptr;
  const BoundFacts* facts_ = nullptr;
  struct Frame* frame_ = nullptr;
  uint8_t* truths_ = nullptr; ///< one for each node; those of row lanes are scratch
  Value* values_ = nullptr;   ///< one for each slot
  uint8_t* flags_ = nullptr;  ///< one for each node
};

struct EvaluateOptions {
  Coverage* coverage = nullptr;
  /// `shown x` with x U is U instead of F: what holds without presumptions.
  bool without_presumptions = false;
};

/// Judges every node. WARD_OK or WARD_ERR_OUT_OF_MEMORY.
ward_status evaluate(const Bundle& bundle, const BoundFacts& facts, Arena& arena, Evaluation* out,
                     const EvaluateOptions& options = {});

} // namespace ward::rt
