// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/ward/report_json.h"

#include <set>
#include <string>
#include <vector>

namespace ward::tool {

/// A fact, or one field of several rows, that nobody knows and that unknown verdicts wait for.
struct OpenQuestion {
  std::string words;              ///< "systems[*].emergency_access: not answered: xray, lab"
  std::string prompt;             ///< the question as the library asks it
  std::string place;              ///< where it was last said; "" for nowhere
  std::set<std::string> verdicts; ///< citations that it may matter to
};

/// What may matter to the unknown provisions, by how many of them it may settle, then by path.
std::vector<OpenQuestion> open_questions(const std::vector<const JsonObject*>& unknown);

} // namespace ward::tool
