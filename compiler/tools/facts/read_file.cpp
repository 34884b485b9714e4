// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/read_file.h"

#include "source/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>

namespace ward::facts {

bool read_file(const std::string& path, uint64_t limit, std::string& text,
               std::vector<Problem>& problems) {
  const auto refuse = [&](std::string message) {
    problems.push_back({{path, 0, 0}, "", std::move(message)});
    return false;
  };
  std::error_code code;
  const std::filesystem::file_status status = std::filesystem::status(path, code);
  if (!std::filesystem::exists(status))
    return refuse("there is no such file");
  if (std::filesystem::is_directory(status))
    return refuse("this is a folder; name the files of facts in it");
  if (!std::filesystem::is_regular_file(status))
    return refuse("this is a pipe or a device; write the facts to a file first");
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             std::fclose);
  if (!file)
    return refuse(fmt::format("cannot be read: {}", std::strerror(errno)));
  char buffer[65536];
  for (size_t count; (count = std::fread(buffer, 1, sizeof buffer, file.get())) > 0;) {
    if (text.size() + count > limit)
      return refuse(
          fmt::format("larger than {} bytes, the limit for one file of facts; split it", limit));
    text.append(buffer, count);
  }
  if (std::ferror(file.get()))
    return refuse(fmt::format("cannot be read: {}", std::strerror(errno)));
  if (text.empty())
    return refuse("the file is empty; write at least one fact, or leave the file out");
  if (const size_t nul = text.find('\0'); nul != std::string::npos)
    return refuse(fmt::format("not a text: byte {} is NUL; save the file as UTF-8", nul));
  if (const auto bad = source::find_invalid_utf8(text)) {
    refuse(
        fmt::format("not UTF-8: byte {} is no part of a character; save the file as UTF-8", *bad));
    const size_t line_start = *bad == 0 ? 0 : text.rfind('\n', *bad - 1) + 1; // npos + 1 is 0
    problems.back().place.line =
        static_cast<uint32_t>(1 + std::count(text.data(), text.data() + *bad, '\n'));
    problems.back().place.column = static_cast<uint32_t>(1 + *bad - line_start);
    return false;
  }
  return true;
}

} // namespace ward::facts
