// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <z3++.h>

#include <cstdint>
#include <functional>

namespace ward::prove {

using Term = z3::expr;

/// The connectives, with constants folded: what is known of the shape of a program shall not reach
/// the solver.
Term both(const Term& x, const Term& y);
Term either(const Term& x, const Term& y);
Term negation(const Term& x);
Term choice(const Term& condition, const Term& yes, const Term& no);
Term all_of(z3::context& context, const z3::expr_vector& terms);
Term any_of(z3::context& context, const z3::expr_vector& terms);

/// A Kleene truth as two terms that are never both true (R8.3): U is where neither is.
struct Truth {
  Term yes;
  Term no;
  bool exact = false; ///< never U: `no` is the negation of `yes`

  static Truth settled(const Term& yes) { return {yes, negation(yes), true}; }
  static Truth of(const Term& yes, const Term& no, bool exact) {
    return exact ? settled(yes) : Truth{yes, no, false};
  }
};

/// A number, a date, an ordinal or the code of a text. `value` means something only where it is
/// known and not none; `none` implies `known`.
struct Number {
  Term value;
  Term none;
  Term known;

  bool surely_known() const { return known.is_true(); }
  bool never_none() const { return none.is_false(); }
  /// There is a number: known, and not none.
  Term present() const { return both(known, negation(none)); }
};

/// A set fact, or a lookup of one: whom it holds.
struct Set {
  Term none;
  Term known;
  Term empty;
  std::function<Term(const Term&)> has;
};

} // namespace ward::prove
