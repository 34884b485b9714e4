// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ward::source {

/// One code point and the bytes it took. `valid` is false for a malformed byte, which is then one
/// byte long and has the value U+FFFD.
struct Decoded {
  uint32_t code_point = 0xFFFD;
  uint8_t length = 1;
  bool valid = false;
};

/// Decodes at `offset`, which lies within `text`. Overlong forms, surrogates and values past
/// U+10FFFF are malformed.
Decoded decode_utf8(std::string_view text, size_t offset);

/// The offset of the first byte that is not UTF-8.
std::optional<size_t> find_invalid_utf8(std::string_view text);

void append_utf8(std::string& out, uint32_t code_point);

/// Cells of a terminal that a code point fills: 0 for marks and controls that combine or hide, 2
/// for wide East Asian forms and emoji, else 1.
int display_width(uint32_t code_point);

} // namespace ward::source
