// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/ward/command.h"

namespace ward::tool {

// What packages ship beside the tool: one command a file.
Runner add_completion(CLI::App& app);
Runner add_manual(CLI::App& app);

} // namespace ward::tool
