// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/cache_folder.h"

#include <fmt/format.h>
#include <llvm/Support/xxhash.h>

#include <cstdlib>
#include <filesystem>

namespace ward::tool {

std::string cache_folder() {
  const auto folder = [](const char* variable, const char* below) -> std::string {
    const char* value = std::getenv(variable);
    // A relative one is to be ignored, by the XDG base directory specification.
    return value == nullptr || value[0] != '/' ? "" : std::string(value) + below;
  };
  const std::string chosen = folder("XDG_CACHE_HOME", "/ward");
  return chosen.empty() ? folder("HOME", "/.cache/ward") : chosen;
}

std::string cache_file(std::string_view kind, const std::string& input) {
  const std::string folder = cache_folder();
  if (folder.empty())
    return "";
  std::error_code code;
  const std::string path =
      std::filesystem::weakly_canonical(input.empty() ? "." : input, code).string();
  return fmt::format("{}/{}-{:016x}", folder, kind, llvm::xxh3_64bits(path));
}

} // namespace ward::tool
