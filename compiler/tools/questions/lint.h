// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/facts/collect.h"
#include "tools/questions/needs.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ward::tool {

/// Something in the facts that is no error and that somebody should look at.
struct LintFinding {
  const char* rule =
      ""; ///< a name that stays: "stale", "undated", "future", "open_table", "unread", "personal"
  std::string place; ///< "facts.yaml:12"; "" for none
  std::string path;
  std::string message; ///< what is so, and what to do
};

/// Looks through facts that collect() took, as of a day: values too old to count, undated or dated
/// after the day (R4.6), tables that nobody declared complete (R4.7), and facts that nothing in
/// `needs` reads. In the order of the document.
std::vector<LintFinding> lint_facts(const rt::Bundle& bundle, const facts::Collected& collected,
                                    const Needs& needs, int32_t as_of_days);

} // namespace ward::tool
