// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/whatif/world.h"

#include <set>
#include <string>

namespace ward::tool {

/// The unknown provisions that one answer to a question would settle: the most that any of the
/// answers tried would (REFERENCE.md R11.11). `path` is a fact, a field ("systems[*].mfa", of
/// `rows`), or, with `complete`, a table.
std::set<std::string> settled_by(const World& world, const Rejudged& now, const std::string& path,
                                 bool complete, const std::set<std::string>& rows);

} // namespace ward::tool
