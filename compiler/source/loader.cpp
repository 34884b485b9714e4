// SPDX-License-Identifier: Apache-2.0
#include "source/loader.h"

#include "source/source_manager.h"
#include "source/utf8.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ward::source {
namespace {

struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0)
      ::close(number);
  }
};

base::Unexpected<LoadError> fail(SourceManager& sources, std::string shown_path, LoadFault fault,
                                 uint64_t size = 0, uint64_t at = 0) {
  LoadError error{fault, sources.add(std::move(shown_path), ""), size, at, 0, {}};
  return {std::move(error)};
}

base::Unexpected<LoadError> fail_system(SourceManager& sources, std::string shown_path,
                                        int number) {
  LoadFault fault = number == ENOENT || number == ENOTDIR ? LoadFault::missing
                    : number == EISDIR                    ? LoadFault::directory
                                                          : LoadFault::unreadable;
  base::Unexpected<LoadError> failure = fail(sources, std::move(shown_path), fault);
  failure.error.system_message = std::strerror(number);
  return failure;
}

} // namespace

base::Expected<SourceId, LoadError> load_file(SourceManager& sources, const std::string& path,
                                              const LoadOptions& options) {
  return load_file(sources, path, path, options);
}

base::Expected<SourceId, LoadError> load_file(SourceManager& sources, const std::string& path,
                                              std::string shown_path, const LoadOptions& options) {
  // A named pipe would block for ever on opening without O_NONBLOCK.
  Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.number < 0)
    return fail_system(sources, std::move(shown_path), errno);
  struct stat info{};
  if (::fstat(file.number, &info) != 0)
    return fail_system(sources, std::move(shown_path), errno);
  if (S_ISDIR(info.st_mode))
    return fail(sources, std::move(shown_path), LoadFault::directory);
  if (!S_ISREG(info.st_mode))
    return fail(sources, std::move(shown_path), LoadFault::not_a_file);
  const uint64_t limit = options.max_source_bytes;
  if (static_cast<uint64_t>(info.st_size) > limit)
    return fail(sources, std::move(shown_path), LoadFault::too_large, info.st_size, limit);

  std::string text(static_cast<size_t>(info.st_size), '\0');
  size_t have = 0;
  for (;;) {
    // A file that grows while it is read is read on, up to the limit.
    if (have == text.size())
      text.resize(text.size() + 4096);
    const ssize_t count = ::read(file.number, text.data() + have, text.size() - have);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return fail_system(sources, std::move(shown_path), errno);
    if (count == 0)
      break;
    have += static_cast<size_t>(count);
    if (have > limit)
      return fail(sources, std::move(shown_path), LoadFault::too_large, have, limit);
  }
  text.resize(have);
  text.shrink_to_fit();
  if (text.empty() && !options.allow_empty)
    return fail(sources, std::move(shown_path), LoadFault::empty);
  if (auto bad = find_invalid_utf8(text)) {
    auto failure = fail(sources, std::move(shown_path), LoadFault::not_utf8, 0, *bad);
    failure.error.line = 1 + std::count(text.data(), text.data() + *bad, '\n');
    return failure;
  }
  return sources.add(std::move(shown_path), std::move(text));
}

} // namespace ward::source
