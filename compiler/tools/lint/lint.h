// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/kinds.h"
#include "source/span.h"

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace ward::diag {
class Sink;
}
namespace ward::source {
class SourceManager;
}
namespace ward::syntax {
struct File;
}

/// What is allowed and still unwise: style, omissions, traps. Rules read the trees of files alone,
/// so that they run on a policy that does not compile yet. A rule is a diagnostic of block 6.
namespace ward::lint {

enum class Level : uint8_t { allow, warning, error };

struct Input {
  const source::SourceManager& sources;
  /// Files without syntax errors that are looked at.
  std::span<const syntax::File* const> own;
  /// Files that these use, for what an authority is and a provision has.
  std::span<const syntax::File* const> library;
  /// Levels by code, where they differ from the rule's own.
  const std::map<uint16_t, Level>& levels;
  int32_t as_of_days = 0; ///< days since 1970-01-01; suppressions expire
};

/// Runs every rule and files what it finds, at the rule's level, unless a comment in the source
/// suppresses it: `// ward-lint: allow naming-style until 2027-01-01 because "..."`. A suppression
/// that is malformed, expired or has nothing to suppress is a finding itself.
void lint(const Input& input, diag::Sink& sink);

} // namespace ward::lint
