// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/ward/command.h"

namespace ward::tool {

Runner add_incident(CLI::App& app);

} // namespace ward::tool
