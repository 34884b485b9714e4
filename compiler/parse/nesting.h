// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace ward::parse {

class Token;

/// The first token that lies deeper than `max_nesting`: in brackets, `not`, unary `-`, `every` and
/// `some` inside one another, which is all that makes the parser recurse. Chains of `and`, `+` or
/// `.` do not count.
std::optional<size_t> find_too_deep(std::span<const Token> tokens, uint32_t max_nesting);

} // namespace ward::parse
