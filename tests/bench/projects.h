// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/driver.h"

#include <memory>
#include <string>

namespace ward::bench {

/// 2026-11-22, the day for which everything here is checked and judged.
constexpr int32_t as_of_days = 20779;

/// examples/01-clinic with the built-in library, from disk.
std::unique_ptr<driver::Compilation> compile_clinic(driver::Phase last);

/// The same with what can be proved asked for: `answers` is a file of those remembered, empty for
/// none.
std::unique_ptr<driver::Compilation> prove_clinic(const std::string& answers);

/// One text, from memory, with nothing else. Errors are printed.
std::unique_ptr<driver::Compilation> compile_text(const std::string& text, driver::Phase last);

/// Facts of the clinic as the tool hands them to the runtime; empty if they could not be read.
std::string clinic_facts(const std::vector<uint8_t>& bundle);

/// Writes a file under the build's bench folder and returns its path; empty on failure.
std::string write_file(const std::string& name, const void* data, size_t size);

} // namespace ward::bench
