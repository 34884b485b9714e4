// SPDX-License-Identifier: Apache-2.0
#include "emit/write_bundle.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ward::emit {
namespace {

/// A file that is deleted unless it was renamed.
struct Temporary {
  std::string path;
  int file = -1;

  ~Temporary() {
    if (file >= 0)
      ::close(file);
    if (!path.empty())
      ::unlink(path.c_str());
  }
};

std::string reason() {
  return std::strerror(errno);
}

bool write_all(int file, std::span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return false;
    bytes = bytes.subspan(static_cast<size_t>(written));
  }
  return true;
}

/// The rename itself is on disk only with its folder; a file system that cannot flush folders is
/// no failure.
void flush_folder(const std::string& path) {
  const size_t slash = path.rfind('/');
  const std::string folder = slash == path.npos ? "." : path.substr(0, slash + 1);
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0)
    return;
  ::fsync(file);
  ::close(file);
}

} // namespace

std::string write_bundle(const std::string& path, std::span<const uint8_t> bytes) {
  struct stat existing;
  if (::stat(path.c_str(), &existing) == 0 && !S_ISREG(existing.st_mode))
    // Renaming over a device would put a file in its place.
    return S_ISDIR(existing.st_mode) ? std::strerror(EISDIR) : "it is a pipe or a device";
  std::string pattern = path + ".XXXXXX";
  Temporary temporary;
  temporary.file = ::mkostemp(pattern.data(), O_CLOEXEC);
  if (temporary.file < 0)
    return reason();
  temporary.path = pattern;
  // mkostemp gives 0600; a bundle is as readable as any other file that its user makes.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  if (::fchmod(temporary.file, 0666 & ~mask) != 0 || !write_all(temporary.file, bytes) ||
      ::fsync(temporary.file) != 0)
    return reason();
  const int file = temporary.file;
  temporary.file = -1;
  if (::close(file) != 0)
    return reason();
  if (std::rename(temporary.path.c_str(), path.c_str()) != 0)
    return reason();
  temporary.path.clear();
  flush_folder(path);
  return {};
}

} // namespace ward::emit
