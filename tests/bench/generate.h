// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace ward::bench {

/// A project as one text: an authority, a provision with two elements for every four controls,
/// fact groups and three tables, and `controls` controls with the conditions that the built-in
/// library has (quantifiers, counts, dates, sets, parameters). The same text for the same number.
std::string generated_project(size_t controls);

/// One table, one provision decided by an `every` over it, and a profile.
std::string table_project();

enum class Rows { hold, one_fails, all_missing };

/// Facts for `table_project` with a complete table of that many rows.
std::string table_facts(size_t rows, Rows kind);

} // namespace ward::bench
