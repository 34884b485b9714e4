// SPDX-License-Identifier: Apache-2.0
#include "program/natural_order.h"

#include <cstddef>
#include <cstdint>

namespace ward::program {
namespace {

enum class Kind : uint8_t { end, mark, number, word };

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
  return is_lower(c) || is_upper(c) || c == '_';
}

struct Piece {
  Kind kind = Kind::end;
  std::string_view text;
};

Piece take(std::string_view& rest) {
  if (rest.empty())
    return {};
  const char first = rest[0];
  const Kind kind = is_digit(first) ? Kind::number : is_letter(first) ? Kind::word : Kind::mark;
  size_t size = 1;
  if (kind == Kind::number)
    while (size < rest.size() && is_digit(rest[size]))
      ++size;
  if (kind == Kind::word)
    while (size < rest.size() && is_letter(rest[size]))
      ++size;
  const Piece piece{kind, rest.substr(0, size)};
  rest.remove_prefix(size);
  return piece;
}

int digit_of(char c) {
  switch (c) {
  case 'i':
    return 1;
  case 'v':
    return 5;
  case 'x':
    return 10;
  case 'l':
    return 50;
  case 'c':
    return 100;
  default:
    return 0;
  }
}

/// The value of a Roman number below 400 in its one right spelling, else 0.
int roman(std::string_view text) {
  int value = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const int digit = digit_of(text[i]);
    if (digit == 0)
      return 0;
    const int next = i + 1 < text.size() ? digit_of(text[i + 1]) : 0;
    value += next > digit ? -digit : digit;
  }
  // Written back, the value must give the same letters.
  constexpr int values[] = {100, 90, 50, 40, 10, 9, 5, 4, 1};
  constexpr std::string_view letters[] = {"c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"};
  size_t at = 0;
  int rest = value;
  for (int i = 0; i < 9; ++i)
    for (; rest >= values[i]; rest -= values[i]) {
      if (text.substr(at, letters[i].size()) != letters[i])
        return 0;
      at += letters[i].size();
    }
  return at == text.size() && value < 400 ? value : 0;
}

int sign(int64_t difference) {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

int compare_numbers(std::string_view left, std::string_view right) {
  while (left.size() > 1 && left[0] == '0')
    left.remove_prefix(1);
  while (right.size() > 1 && right[0] == '0')
    right.remove_prefix(1);
  if (left.size() != right.size())
    return left.size() < right.size() ? -1 : 1;
  return sign(left.compare(right));
}

/// Words of one place: Roman numbers first by value, then others by length and letters inside
/// parentheses, by letters outside.
int compare_words(std::string_view left, std::string_view right, bool in_group, bool as_roman) {
  const int left_value = as_roman ? roman(left) : 0;
  const int right_value = as_roman ? roman(right) : 0;
  if (left_value != right_value)
    return left_value == 0 ? 1 : right_value == 0 ? -1 : sign(left_value - right_value);
  if (in_group && left.size() != right.size())
    return left.size() < right.size() ? -1 : 1;
  return sign(left.compare(right));
}

} // namespace

int compare_citations(std::string_view left, std::string_view right) {
  std::string_view l = left;
  std::string_view r = right;
  bool in_group = false; // the piece before is `(`
  bool counts = false;   // the group before is a number or a capital: letters are Roman
  while (true) {
    const Piece a = take(l);
    const Piece b = take(r);
    if (a.kind != b.kind)
      return a.kind < b.kind ? -1 : 1;
    if (a.kind == Kind::end)
      return sign(left.compare(right));
    int order = 0;
    if (a.kind == Kind::number)
      order = compare_numbers(a.text, b.text);
    else if (a.kind == Kind::word)
      order = compare_words(a.text, b.text, in_group, in_group && counts);
    else
      order = sign(a.text.compare(b.text));
    if (order != 0)
      return order;
    if (in_group)
      counts = a.kind == Kind::number || (a.kind == Kind::word && is_upper(a.text[0]));
    in_group = a.kind == Kind::mark && a.text == "(";
  }
}

} // namespace ward::program
