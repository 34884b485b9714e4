// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace ward::tool {

/// The commit of the sources, with "-modified" where they differ from it; else "unknown". Written
/// by revision.cmake at build time.
extern const char* const revision;

/// What `ward --version` says: "ward X.Y.Z", then a line for each thing that decides what this
/// build gives. The same for builds of the same sources with the same packages.
std::string build_facts();

} // namespace ward::tool
