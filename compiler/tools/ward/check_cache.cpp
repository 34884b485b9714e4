// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/check_cache.h"

#include "diag/sink.h"
#include "emit/write_bundle.h"
#include "project/manifest.h"
#include "source/source_manager.h"
#include "tools/ward/cache_folder.h"

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/SHA256.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

namespace ward::tool {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view entry_mark = "ward check 1";

/// Feeds a hash with parts that cannot run together.
class Hash {
public:
  void add(std::string_view part) {
    const uint64_t size = part.size();
    hash_.update(llvm::StringRef(reinterpret_cast<const char*>(&size), sizeof size));
    hash_.update(llvm::StringRef(part.data(), part.size()));
  }
  std::string hex() { return llvm::toHex(hash_.final(), true); }

private:
  llvm::SHA256 hash_;
};

std::string hash_of(std::string_view text) {
  Hash hash;
  hash.add(text);
  return hash.hex();
}

std::optional<std::string> read_whole(const fs::path& path, uint64_t limit) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return std::nullopt;
  std::string text;
  char buffer[65536];
  while (in.read(buffer, sizeof buffer) || in.gcount() > 0) {
    text.append(buffer, static_cast<size_t>(in.gcount()));
    if (text.size() > limit)
      return std::nullopt;
  }
  return in.bad() ? std::nullopt : std::optional(std::move(text));
}

/// Version, file, size and time of change of the running program: two builds of one version differ.
std::string this_compiler() {
  struct stat about = {};
  if (stat("/proc/self/exe", &about) != 0)
    return "";
  std::error_code code;
  return fmt::format("{} {} {} {}.{:09}", fs::read_symlink("/proc/self/exe", code).string(),
                     about.st_ino, about.st_size, about.st_mtim.tv_sec, about.st_mtim.tv_nsec);
}

/// Adds every .ward file below a folder, by name and content. False if there is too much of it, or
/// something cannot be read.
bool add_sources(Hash& hash, const std::string& folder, uint64_t& bytes, size_t& entries) {
  std::vector<fs::path> found;
  std::error_code code;
  fs::recursive_directory_iterator at(folder, fs::directory_options::follow_directory_symlink,
                                      code);
  for (; !code && at != fs::recursive_directory_iterator(); at.increment(code)) {
    if (++entries > max_cached_entries_walked)
      return false;
    const std::string name = at->path().filename().string();
    std::error_code unknown;
    if (name[0] == '.') { // no module can be named so
      if (at->is_directory(unknown))
        at.disable_recursion_pending();
    } else if (name.ends_with(".ward")) {
      found.push_back(at->path());
    }
  }
  if (code)
    return false;
  std::sort(found.begin(), found.end());
  hash.add(folder);
  for (const fs::path& path : found) {
    hash.add(path.string());
    if (!fs::is_regular_file(path, code)) {
      hash.add("no file");
      continue;
    }
    const auto text = read_whole(path, max_cached_source_bytes - bytes);
    if (!text)
      return false;
    bytes += text->size();
    hash.add(*text);
  }
  return true;
}

/// The manifest that `ward check` would read; "" for none.
std::string manifest_of(const std::string& input) {
  std::error_code code;
  if (input.empty())
    return project::find_manifest(".").value_or("");
  if (fs::is_directory(input, code))
    return (fs::path(input) / "ward.toml").string();
  return input.ends_with(".toml") ? input : "";
}

