// SPDX-License-Identifier: Apache-2.0
#include "tools/fmt/pieces.h"

#include "source/utf8.h"

#include <algorithm>

namespace ward::fmt_tool {
namespace {

using Flag = parse::OutlineToken::Flag;

size_t width_of(std::string_view text) {
  size_t out = 0;
  for (size_t at = 0; at < text.size();) {
    const source::Decoded next = source::decode_utf8(text, at);
    out += static_cast<size_t>(source::display_width(next.code_point));
    at += next.length;
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const size_t last = text.find_last_not_of(" \t\r");
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

void pair_brackets(Layout& layout) {
  std::vector<size_t> open;
  for (size_t i = 0; i < layout.pieces.size(); ++i) {
    if (layout.pieces[i].has(Flag::opens)) {
      open.push_back(i);
    } else if (layout.pieces[i].has(Flag::closes) && !open.empty()) {
      layout.pieces[i].partner = open.back();
      layout.pieces[open.back()].partner = i;
      open.pop_back();
    }
  }
}

/// An item ends where the next one of its block begins, or its block does.
void find_items(Layout& layout) {
  std::vector<size_t> open; // items, the innermost last
  size_t depth = 0;
  const auto end_items = [&](size_t end) {
    while (!open.empty() && layout.items[open.back()].depth >= depth) {
      layout.items[open.back()].end = end;
      open.pop_back();
    }
  };
  size_t last_token = 0; // one past it; comments before an item are not of the one above
  for (size_t i = 0; i < layout.pieces.size(); ++i) {
    const Piece& piece = layout.pieces[i];
    if (piece.is_comment)
      continue;
    if (piece.has(Flag::of_block) && piece.has(Flag::closes)) {
      end_items(last_token);
      --depth;
    }
    if (piece.has(Flag::begins_item)) {
      end_items(last_token);
      open.push_back(layout.items.size());
      layout.items.push_back({i, i, depth, none});
    }
    if (piece.has(Flag::of_block) && piece.has(Flag::opens))
      ++depth;
    last_token = i + 1;
  }
  depth = 0;
  end_items(last_token);
}

} // namespace

size_t gap(const Layout& layout, size_t index) {
  const Piece& piece = layout.pieces[index];
  if (index == 0 || piece.new_line)
    return 0;
  if (piece.is_comment)
    return 2;
  const Piece& before = layout.pieces[index - 1];
  const bool is_empty_block = piece.has(Flag::closes) && before.has(Flag::opens);
  return piece.has(Flag::glue_before) || before.has(Flag::glue_after) || is_empty_block ? 0 : 1;
}

size_t line_width(const Layout& layout, size_t piece) {
  size_t out = layout.pieces[piece].width;
  for (size_t i = piece + 1; i < layout.pieces.size() && !layout.pieces[i].new_line; ++i)
    out += gap(layout, i) + layout.pieces[i].pad + layout.pieces[i].width;
  return out;
}

bool is_one_line(const Layout& layout, size_t begin, size_t end) {
  for (size_t i = begin + 1; i < end; ++i)
    if (layout.pieces[i].new_line)
      return false;
  return true;
}

Layout read_pieces(std::string_view text, const parse::Outline& outline) {
  Layout out;
  auto token = outline.tokens.begin();
  auto trivia = outline.trivia.begin();
  size_t end = 0;
  const auto add = [&](source::Span span, parse::OutlineToken flags, bool is_comment) {
    const std::string_view between = text.substr(end, span.begin - end);
    const auto lines = std::count(between.begin(), between.end(), '\n');
    Piece piece;
    piece.text = trimmed(text.substr(span.begin, span.size()));
    piece.token = flags;
    piece.is_comment = is_comment;
    piece.new_line = lines > 0 && !out.pieces.empty();
    piece.blank_line = lines > 1 && !out.pieces.empty();
    piece.width = width_of(piece.text);
    out.pieces.push_back(piece);
    end = span.end;
  };
  while (token != outline.tokens.end() || trivia != outline.trivia.end()) {
    const bool is_trivia =
        trivia != outline.trivia.end() &&
        (token == outline.tokens.end() || trivia->span.begin < token->span.begin);
    if (!is_trivia) {
      add(token->span, *token, false);
      ++token;
      continue;
    }
    if (trivia->kind != syntax::Trivia::Kind::blank_lines)
      add(trivia->span, {trivia->span, 0, parse::RowKind::none}, true);
    ++trivia;
  }
  pair_brackets(out);
  find_items(out);
  return out;
}

} // namespace ward::fmt_tool
