// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/ward/judged.h"

namespace ward::tool {

// The commands below `ward facts`, one a file.
Runner add_facts_template(CLI::App& app);
Runner add_facts_schema(CLI::App& app);
Runner add_facts_lint(CLI::App& app);
Runner add_facts_merge(CLI::App& app);
Runner add_facts_ask(CLI::App& app);
Runner add_facts_next(CLI::App& app);

} // namespace ward::tool
