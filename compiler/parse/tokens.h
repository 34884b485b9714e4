// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/span.h"

#include "WardLexer.h"
#include <antlr4-runtime.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ward::parse {

using Lexer = grammar::WardLexer;

/// A token in 24 bytes: ANTLR's own takes five times that, and files have a million.
class Token final : public antlr4::Token {
public:
  enum Flag : uint8_t {
    first_on_line = 1,
    at_margin = 2,    ///< first on its line, in its first column
    was_repaired = 4, ///< stands for something else that was reported
  };

  Token() = default;
  Token(size_t kind, uint32_t from, uint32_t to) : begin(from), end(to), type(narrow(kind)) {}

  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t index = 0;
  uint16_t type = 0;
  uint8_t depth = 0; ///< braces open before it, at most 255
  uint8_t flags = 0;

  static constexpr uint32_t made_up = UINT32_MAX; ///< index of a token that was not there

  bool has(Flag flag) const { return (flags & flag) != 0; }
  void set_type(size_t kind) { type = narrow(kind); }

  std::string getText() const override { return {}; }
  size_t getType() const override { return type == eof_type ? antlr4::Token::EOF : type; }
  size_t getLine() const override { return 0; }
  size_t getCharPositionInLine() const override { return begin; }
  size_t getChannel() const override { return DEFAULT_CHANNEL; }
  size_t getTokenIndex() const override { return index == made_up ? INVALID_INDEX : index; }
  size_t getStartIndex() const override { return begin; }
  size_t getStopIndex() const override { return end; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return {}; }

private:
  static constexpr uint16_t eof_type = UINT16_MAX;
  static constexpr uint16_t narrow(size_t kind) {
    return kind == antlr4::Token::EOF ? eof_type : static_cast<uint16_t>(kind);
  }
};
static_assert(sizeof(Token) == 24);

/// What ANTLR's trees hold are always our tokens.
inline const Token& ours(const antlr4::Token* token) {
  return static_cast<const Token&>(*token);
}

/// The tokens of a file as ANTLR's parser reads them; comments and blanks are not among them. The
/// last is always EOF.
class TokenList final : public antlr4::TokenStream {
public:
  std::vector<Token> tokens;

  /// After tokens came, went or changed: numbers them and counts braces anew.
  void renumber();

  size_t position() const { return next_; }

  antlr4::Token* LT(ssize_t k) override;
  antlr4::Token* get(size_t index) const override;
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }
  void consume() override;
  size_t LA(ssize_t k) override;
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return next_; }
  void seek(size_t index) override;
  size_t size() override { return tokens.size(); }
  std::string getSourceName() const override { return {}; }

private:
  size_t next_ = 0;
};

} // namespace ward::parse
