// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/lock_file.h"

#include <fmt/format.h>
#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/SHA256.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace ward::tool {

namespace {

constexpr std::string_view header = "ward-lock 1";
constexpr std::string_view introduction =
    "# Made by `ward lock`: each module of this policy, with the SHA-256 of its file. `ward:` is "
    "the library\n"
    "# of the tool. Commands that compile the policy hold it to this.\n";
constexpr size_t hash_size = 64;

struct Locked {
  std::string sha256;
  std::string file; ///< as in bundles: relative to the project, or "ward:..." in the library
  size_t line = 0;  ///< of ward.lock, from 1
};
using Modules = std::map<std::string, Locked>;

Modules modules_of(const driver::Compilation& compilation) {
  Modules out;
  const model::Model& model = *compilation.model;
  for (uint32_t i = 0; i < model.modules.size(); ++i) {
    const model::Module& module = model.modules[model::ModuleId{i}];
    const std::string_view text = compilation.sources.text(module.file);
    const auto hash = llvm::SHA256::hash(
        llvm::ArrayRef<uint8_t>(reinterpret_cast<const uint8_t*>(text.data()), text.size()));
    out[module.name] = {llvm::toHex(hash, true), compilation.file_names[module.file.index], 0};
  }
  return out;
}

std::optional<std::string> contents(const std::string& path) {
  std::error_code code;
  if (!std::filesystem::is_regular_file(path, code))
    return std::nullopt;
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr)
    return std::nullopt;
  std::string out;
  char buffer[65536];
  for (size_t count; (count = std::fread(buffer, 1, sizeof buffer, file)) > 0;)
    out.append(buffer, count);
  const bool whole = std::ferror(file) == 0;
  std::fclose(file);
  return whole ? std::optional<std::string>(std::move(out)) : std::nullopt;
}

bool is_hash(std::string_view text) {
  return text.size() == hash_size && text.find_first_not_of("0123456789abcdef") == text.npos;
}

/// Each line "SHA256 MODULE FILE"; a line that is none is a fault.
Modules parsed(const std::string& text, const std::string& path, std::vector<std::string>& faults) {
  Modules out;
  bool begun = false;
  size_t number = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    ++number;
    if (line.empty() || line.front() == '#')
      continue;
    if (!begun) {
      if (line != header) {
        faults.push_back(
            fmt::format("{}:{}: no lock file of this version, which begins with `{}`; `ward lock` "
                        "writes it anew",
                        path, number, header));
        return out;
      }
      begun = true;
      continue;
    }
    const size_t first = line.find(' ');
    const size_t second = first == line.npos ? first : line.find(' ', first + 1);
    if (second == line.npos || !is_hash(line.substr(0, first)) || second == first + 1 ||
        second + 1 == line.size()) {
      faults.push_back(
          fmt::format("{}:{}: no `SHA256 MODULE FILE`; `ward lock` writes it anew", path, number));
      continue;
    }
    const std::string name(line.substr(first + 1, second - first - 1));
    const Locked locked{std::string(line.substr(0, first)), std::string(line.substr(second + 1)),
                        number};
    if (!out.emplace(name, locked).second)
      faults.push_back(fmt::format(
          "{}:{}: module `{}` stands there twice; `ward lock` writes it anew", path, number, name));
  }
  if (!begun)
    faults.push_back(fmt::format("{}:1: is empty; `ward lock` writes it anew", path));
  return out;
}

constexpr const char* advice = "if that is meant, review the change and run `ward lock`";

void compare(const Modules& now, const Modules& locked, const std::string& path,
             std::vector<std::string>& faults) {
  for (const auto& [name, was] : locked) {
    const auto is = now.find(name);
    if (is == now.end())
      faults.push_back(fmt::format("{}:{}: module `{}` of {} is no part of the policy any more; {}",
                                   path, was.line, name, was.file, advice));
    else if (is->second.file != was.file)
      faults.push_back(fmt::format("{}:{}: module `{}` comes from {} now, and came from {}; {}",
                                   path, was.line, name, is->second.file, was.file, advice));
    else if (is->second.sha256 != was.sha256)
      faults.push_back(
          fmt::format("{}:{}: module `{}`: {} is not what was locked (SHA-256 {} now); {}", path,
                      was.line, name, was.file, is->second.sha256, advice));
  }
  for (const auto& [name, is] : now)
    if (!locked.contains(name))
      faults.push_back(
          fmt::format("{}: module `{}` of {} is not locked; {}", path, name, is.file, advice));
}

} // namespace

std::string lock_path(const driver::Compilation& compilation) {
  if (!compilation.manifest)
    return "";
  const std::string& folder = compilation.manifest->folder;
  return folder == "." ? "ward.lock" : folder + "/ward.lock";
}

bool has_lock(const std::string& input) {
  namespace fs = std::filesystem;
  std::error_code code;
  fs::path folder = fs::path(input).parent_path();
  if (input.empty())
    folder = fs::path(project::find_manifest(".").value_or("")).parent_path();
  else if (fs::is_directory(input, code))
    folder = input;
  return fs::symlink_status(folder / "ward.lock", code).type() != fs::file_type::not_found;
}

std::string lock_text(const driver::Compilation& compilation) {
  std::string out = std::string(introduction) + std::string(header) + "\n";
  for (const auto& [name, module] : modules_of(compilation))
    out += fmt::format("{} {} {}\n", module.sha256, name, module.file);
  return out;
}

std::vector<std::string> lock_faults(const driver::Compilation& compilation, bool required) {
  std::vector<std::string> faults;
  const std::string path = lock_path(compilation);
  if (path.empty()) {
    if (required)
      faults.push_back(
          "--locked: this is no project, and has no lock file; name a folder with a ward.toml");
    return faults;
  }
  std::error_code code;
  const auto status = std::filesystem::symlink_status(path, code);
  if (!std::filesystem::exists(status) && status.type() == std::filesystem::file_type::not_found) {
    if (required)
      faults.push_back(
          fmt::format("{}: is not there, and --locked asks for it; `ward lock` writes it", path));
    return faults;
  }
  const std::optional<std::string> text = contents(path);
  if (!text) {
    faults.push_back(fmt::format("{}: cannot be read, or is no file", path));
    return faults;
  }
  const Modules locked = parsed(*text, path, faults);
  if (faults.empty())
    compare(modules_of(compilation), locked, path, faults);
  return faults;
}

bool is_as_locked(const driver::Compilation& compilation, bool required, const Common& common) {
  const std::vector<std::string> faults = lock_faults(compilation, required);
  for (const std::string& fault : faults)
    fail(common, fault);
  return faults.empty();
}

} // namespace ward::tool
