// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain.h"
#include "report/report.h"

#include <cstdint>

namespace ward::rt {

/// One condition of a control's or an element's clause: the clause itself, or the operands of its
/// outermost `and`.
struct ConditionLine {
  uint32_t node = no_node;
  Outcome outcome = Outcome::unknown;     ///< met, not_met or unknown
  const bundle::Origin* origin = nullptr; ///< of the bundle; line 0: nowhere
  Explanation explanation;
};

struct ConditionList {
  const ConditionLine* items = nullptr;
  uint32_t count = 0;
};

/// Explains parts of a report that is judged already, for `ward explain`. What it gives lies in the
/// report's arena. One thread at a time.
class ReportTree {
public:
  explicit ReportTree(Report& report) : report_(report), explainer_(report.arena) {}

  /// Call once, first. WARD_OK or WARD_ERR_OUT_OF_MEMORY, as all of these.
  ward_status open();
  ward_status element(const bundle::Element& element, Explanation* out);
  /// As the control stands for its own line, or as a law reads it.
  ward_status conditions(const bundle::Control& control, bool for_law, ConditionList* out);
  /// Of `decided by` or `requires`; none where the element has neither.
  ward_status conditions(const bundle::Element& element, ConditionList* out);

private:
  ward_status split(uint32_t node, ConditionList* out);

  Report& report_;
  Explainer explainer_;
};

} // namespace ward::rt
