// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bound_facts.h"
#include "core/bundle.h"
#include "core/mask.h"
#include "core/number.h"
#include "core/operands.h"

#include <cstdint>

namespace ward::rt {

/// Where a table's keys are: ids ascending, each with its row.
struct RowIndex {
  const TextId* ids = nullptr;
  const uint32_t* rows = nullptr;
  uint32_t size = 0;

  uint32_t find(TextId id) const; ///< UINT32_MAX: none
};

/// Indices for all tables of the facts, or null if memory ran out.
const RowIndex* build_row_indices(const Bundle& bundle, const BoundFacts& facts, Arena& arena);

/// What `excused` reads of the table of decisions (R6.10), for one evaluation: its rows whose
/// condition is not F, and whether the last of them is the phantom row.
struct Decisions {
  struct One {
    Truth condition = Truth::unknown;
    Value set;
  };
  One* items = nullptr;
  uint32_t size = 0;
  uint32_t capacity = 0;
  bool phantom = false;
};

/// What row nodes hold already: folds over one table read much the same of a row.
struct RowCache {
  uint32_t* stamps = nullptr; ///< one for each node: when it was evaluated; null: nothing is kept
  uint32_t now = 0;
  uint32_t table = UINT32_MAX; ///< the row of `now`
  uint32_t row = 0;

  /// Something that row nodes read has changed.
  void forget() { table = UINT32_MAX; }
  void begin(uint32_t of, uint32_t wanted) {
    if (of == table && wanted == row)
      return;
    table = of;
    row = wanted;
    ++now;
  }
  /// Whether the node needs to be evaluated; it is then taken for evaluated.
  bool take(uint32_t node) {
    if (stamps[node] == now)
      return false;
    stamps[node] = now;
    return true;
  }
};

/// One evaluation under way: where leaves are read from and what nodes hold. Row nodes hold the
/// value for the row evaluated last.
struct Frame {
  const Bundle* bundle = nullptr;
  const BoundFacts* facts = nullptr;
  const RowIndex* row_index = nullptr; ///< one for each table
  const Mask* mask = nullptr;          ///< null: everything is read
  bool presume = true;                 ///< false: `shown` of U is U
  uint8_t* truths = nullptr;
  Value* values = nullptr;
  Decisions* decisions = nullptr; ///< one for each `excused`
  RowCache cache;

  Truth truth(uint32_t node) const { return static_cast<Truth>(truths[node]); }
  void set_truth(uint32_t node, Truth truth) { truths[node] = static_cast<uint8_t>(truth); }
  const Value& value(uint32_t node) const { return values[bundle->slot(node)]; }

  bool is_complete(uint32_t table) const {
    return mask == nullptr ? facts->tables[table].complete : mask->complete(table);
  }
  uint32_t phantom_row(uint32_t table) const { return facts->tables[table].rows; }
  bool is_present(uint32_t table, uint32_t row) const {
    return mask == nullptr || mask->present(table, row);
  }
};

/// Takes the arrays of a frame from the arena. False: memory ran out.
bool allocate_frame(Frame& frame, Arena& arena);

/// Evaluates a node that is no fold, for the row (of the node's lane; ignored when global).
void evaluate_node(Frame& frame, uint32_t node, uint32_t row);

/// Evaluates the row nodes of a fold or `excused` for one row of its table.
inline void evaluate_row(Frame& frame, NodeList slice, uint32_t row) {
  for (uint32_t node : slice)
    evaluate_node(frame, node, row);
}

/// The same for a row of `table`, but only as far as the row's condition (no_node: none) is not yet
/// known to be F. Where it is, it holds F and other nodes of the slice may hold the value of
/// another row.
inline void evaluate_row(Frame& frame, NodeList slice, const RowGuard& guard, uint32_t where,
                         uint32_t table, uint32_t row) {
  uint32_t next = 0;
  frame.cache.begin(table, row);
  const auto evaluate_until = [&](uint32_t end) {
    for (; next < end; ++next) {
      if (frame.cache.stamps == nullptr || frame.cache.take(slice.items[next]))
        evaluate_node(frame, slice.items[next], row);
    }
  };
  evaluate_until(guard.cheap);
  for (uint32_t conjunct : guard.conjuncts) {
    if (frame.truth(conjunct) == Truth::no)
      return frame.set_truth(where, Truth::no);
  }
  evaluate_until(guard.condition);
  if (where == no_node || frame.truth(where) != Truth::no)
    evaluate_until(slice.size);
}

/// Reads the decisions of an `excused` anew. False: memory ran out.
bool prepare_decisions(Frame& frame, uint32_t excused, Arena& arena);

} // namespace ward::rt
