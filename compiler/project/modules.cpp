// SPDX-License-Identifier: Apache-2.0
#include "project/modules.h"

#include "diag/sink.h"
#include "project/manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace ward::project {
namespace {

namespace fs = std::filesystem;

/// The files, relative to a source folder, in which module `a.b` may be.
std::vector<std::string> candidates(std::string_view module) {
  std::string path(module);
  std::replace(path.begin(), path.end(), '.', '/');
  const std::string last = path.substr(path.rfind('/') + 1);
  return {path + ".ward", path + "/" + last + ".ward"};
}

bool is_there(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error); // what is there and is no file is the loader's to tell
}

std::string join(const std::string& folder, const std::string& name) {
  return folder == "." ? name : folder + "/" + name;
}

} // namespace

ModuleFolders ModuleFolders::of(const Manifest& manifest, std::string library) {
  ModuleFolders out;
  for (const SourceFolder& folder : manifest.sources)
    out.sources.push_back({folder.path, folder.name});
  out.library = std::move(library);
  return out;
}

std::optional<ModuleFile> find_module(const ModuleFolders& folders, std::string_view module,
                                      source::Span place, diag::Sink& sink) {
  // A name with an empty part, from a module line that did not parse, must not reach the disk.
  if (module.empty() || module.front() == '.' || module.back() == '.' ||
      module.find("..") != std::string_view::npos || module.find('/') != std::string_view::npos)
    return std::nullopt;

  std::vector<ModuleFile> own;
  std::vector<ModuleFile> library;
  for (const std::string& name : candidates(module)) {
    for (const ModuleFolders::Folder& folder : folders.sources) {
      const std::string path = join(folder.path, name);
      if (is_there(path))
        own.push_back({path, path, join(folder.name, name)});
    }
    if (!folders.library.empty() && is_there(folders.library + "/" + name))
      library.push_back({folders.library + "/" + name, "ward:" + name, "ward:" + name});
  }
  const std::vector<ModuleFile>& found = own.empty() ? library : own;
  if (found.empty())
    return std::nullopt;
  if (found.size() > 1) {
    diag::Diagnostic& twice = sink.report(diag::ModuleInTwoPlaces, place, module);
    for (const ModuleFile& file : found)
      twice.note("`" + file.shown + "`");
    twice.with_help("keep one of them");
  }
  if (!own.empty() && !library.empty())
    sink.report(diag::ModuleShadowsLibrary, place, module)
        .note("`" + own[0].shown + "` has the name of `" + library[0].shown + "`")
        .with_help("give yours another name: what the library says of the law is not replaced");
  return found[0];
}

std::optional<ModuleFile> find_root(const ModuleFolders& folders, const Manifest& manifest,
                                    diag::Sink& sink) {
  if (manifest.root.empty())
    return std::nullopt; // the manifest's error is filed
  std::optional<ModuleFile> file = find_module(folders, manifest.root, manifest.root_span, sink);
  if (!file)
    sink.report(diag::RootModuleMissing, manifest.root_span, manifest.root)
        .with_help("a module `a.b` is the file `a/b.ward` in one of the source folders");
  return file;
}

std::string find_library(const std::string& program, const char* chosen, diag::Sink& sink) {
  std::string folder;
  if (chosen && *chosen) {
    folder = chosen;
  } else {
    std::error_code error;
    fs::path real = fs::canonical(program, error);
    if (error)
      real = program;
    folder = (real.parent_path().parent_path() / "share" / "ward" / "stdlib").string();
  }
  std::error_code error;
  if (fs::is_directory(folder, error))
    return folder;
  sink.report(diag::LibraryMissing, source::Span::none(), folder)
      .with_help(chosen && *chosen ? "WARD_STDLIB names it; correct it or unset it"
                                   : "install Ward whole, or name the folder in WARD_STDLIB");
  return {};
}

} // namespace ward::project
