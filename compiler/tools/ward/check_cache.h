// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ward::tool {

// Limits. Beyond the first two nothing is cached; beyond the others the oldest entries go.
constexpr size_t max_cached_entries_walked = 20'000;
constexpr uint64_t max_cached_source_bytes = uint64_t{64} << 20;
constexpr size_t max_cache_files = 256;
constexpr uint64_t max_cache_bytes = uint64_t{16} << 20;

/// What a run of `ward check` printed and ended with.
struct CheckedBefore {
  int exit = 0;
  std::string text; ///< without the seconds that it took
};

/// Remembers what `ward check` of a project found, by the SHA-256 of all that it depends on: the
/// compiler, the working folder, every argument, the day, the manifest, and the name and content of
/// every `.ward` file in its source folders and the library, whether it is used or not. So a hit
/// is what the compiler would say again.
///
/// Lies in $XDG_CACHE_HOME/ward/check, else ~/.cache/ward/check, and is used only where that folder
/// is the user's own and nobody else may write to it. An entry that is not whole is no entry.
class CheckCache {
public:
  /// Never finds and keeps nothing.
  CheckCache() = default;
  /// `input` as `ward check` takes it; a single .ward file is not cached. `library` as found,
  /// `options` all that else decides what is printed.
  CheckCache(std::string input, std::string library, std::vector<std::string> options);

  std::optional<CheckedBefore> find() const;
  /// Keeps what was found just now, unless the inputs changed since. Failing to is no error.
  void keep(const CheckedBefore& found) const;

private:
  std::string key() const;

  std::string input_, library_;
  std::vector<std::string> options_;
  std::string folder_; ///< "": no cache
  std::string key_;    ///< hexadecimal; "": nothing to go by
};

} // namespace ward::tool
