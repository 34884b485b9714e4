// SPDX-License-Identifier: Apache-2.0
#include "core/calendar.h"
#include "model/print.h"
#include "prove/context.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace ward::prove {

namespace {

using model::ExprKind;
using model::PenaltySchedule;

/// A violation of one day, and the day on which a penalty for it is assessed and judged.
struct Violation {
  int32_t day = 0;
  int32_t assessed = 0;
};

/// R8.16. What prices a violation of day d that is assessed on s changes, with d, on the edges of
/// what schedules are for, and with s, where one takes effect; and the more have taken effect, the
/// more is priced. So for each d the first s that is asked about decides, and of the days between
/// two edges each stands for all: looking at the edges and the days before them is looking at all.
struct State {
  Context& context;
  const model::ExposureId id;
  const model::Model& model = context.model;
  const model::Exposure& exposure = model.exposures[id];
  const int32_t today = model.as_of_days;
  std::vector<const PenaltySchedule*> law = {}; ///< not what is at the enforcer's discretion
  int32_t first = INT32_MAX;                    ///< for which a penalty is provided, in any of them
  int32_t until = INT32_MIN;

  void run() {
    for (const PenaltySchedule& each : model.schedules)
      if (each.path == exposure.path && each.basis != model::PenaltyBasis::discretion) {
        law.push_back(&each);
        first = std::min(first, each.violations.from_days);
        until = std::max(until, each.violations.until_days);
      }
    ++context.settled;
    if (const std::optional<Violation> found = without_tier())
      report(*found);
  }

  /// The nearest to the day of the check: before it, else after it.
  std::optional<Violation> without_tier() const {
    std::set<int32_t> days = {today};
    for (const PenaltySchedule* each : law)
      for (const int32_t edge :
           {each->violations.from_days, each->violations.until_days, each->effective_days}) {
        days.insert(edge);
        days.insert(edge - 1);
      }
    std::optional<Violation> found;
    for (const int32_t day : days) {
      const Violation violation{day, std::max(day, today)};
      if (!is_without_tier(violation) || (found && day > today))
        continue;
      found = violation;
    }
    return found;
  }

  bool is_without_tier(Violation violation) const {
    const auto [day, assessed] = violation;
    if (day < std::max(first, rt::first_day) || day >= until || day > rt::last_day ||
        is_barred(violation))
      return false;
    return std::none_of(law.begin(), law.end(), [&](const PenaltySchedule* each) {
      return each->violations.from_days <= day && day < each->violations.until_days &&
             each->effective_days <= assessed;
    });
  }

  /// R9.24.
  bool is_barred(Violation violation) const {
    if (!exposure.authority)
      return false;
    const std::optional<model::Period>& lookback = model.authorities[exposure.authority].lookback;
    if (!lookback)
      return false;
    const int64_t last = lookback->months ? rt::add_months(violation.day, lookback->amount)
                                          : int64_t{violation.day} + lookback->amount;
    return last < violation.assessed;
  }

  void report(Violation violation) {
    std::optional<Witness> witness = witness_of(violation);
    if (witness && context.subject.price) {
      const Priced priced = context.subject.price(*witness, exposure.path);
      if (!priced.refused.empty() || priced.tiers != 0) {
        context.faults.push_back(
            fmt::format("a violation of `{}` without a tier: {}", exposure.path,
                        priced.refused.empty() ? "the runtime prices it" : priced.refused));
        return;
      }
    }
    const auto date = [&](int32_t day) {
      return model::number_text(model, {model::TypeKind::date}, day);
    };
    diag::Diagnostic& finding =
        context.sink.report(diag::ViolationWithoutTier, exposure.span, exposure.path);
    finding.at(fmt::format("of {}, assessed on {}", date(violation.day), date(violation.assessed)));
    if (witness)
      show(context, *witness, finding);
    finding.with_help("add a schedule that is for violations of that day and in effect on the "
                      "other, or a `lookback` that bars it");
  }

  /// As facts, where each day is a field of the row by itself.
  std::optional<Witness> witness_of(Violation violation) const {
    const model::Record& record = model.records[model.tables[exposure.table].record];
    model::GivenRow row;
    row.key = "row0";
    const auto give = [&](model::ExprId expr, int64_t number, const char* text, bool none) {
      if (expr.is_none())
        return true;
      const std::optional<uint32_t> field = field_of(expr);
      if (!field || *field == record.key_field)
        return false;
      for (const model::GivenField& each : row.fields)
        if (each.field == *field)
          return each.value.number == number && !none;
      model::GivenValue value;
      value.none = none && record.fields[*field].info.type.optional;
      value.number = number;
      value.text = text;
      row.fields.push_back({*field, value, {}});
      return true;
    };
    // Without a last day it goes on until the day of judging.
    if (exposure.until.is_none() && violation.day != violation.assessed)
      return std::nullopt;
    if (!give(exposure.tier, 0, "", false) || !give(exposure.requirement, 0, "text0", false) ||
        !give(exposure.from, violation.day, "", false) ||
        !give(exposure.until, violation.day, "", false) || !give(exposure.count, 1, "", false) ||
        !give(exposure.daily, 0, "", false) ||
        !give(exposure.assessed, violation.assessed, "", true))
      return std::nullopt;
    std::sort(row.fields.begin(), row.fields.end(),
              [](const auto& x, const auto& y) { return x.field < y.field; });
    model::Binding binding;
    binding.kind = model::Binding::Kind::table;
    binding.table = exposure.table;
    binding.rows.push_back(std::move(row));
    Witness out;
    out.day = violation.assessed;
    out.given.push_back(std::move(binding));
    return out;
  }

  std::optional<uint32_t> field_of(model::ExprId id_of_expr) const {
    const model::Expr& expr = model.exprs[id_of_expr];
    if (expr.kind != ExprKind::field)
      return std::nullopt;
    const model::Expr& row = model.exprs[model.operands_of(expr)[0]];
    if (row.kind != ExprKind::row)
      return std::nullopt;
    return static_cast<uint32_t>(expr.number);
  }
};

} // namespace

void ask_tiers(Context& context) {
  for (uint32_t i = 0; i < context.model.exposures.size(); ++i)
    State{context, model::ExposureId{i}}.run();
}

} // namespace ward::prove
