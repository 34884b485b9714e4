// SPDX-License-Identifier: Apache-2.0
#include "tools/fmt/pieces.h"

namespace ward::fmt_tool {
namespace {

using Flag = parse::OutlineToken::Flag;

struct State {
  Layout& layout;
  std::vector<Piece>& pieces = layout.pieces;

  void run() {
    for (const Item& item : layout.items)
      if (item.depth == 0 && item.begin > 0)
        break_before(item.begin);
    for (size_t i = 0; i < pieces.size(); ++i)
      if (pieces[i].has(Flag::of_block) && pieces[i].has(Flag::opens) && pieces[i].partner != none)
        block(i, pieces[i].partner);
    for (size_t i = 1; i < pieces.size(); ++i)
      blank_line(i);
  }

  /// Comments above a piece stay there: the first of them has the line already.
  void break_before(size_t index) { pieces[index].new_line = index > 0; }

  size_t clauses(size_t begin, size_t end, size_t* out) const {
    size_t count = 0, depth = 0;
    for (size_t i = begin + 1; i < end; ++i) {
      if (pieces[i].has(Flag::of_block))
        pieces[i].has(Flag::opens) ? ++depth : --depth;
      else if (depth == 0 && pieces[i].has(Flag::begins_item) && count++ == 0)
        *out = i;
    }
    return count;
  }

  void block(size_t begin, size_t end) {
    if (is_one_line(layout, begin, end + 1))
      return;
    size_t first = end;
    const size_t count = clauses(begin, end, &first);
    const bool has_comment = pieces[begin + 1].is_comment || pieces[end - 1].is_comment;
    if (count == 0 && !has_comment) {
      pieces[end].new_line = false;
      return;
    }
    // One clause may stand in the braces' own lines: `with { a = {b,` and on.
    if (count == 1 && first == begin + 1 && !pieces[first].new_line && !has_comment) {
      pieces[end].new_line = false;
      return;
    }
    size_t depth = 0;
    for (size_t i = begin + 1; i < end; ++i) {
      if (depth == 0 && pieces[i].has(Flag::begins_item))
        break_before(i);
      if (pieces[i].has(Flag::of_block))
        pieces[i].has(Flag::opens) ? ++depth : --depth;
    }
    break_before(end);
  }

  void blank_line(size_t index) {
    Piece& piece = pieces[index];
    const Piece& before = pieces[index - 1];
    const bool parts =
        piece.is_comment || before.is_comment || piece.has(Flag::begins_item) || before.text == ",";
    if (!piece.new_line || !parts || before.has(Flag::opens) || piece.has(Flag::closes))
      piece.blank_line = false;
  }
};

} // namespace

void break_lines(Layout& layout) {
  State{layout}.run();
}

} // namespace ward::fmt_tool
