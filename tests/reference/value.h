// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/expr.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ward::reference {

enum class Truth : uint8_t { no, yes, unknown };

Truth negation(Truth a);
Truth conjunction(Truth a, Truth b);
Truth disjunction(Truth a, Truth b);

__extension__ using Whole = __int128;

/// A value as chapter 5 speaks of it. An interval's missing end is infinite.
struct Value {
  enum class Kind : uint8_t { unknown, none, interval, text, set };
  Kind kind = Kind::unknown;
  std::optional<Whole> low, high; ///< interval; equal ends: one number
  std::string text;
  std::vector<Value> members;

  static Value unknown() { return {}; }
  static Value none();
  static Value number(Whole n);
  static Value interval(std::optional<Whole> low, std::optional<Whole> high);
  static Value of_text(std::string text);
};

/// Values under `latest`, `earliest` and `if`, not yet compared (R5.17, R5.18).
struct Tree {
  enum class Kind : uint8_t { leaf, conditional, latest, earliest };
  Kind kind = Kind::leaf;
  Value leaf;
  Truth condition = Truth::unknown;
  std::vector<Tree> parts;    ///< conditional: then, else; latest, earliest: the operands
  std::vector<bool> optional; ///< latest, earliest: whether the operand's type is optional
};

Truth compare(model::Compare op, const Value& left, const Value& right);
Truth compare(model::Compare op, const Tree& left, const Tree& right);
Truth is_none(const Tree& tree);
/// R5.6 for one value; the set's members are values.
Truth is_in(const Tree& value, const Value& set);

Value add(const Value& a, const Value& b);
Value negate(const Value& a);
Value multiply(const Value& a, const Value& b);
Value add_months(const Value& date, const Value& months);
Value end_of_year(const Value& date);

} // namespace ward::reference