/// The folder `check` in the tool's own; "" where there is none, or where somebody else could put
/// something there.
std::string own_folder() {
  const std::string root = cache_folder();
  if (root.empty())
    return "";
  std::error_code code;
  fs::create_directories(root, code);
  const fs::path folder = fs::path(root) / "check";
  mkdir(folder.c_str(), 0700);
  struct stat about = {};
  const bool own = lstat(folder.c_str(), &about) == 0 && S_ISDIR(about.st_mode) &&
                   about.st_uid == geteuid() && (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
  return own ? folder.string() : "";
}

/// Takes the oldest entries out until the limits hold.
void shrink(const std::string& folder) {
  struct Entry {
    fs::file_time_type changed;
    fs::path path;
    uint64_t bytes;
  };
  std::vector<Entry> entries;
  uint64_t bytes = 0;
  std::error_code code;
  for (fs::directory_iterator at(folder, code); !code && at != fs::directory_iterator();
       at.increment(code)) {
    std::error_code gone;
    const uint64_t size = at->file_size(gone);
    if (gone)
      continue;
    entries.push_back({at->last_write_time(gone), at->path(), size});
    bytes += size;
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.changed != b.changed ? a.changed < b.changed : a.path < b.path;
  });
  size_t left = entries.size();
  for (const Entry& one : entries) {
    if (left <= max_cache_files && bytes <= max_cache_bytes)
      return;
    fs::remove(one.path, code);
    bytes -= one.bytes;
    --left;
  }
}

} // namespace

CheckCache::CheckCache(std::string input, std::string library, std::vector<std::string> options)
    : input_(std::move(input)), library_(std::move(library)), options_(std::move(options)),
      folder_(own_folder()) {
  if (!folder_.empty())
    key_ = key();
}

std::string CheckCache::key() const {
  const std::string path = manifest_of(input_), compiler = this_compiler();
  std::error_code code;
  const std::string folder = fs::current_path(code).string();
  if (path.empty() || compiler.empty() || code)
    return "";
  const auto manifest_text = read_whole(path, max_cached_source_bytes);
  if (!manifest_text)
    return "";
  source::SourceManager sources;
  diag::Sink sink;
  const auto manifest = project::load_manifest(sources, sink, path);
  if (!manifest || sink.has_errors())
    return "";
  Hash hash;
  for (const std::string& part :
       {std::string(entry_mark), compiler, folder, input_, path, *manifest_text, library_})
    hash.add(part);
  for (const std::string& option : options_)
    hash.add(option);
  uint64_t bytes = 0;
  size_t entries = 0;
  for (const project::SourceFolder& one : manifest->sources)
    if (!add_sources(hash, one.path, bytes, entries))
      return "";
  if (!library_.empty() && !add_sources(hash, library_, bytes, entries))
    return "";
  return hash.hex();
}

std::optional<CheckedBefore> CheckCache::find() const {
  if (key_.empty())
    return std::nullopt;
  const auto entry = read_whole(fs::path(folder_) / key_, max_cache_bytes);
  if (!entry)
    return std::nullopt;
  // "mark \n key \n exit \n hash of the text \n text"
  std::string_view rest = *entry;
  std::string_view lines[4];
  for (std::string_view& line : lines) {
    const size_t end = rest.find('\n');
    if (end == std::string_view::npos)
      return std::nullopt;
    line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
  }
  const bool whole = lines[0] == entry_mark && lines[1] == key_ &&
                     (lines[2] == "0" || lines[2] == "1") &&
                     lines[3] == hash_of(fmt::format("{} {}", lines[2], rest));
  if (!whole)
    return std::nullopt;
  return CheckedBefore{lines[2] == "1" ? 1 : 0, std::string(rest)};
}

void CheckCache::keep(const CheckedBefore& found) const {
  // Read before the inputs changed, or after: what was found may be of either.
  if (key_.empty() || found.exit < 0 || found.exit > 1 || key() != key_)
    return;
  const std::string entry =
      fmt::format("{}\n{}\n{}\n{}\n{}", entry_mark, key_, found.exit,
                  hash_of(fmt::format("{} {}", found.exit, found.text)), found.text);
  if (entry.size() > max_cache_bytes)
    return;
  emit::write_bundle((fs::path(folder_) / key_).string(),
                     {reinterpret_cast<const uint8_t*>(entry.data()), entry.size()});
  shrink(folder_);
}

} // namespace ward::tool
