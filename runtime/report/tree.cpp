// SPDX-License-Identifier: Apache-2.0
#include "report/tree.h"

namespace ward::rt {

ward_status ReportTree::open() {
  // Without reasons the evaluation without presumptions was not made.
  const bool strict = report_.bundle.presumes() && !report_.options.judge.without_reasons;
  return explainer_.open(report_.evaluation, strict ? &report_.strict : nullptr);
}

ward_status ReportTree::element(const bundle::Element& element, Explanation* out) {
  return explainer_.explain({element.applies(), element.met()}, out);
}

ward_status ReportTree::conditions(const bundle::Control& control, bool for_law,
                                   ConditionList* out) {
  return split(for_law ? control.law_implemented() : control.implemented(), out);
}

ward_status ReportTree::conditions(const bundle::Element& element, ConditionList* out) {
  *out = {};
  return element.expression() == no_node ? WARD_OK : split(element.expression(), out);
}

ward_status ReportTree::split(uint32_t node, ConditionList* out) {
  const Bundle& bundle = report_.bundle;
  const bool several = bundle.op(node) == Op::logical_and;
  const uint32_t count = several ? bundle.node(node).b() : 1;
  ConditionLine* lines = report_.arena.array<ConditionLine>(count);
  if (lines == nullptr)
    return WARD_ERR_OUT_OF_MEMORY;
  for (uint32_t i = 0; i < count; ++i) {
    ConditionLine& line = lines[i];
    line.node = several ? bundle.arg(bundle.node(node).a() + i) : node;
    line.origin = bundle.root().origins()->Get(line.node);
    const Target target{no_node, line.node};
    line.outcome = outcome_of(report_.evaluation, target);
    const ward_status status = explainer_.explain(target, &line.explanation);
    if (status != WARD_OK)
      return status;
  }
  *out = {lines, count};
  return WARD_OK;
}

} // namespace ward::rt
