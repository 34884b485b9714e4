// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace ward::tool {

/// The facts that the verdicts of a profile read as of a day, and no others.
struct Needs {
  /// By path, "org.roles", "systems[*].mfa", "systems" of a table as a whole: the citations of the
  /// provisions that read it in an element of their own, in a control that covers it, or in whether
  /// they apply; none for what only a decision under them reads.
  std::map<std::string, std::set<std::string>> read_by;

  bool has(const std::string& path) const { return read_by.count(path) != 0; }
};

/// `profile` as the bundle has it, "" for none. Versions that are not in force on the day, vacated
/// ones, and proposals that the profile does not assume ask for nothing.
Needs needs_of(const rt::Bundle& bundle, const std::string& profile, int32_t as_of_days);

} // namespace ward::tool
