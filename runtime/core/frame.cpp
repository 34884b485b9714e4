// SPDX-License-Identifier: Apache-2.0
#include "core/frame.h"

#include <algorithm>

namespace ward::rt {

uint32_t RowIndex::find(TextId id) const {
  const TextId* found = std::lower_bound(ids, ids + size, id);
  return found == ids + size || *found != id ? UINT32_MAX : rows[found - ids];
}

const RowIndex* build_row_indices(const Bundle& bundle, const BoundFacts& facts, Arena& arena) {
  auto* indices = arena.array<RowIndex>(bundle.table_count());
  if (indices == nullptr)
    return nullptr;
  for (uint32_t t = 0; t < bundle.table_count(); ++t) {
    const BoundTable& table = facts.tables[t];
    auto* ids = arena.array<TextId>(table.rows);
    auto* rows = arena.array<uint32_t>(table.rows);
    if (ids == nullptr || rows == nullptr)
      return nullptr;
    for (uint32_t row = 0; row < table.rows; ++row)
      rows[row] = row;
    std::sort(rows, rows + table.rows,
              [&](uint32_t a, uint32_t b) { return table.keys[a] < table.keys[b]; });
    for (uint32_t k = 0; k < table.rows; ++k)
      ids[k] = table.keys[rows[k]];
    indices[t] = {ids, rows, table.rows};
  }
  return indices;
}

bool allocate_frame(Frame& frame, Arena& arena) {
  frame.truths = arena.array<uint8_t>(frame.bundle->node_count());
  frame.values = arena.array<Value>(frame.bundle->slot_count());
  frame.decisions = arena.array<Decisions>(frame.bundle->excused_count());
  return frame.truths != nullptr && frame.values != nullptr && frame.decisions != nullptr;
}

bool prepare_decisions(Frame& frame, uint32_t excused, Arena& arena) {
  const FoldParts parts = fold_parts(*frame.bundle, excused);
  const NodeList slice = frame.bundle->slice(excused);
  const RowGuard guard = frame.bundle->guard(excused);
  Decisions& decisions = frame.decisions[frame.bundle->excused_rank(excused)];
  const uint32_t rows = frame.facts->tables[parts.table].rows;
  const bool open = !frame.is_complete(parts.table);
  // What does not fit is counted, and read again into a larger place.
  const auto note = [&](uint32_t row) {
    evaluate_row(frame, slice, guard, parts.where, parts.table, row);
    if (frame.truth(parts.where) == Truth::no)
      return;
    if (decisions.size < decisions.capacity)
      decisions.items[decisions.size] = {frame.truth(parts.where), frame.value(parts.body)};
    ++decisions.size;
  };
  const auto note_all = [&] {
    decisions.size = 0;
    for (uint32_t row = 0; row < rows; ++row) {
      if (frame.is_present(parts.table, row))
        note(row);
    }
    const uint32_t known = decisions.size;
    if (open)
      note(frame.phantom_row(parts.table));
    decisions.phantom = decisions.size != known;
  };
  note_all();
  if (decisions.size <= decisions.capacity)
    return true;
  decisions.items = arena.array<Decisions::One>(decisions.size);
  if (decisions.items == nullptr) {
    decisions = {};
    return false;
  }
  decisions.capacity = decisions.size;
  note_all();
  return true;
}

} // namespace ward::rt
