// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "parse/tokens.h"
#include "syntax/ast.h"

#include <vector>

namespace ward::parse {

class Reporter;

struct Tokenized {
  TokenList list;
  std::vector<syntax::Trivia> trivia; ///< in source order
};

/// Cuts a text into tokens, reports what is none, and puts in its place the token that was meant.
Tokenized tokenize(Reporter& reporter);

} // namespace ward::parse
