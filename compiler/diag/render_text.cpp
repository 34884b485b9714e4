// SPDX-License-Identifier: Apache-2.0
#include "diag/render.h"

#include "diag/sink.h"
#include "source/source_manager.h"
#include "source/utf8.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <vector>

namespace ward::diag {
namespace {

using source::Span;

constexpr int tab_width = 4;
constexpr size_t max_columns = 160;

/// What is underlined: the place of the finding itself with carets, another with dashes.
struct Mark {
  Span span;
  std::string text;
  bool is_primary;
};

/// A source line as it is printed: tabs as blanks, controls as a visible sign, too long ones cut.
struct Line {
  std::string text;
  std::vector<size_t> column_of_byte; ///< printed columns before each byte, and after the last
};

Line expand(std::string_view raw) {
  Line out;
  size_t column = 0;
  for (size_t at = 0; at < raw.size();) {
    const source::Decoded next = source::decode_utf8(raw, at);
    for (uint8_t i = 0; i < next.length; ++i)
      out.column_of_byte.push_back(column);
    if (next.code_point == '\t') {
      const size_t blanks = tab_width - column % tab_width;
      out.text.append(blanks, ' ');
      column += blanks;
    } else {
      const int width = source::display_width(next.code_point);
      const bool hidden = width == 0 && !(next.code_point >= 0x300 && next.code_point < 0x2000);
      if (!next.valid || hidden) {
        out.text += "\xEF\xBF\xBD"; // a control must not act on the reader's terminal
        ++column;
      } else {
        out.text += raw.substr(at, next.length);
        column += static_cast<size_t>(width);
      }
    }
    at += next.length;
  }
  out.column_of_byte.push_back(column);
  return out;
}

// The printed form from column `from` on, at most `max_columns` wide.
std::string window(std::string_view raw, size_t from) {
  const Line whole = expand(raw);
  std::string out;
  size_t column = 0;
  for (size_t at = 0; at < whole.text.size();) {
    const source::Decoded next = source::decode_utf8(whole.text, at);
    if (column >= from && column < from + max_columns)
      out += whole.text.substr(at, next.length);
    column += static_cast<size_t>(source::display_width(next.code_point));
    at += next.length;
  }
  return out;
}

struct State {
  const Diagnostic& diagnostic;
  const source::SourceManager& sources;
  const TextOptions& options;
  std::string out = {};
  size_t gutter = 1;

  std::string paint(std::string_view code, std::string_view text) const {
    return options.color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }
  std::string_view severity_color() const {
    return diagnostic.severity == Severity::error     ? "1;31"
           : diagnostic.severity == Severity::warning ? "1;33"
                                                      : "1;36";
  }
  std::string bar(std::string_view sign) const {
    return std::string(gutter, ' ') + " " + paint("34", sign);
  }

  bool has_text(Span span) const { return !span.is_none() && !sources.text(span.file).empty(); }

  std::string run() {
    std::vector<Mark> marks;
    if (has_text(diagnostic.span))
      marks.push_back({diagnostic.span, diagnostic.span_text, true});
    for (const Label& label : diagnostic.labels)
      if (has_text(label.span))
        marks.push_back({label.span, label.text, false});
    for (const Note& note : diagnostic.notes)
      if (has_text(note.span))
        marks.push_back({note.span, note.text, false});
    for (const Mark& mark : marks)
      gutter = std::max(gutter, std::to_string(sources.begin(mark.span).line).size());

    const std::string head =
        fmt::format("{} {}", severity_name(diagnostic.severity), code_text(diagnostic.code));
    out += fmt::format("{}: {}\n", paint(severity_color(), head), paint("1", diagnostic.message));
    // A file that could not be read has no lines to show; its message names it.
    boxes(marks);
    for (const Note& note : diagnostic.notes)
      if (!has_text(note.span))
        equals(note.text);
    for (const Fix& fix : diagnostic.fixes)
      equals("fix: " + fix.text);
    if (!diagnostic.help.empty())
      equals("help: " + diagnostic.help);
    if (options.more)
      equals(fmt::format("more: ward explain {}", code_text(diagnostic.code)));
    out += '\n';
    return std::move(out);
  }

