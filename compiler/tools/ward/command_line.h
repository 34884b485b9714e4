// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/shell/command_line.h"

namespace CLI {
class App;
}

namespace ward::tool {

/// What the parser of the command line was told, so that completion and manual cannot say another
/// thing than --help.
shell::Command command_line(const CLI::App& app);

} // namespace ward::tool
