// SPDX-License-Identifier: Apache-2.0
#include "tools/fmt/format.h"

#include "base/arena.h"
#include "diag/sink.h"
#include "parse/outline.h"
#include "source/source_manager.h"
#include "tools/fmt/pieces.h"

#include <cassert>

namespace ward::fmt_tool {
namespace {

std::string printed(const Layout& layout, const std::vector<size_t>& indents) {
  std::string out;
  for (size_t i = 0; i < layout.pieces.size(); ++i) {
    const Piece& piece = layout.pieces[i];
    if (piece.new_line)
      out += piece.blank_line ? "\n\n" : "\n";
    out.append(i == 0 || piece.new_line ? indents[i] : gap(layout, i) + piece.pad, ' ');
    out += piece.text;
  }
  return out + "\n";
}

/// Whether two texts have the same tokens and comments in the same order.
bool is_same(std::string_view before, const parse::Outline& a, std::string_view after,
             const parse::Outline& b) {
  const Layout left = read_pieces(before, a), right = read_pieces(after, b);
  if (left.pieces.size() != right.pieces.size())
    return false;
  for (size_t i = 0; i < left.pieces.size(); ++i)
    if (left.pieces[i].text != right.pieces[i].text ||
        left.pieces[i].is_comment != right.pieces[i].is_comment)
      return false;
  return true;
}

} // namespace

std::optional<std::string> format(const source::SourceManager& sources, source::SourceId source,
                                  const parse::ParseLimits& limits, diag::Sink& sink) {
  // A misplaced `applies when` (WARD1214) is a mistake of layout, which formatting would hide.
  base::Arena arena;
  parse::parse(sources, source, limits, arena, sink);
  if (sink.has_errors())
    return std::nullopt;
  const std::optional<parse::Outline> outline = parse::outline(sources, source, limits);
  if (!outline)
    return std::nullopt;
  Layout layout = read_pieces(sources.text(source), *outline);
  if (layout.pieces.empty())
    return std::string(sources.text(source));
  break_lines(layout);
  align_columns(layout);
  std::string out = printed(layout, indent_lines(layout));

  // What is written over a policy is read once more first.
  source::SourceManager again;
  const source::SourceId read = again.add(std::string(sources.path(source)), out);
  const std::optional<parse::Outline> after = parse::outline(again, read, limits);
  const bool same = after && is_same(sources.text(source), *outline, again.text(read), *after);
  assert(same && "formatting moved a token");
  return same ? std::optional<std::string>(std::move(out)) : std::nullopt;
}

} // namespace ward::fmt_tool
