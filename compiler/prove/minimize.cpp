// SPDX-License-Identifier: Apache-2.0
#include "prove/minimize.h"

#include "prove/paths.h"

#include <algorithm>

namespace ward::prove {

using program::LanguageType;

z3::check_result Search::run(const z3::expr_vector& assumptions) {
  z3::expr_vector narrow(context_);
  for (uint32_t round = 0; round < limits_.calendar_rounds; ++round) {
    z3::check_result result = narrow.empty() ? z3::unsat : solver_.check(narrow);
    if (result != z3::sat)
      result = solver_.check(assumptions);
    if (result != z3::sat)
      return result;
    z3::model found = solver_.get_model();
    if (calendar_.agrees(found)) {
      model_ = found;
      return z3::sat;
    }
    narrow = z3::expr_vector(context_);
    for (unsigned i = 0; i < assumptions.size(); ++i)
      narrow.push_back(assumptions[static_cast<int>(i)]);
    narrow.push_back(named(calendar_.learnt_parts()));
  }
  return z3::unknown;
}

/// Assumptions are literals.
Term Search::named(const Term& condition) {
  const Term name = context_.bool_const(("assume" + std::to_string(names_++)).c_str());
  solver_.add(z3::implies(name, condition));
  return name;
}

z3::check_result Search::check() {
  return run(z3::expr_vector(context_));
}

bool Search::allows(const Term& condition) {
  if (truth_in(*model_, condition))
    return true;
  if (++calls_ > limits_.minimizing_calls)
    return false;
  z3::expr_vector assumptions(context_);
  assumptions.push_back(named(condition));
  return run(assumptions) == z3::sat;
}

bool Search::prefer(const Term& condition) {
  if (!allows(condition))
    return false;
  solver_.add(condition);
  return true;
}

void Search::settle_truth(const Term& preferred) {
  if (preferred.is_true() || preferred.is_false())
    return;
  if (!prefer(preferred))
    solver_.add(negation(preferred));
}

/// The number nearest to `floor` on its upper side (or lower one), if any is there.
std::optional<int64_t> Search::extreme(const Term& term, int64_t floor, bool downwards) {
  const auto number = [&](int64_t value) { return context_.int_val(value); };
  if (!allows(downwards ? term <= number(floor) : term >= number(floor)))
    return std::nullopt;
  int64_t best = number_in(*model_, term);
  int64_t open = floor; // nothing between here and `best` has been ruled out
  while (open != best) {
    const int64_t middle = downwards ? open - (open - best) / 2 : open + (best - open) / 2;
    const Term nearer = downwards ? term >= number(middle) && term <= number(open)
                                  : term <= number(middle) && term >= number(open);
    if (allows(nearer))
      best = number_in(*model_, term);
    else
      open = downwards ? middle - 1 : middle + 1;
  }
  return best;
}

void Search::settle(const Term& term, int64_t floor, bool downwards) {
  std::optional<int64_t> best = extreme(term, floor, downwards);
  if (!best)
    best = extreme(term, floor, !downwards);
  if (!best)
    best = number_in(*model_, term);
  solver_.add(term == context_.int_val(*best));
}

namespace {

struct State {
  const Subject& subject;
  const Query& query;
  Encoding& encoding;
  Search& search;

  void run() {
    search.settle(encoding.today, query.first_day);
    for (const auto& [proposal, term] : encoding.assumed)
      search.settle_truth(negation(term));
    for (const auto& [parameter, term] : encoding.parameters)
      settle_parameter(parameter, term);
    for (auto& [index, table] : encoding.tables) {
      search.settle_truth(negation(table.open));
      for (const Row& row : table.rows)
        if (row.repeated)
          search.settle(row.times, 0);
        else
          search.settle_truth(negation(row.present));
    }
    std::vector<std::pair<std::string, Leaf*>> leaves;
    for (const auto& leaf : encoding.leaves)
      leaves.emplace_back(path_of(subject.program, *leaf), leaf.get());
    std::stable_sort(leaves.begin(), leaves.end(),
                     [](const auto& x, const auto& y) { return x.first < y.first; });
    for (const auto& [path, leaf] : leaves)
      settle_leaf(*leaf);
    for (auto& [index, table] : encoding.tables)
      for (const Row& row : table.rows)
        if (!row.repeated && !row.key.is_numeral())
          search.settle(row.key, 0);
  }

  void settle_parameter(uint32_t parameter, const Term& term) {
    const model::ParameterId id = subject.layout.parameters.ids[parameter];
    const auto is = [&](int64_t number) { return term == term.ctx().int_val(number); };
    if (search.prefer(is(subject.model.parameters[id].default_number)))
      return;
    for (const model::Profile& profile : subject.model.profiles)
      for (const model::ProfileSetting& setting : profile.settings)
        if (setting.parameter == id && search.prefer(is(setting.number)))
          return;
    search.settle(term, 0);
  }

  void settle_leaf(Leaf& leaf) {
    if (leaf.table != UINT32_MAX) {
      const Row& row = encoding.tables.at(leaf.table).rows[leaf.row];
      if (!truth_in(search.model(), row.present))
        return;
    }
    search.settle_truth(leaf.known);
    search.settle_truth(leaf.none);
    if (!truth_in(search.model(), leaf.known) || truth_in(search.model(), leaf.none))
      return;
    if (leaf.members) {
      for (const Term& asked : leaf.asked)
        search.settle_truth(negation((*leaf.members)(asked)));
      return;
    }
    const Term& value = leaf.number.value;
    if (leaf.type.type == LanguageType::date) {
      // A day that has passed, the nearest, reads best.
      search.settle(value, number_in(search.model(), encoding.today), true);
    } else {
      search.settle(value, 0);
    }
  }
};

} // namespace

void minimize(const Subject& subject, const Query& query, Encoding& encoding, Search& search) {
  State{subject, query, encoding, search}.run();
}

} // namespace ward::prove
