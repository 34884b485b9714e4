// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "diag/render.h"
#include "diag/sink.h"
#include "parse/parse.h"
#include "source/source_manager.h"
#include "syntax/ast.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ward::test {

/// One program and what the phases found in it.
struct Checked {
  source::SourceManager sources;
  base::Arena arena;
  diag::Sink sink;
  const syntax::File* file = nullptr;

  std::string codes() const {
    std::string out;
    for (const diag::Diagnostic* diagnostic : sink.sorted())
      out += (out.empty() ? "" : " ") + diag::code_text(diagnostic->code);
    return out;
  }
  std::string text() const { return diag::render_text(sink, sources, {.more = false}); }
};

/// What runs after parsing; files its findings in `checked.sink`.
using Phases = std::function<void(Checked& checked)>;

inline const syntax::File* parse_text(Checked& checked, std::string program,
                                      const parse::ParseLimits& limits = {}) {
  const source::SourceId id = checked.sources.add("test.ward", std::move(program));
  checked.file = parse::parse(checked.sources, id, limits, checked.arena, checked.sink);
  return checked.file;
}

/// The lines of `program` that are no expectations, with the findings written below each as golden
/// files have them:
///     pilar identity
///   //^^^^^ error WARD1209        carets under what is pointed at
///   //@1+3 error WARD1210         by column and width, where carets have no room
///   //! warning WARD1005          of the file as a whole, at the end
inline std::string annotate(std::string_view program, const Phases& phases = {},
                            const parse::ParseLimits& limits = {}) {
  const auto is_expectation = [](std::string_view line) {
    const size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos || !line.substr(begin).starts_with("//"))
      return false;
    std::string_view rest = line.substr(begin + 2);
    const size_t mark = rest.find_first_not_of(' ');
    if (mark == std::string_view::npos ||
        (rest[mark] != '^' && rest[mark] != '@' && rest[mark] != '!'))
      return false;
    return rest.find(" WARD") != std::string_view::npos;
  };
  std::vector<std::string> lines;
  for (size_t at = 0; at <= program.size();) {
    const size_t end = std::min(program.find('\n', at), program.size());
    if (std::string_view line = program.substr(at, end - at); !is_expectation(line))
      lines.emplace_back(line);
    at = end + 1;
  }
  std::string plain;
  for (size_t i = 0; i < lines.size(); ++i)
    plain += lines[i] + (i + 1 < lines.size() ? "\n" : "");

  Checked checked;
  parse_text(checked, plain, limits);
  if (phases)
    phases(checked);
  std::vector<std::string> below(lines.size());
  std::string whole;
  for (const diag::Diagnostic* found : checked.sink.sorted()) {
    const std::string what =
        fmt::format("{} {}", diag::severity_name(found->severity), diag::code_text(found->code));
    if (found->span.is_none() || (found->span.begin == 0 && found->span.end == 0)) {
      whole += "//! " + what + "\n";
      continue;
    }
    const source::Position begin = checked.sources.begin(found->span);
    const source::Position end = checked.sources.end(found->span);
    const std::string& line = lines[begin.line - 1];
    const size_t right = end.line == begin.line ? end.column : line.size() + 1;
    const size_t width = right > begin.column ? right - begin.column : 1;
    below[begin.line - 1] += begin.column < 3
                                 ? fmt::format("//@{}+{} {}\n", begin.column, width, what)
                                 : fmt::format("//{}{} {}\n", std::string(begin.column - 3, ' '),
                                               std::string(width, '^'), what);
  }
  std::string out;
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool last = i + 1 == lines.size();
    out += lines[i];
    if (!last)
      out += "\n";
    else if (!below[i].empty())
      out += "\n";
    out += below[i];
  }
  return out + whole;
}

/// The findings of `program` are exactly those that its comments say. `phases` run after parsing;
/// other rooms pass theirs.
inline void check_diags(std::string_view program, const Phases& phases = {},
                        const parse::ParseLimits& limits = {}) {
  CHECK_EQ(annotate(program, phases, limits), std::string(program));
}

} // namespace ward::test
