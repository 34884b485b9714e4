// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/diff/change.h"
#include "tools/diff/write.h"
#include "tools/ward/command.h"
#include "tools/ward/judged.h"

#include <string>
#include <vector>

namespace ward::tool {

struct DiffRequest {
  std::string before, after; ///< bundles, project folders or .ward files
  JudgeRequest judging;      ///< its facts may be none
};

struct PolicyDiff {
  diff::Diff diff;
  diff::Titles titles;
  Exit exit = Exit::clean; ///< if there was no comparison; what was wrong was reported
};

/// Opens both, compares them and, where facts are given, what each says of them.
PolicyDiff compare_policies(const DiffRequest& request, const Common& common);

} // namespace ward::tool