  // Further lines of a text stand below its first.
  void equals(std::string_view text) {
    std::string_view sign = "=";
    for (;;) {
      const size_t end = text.find('\n');
      out += fmt::format("{} {}\n", bar(sign), text.substr(0, end));
      if (end == std::string_view::npos)
        return;
      text.remove_prefix(end + 1);
      sign = " ";
    }
  }

  // One box a file, the finding's first, then in order of files; lines in order within.
  void boxes(const std::vector<Mark>& marks) {
    std::vector<source::SourceId> files;
    for (const Mark& mark : marks)
      if (std::find(files.begin(), files.end(), mark.span.file) == files.end())
        files.push_back(mark.span.file);
    for (source::SourceId file : files) {
      std::map<uint32_t, std::vector<const Mark*>> by_line;
      const Mark* first = nullptr;
      for (const Mark& mark : marks) {
        if (mark.span.file != file)
          continue;
        if (!first)
          first = &mark;
        by_line[sources.begin(mark.span).line].push_back(&mark);
      }
      const source::Position at = sources.begin(first->span);
      out += fmt::format("{} {}:{}:{}\n", bar("┌─"), sources.path(file), at.line, at.column);
      out += bar("│") + "\n";
      uint32_t before = 0;
      for (auto& [line, here] : by_line) {
        if (before != 0 && line > before + 1)
          out += bar("·") + "\n";
        before = line;
        // The marks lie in one vector, in order of mention, which decides between equal places.
        std::sort(here.begin(), here.end(), [](const Mark* a, const Mark* b) {
          return a->span.begin != b->span.begin ? a->span.begin > b->span.begin : a < b;
        });
        source_line(file, line, here);
      }
      out += bar("│") + "\n";
    }
  }

  void source_line(source::SourceId file, uint32_t line, const std::vector<const Mark*>& marks) {
    const std::string_view raw = sources.line_text(file, line);
    const uint32_t begin = sources.line_begin(file, line);
    const Line printed = expand(raw);
    const auto column = [&](uint32_t offset) {
      const size_t in_line = std::min<size_t>(offset - std::min(offset, begin), raw.size());
      return printed.column_of_byte[in_line];
    };
    // A line too wide is shown from a little before its leftmost mark.
    size_t from = 0;
    if (printed.column_of_byte.back() > max_columns) {
      const size_t leftmost = column(marks.back()->span.begin);
      from = leftmost > 40 ? leftmost - 40 : 0;
    }
    out += fmt::format("{:>{}} {}   {}\n", line, gutter, paint("34", "│"), window(raw, from));
    // The rightmost mark first, so that a text never runs into a mark beside it.
    for (const Mark* mark : marks) {
      const size_t left = column(mark->span.begin);
      const size_t right = std::max(left + 1, column(std::max(mark->span.begin, mark->span.end)));
      if (left < from)
        continue;
      const size_t width = std::min(right, from + max_columns) > left
                               ? std::min(right, from + max_columns) - left
                               : 1;
      std::string under(width, mark->is_primary ? '^' : '-');
      if (!mark->text.empty())
        under += " " + mark->text;
      out += fmt::format("{}   {}{}\n", bar("│"), std::string(left - from, ' '),
                         paint(mark->is_primary ? severity_color() : "1;34", under));
    }
  }
};

} // namespace

std::string render_text(const Diagnostic& diagnostic, const source::SourceManager& sources,
                        const TextOptions& options) {
  return State{diagnostic, sources, options}.run();
}

std::string render_text(const Sink& sink, const source::SourceManager& sources,
                        const TextOptions& options) {
  std::string out;
  for (const Diagnostic* diagnostic : sink.sorted())
    out += render_text(*diagnostic, sources, options);
  return out;
}

} // namespace ward::diag
