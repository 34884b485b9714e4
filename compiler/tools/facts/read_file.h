// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/facts/tree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ward::facts {

/// Reads a whole UTF-8 file of at most `limit` bytes. Missing, a directory, unreadable, too large,
/// empty and not UTF-8 are problems that say what to do; then false.
bool read_file(const std::string& path, uint64_t limit, std::string& text,
               std::vector<Problem>& problems);

} // namespace ward::facts
