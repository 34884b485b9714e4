// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/diagnostic.h"
#include "tools/formats/findings.h"

#include <string>
#include <vector>

namespace ward::source {
class SourceManager;
}

namespace ward::formats {

/// Adds diagnostics and the catalogue's pages of their codes. `names` are the files by SourceId as
/// every machine names them, for the fingerprints; where it has none, the path as shown serves.
/// The findings point to the diagnostics, which have to live as long.
void add_diagnostics(Report& report, const std::vector<const diag::Diagnostic*>& diagnostics,
                     const source::SourceManager& sources, const std::vector<std::string>& names);

} // namespace ward::formats
