// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/facts/tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace ward::facts {

constexpr uint32_t max_yaml_depth = 64;         ///< nesting of sequences and mappings
constexpr uint64_t max_yaml_nodes = 20'000'000; ///< scalars, sequences and mappings of one file

/// Reads one YAML document into `root`. Duplicate keys, anchors, aliases, tags, a second
/// document and what is no YAML are problems with their place. False if there is no tree.
bool read_yaml(const std::string& file, std::string_view text, Node& root,
               std::vector<Problem>& problems);

} // namespace ward::facts
