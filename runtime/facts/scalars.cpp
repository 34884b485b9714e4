// SPDX-License-Identifier: Apache-2.0
#include "facts/scalars.h"

#include "core/calendar.h"

#include <cstring>

namespace ward::rt {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

Bytes drop(Bytes text, uint32_t front) {
  return {text.data + front, text.size - front};
}

bool equals(Bytes text, const char* other) {
  return text.size == std::strlen(other) && std::memcmp(text.data, other, text.size) == 0;
}

/// A run of digits, perhaps one point inside: `digits` without the point, `point` digits before it.
struct Digits {
  Bytes whole;
  Bytes fraction;
  int32_t exponent = 0;
};

bool split(Bytes text, bool exponent, Digits& out) {
  uint32_t at = 0;
  while (at < text.size && is_digit(text.data[at]))
    ++at;
  out.whole = {text.data, at};
  if (at == 0 || (at > 1 && text.data[0] == '0'))
    return false;
  if (at < text.size && text.data[at] == '.') {
    const uint32_t start = ++at;
    while (at < text.size && is_digit(text.data[at]))
      ++at;
    out.fraction = {text.data + start, at - start};
    if (at == start)
      return false;
  }
  if (!exponent || at == text.size)
    return at == text.size;
  if (text.data[at] != 'e' && text.data[at] != 'E')
    return false;
  ++at;
  const bool negative = at < text.size && text.data[at] == '-';
  if (at < text.size && (text.data[at] == '-' || text.data[at] == '+'))
    ++at;
  const uint32_t start = at;
  // Past a million every digit is far outside of every type already; the text is at most 4 GiB.
  for (; at < text.size && is_digit(text.data[at]); ++at)
    if (out.exponent < 1'000'000)
      out.exponent = out.exponent * 10 + (text.data[at] - '0');
  if (negative)
    out.exponent = -out.exponent;
  return at == text.size && at > start;
}

/// The digits times 10^scale; exact, or a fault.
Fault scaled(const Digits& digits, uint32_t scale, int64_t& out) {
  const int64_t count = int64_t{digits.whole.size} + digits.fraction.size;
  const int64_t kept = int64_t{digits.whole.size} + digits.exponent + scale;
  int64_t value = 0;
  bool large = false;
  for (int64_t i = 0; i < count; ++i) {
    const char c =
        i < digits.whole.size ? digits.whole.data[i] : digits.fraction.data[i - digits.whole.size];
    if (i >= kept) {
      if (c != '0')
        return Fault::fine;
      continue;
    }
    large = large || __builtin_mul_overflow(value, int64_t{10}, &value) ||
            __builtin_add_overflow(value, int64_t{c - '0'}, &value);
  }
  for (int64_t i = count; i < kept && value != 0 && !large; ++i)
    large = __builtin_mul_overflow(value, int64_t{10}, &value);
  out = value;
  return large ? Fault::range : Fault::none;
}

} // namespace

Fault parse_decimal(Bytes text, uint32_t scale, bool exponent, int64_t& out) {
  const bool negative = text.size > 0 && text.data[0] == '-';
  Digits digits;
  if (!split(negative ? drop(text, 1) : text, exponent, digits))
    return Fault::form;
  const Fault fault = scaled(digits, scale, out);
  if (negative)
    out = -out;
  return fault;
}

Fault parse_money(Bytes text, int64_t& out) {
  const bool negative = text.size > 0 && text.data[0] == '-';
  if (negative)
    text = drop(text, 1);
  if (text.size < 2 || text.data[0] != '$')
    return Fault::form;
  text = drop(text, 1);

  // Groups of three after the first comma; 2^53 cents have 14 digits of dollars.
  char plain[32];
  uint32_t size = 0;
  uint32_t group = 0;
  bool grouped = false;
  bool whole = true;
  for (uint32_t i = 0; i < text.size; ++i) {
    const char c = text.data[i];
    if (c == ',') {
      if (!whole || group == 0 || group > 3 || (grouped && group != 3))
        return Fault::form;
      grouped = true;
      group = 0;
      continue;
    }
    if (c == '.') {
      if (grouped && group != 3)
        return Fault::form;
      whole = false;
    } else if (!is_digit(c)) {
      return Fault::form;
    }
    if (whole)
      ++group;
    if (size == sizeof plain)
      return Fault::range;
    plain[size++] = c;
  }
  if (whole && grouped && group != 3)
    return Fault::form;
  Digits digits;
  if (!split({plain, size}, false, digits))
    return Fault::form;
  const Fault fault = scaled(digits, 2, out);
  if (fault != Fault::none)
    return fault;
  if (out > two_to_53)
    return Fault::range;
  if (negative)
    out = -out;
  return Fault::none;
}

Fault parse_percent(Bytes text, int64_t& out) {
  if (text.size < 2 || text.data[text.size - 1] != '%')
    return Fault::form;
  const Fault fault = parse_decimal({text.data, text.size - 1}, 4, false, out);
  if (fault != Fault::none)
    return fault;
  return out > two_to_53 || out < -two_to_53 ? Fault::range : Fault::none;
}

Fault parse_duration(Bytes text, DurationUnit unit, int64_t& out) {
  struct Name {
    const char* one;
    const char* many;
    DurationUnit unit;
    int64_t factor;
  };
  static constexpr Name names[] = {
      {"day", "days", DurationUnit::days, 1},          {"week", "weeks", DurationUnit::days, 7},
      {"month", "months", DurationUnit::months, 1},    {"year", "years", DurationUnit::months, 12},
      {"minute", "minutes", DurationUnit::minutes, 1}, {"hour", "hours", DurationUnit::minutes, 60},
  };
  uint32_t at = 0;
  while (at < text.size && is_digit(text.data[at]))
    ++at;
  Digits digits;
  if (at == text.size || text.data[at] != ' ' || !split({text.data, at}, false, digits))
    return Fault::form;
  const Bytes name = drop(text, at + 1);
  for (const Name& known : names) {
    if (known.unit != unit || !(equals(name, known.one) || equals(name, known.many)))
      continue;
    const Fault fault = scaled(digits, 0, out);
    if (fault != Fault::none)
      return fault;
    if (out > duration_bound)
      return Fault::range;
    out *= known.factor;
    return out > duration_bound ? Fault::range : Fault::none;
  }
  return Fault::form;
}

Fault parse_date(Bytes text, int64_t& out) {
  if (text.size != 10 || text.data[4] != '-' || text.data[7] != '-')
    return Fault::form;
  int32_t parts[3] = {0, 0, 0};
  int part = 0;
  for (uint32_t i = 0; i < 10; ++i) {
    if (i == 4 || i == 7) {
      ++part;
      continue;
    }
    if (!is_digit(text.data[i]))
      return Fault::form;
    parts[part] = parts[part] * 10 + (text.data[i] - '0');
  }
  const Date date{parts[0], parts[1], parts[2]};
  if (!is_valid(date))
    return Fault::range;
  out = days_from(date);
  return Fault::none;
}

} // namespace ward::rt
