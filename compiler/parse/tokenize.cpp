// SPDX-License-Identifier: Apache-2.0
#include "parse/tokenize.h"

#include "parse/bad_token.h"
#include "parse/byte_stream.h"
#include "parse/characters.h"
#include "parse/reporter.h"
#include "source/utf8.h"

#include <algorithm>

namespace ward::parse {
namespace {

using syntax::Trivia;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Blanks, comments and strings are two thirds of a text and may hold any character, so they are
// scanned here, a byte at a time; the rest is ASCII and ANTLR's. The rules of the grammar for them
// say the same, which a test checks.
struct State {
  Reporter& reporter;
  std::string_view text = reporter.text();
  ByteStream stream{text};
  Lexer lexer{&stream};
  antlr4::atn::LexerATNSimulator* matcher = lexer.getInterpreter<antlr4::atn::LexerATNSimulator>();
  Tokenized out = {};
  uint32_t at = 0;
  uint32_t line_begin = 0;
  bool fresh_line = true;

  uint32_t size() const { return static_cast<uint32_t>(text.size()); }
  char peek(uint32_t ahead = 0) const { return at + ahead < size() ? text[at + ahead] : '\0'; }

  void run() {
    out.list.tokens.reserve(text.size() / 7 + 16);
    if (text.starts_with("\xEF\xBB\xBF"))
      at = line_begin = 3;
    for (;;) {
      skip_blanks();
      if (at >= size())
        break;
      const char c = peek();
      if (c == '/' && (peek(1) == '/' || peek(1) == '*'))
        peek(1) == '/' ? line_comment() : block_comment();
      else if (c == '#')
        hash_comment();
      else if (c == '"')
        string();
      else if (static_cast<uint8_t>(c) >= 0x80)
        foreign();
      else
        ascii();
    }
    push(antlr4::Token::EOF, size(), size());
    out.list.renumber();
  }

  void skip_blanks() {
    const uint32_t begin = at;
    uint32_t newlines = 0;
    for (; at < size(); ++at) {
      const char c = text[at];
      if (c == '\n') {
        ++newlines;
        line_begin = at + 1;
        fresh_line = true;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        break;
      }
    }
    if (newlines > 1)
      add_trivia(Trivia::Kind::blank_lines, begin, at);
  }

  void add_trivia(Trivia::Kind kind, uint32_t begin, uint32_t end) {
    out.trivia.push_back({kind, reporter.span(begin, end)});
  }

  Token& push(size_t type, uint32_t begin, uint32_t end) {
    Token& token = out.list.tokens.emplace_back(type, begin, end);
    if (fresh_line)
      token.flags |= Token::first_on_line;
    if (fresh_line && begin == line_begin)
      token.flags |= Token::at_margin;
    fresh_line = false;
    return token;
  }

  Token& push_repaired(size_t type, uint32_t begin, uint32_t end) {
    Token& token = push(type, begin, end);
    token.flags |= Token::was_repaired;
    return token;
  }

  uint32_t end_of_line(uint32_t from) const {
    const size_t found = text.find_first_of("\r\n", from);
    return found == std::string_view::npos ? size() : static_cast<uint32_t>(found);
  }

  void line_comment() {
    const uint32_t end = end_of_line(at);
    const bool doc = peek(2) == '/' && peek(3) != '/';
    add_trivia(doc ? Trivia::Kind::doc : Trivia::Kind::comment, at, end);
    at = end;
  }

  void block_comment() {
    reporter.report(diag::CommentForm, reporter.span(at, at + 2), "/*")
        .with_help("begin each line of the comment with `//`");
    const size_t close = text.find("*/", at + 2);
    const uint32_t end =
        close == std::string_view::npos ? end_of_line(at) : static_cast<uint32_t>(close + 2);
    add_trivia(Trivia::Kind::comment, at, end);
    at = end;
  }

  void hash_comment() {
    reporter.report(diag::CommentForm, reporter.span(at, at + 1), "#")
        .fix(reporter.span(at, at + 1), "//", "replace with `//`");
    const uint32_t end = end_of_line(at);
    add_trivia(Trivia::Kind::comment, at, end);
    at = end;
  }

