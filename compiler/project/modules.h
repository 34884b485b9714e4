// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/span.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ward::diag {
class Sink;
}

namespace ward::project {
struct Manifest;

/// A file that holds a module.
struct ModuleFile {
  std::string path; ///< to open
  std::string
      shown;        ///< in diagnostics: as the user would name it; "ward:hipaa.ward" in the library
  std::string name; ///< in bundles: relative to the project, the same on every machine
};

/// Where modules are looked for: the source folders of a project, then the library.
struct ModuleFolders {
  struct Folder {
    std::string path; ///< to open
    std::string name; ///< relative to the project; "." for its own folder
  };
  std::vector<Folder> sources;
  std::string library; ///< empty for none

  static ModuleFolders of(const Manifest& manifest, std::string library);
};

/// Finds module `a.b` as `a/b.ward` or `a/b/b.ward`. Two files that serve, or a file that would
/// take the place of one in the library, are an error at `place`, and the first in the order above
/// is the answer. Nothing, and nothing filed, when there is no such file.
std::optional<ModuleFile> find_module(const ModuleFolders& folders, std::string_view module,
                                      source::Span place, diag::Sink& sink);

/// Files an error when the manifest's root module is in none of the folders.
std::optional<ModuleFile> find_root(const ModuleFolders& folders, const Manifest& manifest,
                                    diag::Sink& sink);

/// The folder of the library: `chosen` (what WARD_STDLIB says) unless null or empty, else
/// ../share/ward/stdlib beside the program. Files an error and gives "" when there is no such
/// folder.
std::string find_library(const std::string& program, const char* chosen, diag::Sink& sink);

} // namespace ward::project
