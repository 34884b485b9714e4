// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prove/logic.h"

#include <vector>

namespace ward::prove {

/// `date + months` and `end_of_year` as numbers of which the solver knows what holds of all of them
/// (R8.6): bounds and order. Where a model of it has another day than the calendar, refine() says
/// what holds for the month or the year that it is about.
class Calendar {
public:
  Calendar(z3::context& context, z3::solver& solver) : context_(context), solver_(solver) {}

  Term add_months(const Term& date, const Term& months);
  Term end_of_year(const Term& date);

  /// Whether the model keeps to the calendar; else the solver has learnt something.
  bool agrees(const z3::model& model);
  /// Where the calendar is exact by now: each result that was ever wrong lies in a month or a year
  /// that was learnt. A search that looks there first ends sooner; it has to look elsewhere too.
  Term learnt_parts() const;

private:
  struct Application {
    bool is_year;
    Term date;
    Term months; ///< 0 for years
    Term result;
    std::vector<Term> learnt; ///< conditions under which the result is exact
  };

  Term apply(bool is_year, const Term& date, const Term& months);
  void bound(const Application& made);
  void order(const Application& x, const Application& y);
  void learn_orders(const z3::model& model);
  void learn(Application& made, int64_t date, int64_t months);

  z3::context& context_;
  z3::solver& solver_;
  std::vector<Application> made_;
};

/// The value of an integer term in a model, as the calendar and facts take it. Unfinished parts of
/// the model count as 0.
int64_t number_in(const z3::model& model, const Term& term);
bool truth_in(const z3::model& model, const Term& term);

} // namespace ward::prove