  void string() {
    const uint32_t begin = at++;
    for (; at < size(); ++at) {
      const char c = text[at];
      if (c == '"') {
        push(Lexer::STRING, begin, ++at);
        return;
      }
      if (c == '\r' || c == '\n')
        break;
      if (c == '\\') {
        const char escaped = peek(1);
        if (at + 1 >= size() || escaped == '\r' || escaped == '\n') {
          ++at;
          break;
        }
        if (escaped != '"' && escaped != '\\' && escaped != 'n' && escaped != 't')
          report_bad_escape(reporter, at);
        ++at;
      }
    }
    // The repair ends before a brace that closes what was open before the string.
    reporter.report(diag::UnterminatedString, reporter.span(begin, at))
        .with_help("close the string with `\"`; a string stays on one line");
    push_repaired(Lexer::STRING, begin, at);
  }

  void foreign() {
    const source::Decoded first = source::decode_utf8(text, at);
    if (is_foreign_quote(first.code_point)) {
      at = quoted_by_foreign(first);
      return;
    }
    if (is_bidi_control(first.code_point)) {
      at += first.length; // reported by the scan of the whole text
      return;
    }
    if (is_invisible(first.code_point) || is_sign(first.code_point)) {
      report_foreign(reporter, at, at + first.length, first.code_point);
      at += first.length;
      return;
    }
    foreign_word(at);
  }

  // Signs are not part of words, so `a – b` stays three tokens.
  static bool is_sign(uint32_t code_point) {
    return (code_point >= 0x2000 && code_point <= 0x206F) ||
           (code_point >= 0x2190 && code_point <= 0x2BFF) || code_point == 0xD7 ||
           code_point == 0xF7 || code_point == 0xA7 || code_point == 0xAC ||
           (code_point >= 0x3000 && code_point <= 0x303F) ||
           (code_point >= 0xFF01 && code_point <= 0xFF0F) ||
           (code_point >= 0xFF1A && code_point <= 0xFF20);
  }

  /// A word from `begin` that holds characters outside ASCII; `at` is at the first of them.
  void foreign_word(uint32_t begin) {
    while (at < size()) {
      if (is_word(text[at])) {
        ++at;
        continue;
      }
      if (static_cast<uint8_t>(text[at]) < 0x80)
        break;
      const source::Decoded next = source::decode_utf8(text, at);
      if (is_invisible(next.code_point) || is_bidi_control(next.code_point) ||
          is_foreign_quote(next.code_point) || is_sign(next.code_point))
        break;
      at += next.length;
    }
    report_foreign_word(reporter, begin, at);
    push_repaired(Lexer::IDENT, begin, at);
  }

  uint32_t quoted_by_foreign(source::Decoded first) {
    reporter
        .report(diag::QuoteForm, reporter.span(at, at + first.length),
                code_point_text(first.code_point))
        .fix(reporter.span(at, at + first.length), "\"", "replace with `\"`");
    for (uint32_t end = at + first.length; end < size();) {
      if (text[end] == '\r' || text[end] == '\n')
        break;
      const source::Decoded next = source::decode_utf8(text, end);
      end += next.length;
      if (next.code_point == '"' || is_foreign_quote(next.code_point)) {
        push_repaired(Lexer::STRING, at, end);
        return end;
      }
    }
    return at + first.length;
  }

  void ascii() {
    const uint32_t begin = at;
    stream.seek(begin);
    const size_t type = matcher->match(&stream, 0);
    at = static_cast<uint32_t>(stream.index());
    assert(at > begin);
    const bool wordlike = is_word(text[at - 1]);
    if (wordlike && static_cast<uint8_t>(peek()) >= 0x80 && begins_foreign_word()) {
      foreign_word(begin);
      return;
    }
    if (type < Lexer::BAD_NUMBER) {
      push(type, begin, at);
      return;
    }
    for (const Repair& repair : repair_bad_token(reporter, type, begin, at))
      push_repaired(repair.type, repair.begin, repair.end);
  }

  bool begins_foreign_word() const {
    const uint32_t next = source::decode_utf8(text, at).code_point;
    return !is_invisible(next) && !is_bidi_control(next) && !is_foreign_quote(next) &&
           !is_sign(next);
  }
};

} // namespace

Tokenized tokenize(Reporter& reporter) {
  State state{reporter};
  state.run();
  return std::move(state.out);
}

} // namespace ward::parse
