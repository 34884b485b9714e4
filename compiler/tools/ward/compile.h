// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/driver.h"
#include "tools/ward/command.h"

#include <memory>
#include <string>
#include <vector>

namespace ward::tool {

/// Whether a compilation proves what it can, and how.
struct Proving {
  bool wanted = false;
  bool remembers = true; ///< answers of earlier runs, and its own for later ones
};

/// Compiles a project folder, a ward.toml or a .ward file, with the library that belongs to the
/// tool. Proofs that take long show their progress on standard error, in a terminal only.
std::unique_ptr<driver::Compilation> compile_input(const std::string& input, int32_t as_of_days,
                                                   const std::string& profile, driver::Phase last,
                                                   const Proving& proving = {});

/// Clean, findings, or usage where the root itself or the manifest could not be read.
Exit exit_of(const driver::Compilation& compilation);

/// "2 errors in 2 of 31 files · 104 controls, 81 provisions, 172 elements · 0.21 s"
std::string summary_of(const driver::Compilation& compilation, double seconds);
/// The same of some of its findings, without the seconds.
std::string summary_of(const driver::Compilation& compilation,
                       const std::vector<const diag::Diagnostic*>& findings);
/// " · 0.21 s", the end of a summary's line.
std::string seconds_words(double seconds);

/// The folder of the library that compile_input() uses; "" for none.
std::string library_in_use();

} // namespace ward::tool
