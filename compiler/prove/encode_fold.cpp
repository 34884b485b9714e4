// SPDX-License-Identifier: Apache-2.0
#include "prove/encode.h"

namespace ward::prove {

using program::Node;
using program::Op;

Truth Encoding::where(const Node& node, uint32_t row) {
  return node.b == program::no_node ? Truth::settled(yes()) : truth(NodeId{node.b}, row);
}

/// R5.8: `every` is the `and` over rows of `not where or body`, and the phantom row of an open
/// table adds U unless its body is T. `some` is the dual.
Truth Encoding::quantifier(const Node& node) {
  const TableTerms& table = tables.at(node.a);
  const bool every = node.op == Op::every;
  z3::expr_vector settled_so(context_), decided(context_);
  bool exact = table.open.is_false();
  for (uint32_t i = 0; i < table.rows.size(); ++i) {
    const Truth asked = where(node, i);
    const Truth body = truth(NodeId{node.c}, i);
    exact = exact && asked.exact && body.exact;
    const Term absent = negation(table.rows[i].present);
    const Term& good = every ? body.yes : body.no;
    const Term& bad = every ? body.no : body.yes;
    settled_so.push_back(either(absent, either(asked.no, good)));
    decided.push_back(both(table.rows[i].present, both(asked.yes, bad)));
  }
  if (!table.open.is_false()) {
    const Truth asked = where(node, phantom_row);
    const Truth body = truth(NodeId{node.c}, phantom_row);
    settled_so.push_back(
        either(negation(table.open), either(asked.no, every ? body.yes : body.no)));
  }
  const Term all = all_of(context_, settled_so), any = any_of(context_, decided);
  return every ? Truth::of(all, any, exact) : Truth::of(any, all, exact);
}

/// R5.9 to R5.11 where every row is known.
Number Encoding::total(const Node& node) {
  const TableTerms& table = tables.at(node.a);
  if (!table.open.is_false()) {
    unsupported = "a count, sum or share below `shown` is not encoded";
    return unknown_number();
  }
  Term sum = integer(0);
  for (uint32_t i = 0; i < table.rows.size(); ++i) {
    const Row& row = table.rows[i];
    const Term each = weight(node, i);
    if (row.repeated) {
      const Term& times = row.times;
      sum = sum + (each.is_ite() ? z3::ite(each.arg(0), times * each.arg(1), times * each.arg(2))
                                 : times * each);
    } else {
      sum = sum + z3::ite(row.present, each, integer(0));
    }
  }
  if (!relaxed_ || sum.is_int())
    return number_of(sum);
  // A real number of rows, but an integer in all.
  const Term whole = context_.int_const(
      ("total" + std::to_string(numbers_.size()) + "." + std::to_string(node.a)).c_str());
  solver_.add(z3::to_real(whole) == sum);
  return number_of(whole);
}

/// What one row adds: an integer.
Term Encoding::weight(const Node& node, uint32_t row) {
  const auto known = [&](const Truth& truth) {
    // Where a row's truth may be unknown, its weight is a range.
    if (!truth.exact)
      unsupported = "a count, sum or share of what may be unknown is not encoded";
    return truth.yes;
  };
  switch (node.op) {
  case Op::count:
    return choice(known(where(node, row)), integer(1), integer(0));
  case Op::share: {
    const uint32_t asked = program_.args[node.b];
    const Term in = asked == program::no_node ? yes() : known(truth(NodeId{asked}, row));
    const Term good = known(truth(NodeId{program_.args[node.b + 1]}, row));
    const Term q = number(NodeId{program_.args[node.b + 2]}, row).value;
    const Term one = number(NodeId{program_.args[node.b + 3]}, row).value;
    return choice(in, choice(good, one - q, -q), integer(0));
  }
  default: {
    const Number summand = number(NodeId{node.c}, row);
    if (!summand.surely_known() || !summand.never_none())
      unsupported = "a sum of what may be unknown is not encoded";
    return choice(known(where(node, row)), summand.value, integer(0));
  }
  }
}

} // namespace ward::prove
