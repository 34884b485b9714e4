// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/whatif/world.h"

#include <string>
#include <vector>

namespace ward::tool {

/// Edits of one fact, or of one field to one value in several rows, for people.
struct Change {
  std::string path;              ///< "org.size", "systems[*].mfa", "documents[a new row].written"
  std::vector<std::string> rows; ///< keys; empty where it is no field of stated rows
  std::string from;              ///< the value as stated, of the first row; "" for none said
  std::string to;                ///< "enforced", "with malware", "whole", "one more row"
  bool was_unknown = false;      ///< nobody knew: it is to be found out before it is done
  bool renews = false;           ///< it was said, and is to be said again
};

/// Edits of `facts`, in order of path.
std::vector<Change> describe(const World& world, const ChangedFacts& facts,
                             const std::vector<Edit>& edits);

} // namespace ward::tool
