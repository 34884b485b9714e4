// SPDX-License-Identifier: Apache-2.0
#include "source/source_manager.h"

#include "source/utf8.h"

#include <algorithm>
#include <cstring>

namespace ward::source {

SourceId SourceManager::add(std::string path, std::string text) {
  assert(text.size() < UINT32_MAX);
  files_.push_back({std::move(path), std::move(text), {}});
  return SourceId{static_cast<uint32_t>(files_.size() - 1)};
}

std::string_view SourceManager::path(SourceId id) const {
  assert(id.index < files_.size());
  return files_[id.index].path;
}

std::string_view SourceManager::text(SourceId id) const {
  assert(id.index < files_.size());
  return files_[id.index].text;
}

std::string_view SourceManager::text(Span span) const {
  std::string_view whole = text(span.file);
  const size_t begin = std::min<size_t>(span.begin, whole.size());
  return whole.substr(begin, std::max(span.begin, span.end) - span.begin);
}

const std::vector<uint32_t>& SourceManager::line_starts(SourceId id) const {
  assert(id.index < files_.size());
  const File& file = files_[id.index];
  if (file.line_starts.empty()) {
    file.line_starts.push_back(0);
    const char* first = file.text.data();
    const char* end = first + file.text.size();
    for (const char* at = first; at != end;) {
      const auto* newline = static_cast<const char*>(std::memchr(at, '\n', end - at));
      if (!newline)
        break;
      at = newline + 1;
      file.line_starts.push_back(static_cast<uint32_t>(at - first));
    }
  }
  return file.line_starts;
}

Position SourceManager::position(SourceId id, uint32_t offset) const {
  const std::vector<uint32_t>& starts = line_starts(id);
  std::string_view whole = text(id);
  offset = std::min<uint32_t>(offset, static_cast<uint32_t>(whole.size()));
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  Position out;
  out.line = static_cast<uint32_t>(after - starts.begin());
  out.byte = offset;
  for (size_t at = *std::prev(after); at < offset;) {
    Decoded next = decode_utf8(whole, at);
    at += next.length;
    out.column += 1;
    out.utf16_column += next.code_point >= 0x10000 ? 2 : 1;
  }
  return out;
}

uint32_t SourceManager::line_count(SourceId id) const {
  return static_cast<uint32_t>(line_starts(id).size());
}

uint32_t SourceManager::line_begin(SourceId id, uint32_t line) const {
  const std::vector<uint32_t>& starts = line_starts(id);
  assert(line >= 1 && line <= starts.size());
  return starts[line - 1];
}

std::string_view SourceManager::line_text(SourceId id, uint32_t line) const {
  const std::vector<uint32_t>& starts = line_starts(id);
  assert(line >= 1 && line <= starts.size());
  std::string_view whole = text(id);
  const size_t begin = starts[line - 1];
  size_t end = line < starts.size() ? starts[line] - 1 : whole.size();
  if (end > begin && whole[end - 1] == '\r')
    --end;
  return whole.substr(begin, end - begin);
}

} // namespace ward::source
