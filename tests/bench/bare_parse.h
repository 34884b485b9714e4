// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace ward::bench {

/// What ANTLR alone does with the text: its lexer, its token stream, its parser in the quick (SLL)
/// mode and its tree for the whole file. The number of syntax errors.
size_t bare_parse(const std::string& text);

} // namespace ward::bench
