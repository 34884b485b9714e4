// SPDX-License-Identifier: Apache-2.0
#include "program/fields.h"
#include "program/text.h"
#include "program/words.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>

namespace ward::program {
namespace {

struct Token {
  std::string text;
  bool quoted = false;
  bool is(std::string_view word) const { return !quoted && text == word; }
};

struct State {
  Program program;
  std::map<std::string, uint32_t, std::less<>> strings{{"", 0}};
  std::map<int64_t, uint32_t> numbers;
  std::vector<Token> tokens;
  size_t next = 0;
  uint32_t line = 0;
  std::optional<ParseError> error;

  bool fail(std::string message) {
    if (!error)
      error = ParseError{line, std::move(message)};
    return false;
  }

  bool split(std::string_view text) {
    tokens.clear();
    next = 0;
    for (size_t i = 0; i < text.size();) {
      const char c = text[i];
      if (c == ' ' || c == '\t' || c == '\r') {
        ++i;
      } else if (c == '[' || c == ']') {
        tokens.push_back({std::string(1, c)});
        ++i;
      } else if (c == '"') {
        Token token{"", true};
        for (++i; i < text.size() && text[i] != '"'; ++i) {
          if (text[i] != '\\') {
            token.text += text[i];
            continue;
          }
          if (++i >= text.size())
            break;
          if (text[i] != 'u') {
            token.text += text[i];
            continue;
          }
          unsigned code = 0;
          const auto digits = text.substr(i + 1, 4);
          const auto end =
              std::from_chars(digits.data(), digits.data() + digits.size(), code, 16).ptr;
          if (digits.size() != 4 || end != digits.data() + 4 || code >= 0x80)
            return fail("a `\\u` escape has four digits and is below 0080");
          token.text += static_cast<char>(code);
          i += 4;
        }
        if (i >= text.size())
          return fail("a text does not end");
        ++i;
        tokens.push_back(std::move(token));
      } else {
        const size_t end = std::min(text.find_first_of(" \t\r[]\"", i), text.size());
        tokens.push_back({std::string(text.substr(i, end - i))});
        i = end;
      }
    }
    return true;
  }

  bool at_end() const { return next == tokens.size(); }
  bool take(Token& out) {
    if (at_end())
      return fail("the line ends too early");
    out = tokens[next++];
    return true;
  }
  bool expect(std::string_view word) {
    Token token;
    return take(token) &&
           (token.is(word) || fail(fmt::format("`{}` stands for `{}`", token.text, word)));
  }

  uint32_t string(std::string_view text) {
    const auto [entry, is_new] =
        strings.try_emplace(std::string(text), static_cast<uint32_t>(program.strings.size()));
    if (is_new)
      program.strings.emplace_back(text);
    return entry->second;
  }
  uint32_t number(int64_t value) {
    const auto [entry, is_new] =
        numbers.try_emplace(value, static_cast<uint32_t>(program.numbers.size()));
    if (is_new)
      program.numbers.push_back(value);
    return entry->second;
  }

  template <typename N> bool integer(std::string_view text, N& out) {
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
    return (code == std::errc() && end == text.data() + text.size()) ||
           fail(fmt::format("`{}` is no number that fits here", text));
  }

  bool reference(const Token& token, uint32_t& out) {
    if (token.is("_")) {
      out = no_node;
      return true;
    }
    if (token.quoted || token.text.empty() || token.text[0] != '%')
      return fail(fmt::format("`{}` is no node", token.text));
    return integer(std::string_view(token.text).substr(1), out);
  }

  bool place(std::string_view text, Origin& out) {
    const size_t first = text.find(':');
    const size_t second = first == text.npos ? first : text.find(':', first + 1);
    if (second == text.npos)
      return fail("a place is file:line:column");
    return integer(text.substr(0, first), out.file) &&
           integer(text.substr(first + 1, second - first - 1), out.line) &&
           integer(text.substr(second + 1), out.column);
  }

