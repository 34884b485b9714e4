// SPDX-License-Identifier: Apache-2.0
#include "prove/logic.h"

namespace ward::prove {

Term both(const Term& x, const Term& y) {
  if (x.is_true() || y.is_false())
    return y;
  if (y.is_true() || x.is_false())
    return x;
  return x && y;
}

Term either(const Term& x, const Term& y) {
  if (x.is_false() || y.is_true())
    return y;
  if (y.is_false() || x.is_true())
    return x;
  return x || y;
}

Term negation(const Term& x) {
  if (x.is_true())
    return x.ctx().bool_val(false);
  if (x.is_false())
    return x.ctx().bool_val(true);
  if (x.is_not())
    return x.arg(0);
  return !x;
}

Term choice(const Term& condition, const Term& yes, const Term& no) {
  if (condition.is_true() || z3::eq(yes, no))
    return yes;
  if (condition.is_false())
    return no;
  return z3::ite(condition, yes, no);
}

Term all_of(z3::context& context, const z3::expr_vector& terms) {
  Term out = context.bool_val(true);
  z3::expr_vector kept(context);
  for (unsigned i = 0; i < terms.size(); ++i) {
    const Term term = terms[static_cast<int>(i)];
    if (term.is_false())
      return term;
    if (!term.is_true())
      kept.push_back(term);
  }
  if (kept.size() == 1)
    return kept[0];
  return kept.empty() ? out : z3::mk_and(kept);
}

Term any_of(z3::context& context, const z3::expr_vector& terms) {
  Term out = context.bool_val(false);
  z3::expr_vector kept(context);
  for (unsigned i = 0; i < terms.size(); ++i) {
    const Term term = terms[static_cast<int>(i)];
    if (term.is_true())
      return term;
    if (!term.is_false())
      kept.push_back(term);
  }
  if (kept.size() == 1)
    return kept[0];
  return kept.empty() ? out : z3::mk_or(kept);
}

} // namespace ward::prove
