// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/formats/findings.h"
#include "tools/report/report_json.h"

#include <string>

namespace ward::tool {

/// What a report finds against an organization: a provision not met, or unknown, is a finding at
/// the first fact of its reason. Those that `fail_on` counts ("not_met", "unknown", "never") are
/// errors, other ones of law, contract and policy warnings, those of frameworks and guidance notes.
/// Every provision is a case. Numbered.
formats::Report eval_findings(const JsonObject& report, const std::string& fail_on);

/// Adds what was found in one unit of an organization, under the unit's name. Numbered.
void add_unit(formats::Report& all, formats::Report unit, const std::string& name);

} // namespace ward::tool
