// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/page/page.h"
#include "tools/plan/plan.h"
#include "tools/report/open_questions.h"
#include "tools/report/view.h"

namespace ward::tool {

/// A plan for people. `view` is the report of the same facts, of which head, open questions and
/// foot are shown.
page::Page plan_page(const View& view, const Plan& plan, const PlanOptions& options,
                     const std::vector<OpenQuestion>& questions);

/// The same for programs.
JsonObject plan_json(const View& view, const Plan& plan, const PlanOptions& options,
                     const std::vector<OpenQuestion>& questions);

} // namespace ward::tool
