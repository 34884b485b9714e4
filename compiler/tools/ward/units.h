// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/ward/judged.h"

#include <llvm/Support/JSON.h>

#include <optional>
#include <string>
#include <vector>

namespace ward::tool {

/// One unit of an organization: `--unit NAME=FILE,FILE` (R3.21).
struct UnitRequest {
  std::string name;
  std::vector<std::string> files;
};

/// Of texts "NAME=FILE,FILE". What is wrong with one is reported, and then there is no result.
std::optional<std::vector<UnitRequest>> parse_units(const std::vector<std::string>& texts,
                                                    const Common& common);

struct JudgedUnits {
  std::vector<std::string> names;
  std::vector<llvm::json::Object> reports;   ///< one a unit, by runtime/report/report.schema.json
  uint32_t law_not_met = 0, law_unknown = 0; ///< of the organization: a provision counts once
  Exit exit = Exit::clean;                   ///< what to end with where there are no reports
};

/// Judges each unit from the shared facts of `request` and its own. Where one cannot be judged,
/// that was reported and there are no reports at all.
JudgedUnits judge_units(const OpenedBundle& opened, const std::string& path,
                        const JudgeRequest& request, const std::vector<UnitRequest>& units,
                        const Common& common);

/// The organization as one document, by units.schema.json: each provision's worst verdict, the
/// counts of those, and every unit's report whole.
llvm::json::Object units_json(const JudgedUnits& judged);

} // namespace ward::tool
