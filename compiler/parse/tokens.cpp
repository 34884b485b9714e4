// SPDX-License-Identifier: Apache-2.0
#include "parse/tokens.h"

#include <algorithm>

namespace ward::parse {

void TokenList::renumber() {
  uint32_t depth = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    token.index = static_cast<uint32_t>(i);
    token.depth = static_cast<uint8_t>(std::min<uint32_t>(depth, UINT8_MAX));
    if (token.type == Lexer::LBRACE)
      ++depth;
    else if (token.type == Lexer::RBRACE && depth > 0)
      --depth;
  }
}

antlr4::Token* TokenList::LT(ssize_t k) {
  if (k == 0)
    return nullptr;
  if (k < 0)
    return static_cast<size_t>(-k) > next_ ? nullptr : &tokens[next_ + k];
  return &tokens[std::min(next_ + static_cast<size_t>(k) - 1, tokens.size() - 1)];
}

size_t TokenList::LA(ssize_t k) {
  const antlr4::Token* token = LT(k);
  return token ? token->getType() : antlr4::Token::INVALID_TYPE;
}

antlr4::Token* TokenList::get(size_t index) const {
  return const_cast<Token*>(&tokens[std::min(index, tokens.size() - 1)]);
}

void TokenList::consume() {
  if (next_ + 1 < tokens.size())
    ++next_;
}

void TokenList::seek(size_t index) {
  next_ = std::min(index, tokens.size() - 1);
}

} // namespace ward::parse
