// SPDX-License-Identifier: Apache-2.0
#include "tools/fmt/pieces.h"

namespace ward::fmt_tool {
namespace {

using Flag = parse::OutlineToken::Flag;

constexpr size_t step = 2;

/// An open bracket that is no block, or a list without brackets: where its lines begin.
struct Frame {
  bool is_list;
  size_t content;
  size_t closing;
};

struct State {
  const Layout& layout;
  const std::vector<Piece>& pieces = layout.pieces;
  std::vector<size_t> out = std::vector<size_t>(layout.pieces.size(), 0);
  std::vector<Frame> frames = {};
  size_t depth = 0;       // of blocks
  size_t anchor = 0;      // the indentation of the last clause, or part, that began a line
  size_t line_indent = 0; // of the current line
  size_t next_item = 0;
  size_t item = none;     // the innermost that began last
  size_t item_indent = 0; // of the line it is on

  std::vector<size_t> run() {
    size_t column = 0;
    for (size_t i = 0; i < pieces.size(); ++i) {
      if (next_item < layout.items.size() && layout.items[next_item].begin == i)
        item = next_item++;
      if (i == 0 || pieces[i].new_line) {
        column = line_indent = out[i] = indentation(i);
        if (pieces[i].has(Flag::begins_item))
          anchor = item_indent = line_indent;
        else if (pieces[i].has(Flag::begins_part))
          anchor = line_indent;
      } else {
        column += gap(layout, i) + pieces[i].pad;
        if (pieces[i].has(Flag::begins_item))
          anchor = item_indent = line_indent;
      }
      enter_and_leave(i, column);
      column += pieces[i].width;
    }
    return std::move(out);
  }

  /// Where the line of a piece begins. A comment stands as what follows it.
  size_t indentation(size_t index) const {
    size_t token = index;
    while (token < pieces.size() && pieces[token].is_comment)
      ++token;
    if (token == pieces.size())
      return 0;
    const Piece& piece = pieces[token];
    const bool is_comment = token != index;
    if (piece.has(Flag::begins_item))
      return step * depth;
    if (piece.has(Flag::of_block) && piece.has(Flag::closes))
      return step * (is_comment || depth == 0 ? depth : depth - 1);
    if (!frames.empty()) {
      const bool closes = piece.has(Flag::closes) && !frames.back().is_list && !is_comment;
      return closes ? frames.back().closing : frames.back().content;
    }
    if (piece.has(Flag::begins_part)) {
      const size_t part = item == none ? none : layout.items[item].part_column;
      return item_indent + (part == none ? step : part);
    }
    return anchor + step;
  }

  void enter_and_leave(size_t index, size_t column) {
    const Piece& piece = pieces[index];
    if (piece.has(Flag::begins_list))
      frames.push_back(frame(index, column, true));
    if (piece.has(Flag::opens)) {
      if (piece.has(Flag::of_block))
        ++depth;
      else
        frames.push_back(frame(index, column, false));
    } else if (piece.has(Flag::closes)) {
      if (piece.has(Flag::of_block))
        depth -= depth > 0;
      else if (!frames.empty())
        frames.pop_back();
    }
    if (piece.has(Flag::ends_list) && !frames.empty() && frames.back().is_list)
      frames.pop_back();
  }

  /// Lines in a bracket begin below what follows it; where nothing follows, or where the members of
  /// a set would come too far right, they are indented from the bracket's line.
  Frame frame(size_t index, size_t column, bool is_list) const {
    if (!is_list && (index + 1 == pieces.size() || pieces[index + 1].new_line))
      return {is_list, line_indent + step, line_indent};
    const size_t below = is_list ? column : column + pieces[index].width + gap(layout, index + 1);
    const size_t indented = line_indent + 2 * step;
    const bool is_set = pieces[index].text == "{" && pieces[index].has(Flag::glue_after);
    const bool moves = is_set && overflows(index, below) && !overflows(index, indented);
    return {is_list, moves ? indented : below, column};
  }

  /// Whether a line that begins directly in the bracket would be too wide from `content`.
  bool overflows(size_t index, size_t content) const {
    size_t inside = 0;
    for (size_t i = index + 1; i < pieces[index].partner; ++i) {
      if (pieces[i].has(Flag::closes))
        --inside;
      if (inside == 0 && pieces[i].new_line && content + line_width(layout, i) > max_width)
        return true;
      if (pieces[i].has(Flag::opens))
        ++inside;
    }
    return false;
  }
};

} // namespace

std::vector<size_t> indent_lines(const Layout& layout) {
  return State{layout}.run();
}

} // namespace ward::fmt_tool
