// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"
#include "tools/ward/report_json.h"
#include "tools/ward/style.h"

#include <string>

namespace ward::tool {

/// Why a provision came out as it did, as a tree: elements, what covers them, the facts. Several
/// versions of one citation: all that are judged; else why it is not.
std::string explain_provision(const rt::Bundle& bundle, const JsonObject& report,
                              const std::string& citation, const Style& style);

/// The same for a control's own line.
std::string explain_control(const rt::Bundle& bundle, const JsonObject& report,
                            const std::string& path, const Style& style);

// Without facts: what the thing is.
std::string describe_provision(const rt::Bundle& bundle, const std::string& citation,
                               const Style& style);
std::string describe_control(const rt::Bundle& bundle, const std::string& path, const Style& style);

} // namespace ward::tool
