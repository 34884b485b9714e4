// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"
#include "tools/ward/command.h"

#include <memory>
#include <string>
#include <vector>

namespace ward::driver {
struct Compilation;
}

namespace ward::tool {

/// A bundle that a command works on: a .wardb file, or a project or .ward file compiled on the
/// spot.
struct OpenedBundle {
  std::vector<uint8_t> bytes;                       ///< compiled on the spot; else empty
  std::shared_ptr<driver::Compilation> compilation; ///< of that
  std::shared_ptr<rt::Bundle> bundle; ///< null if it could not be opened; that was reported
  Exit exit = Exit::clean;            ///< what to end with then
};

/// Opens `path`. Diagnostics of a compilation go to standard error; errors there end with findings,
/// and so does a project that differs from its lock file, if it is held to that (R13.3).
OpenedBundle open_bundle(const std::string& path, const Common& common, bool hold_to_lock = true);

/// Whether `path` is a project or a source file rather than a compiled bundle.
bool is_source(const std::string& path);

/// The allocator of the C library, for the runtime.
const ward_allocator& heap();

} // namespace ward::tool
