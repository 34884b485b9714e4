// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/expected.h"

#include <string>
#include <string_view>
#include <vector>

namespace ward::tool {

/// The .ward files that inputs name: files as they are, of a folder all below it, of a ward.toml,
/// or of nothing at all, the source folders of that project or of the nearest one. Sorted, each
/// once; folders whose name begins with a dot are left out. Else what is wrong.
base::Expected<std::vector<std::string>, std::string>
source_files(const std::vector<std::string>& inputs);

/// Puts a text in the place of a file's, whole or not at all; a link stays one, and the permissions
/// stay. "" or what the system said.
std::string rewrite_file(const std::string& path, std::string_view text);

} // namespace ward::tool
