// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/json.h"

#include "source/utf8.h"

#include <fmt/format.h>

#include <unordered_map>

namespace ward::facts {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

struct Reader {
  const std::string& file;
  std::string_view text;
  std::vector<Problem>& problems;
  size_t at = 0;
  size_t line_start = 0;
  uint32_t line = 1;

  bool refuse(std::string message) {
    problems.push_back({{file, line, column()}, "", "not JSON: " + std::move(message)});
    return false;
  }
  uint32_t column() const { return static_cast<uint32_t>(at - line_start) + 1; }
  char peek() const { return at < text.size() ? text[at] : '\0'; }
  bool take(char c) {
    if (peek() != c)
      return false;
    ++at;
    return true;
  }
  void skip_blanks() {
    for (; at < text.size(); ++at) {
      const char c = text[at];
      if (c == '\n') {
        ++line;
        line_start = at + 1;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        return;
      }
    }
  }
  std::string seen() const {
    if (at >= text.size())
      return "the end of the file";
    const source::Decoded next = source::decode_utf8(text, at);
    return fmt::format("`{}`", text.substr(at, next.length));
  }

  bool hex(uint32_t& unit) {
    unit = 0;
    for (int i = 0; i < 4; ++i, ++at) {
      const char c = peek();
      const int digit = is_digit(c)            ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0)
        return refuse(fmt::format("`\\u` takes four hexadecimal digits, found {}", seen()));
      unit = unit * 16 + static_cast<uint32_t>(digit);
    }
    return true;
  }

  bool escape(std::string& out) {
    const char c = peek();
    if (at < text.size())
      ++at;
    switch (c) {
    case '"':
    case '\\':
    case '/':
      out += c;
      return true;
    case 'b':
      out += '\b';
      return true;
    case 'f':
      out += '\f';
      return true;
    case 'n':
      out += '\n';
      return true;
    case 'r':
      out += '\r';
      return true;
    case 't':
      out += '\t';
      return true;
    case 'u':
      break;
    default:
      --at;
      return refuse(fmt::format("{} after a backslash", seen()));
    }
    uint32_t unit = 0;
    if (!hex(unit))
      return false;
    if (unit >= 0xD800 && unit < 0xDC00) {
      uint32_t low = 0;
      if (!take('\\') || !take('u'))
        return refuse("half of a surrogate pair");
      if (!hex(low))
        return false;
      if (low < 0xDC00 || low > 0xDFFF)
        return refuse("half of a surrogate pair");
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    } else if (unit >= 0xDC00 && unit < 0xE000) {
      return refuse("half of a surrogate pair");
    }
    source::append_utf8(out, unit);
    return true;
  }

  bool string(std::string& out) {
    ++at;
    for (;;) {
      if (at >= text.size())
        return refuse("a string that never ends");
      const char c = text[at];
      if (static_cast<unsigned char>(c) < 0x20)
        return refuse("a control character in a string; write it as an escape");
      ++at;
      if (c == '"')
        return true;
      if (c != '\\')
        out += c;
      else if (!escape(out))
        return false;
    }
  }

  bool literal(Node& out) {
    out.written = Node::Written::literal;
    for (const std::string_view word : {"true", "false", "null"})
      if (text.substr(at, word.size()) == word) {
        out.text = word;
        at += word.size();
        return true;
      }
    const size_t begin = at;
    const auto digits = [&] {
      const size_t first = at;
      while (is_digit(peek()))
        ++at;
      return at > first;
    };
    take('-');
    const bool zero = peek() == '0';
    const size_t first = at;
    if (!digits())
      return refuse(fmt::format("expected a value, found {}", seen()));
    if (zero && at > first + 1)
      return refuse("a number that begins with 0");
    if (take('.') && !digits())
      return refuse(fmt::format("a number without digits after the point, then {}", seen()));
    if (peek() == 'e' || peek() == 'E') {
      ++at;
      if (!take('+'))
        take('-');
      if (!digits())
        return refuse(fmt::format("a number without digits in its exponent, then {}", seen()));
    }
    out.text = text.substr(begin, at - begin);
    return true;
  }

  bool value(Node& out, uint32_t depth) {
    skip_blanks();
    out.line = line;
    out.column = column();
    if (peek() == '"') {
      out.written = Node::Written::quoted;
      return string(out.text);
    }
    if (peek() != '{' && peek() != '[')
      return literal(out);
    if (depth >= max_json_depth)
      return refuse(fmt::format("nested more than {} levels deep", max_json_depth));
    const bool is_object = peek() == '{';
    const char close = is_object ? '}' : ']';
    out.kind = is_object ? Node::Kind::mapping : Node::Kind::sequence;
    ++at;
    skip_blanks();
    if (take(close))
      return true;
    std::unordered_map<std::string, uint32_t> seen_keys;
    for (;;) {
      if (is_object) {
        Node key, part;
        if (!member(key, part, depth, seen_keys))
          return false;
        out.members.emplace_back(std::move(key), std::move(part));
      } else {
        Node item;
        if (!value(item, depth + 1))
          return false;
        out.items.push_back(std::move(item));
      }
      skip_blanks();
      if (take(close))
        return true;
      if (!take(','))
        return refuse(fmt::format("expected `,` or `{}`, found {}", close, seen()));
    }
  }

  bool member(Node& key, Node& part, uint32_t depth,
              std::unordered_map<std::string, uint32_t>& seen_keys) {
    skip_blanks();
    key.line = line;
    key.column = column();
    key.written = Node::Written::quoted;
    if (peek() != '"')
      return refuse(fmt::format("expected a name in quotes, found {}", seen()));
    if (!string(key.text))
      return false;
    const auto [first, is_new] = seen_keys.emplace(key.text, key.line);
    if (!is_new)
      problems.push_back(
          {{file, key.line, key.column},
           "",
           fmt::format("`{}` is given twice; the first is in line {}", key.text, first->second)});
    skip_blanks();
    if (!take(':'))
      return refuse(fmt::format("expected `:` after a name, found {}", seen()));
    return value(part, depth + 1);
  }

  bool run(Node& root) {
    if (text.substr(0, 3) == "\xef\xbb\xbf")
      line_start = at = 3;
    if (!value(root, 0))
      return false;
    skip_blanks();
    return at == text.size() || refuse(fmt::format("more after the end: {}", seen()));
  }
};

} // namespace

bool read_json(const std::string& file, std::string_view text, Node& root,
               std::vector<Problem>& problems) {
  return Reader{file, text, problems}.run(root);
}

} // namespace ward::facts
