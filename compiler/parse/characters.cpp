// SPDX-License-Identifier: Apache-2.0
#include "parse/characters.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

namespace ward::parse {
namespace {

struct Character {
  uint32_t code_point;
  std::string_view looks_like;
  std::string_view name;
};

constexpr Character characters[] = {
#define WARD_CHARACTER(code_point, looks_like, name) {code_point, looks_like, name},
#include "parse/characters.def"
#undef WARD_CHARACTER
};
static_assert(std::is_sorted(std::begin(characters), std::end(characters),
                             [](const Character& a, const Character& b) {
                               return a.code_point < b.code_point;
                             }));

const Character* find(uint32_t code_point) {
  const auto* found = std::lower_bound(
      std::begin(characters), std::end(characters), code_point,
      [](const Character& entry, uint32_t value) { return entry.code_point < value; });
  return found != std::end(characters) && found->code_point == code_point ? found : nullptr;
}

struct Block {
  uint32_t first;
  uint32_t last;
  std::string_view name;
};
constexpr Block blocks[] = {
    {0x0000, 0x001F, "control character"},     {0x007F, 0x009F, "control character"},
    {0x00A0, 0x024F, "Latin letter or sign"},  {0x0250, 0x02FF, "phonetic letter"},
    {0x0300, 0x036F, "combining mark"},        {0x0370, 0x03FF, "Greek letter"},
    {0x0400, 0x052F, "Cyrillic letter"},       {0x0530, 0x058F, "Armenian letter"},
    {0x0590, 0x05FF, "Hebrew letter"},         {0x0600, 0x06FF, "Arabic letter"},
    {0x2000, 0x206F, "punctuation"},           {0x2070, 0x2BFF, "symbol"},
    {0x3000, 0x30FF, "Japanese letter"},       {0x3400, 0x9FFF, "Chinese character"},
    {0xAC00, 0xD7A3, "Korean syllable"},       {0xE000, 0xF8FF, "private use"},
    {0x1D400, 0x1D7FF, "mathematical letter"}, {0x1F300, 0x1FAFF, "pictograph"},
};

constexpr bool is_full_width(uint32_t code_point) {
  return code_point >= 0xFF01 && code_point <= 0xFF5E;
}

// The 94 full width forms stand in the order of ASCII.
constexpr std::string_view ascii_printable =
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|"
    "}~";

} // namespace

bool is_bidi_control(uint32_t code_point) {
  return code_point == 0x061C || code_point == 0x200E || code_point == 0x200F ||
         (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069);
}

bool is_invisible(uint32_t code_point) {
  switch (code_point) {
  case 0x0085:
  case 0x00A0:
  case 0x00AD:
  case 0x1680:
  case 0x180E:
  case 0x2028:
  case 0x2029:
  case 0x202F:
  case 0x3000:
  case 0x3164:
  case 0xFEFF:
    return true;
  default:
    return (code_point >= 0x2000 && code_point <= 0x200D) ||
           (code_point >= 0x205F && code_point <= 0x2064) ||
           (code_point >= 0x206A && code_point <= 0x206F);
  }
}

bool is_foreign_quote(uint32_t code_point) {
  return (code_point >= 0x2018 && code_point <= 0x201F) || code_point == 0x00AB ||
         code_point == 0x00BB || code_point == 0xFF02 || code_point == 0xFF07;
}

std::string_view ascii_lookalike(uint32_t code_point) {
  if (is_full_width(code_point))
    return ascii_printable.substr(code_point - 0xFF01, 1);
  const Character* known = find(code_point);
  return known ? known->looks_like : std::string_view{};
}

std::string code_point_text(uint32_t code_point) {
  const std::string number = fmt::format("U+{:04X}", code_point);
  if (is_full_width(code_point))
    return fmt::format("{} FULLWIDTH FORM OF {}", number, ascii_lookalike(code_point));
  if (const Character* known = find(code_point))
    return fmt::format("{} {}", number, known->name);
  for (const Block& block : blocks)
    if (code_point >= block.first && code_point <= block.last)
      return fmt::format("{} ({})", number, block.name);
  return number;
}

} // namespace ward::parse
