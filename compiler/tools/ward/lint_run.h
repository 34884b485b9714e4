// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/sink.h"
#include "driver/driver.h"
#include "tools/lint/lint.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace ward::tool {

struct LintRequest {
  std::string input;
  std::string profile;
  int32_t as_of_days = 0;
  /// Levels from the command line, which go before those of the manifest.
  std::map<uint16_t, lint::Level> levels;
};

/// A project compiled and linted.
struct Linted {
  std::unique_ptr<driver::Compilation> compilation;
  diag::Sink findings; ///< what lint found, and the errors of the compilation
  size_t files = 0;    ///< that were linted
};

/// Compiles, and lints every file of the project that the compilation read, and its files of tests
/// (`x_test.ward`). Files with syntax errors are not linted; the library is read, not linted.
Linted run_lint(const LintRequest& request);

} // namespace ward::tool
