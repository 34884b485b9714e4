// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/span.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace ward::source {

/// A place as people and editors name it. Everything but `byte` counts from 1.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;       ///< in code points, what a person counts
  uint32_t utf16_column = 1; ///< in UTF-16 code units, what editors count
  uint32_t byte = 0;         ///< offset in the text, from 0

  friend bool operator==(const Position&, const Position&) = default;
};

/// Owns the texts of a build and the paths they are shown under. Views of a text and of a path
/// stay valid for the manager's life. Texts are UTF-8; a malformed byte counts as one column.
class SourceManager {
public:
  SourceManager() = default;
  SourceManager(const SourceManager&) = delete;
  SourceManager& operator=(const SourceManager&) = delete;

  /// `path` is what diagnostics show, as the user typed it. `text` is under 4 GiB.
  SourceId add(std::string path, std::string text);

  size_t size() const { return files_.size(); }
  std::string_view path(SourceId id) const;
  std::string_view text(SourceId id) const;
  /// The text that a span covers, cut at the end of the file.
  std::string_view text(Span span) const;

  /// The position of a byte offset; an offset past the end counts as the end.
  Position position(SourceId id, uint32_t offset) const;
  Position begin(Span span) const { return position(span.file, span.begin); }
  Position end(Span span) const { return position(span.file, span.end); }

  /// Lines are separated by "\n"; at least one, and one more after a final "\n".
  uint32_t line_count(SourceId id) const;
  /// A line (from 1) without its "\n" or "\r\n".
  std::string_view line_text(SourceId id, uint32_t line) const;
  /// The offset of a line's first byte (line from 1).
  uint32_t line_begin(SourceId id, uint32_t line) const;

private:
  struct File {
    std::string path;
    std::string text;
    /// Offsets of first bytes of lines; filled when first asked for, so not thread-safe.
    mutable std::vector<uint32_t> line_starts;
  };

  const std::vector<uint32_t>& line_starts(SourceId id) const;

  std::deque<File> files_;
};

} // namespace ward::source
