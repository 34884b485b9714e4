// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prove/strictest.h"

#include <llvm/Support/JSON.h>

#include <string>
#include <vector>

namespace ward::tool {

/// "documentation.retention >= 72 months   hipaa:164.316(b)(2)(i).{six_years}", a line each, and
/// below it what would do for others.
std::string strictest_text(const std::vector<prove::Strictest>& bounds);
llvm::json::Array strictest_json(const std::vector<prove::Strictest>& bounds);

} // namespace ward::tool
