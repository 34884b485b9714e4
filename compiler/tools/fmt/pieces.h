// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "parse/outline.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ward::fmt_tool {

constexpr size_t max_width =
    120; ///< columns that brackets are laid out for, and the last column of fields
constexpr size_t none = SIZE_MAX;

/// A token or a comment, and how it stands to what is before it.
struct Piece {
  std::string_view text;
  parse::OutlineToken token; ///< no flags for a comment
  bool is_comment = false;   ///< or a doc comment
  bool new_line = false;     ///< begins a line
  bool blank_line = false;   ///< and a blank line stands before
  size_t partner = none;     ///< of a bracket
  size_t pad = 0;            ///< blanks before it that put it into its column
  size_t width = 0;          ///< columns of its text

  bool has(parse::OutlineToken::Flag flag) const { return token.has(flag); }
};

/// A declaration or clause: its tokens, those of clauses inside it among them.
struct Item {
  size_t begin = 0;
  size_t end = 0;   ///< one past its last piece
  size_t depth = 0; ///< blocks open round it
  /// The column of its parts on lines of their own, from its begin; none: indented by two.
  size_t part_column = none;
};

struct Layout {
  std::vector<Piece> pieces;
  std::vector<Item> items; ///< in order of their begins
};

/// Blanks between a piece and the one before it on its line, without its pad.
size_t gap(const Layout& layout, size_t piece);

/// The columns that the line which begins at `piece` takes without its indentation.
size_t line_width(const Layout& layout, size_t piece);

/// Whether all of [begin, end) stands on the line of `begin`.
bool is_one_line(const Layout& layout, size_t begin, size_t end);

/// Tokens and comments in order, with the author's lines.
Layout read_pieces(std::string_view text, const parse::Outline& outline);

/// Gives the clauses of a block of several lines a line each, and takes blank lines out where they
/// part nothing.
void break_lines(Layout& layout);

/// Puts neighbouring clauses of one kind into columns.
void align_columns(Layout& layout);

/// The indentation of each line, by its first piece; the other pieces have none.
std::vector<size_t> indent_lines(const Layout& layout);

} // namespace ward::fmt_tool
