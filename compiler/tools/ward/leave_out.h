// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace ward::tool {

/// Takes facts (`a.b`), tables (`t`, with what says that they are complete) and fields of rows
/// (`t[*].f`) out of a document of facts in canonical form. Whether something was there.
bool leave_out(std::string& document, const std::vector<std::string>& paths);

} // namespace ward::tool
