// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/report/report_json.h"

#include <set>
#include <string>
#include <vector>

namespace ward::tool {

/// A fact, one field of several rows, or the completeness of a table, that nobody knows and that
/// unknown verdicts wait for.
struct OpenQuestion {
  std::string path;           ///< "systems[*].emergency_access"; of a table that is open: its path
  bool complete = false;      ///< whether the table is whole
  std::string cause;          ///< absent, stale, undated, not_yet, weak_proof
  std::string words;          ///< "systems[*].emergency_access: not answered for lab, xray"
  std::string prompt;         ///< the question as the library asks it
  std::string place;          ///< where it was last said; "" for nowhere
  std::string said;           ///< the value last said, as text; "" for none
  std::set<std::string> rows; ///< keys, where it is a field of a table
  std::set<std::string> verdicts; ///< citations of the unknown provisions that it may matter to
  std::set<std::string> settles;  ///< those of them that it alone could settle
  bool judged_again = false;      ///< `settles` comes from judging answers (R11.11)
  std::set<std::string> owners;   ///< of the controls that read it and are unknown
};

/// What may matter to the unknown provisions of a report, in the order in which to answer
/// (REFERENCE.md R11.10).
/// `authority`: only those that matter to its provisions; "" for all.
std::vector<OpenQuestion> open_questions(const JsonObject& report,
                                         const std::string& authority = {});

} // namespace ward::tool
