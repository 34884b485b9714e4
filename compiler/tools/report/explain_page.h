// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/report/view.h"

#include <string>

namespace ward::tool {

/// Why a provision came out as it did, as a tree: elements, the controls that cover them, the
/// facts. Several versions of one citation: all that are judged; else why it is not.
page::Page explain_provision(const View& view, const std::string& citation);

/// The same for a control's own line.
page::Page explain_control(const View& view, const std::string& path);

// Without facts: what the thing is.
page::Page describe_provision(const rt::Bundle& bundle, const std::string& citation);
page::Page describe_control(const rt::Bundle& bundle, const std::string& path);

} // namespace ward::tool
