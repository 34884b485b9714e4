// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prove/solve.h"

#include <span>
#include <string>
#include <vector>

namespace ward::prove {

/// A query of which it is likely that there is an organization, and nothing is shown.
struct Likely {
  const Query* query = nullptr;
  bool known = false; ///< its answer is at hand
};

/// Asks likely queries about the same days and proposals many at once: an organization that is one
/// for all of them is one for each, and one judging of the runtime serves all. Where there is none
/// for all, halves are asked; what is left alone is not asked here. Says by query for which one was
/// found. Which queries are asked together depends on the list alone, not on what is known: where a
/// group has a query that is not known, all of it is asked (R8.14). `faults` as of solve().
std::vector<bool> possible_together(const Subject& subject, std::span<const Likely> queries,
                                    std::vector<std::string>& faults);

} // namespace ward::prove
