// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace ward::formats {
struct Report;

// One format a file. Each takes a report whose findings are numbered, and ends with a newline
// unless it has nothing to say.

/// SARIF 2.1.0: results with partialFingerprints, rules with the catalogue's pages as their help.
std::string write_sarif(const Report& report);

/// Workflow commands of GitHub Actions, a finding a line: `::error
/// file=a.ward,line=3,...::message`.
std::string write_github(const Report& report);

/// The JSON of GitLab's code quality report. A finding without a place is shown at the report's.
std::string write_gitlab(const Report& report);

/// JUnit XML. Without cases each finding is one: an error fails, the others are skipped with their
/// words; and where there is none, one case that passed.
std::string write_junit(const Report& report);

/// The words after a message: where else to look, how to mend it. Lines, each with a newline.
std::string advice(const Report& report, size_t finding);

} // namespace ward::formats
