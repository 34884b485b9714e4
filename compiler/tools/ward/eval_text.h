// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/ward/report_json.h"
#include "tools/ward/style.h"

#include <string>

namespace ward::tool {

struct EvalTextOptions {
  bool all = false; ///< nothing is cut short
};

/// A report for people: counts, what is not met and why, what to answer first, what stands beside.
std::string eval_text(const JsonObject& report, const Style& style, const EvalTextOptions& options);

} // namespace ward::tool
