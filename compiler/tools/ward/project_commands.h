// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/ward/command.h"

namespace ward::tool {

// Commands on a project as a whole: one a file, as those of command.h.
Runner add_diff(CLI::App& app);
Runner add_init(CLI::App& app);
Runner add_lock(CLI::App& app);

} // namespace ward::tool
