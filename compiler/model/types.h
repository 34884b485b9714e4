// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/ids.h"

#include <cstdint>

namespace ward::model {

enum class TypeKind : uint8_t {
  error, ///< the expression was in error and has been reported; fits everywhere
  truth, ///< bool
  count,
  integer,
  decimal,
  percent,
  money,
  date,
  days,
  months,
  minutes,
  text,
  enumeration, ///< `of` is an EnumId
  key,         ///< `of` is a TableId
  row,         ///< `of` is a RecordId: row variables and predicate parameters only
};

/// A language type. Numbers are integers times 10^-scale: count, integer, durations 0, money 2,
/// percent 6 (95 % is 0.950000), decimal 9; a product adds scales. A count's difference is an
/// integer. Dates are days since 1970-01-01.
struct Type {
  TypeKind kind = TypeKind::error;
  bool optional = false; ///< `T?`
  bool is_set = false;   ///< `set of T`; kind and `of` are the member's
  uint8_t scale = 0;
  uint32_t of = UINT32_MAX;

  friend bool operator==(const Type&, const Type&) = default;
};

constexpr uint8_t money_scale = 2;
constexpr uint8_t percent_scale = 6;
constexpr uint8_t decimal_scale = 9;

} // namespace ward::model
