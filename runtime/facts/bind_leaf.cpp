// SPDX-License-Identifier: Apache-2.0
#include "facts/binder.h"
#include "facts/nearest.h"
#include "facts/scalars.h"

#include <algorithm>

namespace ward::rt {
namespace {

using bundle::LanguageType;

const char* form_of(LanguageType type) {
  switch (type) {
  case LanguageType::boolean:
    return "true or false";
  case LanguageType::count:
    return "a whole number, 0 or more";
  case LanguageType::integer:
    return "a whole number";
  case LanguageType::decimal:
    return "a number such as 2.5";
  case LanguageType::percent:
    return "a percentage in quotes such as \"95%\"";
  case LanguageType::money:
    return "an amount in quotes such as \"$12.50\"";
  case LanguageType::date:
    return "a date in quotes such as \"2026-01-31\"";
  case LanguageType::days:
    return "days or weeks in quotes such as \"60 days\"";
  case LanguageType::months:
    return "months or years in quotes such as \"6 years\"";
  case LanguageType::minutes:
    return "minutes or hours in quotes such as \"15 minutes\"";
  case LanguageType::text:
    return "a text in quotes";
  case LanguageType::enumeration:
    return "a member's name in quotes";
  case LanguageType::key:
    return "a row's key in quotes";
  }
  return "another value";
}

const char* range_of(LanguageType type) {
  switch (type) {
  case LanguageType::count:
    return "0 to 9,007,199,254,740,992";
  case LanguageType::integer:
    return "-9,007,199,254,740,992 to 9,007,199,254,740,992";
  case LanguageType::decimal:
    return "-9,000,000,000 to 9,000,000,000";
  case LanguageType::percent:
    return "-900,719,925,474.0992% to 900,719,925,474.0992%";
  case LanguageType::money:
    return "-$90,071,992,547,409.92 to $90,071,992,547,409.92";
  case LanguageType::date:
    return "0001-01-01 to 9999-12-31, and only days of the calendar";
  case LanguageType::days:
    return "0 to 1,000,000 days";
  case LanguageType::months:
    return "0 to 1,000,000 months";
  default:
    return "0 to 1,000,000 minutes";
  }
}

const char* kind_name(TokenKind kind) {
  switch (kind) {
  case TokenKind::null:
    return "null";
  case TokenKind::no:
    return "false";
  case TokenKind::yes:
    return "true";
  case TokenKind::number:
    return "a number";
  case TokenKind::array:
    return "an array";
  case TokenKind::object:
    return "an object";
  default:
    return "a text";
  }
}

/// The written value, cut to what a message has room for.
FixedText& quote(FixedText& out, Bytes text) {
  uint32_t size = std::min(text.size, 80u);
  while (size < text.size && size > 0 &&
         (static_cast<unsigned char>(text.data[size]) & 0xC0) == 0x80)
    --size;
  return out << "`" << Bytes{text.data, size} << (size < text.size ? "..." : "") << "`";
}

Fault parse_number(Bytes text, bool json_number, LanguageType type, int64_t& out) {
  const uint32_t scale = type == LanguageType::decimal ? 9 : 0;
  const Fault fault = parse_decimal(text, scale, json_number, out);
  if (fault != Fault::none)
    return fault;
  const int64_t bound = type == LanguageType::decimal ? decimal_bound : two_to_53;
  if (out > bound || out < -bound || (type == LanguageType::count && out < 0))
    return Fault::range;
  return Fault::none;
}

bool parse_proof(Bytes text, Proof& out) {
  static constexpr const char* names[] = {"self_stated", "documented", "sampled",
                                          "independently_tested"};
  for (uint8_t i = 0; i < 4; ++i)
    if (same_bytes(text, names[i])) {
      out = static_cast<Proof>(i);
      return true;
    }
  return false;
}

} // namespace

bool Binder::wrong_kind(const Token& at, const FactPath& path, const char* expected) {
  fail(at, path) << "expected " << expected << ", found " << kind_name(at.kind);
  return false;
}

bool Binder::read_text(const Token& at, const FactPath& path, Bytes& out) {
  if (at.kind != TokenKind::string)
    return wrong_kind(at, path, "a text in quotes");
  out = tape.text(at);
  if (out.size <= text_bound)
    return true;
  fail(at, path) << "the text has " << out.size << " bytes; at most " << text_bound
                 << " are allowed";
  return false;
}

bool Binder::read_date(const Token& at, const FactPath& path, int32_t& out) {
  if (at.kind != TokenKind::string)
    return wrong_kind(at, path, form_of(LanguageType::date));
  int64_t days = 0;
  if (parse_date(tape.text(at), days) != Fault::none) {
    FixedText message = fail(at, path);
    quote(message, tape.text(at)) << " is no date; write " << form_of(LanguageType::date);
    return false;
  }
  out = static_cast<int32_t>(days);
  return true;
}

bool Binder::bind_enum(const Token& at, const bundle::TypeRef& type, const FactPath& path,
                       int64_t& out) {
  const auto& members = *schema.enums()->Get(type.of())->members();
  if (at.kind != TokenKind::string)
    return wrong_kind(at, path, form_of(LanguageType::enumeration));
  const Bytes text = tape.text(at);
  for (uint32_t i = 0; i < members.size(); ++i)
    if (same_bytes(bundle.string(members.Get(i)), text)) {
      out = i;
      return true;
    }
  Nearest nearest(text);
  FixedText message = fail(at, path);
  quote(message, text) << " is not one of ";
  for (uint32_t i = 0; i < members.size(); ++i) {
    nearest.offer(bundle.string(members.Get(i)));
    message << (i == 0 ? "" : ", ") << bundle.string(members.Get(i));
  }
  if (nearest.best().size > 0)
    message << "; did you mean `" << nearest.best() << "`?";
  return false;
}

bool Binder::bind_scalar(const Token& at, const bundle::TypeRef& type, const FactPath& path,
                         int64_t& out) {
  const LanguageType kind = type.type();
  const bool is_text = at.kind == TokenKind::string;
  const Bytes text = tape.text(at);
  Fault fault = Fault::form;
  switch (kind) {
  case LanguageType::boolean:
    if (at.kind != TokenKind::yes && at.kind != TokenKind::no)
      break;
    out = at.kind == TokenKind::yes;
    return true;
  case LanguageType::count:
  case LanguageType::integer:
  case LanguageType::decimal:
    if (is_text || at.kind == TokenKind::number)
      fault = parse_number(text, at.kind == TokenKind::number, kind, out);
    break;
  case LanguageType::percent:
    fault = is_text ? parse_percent(text, out) : Fault::form;
    break;
  case LanguageType::money:
    fault = is_text ? parse_money(text, out) : Fault::form;
    break;
  case LanguageType::date:
    fault = is_text ? parse_date(text, out) : Fault::form;
    break;
  case LanguageType::days:
    fault = is_text ? parse_duration(text, DurationUnit::days, out) : Fault::form;
    break;
  case LanguageType::months:
    fault = is_text ? parse_duration(text, DurationUnit::months, out) : Fault::form;
    break;
  case LanguageType::minutes:
    fault = is_text ? parse_duration(text, DurationUnit::minutes, out) : Fault::form;
    break;
  case LanguageType::enumeration:
    return bind_enum(at, type, path, out);
  case LanguageType::text:
  case LanguageType::key: {
    Bytes value;
    if (!read_text(at, path, value))
      return false;
    out = texts.intern(value);
    return !keep.failed() && !scratch.failed() ? true : no_memory();
  }
  }
  switch (fault) {
  case Fault::none:
    return true;
  case Fault::form: {
    FixedText message = fail(at, path);
    message << "expected " << form_of(kind) << ", found ";
    if (is_text || at.kind == TokenKind::number)
      quote(message, text);
    else
      message << kind_name(at.kind);
    return false;
  }
  case Fault::fine: {
    FixedText message = fail(at, path);
    quote(message, text);
    if (kind == LanguageType::count || kind == LanguageType::integer)
      message << " is not a whole number";
    else
      message << " has too many digits after the point";
    return false;
  }
  case Fault::range: {
    FixedText message = fail(at, path);
    quote(message, text) << " is out of range: " << range_of(kind);
    return false;
  }
  }
  return false;
}

bool Binder::bind_set(uint32_t array, const bundle::TypeRef& type, const FactPath& path, Cell& cell,
                      const KeyUse& use) {
  const Token& set = token(array);
  if (set.kind != TokenKind::array)
    return wrong_kind(set, path, "an array, the members of the set");
  if (set.size > set_bound) {
    fail(set, path) << "the set has " << set.size << " members; at most " << set_bound
                    << " are allowed";
    return false;
  }
  struct Member {
    int64_t value;
    uint32_t token;
  };
  Member* members = scratch.array<Member>(set.size);
  int64_t* values = keep.array<int64_t>(set.size);
  if (members == nullptr || values == nullptr)
    return no_memory();
  uint32_t count = 0;
  for (uint32_t at = array + 1; at < set.next; at = token(at).next) {
    Member& member = members[count++];
    member.token = at;
    if (!bind_scalar(token(at), type, path, member.value))
      return false;
    if (type.type() != LanguageType::key)
      continue;
    KeyUse named = use;
    named.token = at;
    named.target = type.of();
    named.key = static_cast<TextId>(member.value);
    if (!key_uses.add(named))
      return no_memory();
  }
  std::sort(members, members + count, [](const Member& a, const Member& b) {
    return a.value != b.value ? a.value < b.value : a.token < b.token;
  });
  uint32_t repeated = UINT32_MAX;
  for (uint32_t i = 0; i < count; ++i) {
    values[i] = members[i].value;
    if (i > 0 && values[i] == values[i - 1])
      repeated = std::min(repeated, members[i].token);
  }
  if (repeated != UINT32_MAX) {
    FixedText message = fail(token(repeated), path);
    quote(message, tape.text(token(repeated))) << " is in the set already; leave it out";
    return false;
  }
  cell.members = values;
  cell.size = count;
  return true;
}

bool Binder::bind_value(uint32_t at, const bundle::Fact& fact, const FactPath& path, Cell& cell,
                        const KeyUse& use) {
  const bundle::TypeRef& type = *fact.type();
  if (token(at).kind == TokenKind::null) {
    if (!type.optional()) {
      fail(token(at), path)
          << "null means none, which this fact cannot be; leave it out if it is not "
             "known";
      return false;
    }
    cell.state = State::none;
    return true;
  }
  cell.state = State::known;
  if (type.is_set())
    return bind_set(at, type, path, cell, use);
  if (!bind_scalar(token(at), type, path, cell.number))
    return false;
  if (type.type() != LanguageType::key)
    return true;
  KeyUse named = use;
  named.token = at;
  named.target = type.of();
  named.key = static_cast<TextId>(cell.number);
  return key_uses.add(named) ? true : no_memory();
}

bool Binder::bind_leaf(uint32_t at, const bundle::Fact& fact, const FactPath& path,
                       const Scope& outer, Cell& cell, KeyUse use) {
  Scope scope = outer;
  uint32_t value = at;
  if (token(at).kind == TokenKind::object) {
    static constexpr const char* names[] = {"value", "as_of", "source", "proof", "at"};
    uint32_t seen = 0;
    value = 0;
    for (uint32_t key = at + 1; key < token(at).next; key = token(key + 1).next) {
      const Bytes name = tape.text(token(key));
      const FactPath inside = path.with_member(name);
      uint32_t which = 0;
      while (which < 5 && !same_bytes(name, names[which]))
        ++which;
      if (which == 5) {
        Nearest nearest(name);
        for (const char* known : names)
          nearest.offer({known, static_cast<uint32_t>(std::strlen(known))});
        FixedText message = fail(token(key), path);
        quote(message << "unknown member ", name) << " beside a value; ";
        if (nearest.best().size > 0)
          message << "did you mean `" << nearest.best() << "`?";
        else
          message << "value, as_of, source, proof and at are allowed";
        return false;
      }
      if ((seen & (1u << which)) != 0) {
        fail(token(key), inside) << "`" << name << "` is given twice";
        return false;
      }
      seen |= 1u << which;
      const Token& given = token(key + 1);
      Bytes text;
      switch (which) {
      case 0:
        value = key + 1;
        break;
      case 1:
        if (!read_date(given, inside, scope.as_of))
          return false;
        break;
      case 2:
        if (!read_text(given, inside, text))
          return false;
        scope.source = texts.text(texts.intern(text));
        break;
      case 3:
        if (!read_text(given, inside, text))
          return false;
        if (!parse_proof(text, cell.proof)) {
          FixedText message = fail(given, inside);
          quote(message, text)
              << " is not one of self_stated, documented, sampled, independently_tested";
          return false;
        }
        break;
      default:
        if (!read_text(given, inside, text))
          return false;
        scope.at = keep_text(text);
        break;
      }
      if (keep.failed() || scratch.failed())
        return no_memory();
    }
    if (value == 0) {
      fail(token(at), path) << "no `value` here; write `\"value\": ...` or the plain value";
      return false;
    }
  }
  if (!bind_value(value, fact, path, cell, use))
    return false;
  cell.provenance = provenance(scope, line_of(token(value).offset));
  if (cell.provenance == 0)
    return no_memory();

  Cause cause = Cause::absent;
  bool counts = !outdated(scope.as_of, fact.fresh(), cause);
  if (counts && static_cast<uint8_t>(cell.proof) < minimum_proof) {
    cause = Cause::weak_proof;
    counts = false;
  }
  if (!counts) {
    if (cell.state == State::none)
      cell.size = stated_none;
    cell.state = State::unknown;
    cell.cause = cause;
    cell.stated = true;
  }
  return true;
}

} // namespace ward::rt
