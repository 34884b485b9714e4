// SPDX-License-Identifier: Apache-2.0
#include "tools/fmt/pieces.h"

#include <algorithm>
#include <array>

namespace ward::fmt_tool {
namespace {

using Flag = parse::OutlineToken::Flag;
using parse::RowKind;

constexpr size_t max_cells = 4;
/// The pieces that begin columns 1, 2, 3 of a row on its first line; none where it has no such.
using Cells = std::array<size_t, max_cells>;

struct Row {
  size_t item;
  Cells cells;
};

struct State {
  Layout& layout;
  std::vector<Piece>& pieces = layout.pieces;
  std::vector<Row> run_of_rows = {};

  void run() {
    for (size_t depth = 0, deepest = deepest_item(); depth <= deepest; ++depth)
      level(depth);
  }

  size_t deepest_item() const {
    size_t out = 0;
    for (const Item& item : layout.items)
      out = std::max(out, item.depth);
    return out;
  }

  void level(size_t depth) {
    size_t previous = none;
    for (size_t i = 0; i < layout.items.size(); ++i) {
      const Item& item = layout.items[i];
      if (item.depth != depth)
        continue;
      const bool fits = is_row(item);
      if (!fits || (previous != none && !follows(layout.items[previous], item)))
        finish();
      if (fits)
        run_of_rows.push_back({i, cells(item)});
      previous = fits ? i : none;
    }
    finish();
  }

  RowKind kind(const Item& item) const { return pieces[item.begin].token.row; }

  /// Whether b stands right below a, of the same kind.
  bool follows(const Item& a, const Item& b) const {
    if (kind(a) != kind(b))
      return false;
    for (size_t i = a.end; i <= b.begin; ++i)
      if (pieces[i].blank_line || !(pieces[i].is_comment || i == b.begin))
        return false;
    return true;
  }

  bool is_row(const Item& item) const {
    const RowKind row = kind(item);
    if (row == RowKind::none || (item.begin > 0 && !pieces[item.begin].new_line))
      return false;
    const Cells found = cells(item);
    const bool one_line = is_one_line(layout, item.begin, item.end);
    switch (row) {
    case RowKind::field:
      return found[1] != none && (one_line || found[2] != none);
    case RowKind::authority:
      return found[1] != none;
    case RowKind::mapping:
      return found[2] != none;
    default:
      return one_line && found[1] != none;
    }
  }

  Cells cells(const Item& item) const {
    Cells out;
    out.fill(none);
    size_t next = 1;
    for (size_t i = item.begin; i < item.end && next < max_cells; ++i) {
      if (i > item.begin && pieces[i].new_line)
        break;
      if (!pieces[i].has(Flag::begins_cell))
        continue;
      // A field without a prompt has its notes in the third column all the same.
      if (kind(item) == RowKind::field && next == 2 && pieces[i].text.front() != '"')
        next = 3;
      out[next++] = i;
    }
    return out;
  }

  /// The column of a piece on the first line of its item, pads included.
  size_t column(const Row& row, size_t piece) const {
    size_t out = pieces[layout.items[row.item].begin].width;
    for (size_t i = layout.items[row.item].begin + 1; i <= piece; ++i)
      out += gap(layout, i) + pieces[i].pad + (i == piece ? 0 : pieces[i].width);
    return out;
  }

  void finish() {
    for (size_t cell = 1; cell < max_cells && run_of_rows.size() > 1; ++cell)
      align(cell);
    for (const Row& row : run_of_rows) {
      const RowKind row_kind = kind(layout.items[row.item]);
      const size_t cell = row_kind == RowKind::field ? 2 : row_kind == RowKind::authority ? 1 : 0;
      if (cell != 0 && row.cells[cell] != none)
        layout.items[row.item].part_column = column(row, row.cells[cell]);
    }
    run_of_rows.clear();
  }

  void align(size_t cell) {
    size_t at = 0, widest = 0;
    for (const Row& row : run_of_rows)
      if (row.cells[cell] != none)
        at = std::max(at, column(row, row.cells[cell]));
    for (const Row& row : run_of_rows)
      if (row.cells[cell] != none)
        widest = std::max(widest, at + rest(row, row.cells[cell]));
    if (cell == 3 && widest > max_width)
      return;
    for (const Row& row : run_of_rows)
      if (const size_t piece = row.cells[cell]; piece != none)
        pieces[piece].pad += at - column(row, piece);
  }

  size_t rest(const Row& row, size_t piece) const {
    size_t out = pieces[piece].width;
    for (size_t i = piece + 1; i < layout.items[row.item].end && !pieces[i].new_line; ++i)
      out += gap(layout, i) + pieces[i].width;
    return out;
  }
};

} // namespace

void align_columns(Layout& layout) {
  State{layout}.run();
}

} // namespace ward::fmt_tool
