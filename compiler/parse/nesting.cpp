// SPDX-License-Identifier: Apache-2.0
#include "parse/nesting.h"

#include "parse/tokens.h"

#include <vector>

namespace ward::parse {
namespace {

// What an expression is inside of. A `prefix` (a `not`, or a quantifier past its `satisfies`) ends
// with its one operand; a `rows` (a quantifier before its `satisfies`) holds whole expressions.
enum class Frame : uint8_t { bracket, prefix, rows };

struct State {
  std::vector<Frame> frames = {};
  size_t minus_run = 0;

  void drop_prefixes() {
    while (!frames.empty() && frames.back() == Frame::prefix)
      frames.pop_back();
  }

  // The operand of a prefix begins right behind it, so one that begins elsewhere is not inside the
  // prefixes before it.
  void push_operand(Frame frame, size_t previous) {
    if (previous != Lexer::NOT && previous != Lexer::SATISFIES)
      drop_prefixes();
    frames.push_back(frame);
  }

  void take(size_t type, size_t previous) {
    if (type != Lexer::MINUS)
      minus_run = 0;
    switch (type) {
    case Lexer::LPAREN:
    case Lexer::LBRACE:
    case Lexer::LBRACK:
      frames.push_back(Frame::bracket);
      break;
    case Lexer::RPAREN:
    case Lexer::RBRACE:
    case Lexer::RBRACK:
      while (!frames.empty() && frames.back() != Frame::bracket)
        frames.pop_back();
      if (!frames.empty())
        frames.pop_back();
      break;
    case Lexer::NOT:
      push_operand(Frame::prefix, previous);
      break;
    case Lexer::EVERY:
    case Lexer::SOME:
      push_operand(Frame::rows, previous);
      break;
    case Lexer::SATISFIES:
      drop_prefixes();
      if (!frames.empty() && frames.back() == Frame::rows)
        frames.back() = Frame::prefix;
      break;
    case Lexer::MINUS:
      ++minus_run;
      break;
    case Lexer::AND:
    case Lexer::OR:
    case Lexer::IMPLIES:
      drop_prefixes();
      break;
    default:
      break;
    }
  }
};

} // namespace

std::optional<size_t> find_too_deep(std::span<const Token> tokens, uint32_t max_nesting) {
  State state;
  size_t previous = Lexer::COMMA;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const size_t type = tokens[i].getType();
    state.take(type, previous);
    // The first of a run of `-` may be a subtraction.
    const size_t minuses = state.minus_run > 0 ? state.minus_run - 1 : 0;
    if (state.frames.size() + minuses > max_nesting)
      return i;
    previous = type;
  }
  return std::nullopt;
}

} // namespace ward::parse
