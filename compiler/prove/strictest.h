// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"

#include <string>
#include <utility>
#include <vector>

namespace ward::prove {

/// What the laws in force on the day of the check ask of one fact or field at the most.
struct Strictest {
  std::string leaf;            ///< "documentation.retention", "systems[*].auto_logoff"; "age of x"
  model::Compare op;           ///< `<`, `<=`, `>` or `>=`
  std::string number;          ///< "72 months"
  std::vector<std::string> by; ///< "hipaa:164.316(b)(2)(i).{six_years}", in order of declaration
  std::vector<std::pair<std::string, std::string>>
      weaker; ///< what else is asked, "60 months", and by whom
};

/// Bounds `fact op constant` that elements from the text ask for by themselves or in an `and`, of
/// every row or of one fact. A fact that is bounded from both sides is not listed. By leaf.
std::vector<Strictest> strictest_bounds(const model::Model& model);

} // namespace ward::prove
