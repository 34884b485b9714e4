// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/facts/collect.h"

#include <string>

namespace ward::facts {

/// One row of a table, looked at by itself on a day.
struct Focus {
  std::string table;
  std::string key;
  std::string as_of; ///< "2026-11-22"
};

/// collect(), then the facts as if nothing else had happened: of the table that row alone, and the
/// table is complete; of a table with a key of that one, rows that name the row or do not say
/// which. Everything else stays as it is.
Collected collect_about(const bundle::Bundle& bundle, const std::vector<std::string>& files,
                        const CollectOptions& options, const Focus& focus);

} // namespace ward::facts
