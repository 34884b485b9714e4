// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/expected.h"
#include "tools/formats/findings.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace ward::formats {

/// Findings that are known, by fingerprint. The file is JSON, sorted, a finding a line, so that its
/// changes read well in a review.
using Baseline = std::set<std::string>;

/// Reads the text of a baseline; else what is wrong with it.
base::Expected<Baseline, std::string> read_baseline(std::string_view text);

/// The text of a baseline that knows every finding of the report that may be known.
std::string write_baseline(const Report& report);

struct Known {
  size_t hidden = 0; ///< findings that were taken out of the report
  size_t gone = 0;   ///< entries of the baseline that nothing has any more
};

/// Takes the findings that the baseline knows out of the report.
Known hide_known(Report& report, const Baseline& baseline);

} // namespace ward::formats
