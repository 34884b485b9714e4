// SPDX-License-Identifier: Apache-2.0
#include "report/report.h"

#include "facts/fixed_text.h"

namespace ward::rt {

ward_status Report::run(const BindInput& input, const FactLimits& limits,
                        const ReportOptions& chosen, ward_error& error) {
  options = chosen;
  ward_status status = bind_facts(bundle, input, limits, arena, facts, error);
  if (status != WARD_OK)
    return status;
  status = evaluate(bundle, facts, arena, &evaluation);
  const bool presumes = bundle.presumes() && !options.judge.without_reasons;
  if (status == WARD_OK && presumes) {
    EvaluateOptions without;
    without.without_presumptions = true;
    status = evaluate(bundle, facts, arena, &strict, without);
  }
  if (status == WARD_OK)
    status = judge(evaluation, presumes ? &strict : nullptr, options.judge, arena, judgement);
  if (status != WARD_OK) {
    error.status = status;
    FixedText(error.message, sizeof error.message) << "no memory to judge the facts";
  }
  return status;
}

} // namespace ward::rt
