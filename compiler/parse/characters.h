// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ward::parse {

/// Characters that reorder what a reader sees: U+202A..E, U+2066..9, U+200E, U+200F, U+061C.
bool is_bidi_control(uint32_t code_point);

/// Blanks and zero-width characters outside ASCII.
bool is_invisible(uint32_t code_point);

/// `“ ” „ ‟ ‘ ’ « »` and their kin.
bool is_foreign_quote(uint32_t code_point);

/// The ASCII text that a character may be taken for; empty when it looks like none.
std::string_view ascii_lookalike(uint32_t code_point);

/// "U+0430 CYRILLIC SMALL LETTER A", or the block where the name is not known here.
std::string code_point_text(uint32_t code_point);

} // namespace ward::parse
