// SPDX-License-Identifier: Apache-2.0
#include "tools/page/render.h"

#include <algorithm>
#include <string_view>

namespace ward::page {

namespace {

/// Text that Markdown would read as its own is escaped, so that a title cannot change a report.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>|#~&").find(c) != std::string_view::npos)
      out += '\\';
    out += c;
  }
  return out;
}

/// A code span, with as many backticks around it as its own do not have.
std::string code(std::string_view text) {
  size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const bool touches = !text.empty() && (text.front() == '`' || text.back() == '`');
  const std::string gap = touches ? " " : "";
  std::string out = fence + gap;
  for (const char c : text) // a bar ends a cell of a table even in code
    out += c == '|' ? "\\|" : std::string(1, c);
  return out + gap + fence;
}

std::string marked(const Run& run) {
  switch (run.tone) {
  case Tone::code:
    return code(run.text);
  case Tone::strong:
  case Tone::bad:
  case Tone::open: {
    // Blanks inside the stars would make them stars.
    const size_t begin = run.text.find_first_not_of(' '), end = run.text.find_last_not_of(' ');
    if (begin == std::string::npos)
      return run.text;
    return run.text.substr(0, begin) + "**" + escaped(run.text.substr(begin, end + 1 - begin)) +
           "**" + run.text.substr(end + 1);
  }
  case Tone::plain:
  case Tone::faint:
  case Tone::good:
    break;
  }
  return escaped(run.text);
}

std::string marked(const Words& words) {
  std::string out;
  for (const Run& run : words.runs())
    out += marked(run);
  return out;
}

std::string with_place(const std::string& line, const std::string& place) {
  return place.empty() ? line : line + " (" + code(place) + ")";
}

struct State {
  std::string out;
  bool in_list = false;

  void begin(bool list) {
    if (!out.empty() && !(list && in_list))
      out += "\n";
    in_list = list;
  }
  void operator()(const Heading& heading) {
    begin(false);
    out += std::string(heading.level, '#') + " " + escaped(heading.words.plain()) + "\n";
    if (!heading.note.empty())
      out += "\n" + marked(heading.note) + "\n";
  }
  void operator()(const Paragraph& paragraph) {
    begin(false);
    if (!paragraph.label.empty())
      out += marked(paragraph.label) + (paragraph.words.empty() ? "" : " ");
    out += marked(paragraph.words) + "\n";
  }
  void operator()(const Counts& table) {
    if (table.rows.empty())
      return;
    begin(false);
    std::string rule = "| --- |";
    out += "| " + escaped(table.title) + " |";
    for (const Counts::Count& count : table.rows.front().counts) {
      out += " " + escaped(count.name) + " |";
      rule += " ---: |";
    }
    out += "\n" + rule + "\n";
    for (const Counts::Row& row : table.rows) {
      out += "| " + escaped(row.title) + " |";
      for (const Counts::Count& count : row.counts) {
        out += " " + std::to_string(count.number);
        out += count.note.empty() ? " |" : " (" + escaped(count.note) + ") |";
      }
      out += "\n";
    }
  }
  void operator()(const Item& item) {
    begin(true);
    out += "- **" + escaped(item.name) + "**";
    if (!item.title.empty())
      out += " " + escaped(item.title);
    if (!item.notes.empty())
      out += " · " + marked(item.notes);
    out += "\n";
    for (const Item::Field& field : item.fields)
      out +=
          "  - " +
          with_place((field.label.empty() ? "" : escaped(field.label) + ": ") + marked(field.words),
                     field.place) +
          "\n";
  }
  void operator()(const Tree& tree) {
    begin(true);
    draw(tree.branches, "");
  }
  void draw(const std::vector<Branch>& branches, const std::string& indent) {
    for (const Branch& branch : branches) {
      out += indent + "- " + with_place(marked(branch.words), branch.place) + "\n";
      draw(branch.below, indent + "  ");
    }
  }
};

} // namespace

std::string render_markdown(const Page& page) {
  State state;
  for (const Block& block : page.blocks)
    std::visit(state, block);
  return std::move(state.out);
}

} // namespace ward::page
