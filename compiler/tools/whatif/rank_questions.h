// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/report/open_questions.h"
#include "tools/whatif/world.h"

#include <vector>

namespace ward::tool {

/// Puts what settles most first: of each question how many unknown provisions one answer would
/// settle, by judging again (REFERENCE.md R11.11). Without memory they stay as they are.
void rank_by_settling(const World& world, std::vector<OpenQuestion>& questions);

} // namespace ward::tool
