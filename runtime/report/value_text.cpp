// SPDX-License-Identifier: Apache-2.0
#include "report/value_text.h"

#include "core/calendar.h"
#include "facts/bind.h"

namespace ward::rt {
namespace {

using bundle::LanguageType;

/// `number` over 10^scale; `least` fractional digits are always written.
void write_decimal(int64_t number, uint32_t scale, uint32_t least, Buffer& out) {
  uint64_t size =
      number < 0 ? uint64_t{0} - static_cast<uint64_t>(number) : static_cast<uint64_t>(number);
  if (number < 0)
    out.put('-');
  char fraction[20];
  for (uint32_t i = scale; i > 0; --i, size /= 10)
    fraction[i - 1] = static_cast<char>('0' + size % 10);
  uint32_t shown = scale;
  while (shown > least && fraction[shown - 1] == '0')
    --shown;
  out.put_number(size);
  if (shown == 0)
    return;
  out.put('.');
  out.put(fraction, shown);
}

void write_count_of(int64_t count, const char* one, Buffer& out) {
  write_decimal(count, 0, 0, out);
  out.put(' ');
  out.put(one);
  if (count != 1)
    out.put('s');
}

void write_months(int64_t months, Buffer& out) {
  if (months != 0 && months % 12 == 0)
    write_count_of(months / 12, "year", out);
  else
    write_count_of(months, "month", out);
}

void write_scalar(const Bundle& bundle, const BoundFacts& facts, const bundle::TypeRef& type,
                  int64_t number, Buffer& out) {
  switch (type.type()) {
  case LanguageType::boolean:
    out.put(number == 1 ? "true" : "false");
    break;
  case LanguageType::count:
  case LanguageType::integer:
    write_decimal(number, 0, 0, out);
    break;
  case LanguageType::decimal:
    write_decimal(number, 9, 0, out);
    break;
  case LanguageType::percent:
    write_decimal(number, 4, 0, out);
    out.put('%');
    break;
  case LanguageType::money:
    if (number < 0)
      out.put('-');
    out.put('$');
    write_decimal(number < 0 ? -number : number, 2, 2, out);
    break;
  case LanguageType::date:
    write_date(number, out);
    break;
  case LanguageType::days:
    write_count_of(number, "day", out);
    break;
  case LanguageType::months:
    write_months(number, out);
    break;
  case LanguageType::minutes:
    if (number != 0 && number % 60 == 0)
      write_count_of(number / 60, "hour", out);
    else
      write_count_of(number, "minute", out);
    break;
  case LanguageType::text:
  case LanguageType::key:
    out.put(text_of(bundle, facts, static_cast<TextId>(number)));
    break;
  case LanguageType::enumeration: {
    const auto& members = *bundle.root().enums()->Get(type.of())->members();
    if (number >= 0 && number < int64_t{members.size()})
      out.put(bundle.string(members.Get(static_cast<uint32_t>(number))));
    break;
  }
  }
}

/// Digits in threes.
void write_grouped(Int128 number, Buffer& out) {
  char digits[64];
  uint32_t size = 0;
  do {
    if (size % 4 == 3)
      digits[size++] = ',';
    digits[size++] = static_cast<char>('0' + static_cast<int>(number % 10));
    number /= 10;
  } while (number > 0);
  while (size > 0)
    out.put(digits[--size]);
}

} // namespace

void write_percent(int64_t millionths, Buffer& out) {
  write_decimal(millionths, 4, 0, out);
  out.put('%');
}

void write_money(Int128 cents, Buffer& out) {
  out.put('$');
  write_grouped(cents / 100, out);
  const int rest = static_cast<int>(cents % 100);
  if (rest == 0)
    return;
  out.put('.');
  out.put(static_cast<char>('0' + rest / 10));
  out.put(static_cast<char>('0' + rest % 10));
}

void write_count(Int128 count, Buffer& out) {
  write_grouped(count, out);
}

Bytes text_of(const Bundle& bundle, const BoundFacts& facts, TextId id) {
  return id < bundle.string_count() ? bundle.string(id) : facts.texts[id - bundle.string_count()];
}

void write_date(int64_t day, Buffer& out) {
  const Date date = date_from(day);
  char text[10];
  int64_t year = date.year;
  for (int i = 3; i >= 0; --i, year /= 10)
    text[i] = static_cast<char>('0' + year % 10);
  text[4] = text[7] = '-';
  text[5] = static_cast<char>('0' + date.month / 10);
  text[6] = static_cast<char>('0' + date.month % 10);
  text[8] = static_cast<char>('0' + date.day / 10);
  text[9] = static_cast<char>('0' + date.day % 10);
  out.put(text, sizeof text);
}

void write_period(const bundle::Period& period, Buffer& out) {
  if (period.amount() == 0)
    return;
  if (period.months())
    write_months(period.amount(), out);
  else
    write_count_of(period.amount(), "day", out);
}

bool write_value(const Bundle& bundle, const BoundFacts& facts, const bundle::TypeRef& type,
                 const Cell& cell, Buffer& out) {
  if (cell.state == State::unknown && !cell.stated)
    return false;
  if (cell.state == State::none || (cell.stated && cell.size == stated_none)) {
    out.put("none");
    return true;
  }
  if (!type.is_set()) {
    write_scalar(bundle, facts, type, cell.number, out);
    return true;
  }
  out.put('{');
  for (uint32_t i = 0; i < cell.size; ++i) {
    if (i > 0)
      out.put(", ");
    write_scalar(bundle, facts, type, cell.members[i], out);
  }
  out.put('}');
  return true;
}

} // namespace ward::rt
