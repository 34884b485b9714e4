// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "parse/parse.h"
#include "source/span.h"
#include "syntax/ast.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ward::parse {

/// A clause whose neighbours of the same kind may stand in columns.
enum class RowKind : uint8_t { none, field, authority, element, evidence, mapping };

/// A token, with what the grammar says of how it may be laid out.
struct OutlineToken {
  enum Flag : uint16_t {
    begins_item = 1, ///< a declaration, or a clause in a block
    begins_part = 2, ///< a part of a clause: `decided by`, a prompt, `because`
    begins_cell = 4, ///< a column of a row
    opens = 8,       ///< a bracket
    closes = 16,
    of_block = 32,     ///< a brace round clauses
    begins_list = 64,  ///< the first token of `a, b, c` without brackets
    ends_list = 128,   ///< its last
    glue_before = 256, ///< no blank before it, or after it
    glue_after = 512,
  };
  source::Span span;
  uint16_t flags = 0;
  RowKind row = RowKind::none; ///< of the clause, on its first token

  bool has(Flag flag) const { return (flags & flag) != 0; }
};

struct Outline {
  std::vector<OutlineToken> tokens;   ///< in source order, EOF left out
  std::vector<syntax::Trivia> trivia; ///< comments and blank lines, in source order
};

/// The tokens of a text that has no mistake; nothing for one that has.
std::optional<Outline> outline(const source::SourceManager& sources, source::SourceId source,
                               const ParseLimits& limits);

} // namespace ward::parse
