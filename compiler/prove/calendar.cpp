// SPDX-License-Identifier: Apache-2.0
#include "prove/calendar.h"

#include "core/calendar.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ward::prove {

namespace {

/// Up to so many results, all orders between them are told beforehand.
constexpr size_t eager_orders = 12;

/// The least and the most days that `months` months may be, over all dates: the calendar repeats
/// after 400 years.
std::pair<int64_t, int64_t> days_of(int64_t months) {
  constexpr int32_t days_of_cycle = 146'097;
  int64_t least = INT64_MAX, most = INT64_MIN;
  for (int64_t day = 0; day < days_of_cycle; ++day) {
    const int64_t days = rt::add_months(day, months) - day;
    least = std::min(least, days);
    most = std::max(most, days);
  }
  return {least, most};
}

} // namespace

int64_t number_in(const z3::model& model, const Term& term) {
  int64_t out = 0;
  const Term value = model.eval(term, true);
  return value.is_numeral_i64(out) ? out : 0;
}

bool truth_in(const z3::model& model, const Term& term) {
  return model.eval(term, true).is_true();
}

Term Calendar::add_months(const Term& date, const Term& months) {
  return apply(false, date, months);
}

Term Calendar::end_of_year(const Term& date) {
  return apply(true, date, context_.int_val(0));
}

Term Calendar::apply(bool is_year, const Term& date, const Term& months) {
  for (const Application& made : made_)
    if (made.is_year == is_year && z3::eq(made.date, date) && z3::eq(made.months, months))
      return made.result;
  int64_t day = 0, count = 0;
  if (date.is_numeral_i64(day) && months.is_numeral_i64(count))
    return context_.int_val(is_year ? rt::end_of_year(day) : rt::add_months(day, count));
  const std::string name = (is_year ? "year_end." : "months_later.") + std::to_string(made_.size());
  Application made{is_year, date, months, context_.int_const(name.c_str()), {}};
  bound(made);
  if (made_.size() < eager_orders)
    for (const Application& other : made_) {
      order(made, other);
      order(other, made);
    }
  made_.push_back(made);
  return made.result;
}

void Calendar::bound(const Application& made) {
  if (made.is_year) {
    solver_.add(made.result >= made.date && made.result <= made.date + 365);
    return;
  }
  int64_t months = 0;
  if (made.months.is_numeral_i64(months)) {
    const auto [least, most] = days_of(months);
    solver_.add(made.result >= made.date + context_.int_val(least) &&
                made.result <= made.date + context_.int_val(most));
    return;
  }
  // 28 to 31 days a month, forwards as backwards.
  const Term days = made.result - made.date;
  solver_.add(z3::ite(made.months >= 0, days >= 28 * made.months && days <= 31 * made.months,
                      days >= 31 * made.months && days <= 28 * made.months));
}

/// A later day and more months never lead to an earlier day; one month more leads to a later one.
void Calendar::order(const Application& x, const Application& y) {
  if (x.is_year != y.is_year)
    return;
  solver_.add(
      z3::implies(both(x.date <= y.date, x.months <= y.months).simplify(), x.result <= y.result));
  if (!x.is_year)
    solver_.add(
        z3::implies(both(x.date <= y.date, x.months < y.months).simplify(), x.result < y.result));
}

bool Calendar::agrees(const z3::model& model) {
  bool agrees = true;
  for (Application& made : made_) {
    const int64_t date = number_in(model, made.date);
    const int64_t months = number_in(model, made.months);
    const int64_t result = made.is_year ? rt::end_of_year(date) : rt::add_months(date, months);
    if (number_in(model, made.result) == result)
      continue;
    agrees = false;
    learn(made, date, months);
  }
  if (!agrees && made_.size() > eager_orders)
    learn_orders(model);
  return agrees;
}

/// Of many, only the orders that the model breaks.
void Calendar::learn_orders(const z3::model& model) {
  std::vector<std::array<int64_t, 3>> values;
  for (const Application& made : made_)
    values.push_back({number_in(model, made.date), number_in(model, made.months),
                      number_in(model, made.result)});
  for (size_t i = 0; i < made_.size(); ++i)
    for (size_t j = 0; j < made_.size(); ++j) {
      const auto& [x_date, x_months, x_result] = values[i];
      const auto& [y_date, y_months, y_result] = values[j];
      const bool lower = x_date <= y_date && x_months <= y_months && x_result > y_result;
      const bool strictly =
          !made_[i].is_year && x_date <= y_date && x_months < y_months && x_result >= y_result;
      if (i != j && (lower || strictly))
        order(made_[i], made_[j]);
    }
}

Term Calendar::learnt_parts() const {
  Term out = context_.bool_val(true);
  for (const Application& made : made_) {
    z3::expr_vector parts(context_);
    for (const Term& part : made.learnt)
      parts.push_back(part);
    if (!parts.empty())
      out = both(out, any_of(context_, parts));
  }
  return out;
}

void Calendar::learn(Application& made, int64_t date, int64_t months) {
  const rt::Date at = rt::date_from(date);
  if (made.is_year) {
    const int64_t first = rt::days_from({at.year, 1, 1});
    const int64_t last = rt::end_of_year(date);
    made.learnt.push_back(made.date >= context_.int_val(first) &&
                          made.date <= context_.int_val(last));
    solver_.add(z3::implies(made.learnt.back(), made.result == context_.int_val(last)));
    return;
  }
  // Within one month the result moves a day with each day, up to the last of the other month.
  const int64_t first = date - at.day + 1;
  const int64_t last = first + rt::days_in_month(at.year, at.month) - 1;
  const int64_t to_first = rt::add_months(first, months);
  const int64_t to_last = rt::add_months(last, months);
  const rt::Date to = rt::date_from(to_first);
  const int64_t clamp = to_first + rt::days_in_month(to.year, to.month) - 1;
  const Term moved = made.date - context_.int_val(first) + context_.int_val(to_first);
  const Term result = to_last - to_first == last - first ? moved
                                                         : z3::ite(moved <= context_.int_val(clamp),
                                                                   moved, context_.int_val(clamp));
  made.learnt.push_back(made.months == context_.int_val(months) &&
                        made.date >= context_.int_val(first) &&
                        made.date <= context_.int_val(last));
  solver_.add(z3::implies(made.learnt.back(), made.result == result));
}

} // namespace ward::prove
