// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lower/lower.h"
#include "program/program.h"
#include "program/text.h"
#include "program/verify.h"
#include "unit/support/build_model.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace ward::test {

/// A node as one line: `(less_equal 5 org.size)`, `(every systems where (...) (...))`, fields as
/// `.name`, constants as they are, `today`, `$parameter`, `t[key].field`.
struct Show {
  const program::Program& p;

  std::string table(uint32_t index) const { return p.text(p.tables[index].path); }
  std::string run(uint32_t begin, uint32_t count) const {
    std::string out;
    for (uint32_t i = 0; i < count; ++i)
      out += " " + node(p.args[begin + i]);
    return out;
  }
  std::string optional(uint32_t index) const {
    return index == program::no_node ? "" : "where " + node(index) + " ";
  }
  std::string set(const program::Node& node) const {
    std::string out = "{";
    for (uint32_t i = 0; i < node.b; ++i) {
      out += i == 0 ? "" : " ";
      const uint32_t item = p.args[node.a + i];
      out += node.op == program::Op::number_set ? std::to_string(p.numbers[item])
                                                : '"' + p.strings[item] + '"';
    }
    return out + "}";
  }

  std::string node(uint32_t index) const {
    using program::Op;
    if (index == program::no_node)
      return "none";
    const program::Node& n = p.nodes[index];
    switch (n.op) {
    case Op::truth:
      return n.a == 0 ? "F" : n.a == 1 ? "T" : "U";
    case Op::number:
      return std::to_string(p.numbers[n.a]);
    case Op::text:
      return '"' + p.strings[n.a] + '"';
    case Op::number_set:
    case Op::text_set:
      return set(n);
    case Op::today:
      return "today";
    case Op::parameter:
      return "$" + p.text(p.parameters[n.a].name);
    case Op::assumed:
      return "assumed:" + p.text(p.proposals[n.a].name);
    case Op::unknown:
      return "unknown";
    case Op::fact:
      return p.text(p.facts[n.a].path);
    case Op::field:
      return "." + p.text(p.tables[n.lane - 1u].fields[n.a].path);
    case Op::lookup:
      return fmt::format("{}[{}].{}", table(n.a), node(n.c),
                         p.text(p.tables[n.a].fields[n.b].path));
    case Op::logical_not:
      return "(not " + node(n.a) + ")";
    case Op::logical_and:
      return "(and" + run(n.a, n.b) + ")";
    case Op::logical_or:
      return "(or" + run(n.a, n.b) + ")";
    case Op::every:
    case Op::some:
    case Op::sum:
    case Op::sum_nonnegative:
      return fmt::format("({} {} {}{})", program::op_info(n.op).name, table(n.a), optional(n.b),
                         node(n.c));
    case Op::count:
      return n.b == program::no_node ? fmt::format("(count {})", table(n.a))
                                     : fmt::format("(count {} where {})", table(n.a), node(n.b));
    case Op::share:
      return fmt::format("(share {} {}{} {} {})", table(n.a), optional(p.args[n.b]),
                         node(p.args[n.b + 1]), node(p.args[n.b + 2]), node(p.args[n.b + 3]));
    default:
      break;
    }
    std::string out = "(" + std::string(program::op_info(n.op).name);
    const uint32_t operands[] = {n.a, n.b, n.c};
    for (int i = 0; i < 3; ++i)
      if (program::op_info(n.op).operands[i] == program::OperandRule::node)
        out += " " + node(operands[i]);
    return out + ")";
  }
  std::string node(program::NodeId id) const { return node(id.index); }
};

/// A node's line with the operands of what commutes in order of their text, so that a test does not
/// depend on which of them was made first.
struct Shown {
  std::string text;

  explicit Shown(std::string_view line) {
    std::string_view rest = line;
    text = sorted(rest);
    REQUIRE_MESSAGE(rest.empty(), line);
  }

  /// Takes one term off the front of `rest`.
  static std::string sorted(std::string_view& rest) {
    if (rest.empty() || rest[0] != '(') {
      // a word, with what stands in its brackets, braces or quotes
      size_t size = 0;
      bool quoted = false;
      for (int open = 0; size < rest.size(); ++size) {
        const char c = rest[size];
        quoted = quoted != (c == '"');
        open += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        if (!quoted && open == 0 && (c == ' ' || c == ')'))
          break;
      }
      const std::string word(rest.substr(0, size));
      rest.remove_prefix(size);
      return word;
    }
    rest.remove_prefix(1);
    std::vector<std::string> terms;
    while (!rest.empty() && rest[0] != ')') {
      terms.push_back(sorted(rest));
      if (!rest.empty() && rest[0] == ' ')
        rest.remove_prefix(1);
    }
    if (!rest.empty())
      rest.remove_prefix(1);
    for (const char* commutes : {"and", "or", "equal", "not_equal", "add"})
      if (!terms.empty() && terms[0] == commutes)
        std::sort(terms.begin() + 1, terms.end());
    return fmt::format("({})", fmt::join(terms, " "));
  }

  bool contains(std::string_view part) const { return text.find(part) != std::string::npos; }
  friend bool operator==(const Shown& shown, std::string_view expected) {
    return shown.text == Shown(expected).text;
  }
  friend std::ostream& operator<<(std::ostream& out, const Shown& shown) {
    return out << shown.text;
  }
};

/// A good program of the language, lowered and verified.
struct Lowered {
  BuiltModel built;
  program::Program program;

  explicit Lowered(std::string_view text) {
    build_model(built, text);
    REQUIRE_MESSAGE(!built.sink.has_errors(), built.problems());
    auto made = lower::lower(built.model, built.sources);
    REQUIRE(made.has_value());
    program = std::move(*made);
    const auto violation = program::verify(program);
    REQUIRE_MESSAGE(!violation.has_value(),
                    (violation ? violation->invariant + (" at " + violation->where) : ""));
  }

  Shown show(program::NodeId id) const { return Shown(Show{program}.node(id)); }

  const program::Control& control(std::string_view path) const {
    for (const program::Control& each : program.controls)
      if (program.text(each.path) == path)
        return each;
    FAIL("no control");
    return program.controls[0];
  }
  const program::Provision& provision(std::string_view citation) const {
    for (const program::Provision& each : program.provisions)
      if (program.text(each.citation) == citation)
        return each;
    FAIL("no provision");
    return program.provisions[0];
  }
  Shown own(std::string_view path) const { return show(control(path).implemented); }
  Shown law(std::string_view path) const { return show(control(path).law_implemented); }
};

} // namespace ward::test
