// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/check.h"

#include "base/arena.h"
#include "base/calendar.h"
#include "diag/sink.h"
#include "model/model.h"
#include "parse/parse.h"
#include "resolve/resolve.h"
#include "source/source_manager.h"
#include "syntax/ast.h"
#include "typecheck/typecheck.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ward::check::test {

constexpr int32_t day(int year, int month, int day_of_month) {
  return base::days_since_epoch({static_cast<int16_t>(year), static_cast<uint8_t>(month),
                                 static_cast<uint8_t>(day_of_month)});
}
/// The day of the check in these tests.
constexpr int32_t today = day(2026, 1, 1);

/// A program of one module, taken through the checks.
struct Program {
  source::SourceManager sources;
  base::Arena arena;
  diag::Sink sink;
  std::optional<model::Model> model;

  explicit Program(std::string_view text, int32_t as_of = today, bool is_own = true) {
    const source::SourceId file = sources.add("main.ward", std::string(text));
    resolve::Input input;
    input.root = parse::parse(sources, file, {}, arena, sink);
    input.sources = &sources;
    input.as_of_days = as_of;
    model = typecheck::typecheck(resolve::resolve(input, sink), sink);
    if (sink.has_errors())
      return;
    std::vector<model::ModuleId> own;
    for (uint32_t i = 0; is_own && i < model->modules.size(); ++i)
      own.push_back({i});
    check(*model, {own}, sink);
  }

  /// The finding with this code; the test fails without one.
  const diag::Diagnostic& finding(uint16_t code) const {
    for (const diag::Diagnostic* found : sink.sorted())
      if (found->code == code)
        return *found;
    FAIL("no WARD" << code);
    static const diag::Diagnostic none;
    return none;
  }
  size_t count(uint16_t code) const {
    size_t out = 0;
    for (const diag::Diagnostic* found : sink.sorted())
      out += found->code == code;
    return out;
  }
  /// Notes of a finding, each with the text that it points at: "through `a` <a>".
  std::string notes(const diag::Diagnostic& finding) const {
    std::string out;
    for (const diag::Note& note : finding.notes) {
      out += note.text;
      if (!note.span.is_none())
        out += " <" + std::string(sources.text(note.span)) + ">";
      out += "\n";
    }
    return out;
  }
  std::string_view at(const diag::Diagnostic& finding) const { return sources.text(finding.span); }
};

/// "12:5+7 error WARD3101", one a line in the order of the text; a span of several lines counts to
/// the end of its first.
inline std::string describe(const Program& program) {
  std::string out;
  for (const diag::Diagnostic* found : program.sink.sorted()) {
    const source::Position begin = program.sources.begin(found->span);
    source::Position end = program.sources.end(found->span);
    uint32_t width = end.column - begin.column;
    if (end.line != begin.line)
      width = static_cast<uint32_t>(program.sources.line_text(found->span.file, begin.line).size() +
                                    1 - begin.column);
    out += std::to_string(begin.line) + ":" + std::to_string(begin.column) + "+" +
           std::to_string(width) + " " + std::string(diag::severity_name(found->severity)) + " " +
           diag::code_text(found->code) + "\n";
  }
  return out;
}

/// Checks a program whose findings stand in it as comments: `//   ^^^^ error WARD3101` speaks of
/// the nearest line above that is no such comment. Without comments it is found to be clean.
inline void check_diags(std::string_view text, int32_t as_of = today) {
  std::string expected;
  uint32_t number = 0, subject = 0;
  std::vector<std::string> waiting;
  for (size_t begin = 0; begin < text.size(); ++number) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    const size_t caret = line.find('^');
    if (!line.starts_with("//") || caret == std::string_view::npos) {
      subject = number + 1;
      continue;
    }
    const size_t stop = line.find_first_not_of('^', caret);
    expected += std::to_string(subject) + ":" + std::to_string(caret + 1) + "+" +
                std::to_string(stop - caret) + " " + std::string(line.substr(stop + 1)) + "\n";
  }
  const Program program(text, as_of);
  std::string said;
  for (const diag::Diagnostic* found : program.sink.sorted())
    said += found->message + "\n";
  INFO(said);
  CHECK(describe(program) == expected);
}

} // namespace ward::check::test