  // Values of fields, by their type.
  bool value(Text& out) {
    Token token;
    if (!take(token))
      return false;
    out.index = string(token.text);
    return token.quoted || fail(fmt::format("`{}` needs quotes", token.text));
  }
  bool value(NodeId& out) {
    Token token;
    return take(token) && reference(token, out.index);
  }
  bool value(bool& out) {
    Token token;
    if (!take(token))
      return false;
    out = token.is("true");
    return out || token.is("false") || fail("neither true nor false");
  }
  bool value(Origin& out) {
    Token token;
    return take(token) && place(token.text, out);
  }
  bool value(Period& out) {
    Token token;
    if (!take(token))
      return false;
    if (token.text.empty() || (token.text.back() != 'd' && token.text.back() != 'm'))
      return fail("a period ends with d or m");
    out.months = token.text.back() == 'm';
    token.text.pop_back();
    return integer(token.text, out.amount);
  }
  bool value(TypeRef& out) {
    Token token;
    if (!take(token))
      return false;
    std::string_view text = token.text;
    if (text.starts_with("set:")) {
      out.is_set = true;
      text.remove_prefix(4);
    }
    if (text.ends_with('?')) {
      out.optional = true;
      text.remove_suffix(1);
    }
    const size_t slash = text.find('/');
    if (slash != text.npos && !integer(text.substr(slash + 1), out.scale))
      return false;
    text = text.substr(0, slash);
    const size_t colon = text.find(':');
    if (colon != text.npos && !integer(text.substr(colon + 1), out.of))
      return false;
    return read_word(text.substr(0, colon), out.type) ||
           fail(fmt::format("`{}` is no type", token.text));
  }
  template <typename E>
    requires std::is_enum_v<E>
  bool value(E& out) {
    Token token;
    return take(token) &&
           (read_word(token.text, out) || fail(fmt::format("`{}` is not known here", token.text)));
  }
  template <typename N>
    requires std::is_integral_v<N>
  bool value(N& out) {
    Token token;
    return take(token) && integer(token.text, out);
  }
  template <typename T> bool value(std::vector<T>& out) {
    if (!expect("["))
      return false;
    while (!at_end() && !tokens[next].is("]")) {
      T item{};
      if (!value(item))
        return false;
      out.push_back(item);
    }
    return expect("]");
  }

  /// Reads `name value` pairs; the first field stands without its name.
  template <typename T> bool record(T& out) {
    bool first = true;
    while (!error && (first || !at_end())) {
      Token token;
      if (!first && !take(token))
        return false;
      bool found = false;
      const auto read = [&](const char* field, auto& member) {
        using M = std::remove_reference_t<decltype(member)>;
        if (found || !(first || token.is(field)))
          return;
        found = true;
        if constexpr (requires(State& state) { state.value(member); } && !is_nested<M>())
          value(member);
        else
          fail(fmt::format("`{}` has its own line", field));
      };
      if constexpr (std::is_same_v<T, Program>)
        visit_header(read, out);
      else
        visit(read, out);
      if (!found)
        return fail(fmt::format("`{}` is no field here", token.text));
      first = false;
    }
    return !error;
  }

  template <typename M> static constexpr bool is_nested() {
    if constexpr (requires { typename M::value_type; })
      return IsRecord<typename M::value_type>;
    else
      return false;
  }

  uint32_t find_table(std::string_view path) {
    for (uint32_t i = 0; i < program.tables.size(); ++i)
      if (program.text(program.tables[i].path) == path)
        return i;
    fail(fmt::format("no table `{}` above this line", path));
    return 0;
  }
  uint32_t find_fact(const std::vector<Fact>& facts, std::string_view path) {
    for (uint32_t i = 0; i < facts.size(); ++i)
      if (program.text(facts[i].path) == path)
        return i;
    fail(fmt::format("no fact or field `{}` above this line", path));
    return 0;
  }

  bool run_of_constants(Node& node) {
    if (!expect("["))
      return false;
    node.a = static_cast<uint32_t>(program.args.size());
    for (Token token; !at_end() && !tokens[next].is("]");) {
      take(token);
      int64_t member = 0;
      if (node.op == Op::number_set && !integer(token.text, member))
        return false;
      program.args.push_back(node.op == Op::text_set ? string(token.text) : number(member));
      ++node.b;
    }
    return expect("]");
  }

  bool run_of_nodes(uint32_t& begin, uint32_t& count, std::string_view until) {
    begin = static_cast<uint32_t>(program.args.size());
    for (Token token; !at_end() && !tokens[next].is(until); ++count) {
      uint32_t item = 0;
      if (!take(token) || !reference(token, item))
        return false;
      program.args.push_back(item);
    }
    return true;
  }

