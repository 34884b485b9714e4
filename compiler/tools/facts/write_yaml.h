// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/facts/tree.h"

#include <string>

namespace ward::facts {

/// A mapping as YAML that read_yaml() reads back as the same tree, places apart: mappings and
/// sequences in blocks, mappings of scalars below them in one line each.
std::string write_yaml(const Node& root);

} // namespace ward::facts
