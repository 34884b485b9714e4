// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/diagnostic.h"
#include "source/source_manager.h"

#include <string>
#include <vector>

namespace ward::tool {

/// A file with its fixes made.
struct FixedFile {
  std::string path;
  std::string before;
  std::string after;
  std::vector<const diag::Diagnostic*> fixed;
};

/// Makes the fixes of those findings that have exactly one, file by file; of two that overlap only
/// the first. A file of the built-in library is left alone, and so is one that would no longer
/// parse though it did. Nothing is written.
std::vector<FixedFile> apply_fixes(const source::SourceManager& sources,
                                   const std::vector<const diag::Diagnostic*>& findings);

} // namespace ward::tool
