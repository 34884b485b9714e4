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

/// Reads the decisions of an `excused` anew. False: memory ran out.
bool prepare_decisions(Frame& frame, uint32_t excused, Arena& arena);

} // namespace ward::rt