  bool operands(Node& node, std::string& field_name) {
    Token token;
    switch (node.op) {
    case Op::truth:
      if (!take(token))
        return false;
      for (uint32_t i = 0; i < 3; ++i)
        if (token.is(truth_words[i])) {
          node.a = i;
          return true;
        }
      return fail("a truth is F, T or U");
    case Op::number: {
      int64_t constant = 0;
      if (!value(constant))
        return false;
      node.a = number(constant);
      return true;
    }
    case Op::text: {
      Text constant;
      if (!value(constant))
        return false;
      node.a = constant.index;
      return true;
    }
    case Op::number_set:
    case Op::text_set:
      return run_of_constants(node);
    case Op::parameter:
    case Op::assumed:
      return value(node.a);
    case Op::fact:
      if (!take(token))
        return false;
      node.a = find_fact(program.facts, token.text);
      return !error;
    case Op::field:
      if (!take(token))
        return false;
      field_name = token.text; // the lane that says whose field stands at the end
      return true;
    case Op::lookup:
      if (!take(token))
        return false;
      node.a = find_table(token.text);
      if (error || !take(token))
        return false;
      node.b = find_fact(program.tables[node.a].fields, token.text);
      return !error && take(token) && reference(token, node.c);
    case Op::share:
      if (!take(token))
        return false;
      node.a = find_table(token.text);
      return !error && expect("[") && run_of_nodes(node.b, node.c, "]") && expect("]");
    default:
      break;
    }
    const OpInfo& info = op_info(node.op);
    if (info.operands[0] == OperandRule::list)
      return run_of_nodes(node.a, node.b, ":");
    uint32_t* const slots[] = {&node.a, &node.b, &node.c};
    for (int i = 0; i < 3; ++i) {
      if (info.operands[i] == OperandRule::unused)
        continue;
      if (!take(token))
        return false;
      if (info.operands[i] == OperandRule::imm)
        *slots[i] = find_table(token.text);
      else if (!reference(token, *slots[i]))
        return false;
    }
    return !error;
  }

  bool node() {
    Token token;
    uint32_t index = 0;
    if (!take(token) || !reference(token, index))
      return false;
    if (index != program.nodes.size())
      return fail(fmt::format("node %{} stands where %{} is due", index, program.nodes.size()));
    if (!expect("=") || !take(token))
      return false;
    const std::optional<Op> op = op_by_name(token.text);
    if (!op)
      return fail(fmt::format("no instruction `{}`", token.text));
    Node node{*op};
    std::string field_name;
    if (!operands(node, field_name) || !expect(":") || !value(node.kind))
      return false;
    Origin origin;
    while (!at_end()) {
      take(token);
      if (token.is("lane") && take(token))
        node.lane = static_cast<uint16_t>(find_table(token.text) + 1);
      else if (!token.text.starts_with('@') ||
               !place(std::string_view(token.text).substr(1), origin))
        return fail(fmt::format("`{}` after a node", token.text));
    }
    if (node.op == Op::field) {
      if (node.lane == 0)
        return fail("a field needs a lane");
      node.a = find_fact(program.tables[node.lane - 1u].fields, field_name);
    }
    program.nodes.push_back(node);
    program.origins.push_back(origin);
    return !error;
  }

  bool nested(bool indented, std::string_view keyword) {
    bool found = false;
    const auto read_into = [&](auto& outer) {
      if (outer.empty())
        return;
      visit(
          [&](const char* field, auto& member) {
            using M = std::remove_reference_t<decltype(member)>;
            if constexpr (is_nested<M>())
              if (!found && keyword == field) {
                found = true;
                record(member.emplace_back());
              }
          },
          outer.back());
    };
    if (indented && last != nullptr)
      visit_tables(
          [&](const char* table, auto& records) {
            if (std::string_view(table) == last)
              read_into(records);
          },
          program);
    return found;
  }

  const char* last = nullptr; ///< the kind of the record that indented lines belong to

  bool one_line(std::string_view text) {
    if (!split(text))
      return false;
    if (tokens.empty() || tokens[0].text.starts_with('#'))
      return true;
    if (tokens[0].text.starts_with('%'))
      return node();
    Token keyword;
    take(keyword);
    if (nested(text.starts_with(' '), keyword.text))
      return !error;
    if (keyword.is("ward_program"))
      return expect("1");
    if (keyword.is("library"))
      return record(program);
    if (keyword.is("file"))
      return value(program.files.emplace_back());
    bool found = false;
    visit_tables(
        [&](const char* table, auto& records) {
          if (!keyword.is(table))
            return;
          found = true;
          last = table;
          record(records.emplace_back());
        },
        program);
    return found ? !error : fail(fmt::format("`{}` starts no line", keyword.text));
  }

  void run(std::string_view text) {
    while (!text.empty() && !error) {
      ++line;
      const size_t end = std::min(text.find('\n'), text.size());
      one_line(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
};

} // namespace

base::Expected<Program, ParseError> parse(std::string_view text) {
  State state;
  state.run(text);
  if (state.error)
    return base::Unexpected{std::move(*state.error)};
  normalize(state.program);
  return std::move(state.program);
}

} // namespace ward::program
