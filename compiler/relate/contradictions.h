// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "relate/walks.h"

#include <vector>

namespace ward::relate {

/// A closed walk whose composition cannot be `equal` (R7.13). `closed_by_axiom`: it ends at another
/// concept of the authority that it began in, `equal` all the way, and two such are never equal.
struct Contradiction {
  Walk walk; ///< begins with a row; back at its beginning unless closed_by_axiom
  bool closed_by_axiom = false;
  bool circular = false; ///< R7.14
};

/// For each row that stands in a contradiction which holds no smaller one, a shortest such; then
/// silences their rows, until what is left of the network is consistent. In the order in which they
/// were found: shortest first, then by their rows.
///
/// Each concept with rows is walked from once; worst is a ring of n `subset` rows, n * n steps.
std::vector<Contradiction> find_contradictions(Network& network);

} // namespace ward::relate
