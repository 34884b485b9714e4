// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"

#include <cstdint>
#include <set>
#include <string>

namespace ward::tool {

/// The facts that a node reads, directly or below it: "org.roles", "systems[*].mfa"; of a table as
/// a whole "systems". Empty for no_node.
std::set<std::string> fact_reads(const rt::Bundle& bundle, uint32_t node);

/// The same for people: a table stands only where none of its fields does.
std::string fact_reads_text(const rt::Bundle& bundle, uint32_t node);

/// A fact's path in that form, without the key of its row: "systems["pms"].mfa" is
/// "systems[*].mfa".
std::string without_row(const std::string& path);

} // namespace ward::tool
