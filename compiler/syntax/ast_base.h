// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "source/span.h"

#include <cstdint>
#include <span>
#include <string_view>

/// The tree of one file, as written. Everything lives in the arena that was given to parse(), or in
/// the text that the SourceManager owns, and is trivially destructible. Nothing is resolved: names
/// are texts. A pointer is null only where its comment says so; what the author left out and the
/// parser has already complained about is a MissingExpr or a Name with an empty text.
namespace ward::syntax {

using source::SourceId;
using source::Span;

/// A list in the arena, in source order.
template <typename T> using List = std::span<const T>;

/// An identifier, or a keyword where a name was due. Empty text: it was missing (and reported).
struct Name {
  std::string_view text;
  Span span;

  bool is_missing() const { return text.empty(); }
};

/// `a.b.c`; at least one part.
struct Path {
  List<Name> parts;
  Span span;

  bool is_missing() const { return parts.empty() || parts.front().is_missing(); }
};

/// `hipaa:164.308(a)(1)`; views of one token.
struct Citation {
  std::string_view text;      ///< the whole
  std::string_view authority; ///< before the colon
  std::string_view reference; ///< after it
  Span span;

  bool is_missing() const { return text.empty(); }
  Span authority_span() const {
    return {span.file, span.begin, span.begin + static_cast<uint32_t>(authority.size())};
  }
  Span reference_span() const {
    return {span.file, span.end - static_cast<uint32_t>(reference.size()), span.end};
  }
};

/// A string without its quotes, escapes replaced.
struct Text {
  std::string_view value;
  Span span;
};

struct Date {
  base::CivilDate date;
  Span span;

  int32_t days_since_epoch() const { return base::days_since_epoch(date); }
};

enum class Unit : uint8_t { minute, hour, day, week, month, year };

/// `6 years`; the amount as written, within 2^53.
struct Duration {
  int64_t amount = 0;
  Unit unit = Unit::day;
  Span span;
};

/// An exact number: unscaled / 10^scale, unscaled within 2^63.
struct Decimal {
  int64_t unscaled = 0;
  uint8_t scale = 0;
  Span span;
};

/// The lines of `///` above a declaration, field, enum member, element or the like, joined by
/// "\n", each without the slashes and one blank. Empty when there are none.
struct Doc {
  std::string_view text;
  Span span = Span::none();
};

/// One step of a path into facts.
struct FactStep {
  enum class Kind : uint8_t { member, key };
  Kind kind = Kind::member;
  Name member; ///< member
  Text key;    ///< key: `["pms"]`
  Span span;
};

/// `clinic.systems["pms"].mfa`
struct FactPath {
  Name head;
  List<FactStep> steps;
  Span span;
};

/// What a provision or control names: `C` or `C.{a, b}`.
struct Target {
  Citation citation;
  List<Name> elements;
  bool has_elements = false; ///< braces were written
  Span span;
};

/// A type as written.
struct TypeRef {
  enum class Kind : uint8_t {
    named,   ///< `bool`, `Mfa`, `clinic.Mfa`, `days`: `name`
    set,     ///< `set of name`, or `set of key of name` when set_of_keys
    table,   ///< `table of name`
    key,     ///< `key of name`; the name is a table's path
    missing, ///< reported by the parser
  };
  Kind kind = Kind::missing;
  bool is_optional = false; ///< `?`
  bool set_of_keys = false;
  Path name;
  Span span;
};

} // namespace ward::syntax
