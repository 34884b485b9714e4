// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/questions/needs.h"

#include <string>

namespace ward::tool {

/// A file of facts in YAML with every fact that `needs` names, each with its question, its form and
/// what it decides, as comments: what is filled in is uncommented, and the rest stays unknown. As
/// it is, it says nothing and is a valid file of facts.
std::string facts_template(const rt::Bundle& bundle, const Needs& needs, const std::string& profile,
                           const std::string& as_of);

/// The head of a CSV file for one table: a comment line and its fields, no rows. "" if `needs`
/// names no such table.
std::string table_template(const rt::Bundle& bundle, const Needs& needs, const std::string& table,
                           const std::string& as_of);

} // namespace ward::tool
