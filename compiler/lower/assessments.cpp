// SPDX-License-Identifier: Apache-2.0
#include "lower/records.h"

#include <algorithm>

namespace ward::lower {

namespace {

program::Period period_of(const std::optional<model::Period>& period) {
  return period ? program::Period{period->amount, period->months} : program::Period{};
}

} // namespace

/// R9.30 and R9.32. A framework reads what is stated as it is, supplied facts too.
void Records::assessments() {
  std::vector<const model::Assessment*> all;
  for (const model::Assessment& each : model.assessments)
    all.push_back(&each);
  std::sort(all.begin(), all.end(), [](const auto* x, const auto* y) { return x->path < y->path; });
  const auto truth = [&](model::ExprId id) {
    return id ? expressions.condition(id, Mode::own) : program::NodeId{};
  };
  const auto value = [&](model::ExprId id) { return expressions.node(id, Mode::own); };
  for (const model::Assessment* each : all) {
    program::Assessment made;
    made.path = text(each->path);
    made.title = text(each->title);
    made.sources = texts(each->sources);
    made.unverified = texts(each->unverified);
    made.effective = each->effective_days.value_or(program::no_day);
    for (const model::AssessmentLevel& level : each->levels)
      made.levels.push_back({text(level.name), level.weight, level.optional,
                             level.under ? *level.under + 1 : 0, period_of(level.incubation),
                             value(level.score), value(level.since)});
    for (const model::AssessmentRating& rating : each->ratings)
      made.ratings.push_back({text(rating.name), rating.worth});
    made.unit = text(each->unit);
    made.threshold = each->threshold;
    made.valid = period_of(each->valid);
    made.interim_window = period_of(each->interim_window);
    made.interim_after = period_of(each->interim_after);
    made.count = static_cast<uint64_t>(each->count);
    if (each->table) {
      made.table = layout.tables[each->table] + 1;
      const auto enum_of = [&](model::ExprId id) {
        return layout.enums[model::EnumId{model.exprs[id].type.of}];
      };
      made.rating_enum = enum_of(each->levels.front().score);
      made.group_enum = enum_of(each->group);
      made.group = value(each->group);
      made.scope = truth(each->scope);
      made.applies = truth(each->applies);
      made.because = value(each->because);
      made.share = value(each->share);
      made.inherited_score = value(each->inherited_score);
      made.inherited_from = value(each->inherited_from);
      made.inherited_when = truth(each->inherited_when);
    }
    if (each->held) {
      made.held_table = layout.tables[each->held->table] + 1;
      made.held_where = truth(each->held->where);
      made.held_issued = value(each->held->issued);
      made.held_until = value(each->held->until);
      made.held_done = value(each->held->done);
      made.held_when = truth(each->held->when);
    }
    made.origin = expressions.origin(each->span);
    builder.program().assessments.push_back(std::move(made));
  }
}

} // namespace ward::lower
