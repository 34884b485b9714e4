// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ward::parse {

class Reporter;

/// A token that goes on instead of one that is none.
struct Repair {
  size_t type;
  uint32_t begin;
  uint32_t end;
};

/// Reports a token of one of the lexer's BAD_ kinds; what the author must have meant.
std::vector<Repair> repair_bad_token(Reporter& reporter, size_t type, uint32_t begin, uint32_t end);

/// Reports the characters outside ASCII in a word.
void report_foreign_word(Reporter& reporter, uint32_t begin, uint32_t end);
/// Reports one such character outside of words.
void report_foreign(Reporter& reporter, uint32_t begin, uint32_t end, uint32_t code_point);
/// Reports the escape that begins at `backslash`.
void report_bad_escape(Reporter& reporter, uint32_t backslash);
/// Reports bidirectional controls anywhere, in strings and comments too, and NUL.
void report_hidden_characters(Reporter& reporter);

} // namespace ward::parse
