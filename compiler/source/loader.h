// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/expected.h"
#include "source/span.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ward::source {

class SourceManager;

struct LoadOptions {
  /// Bytes of one file. A larger file is refused before it is read.
  uint64_t max_source_bytes = 64ull * 1024 * 1024;
  /// An empty file says nothing; for a source of policy that is a mistake.
  bool allow_empty = false;
};

enum class LoadFault : uint8_t {
  missing,
  directory,
  unreadable,
  not_a_file,
  too_large,
  empty,
  not_utf8
};

struct LoadError {
  LoadFault fault;
  /// The file, registered with an empty text so that it has a name in diagnostics.
  SourceId file;
  /// too_large: the size of the file (or the first size past the limit, where it has none).
  uint64_t size = 0;
  /// too_large: the limit. not_utf8: the offset of the first bad byte.
  uint64_t at = 0;
  /// not_utf8: the line of that byte, from 1.
  uint64_t line = 0;
  /// unreadable: what the system said.
  std::string system_message;
};

/// Reads a whole file into `sources`, shown as `path`. The only reader of disk in the compiler.
base::Expected<SourceId, LoadError> load_file(SourceManager& sources, const std::string& path,
                                              const LoadOptions& options = {});
/// The same for a path whose shown form differs from the one to open.
base::Expected<SourceId, LoadError> load_file(SourceManager& sources, const std::string& path,
                                              std::string shown_path, const LoadOptions& options);

} // namespace ward::source
