// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/formats/baseline.h"
#include "tools/formats/findings.h"
#include "tools/ward/command.h"

#include <optional>
#include <string>

namespace ward::diag {
class Sink;
}
namespace ward::driver {
struct Compilation;
}

namespace ward::tool {

/// Options of the commands whose findings other tools read.
struct FindingOptions {
  std::string baseline;
  std::string write_baseline;
};

/// Adds --format with every format, --as-of, --color, --baseline and --write-baseline.
void add_common(CLI::App& app, Common& common, FindingOptions& options);

/// A numbered report of all that a compilation found.
formats::Report report_of(const driver::Compilation& compilation, const std::string& command);

/// The same of findings beside those of the compilation, in its sources.
formats::Report report_of(const driver::Compilation& compilation, const diag::Sink& findings,
                          const std::string& command);

/// An empty report of a command.
formats::Report empty_report(const std::string& command);

/// What is left to show once the baseline has had its say.
struct Settled {
  std::optional<Exit> exit; ///< the command ends here: a baseline was written, or is unreadable
  formats::Known known;
};

/// Writes the baseline, or reads it and takes what it knows out of the report.
Settled settle(formats::Report& report, const FindingOptions& options, const Common& common);

/// " · 3 known" and the like, to end a summary with; empty without a baseline.
std::string known_words(const FindingOptions& options, const formats::Known& known);

/// Findings when one of them is an error, else clean.
Exit exit_of(const formats::Report& report);

/// Whether the format is neither text nor a command's own JSON.
bool is_foreign(Format format);

/// The report in a foreign format.
std::string written(const formats::Report& report, Format format);

} // namespace ward::tool
