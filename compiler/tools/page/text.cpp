// SPDX-License-Identifier: Apache-2.0
#include "tools/page/render.h"
#include "tools/page/style.h"

#include <algorithm>
#include <string_view>

namespace ward::page {

namespace {

constexpr size_t line_width = 110;
constexpr size_t place_column = 88;
constexpr size_t least_name_width = 21;
constexpr size_t most_name_width = 34;
constexpr size_t title_width = 56;
constexpr size_t field_indent = 6;
constexpr size_t label_width = 11;

/// Columns that UTF-8 text takes: one a code point, which holds for what reports are made of.
size_t width(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string padding(size_t used, size_t column) {
  return std::string(used < column ? column - used : 0, ' ');
}

/// The first `columns` of `text`.
std::string cut(const std::string& text, size_t columns) {
  size_t end = 0, seen = 0;
  while (end < text.size() && (seen < columns || (text[end] & 0xC0) == 0x80)) {
    if ((text[end] & 0xC0) != 0x80)
      ++seen;
    ++end;
  }
  return text.substr(0, end);
}

struct State {
  const TextOptions& options;
  Style style{options.color};
  std::string out;
  size_t name_width = least_name_width; ///< of the findings of this section

  std::string tint_run(const Run& run) const {
    switch (run.tone) {
    case Tone::strong:
      return style.bold(run.text);
    case Tone::faint:
      return style.dim(run.text);
    case Tone::good:
      return style.good(run.text);
    case Tone::bad:
      return style.bad(run.text);
    case Tone::open:
      return style.unknown(run.text);
    case Tone::plain:
    case Tone::code:
      break;
    }
    return run.text;
  }
  std::string tint(const Words& words) const {
    std::string line;
    for (const Run& run : words.runs())
      line += tint_run(run);
    return line;
  }
  static size_t width_of(const Words& words) { return width(words.plain()); }

  static Words cut_to(const Words& words, size_t columns) {
    if (width_of(words) <= columns)
      return words;
    Words line;
    size_t left = columns - 3;
    for (const Run& run : words.runs()) {
      const std::string part = cut(run.text, left);
      line.add(part, run.tone);
      left -= width(part);
      if (left == 0)
        break;
    }
    return line.add("...");
  }

  /// Words broken between blanks; further lines begin at `indent`.
  void flow(const Words& words, size_t column, size_t indent) {
    std::string line;
    size_t at = column;
    bool fresh = true; // nothing but the indent stands on the line
    for (const Run& run : words.runs())
      for (size_t begin = 0; begin < run.text.size();) {
        const size_t blank = run.text.find(' ', begin + 1);
        const std::string part =
            run.text.substr(begin, blank == std::string::npos ? blank : blank - begin);
        begin += part.size();
        if (!fresh && part[0] == ' ' && at + width(part) > line_width) {
          out += line + "\n" + std::string(indent, ' ');
          line = tint_run({part.substr(1), run.tone});
          at = indent + width(part) - 1;
        } else {
          line += tint_run({part, run.tone});
          at += width(part);
        }
        fresh = false;
      }
    out += line + "\n";
  }

  void placed(const std::string& lead, const Words& words, const std::string& place,
              size_t column) {
    const size_t used = width(lead);
    if (place.empty()) {
      out += lead;
      return flow(words, used, used);
    }
    const Words shown = options.cut && used < column ? cut_to(words, column - used) : words;
    out += lead + tint(shown) + padding(used + width_of(shown), column) + "  " + style.dim(place) +
           "\n";
  }

  void operator()(const Heading& heading) {
    if (!out.empty())
      out += "\n";
    out += heading.level == 1 ? tint(heading.words) : style.bold(heading.words.plain());
    const size_t used = width_of(heading.words);
    if (heading.note.empty()) {
      out += "\n";
    } else {
      out += "   ";
      flow(heading.note, used + 3, used + 3);
    }
    if (heading.level == 1)
      out += "\n";
  }
  void operator()(const Paragraph& paragraph) {
    std::string lead = tint(paragraph.label);
    size_t used = width_of(paragraph.label);
    if (!paragraph.label.empty() && !paragraph.words.empty()) {
      lead += " ";
      ++used;
    }
    out += lead;
    flow(paragraph.words, used, used);
  }
  void operator()(const Counts& table) {
    size_t title = 0;
    std::vector<size_t> numbers, cells;
    for (const Counts::Row& row : table.rows) {
      title = std::max(title, width(row.title));
      numbers.resize(std::max(numbers.size(), row.counts.size()));
      cells.resize(numbers.size());
      for (size_t i = 0; i < row.counts.size(); ++i)
        numbers[i] = std::max(numbers[i], std::to_string(row.counts[i].number).size());
    }
    for (const Counts::Row& row : table.rows)
      for (size_t i = 0; i < row.counts.size(); ++i)
        cells[i] = std::max(cells[i], width(cell(row.counts[i], numbers[i])));
    for (const Counts::Row& row : table.rows) {
      std::string line = style.bold(row.title) + padding(width(row.title), title);
      for (size_t i = 0; i < row.counts.size(); ++i) {
        const Counts::Count& count = row.counts[i];
        const std::string text = cell(count, numbers[i]);
        line += "   " + tint_run({text, count.number == 0 ? Tone::plain : count.tone});
        if (i + 1 < row.counts.size())
          line += padding(width(text), cells[i]);
      }
      out += line + "\n";
    }
  }
  static std::string cell(const Counts::Count& count, size_t digits) {
    std::string text = std::to_string(count.number);
    text.insert(0, padding(text.size(), digits));
    text += " " + count.name;
    return count.note.empty() ? text : text + " (" + count.note + ")";
  }
  void operator()(const Item& item) {
    std::string line = "  " + style.bold(item.name);
    size_t used = 2 + width(item.name);
    if (!item.title.empty()) {
      line += padding(used, 2 + name_width) + " " + item.title;
      used = std::max(used, 2 + name_width) + 1 + width(item.title);
    }
    if (!item.notes.empty())
      line += padding(used, 3 + name_width + title_width) + "  " + tint(item.notes);
    out += line + "\n";
    for (const Item::Field& field : item.fields) {
      std::string lead(field_indent, ' ');
      lead += field.label + padding(width(field.label), label_width) + " ";
      placed(lead, field.words, field.place, place_column);
    }
  }
  void operator()(const Tree& tree) { draw(tree.branches, ""); }
  void draw(const std::vector<Branch>& branches, const std::string& indent) {
    for (size_t i = 0; i < branches.size(); ++i) {
      const bool last = i + 1 == branches.size();
      const std::string lead = indent + (last ? "└─ " : "├─ ");
      const std::string below = indent + (last ? "   " : "│  ");
      if (branches[i].place.empty())
        out += lead + tint(branches[i].words) + "\n";
      else
        placed(lead, branches[i].words, branches[i].place, place_column);
      draw(branches[i].below, below);
    }
  }
};

/// The column that the findings from `begin` to the next heading share.
size_t width_of_names(const std::vector<Block>& blocks, size_t begin) {
  size_t widest = least_name_width;
  for (size_t i = begin; i < blocks.size() && !std::holds_alternative<Heading>(blocks[i]); ++i)
    if (const Item* item = std::get_if<Item>(&blocks[i]))
      widest = std::max(widest, width(item->name));
  return std::min(widest, most_name_width);
}

} // namespace

std::string render_text(const Page& page, const TextOptions& options) {
  State state{options};
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    if (i == 0 || std::holds_alternative<Heading>(page.blocks[i]))
      state.name_width = width_of_names(page.blocks, i + 1);
    std::visit(state, page.blocks[i]);
  }
  return std::move(state.out);
}

} // namespace ward::page
