// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/span.h"

#include <cstdint>

namespace ward::base {
class Arena;
}
namespace ward::diag {
class Sink;
}
namespace ward::source {
class SourceManager;
}
namespace ward::syntax {
struct File;
}

namespace ward::parse {

struct ParseLimits {
  uint64_t max_source_bytes = 64ull * 1024 * 1024;
  uint32_t max_nesting = 200;   ///< brackets, `not`, `-` and quantifiers inside one another
  uint32_t max_recoveries = 64; ///< attempts to go on after a syntax error
  uint32_t max_errors = 100;    ///< errors reported for one file
};

/// Reads the text of `source` into a tree that lives in `arena` (and in the text itself), and files
/// what is wrong with it in `sink`. Never null: after errors the tree holds what was understood.
const syntax::File* parse(const source::SourceManager& sources, source::SourceId source,
                          const ParseLimits& limits, base::Arena& arena, diag::Sink& sink);

} // namespace ward::parse
