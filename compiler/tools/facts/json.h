// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/facts/tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace ward::facts {

constexpr uint32_t max_json_depth = 64;

/// Reads one JSON text (RFC 8259) of valid UTF-8 into `root`. Duplicate keys and what is no JSON
/// are problems with their place. False if there is no tree.
bool read_json(const std::string& file, std::string_view text, Node& root,
               std::vector<Problem>& problems);

} // namespace ward::facts
