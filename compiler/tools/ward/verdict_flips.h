// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/diff/change.h"
#include "tools/report/report_json.h"

#include <vector>

namespace ward::tool {

/// What two reports on the same facts say differently: verdicts of provisions, lines of controls;
/// of what both judge. For the worse is what goes from met, or not applicable, to unknown and on to
/// not met.
std::vector<diff::Change> verdict_flips(const JsonObject& before, const JsonObject& after);

} // namespace ward::tool
