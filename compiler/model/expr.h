// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/ids.h"
#include "model/types.h"
#include "source/span.h"

#include <cstdint>

namespace ward::model {

enum class Compare : uint8_t { eq, ne, lt, le, gt, ge };

/// What an expression is. Operands are ExprIds in the order given; `ref` and `number` as said.
/// Rule numbers are those of grammar/REFERENCE.md.
enum class ExprKind : uint8_t {
  error,          ///< reported; lowering never sees a model with errors
  truth_literal,  ///< number 0 or 1
  number_literal, ///< number, scaled by the type; dates, durations, enum ordinals too
  text_literal,   ///< ref: index in Model::texts; a text, or a key where type.kind is key
  set_literal,    ///< operands: members
  fact,           ///< ref: FactId
  field,          ///< operands: row; number: index in the record's fields
  lookup,         ///< `t[k].f`: ref: TableId; operands: key; number: field index (R5.19)
  row,            ///< ref: RowVarId
  argument,       ///< ref: PredicateId; number: index of its parameter; scalar or row
  let,            ///< ref: LetId
  call,           ///< ref: PredicateId; operands: arguments
  parameter,      ///< ref: ParameterId
  today,
  logical_not,
  logical_and, ///< two or more operands
  logical_or,  ///< two or more operands
  implies,
  compare,     ///< ref: Compare; operands: left, right, of one kind but perhaps two scales (R5.2,
               ///< R5.17, R5.18)
  truth_equal, ///< ref: Compare eq or ne; operands: two truths (R5.7)
  in_set,      ///< operands: value, set (R5.6); `not in` is logical_not of this
  includes,    ///< operands: set, then the members asked for (R5.6)
  is_none,     ///< operands: value
  age,         ///< ref: Compare; operands: date, duration (R5.15)
  every,       ///< operands: body, [where]; ref: RowVarId (R5.8)
  some,
  count,         ///< operands: [where]; ref: RowVarId (R5.9)
  sum,           ///< operands: summand, [where]; ref: RowVarId (R5.10)
  share_compare, ///< operands: that, q, [where]; ref: RowVarId; number: Compare (R5.11)
  min_compare,   ///< operands: e, k, [where]; ref: RowVarId; number: Compare (R5.13)
  max_compare,
  add, ///< numbers of one unit; scales may differ, the type's is the larger
  subtract,
  negate,
  multiply,  ///< operands: value, factor (literal or parameter); the type's scale is the sum
  date_add,  ///< operands: date, days or months (a negate for `-`)
  date_diff, ///< operands: date, date; days
  end_of_year,
  latest, ///< one or more operands (R5.17)
  earliest,
  conditional, ///< operands: condition, then, else (R5.18)
  shown,       ///< operands: truth; ref: CitationId (R5.21)
  known,       ///< operands: value (R5.22); in tests and reports only
  implemented, ///< ref: ControlId (R5.23)
};

/// One typed expression in Model::exprs; operands lie in Model::operands.
/// A truth is T, F or U. A `bool` fact used as a condition is a `fact` of type truth; a `bool?`
/// occurs only under compare, in_set and is_none.
struct Expr {
  ExprKind kind = ExprKind::error;
  Type type;
  uint32_t ref = UINT32_MAX;
  uint32_t operands_begin = 0;
  uint32_t operands_count = 0;
  int64_t number = 0;
  source::Span span;
};

} // namespace ward::model
