// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "driver/driver.h"
#include "model/model.h"
#include "project/modules.h"
#include "source/loader.h"

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace ward::syntax {
struct File;
}

namespace ward::driver {

model::LibraryInfo library_info(const project::Manifest& manifest);

/// Finds, reads and parses the files of a build, from disk or from memory.
class ModuleSource {
public:
  ModuleSource(const Options& options, Compilation& out) : options_(options), out_(out) {}

  /// The file that the build begins with, and with it where modules are looked for. Null when it
  /// could not be read, which is reported.
  const syntax::File* root();
  /// For resolve: null and nothing filed when there is no such module.
  const syntax::File* find(std::string_view module, source::Span use);

  bool is_library(source::SourceId file) const { return library_files_.contains(file); }
  /// What the manifest of the built-in library says of it, where a module of it was read. A library
  /// without a manifest has a name and nothing else.
  std::optional<model::LibraryInfo> standard_library();
  std::chrono::nanoseconds parse_time() const { return parse_time_; }

private:
  const syntax::File* root_of_project(const std::string& manifest_path);
  const syntax::File* root_of_file(const std::string& path);
  std::optional<source::SourceId> load(const std::string& path, const std::string& shown);
  const syntax::File* parse(source::SourceId source);
  const syntax::File* read(const project::ModuleFile& file);
  std::optional<project::ModuleFile> find_in_memory(std::string_view module, source::Span place);
  std::optional<std::string> manifest_path();

  const Options& options_;
  Compilation& out_;
  base::Arena arena_;
  project::ModuleFolders folders_;
  std::set<source::SourceId> library_files_;
  std::set<std::string, std::less<>> read_; ///< paths, so that no file serves twice
  std::chrono::nanoseconds parse_time_{0};
};

} // namespace ward::driver
