// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace ward::tool {

/// Where the tool keeps what it can find anew: $XDG_CACHE_HOME/ward, else ~/.cache/ward. Empty
/// where neither is an absolute path. Nothing has been made there.
std::string cache_folder();

/// A file of that folder for one project: "proofs-<hash of the input's absolute path>". Empty where
/// there is no folder.
std::string cache_file(std::string_view kind, const std::string& input);

} // namespace ward::tool
