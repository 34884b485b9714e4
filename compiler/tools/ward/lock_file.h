// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/driver.h"
#include "tools/ward/command.h"

#include <string>
#include <vector>

namespace ward::tool {

/// The lock file of a project: ward.lock beside its manifest. Empty where the input was no project.
std::string lock_path(const driver::Compilation& compilation);

/// Whether a lock file lies where that of this input would: a folder, a ward.toml, or nothing at
/// all.
bool has_lock(const std::string& input);

/// What ward.lock is to say: every module that the root reaches, by name. The same for the same
/// sources on every machine. The compilation has a model.
std::string lock_text(const driver::Compilation& compilation);

/// Where the sources and ward.lock differ, "ward.lock:7: ...", each with what to do; none where
/// they agree, or where there is no lock file and `required` is false. A lock file that cannot be
/// read or understood is a fault: nothing passes because its lock broke. Only of a compilation
/// without errors.
std::vector<std::string> lock_faults(const driver::Compilation& compilation, bool required);

/// Reports lock_faults() on standard error; whether there are none.
bool is_as_locked(const driver::Compilation& compilation, bool required, const Common& common);

} // namespace ward::tool
