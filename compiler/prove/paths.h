// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prove/encode.h"

#include <string>

namespace ward::prove {

/// "documentation.retention", "systems[00].holds_ephi": in the order in which reports have it.
std::string path_of(const program::Program& program, const Leaf& leaf);

} // namespace ward::prove
