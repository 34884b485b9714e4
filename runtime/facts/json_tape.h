// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"
#include "core/bound_facts.h"
#include "ward/ward.h"

#include <cstdint>

namespace ward::rt {

enum class TokenKind : uint8_t { null, no, yes, number, string, key, object, array };

/// One value or member name of a document, in document order: a container is followed by what it
/// holds (for an object: key, value, key, value).
struct Token {
  uint32_t offset = 0; ///< of the first byte in the document: the quote, the brace, the digit
  uint32_t size = 0;   ///< strings, keys, numbers: bytes of the text; containers: members
  uint32_t next = 0;   ///< index of the token after this value
  TokenKind kind = TokenKind::null;
};
static_assert(sizeof(Token) == 16);

/// A document read as tokens. Texts are unescaped and lie in the arena.
struct JsonTape {
  const Token* tokens = nullptr;
  uint32_t count = 0;
  const char* texts = nullptr; ///< a copy of the document, strings unescaped in place
  const char* document = nullptr;
  uint32_t size = 0;

  /// The text of a string or key, the digits of a number.
  Bytes text(const Token& token) const {
    const bool quoted = token.kind == TokenKind::string || token.kind == TokenKind::key;
    return {texts + token.offset + (quoted ? 1 : 0), token.size};
  }
};

/// Reads a JSON text of at most 2^32 - 2 bytes whose root is an object. Numbers stay text. Stops at
/// the first error, whose place and sentence go to `error`; WARD_ERR_LIMIT where it nests deeper
/// than `max_depth`.
ward_status read_json(const char* document, uint32_t size, uint32_t max_depth, Arena& arena,
                      JsonTape& tape, ward_error& error);

/// Fills `error` but for its path; line and column are those of `offset`.
ward_status fail_at(ward_error& error, ward_status status, const char* document, uint64_t offset);

} // namespace ward::rt
