// SPDX-License-Identifier: Apache-2.0
#include "driver/module_source.h"

#include "diag/load.h"
#include "syntax/ast.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace ward::driver {

namespace {

namespace fs = std::filesystem;
constexpr std::string_view library_prefix = "ward:";

std::string dotted(const syntax::Path& path) {
  std::string out;
  for (const syntax::Name& part : path.parts) {
    if (!out.empty())
      out += '.';
    out += part.text;
  }
  return out;
}

/// Where module `a.b` may lie in a folder (R1.8).
std::vector<std::string> places_of(std::string_view module) {
  std::string path(module);
  std::replace(path.begin(), path.end(), '.', '/');
  const std::string last = path.substr(path.rfind('/') + 1);
  return {path + ".ward", path + "/" + last + ".ward"};
}

/// The folders in which `path` is where `module` belongs, the outermost first; else the folder of
/// the file. `clinic/clinic.ward` may be module `clinic` of "." and of "clinic".
std::vector<std::string> source_folders(const std::string& path, std::string_view module) {
  std::vector<std::string> out;
  for (const std::string& place : places_of(module)) {
    if (path == place) {
      out.insert(out.begin(), ".");
    } else if (path.ends_with("/" + place)) {
      const std::string folder = path.substr(0, path.size() - place.size() - 1);
      out.insert(out.begin(), folder.empty() ? "/" : folder);
    }
  }
  if (!out.empty())
    return out;
  const size_t slash = path.rfind('/');
  return {slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash)};
}

std::string name_in(const std::string& path, const std::string& folder) {
  if (folder == ".")
    return path;
  if (path.size() <= folder.size())
    return ".";
  return path.substr(folder == "/" ? 1 : folder.size() + 1);
}

} // namespace

model::LibraryInfo library_info(const project::Manifest& manifest) {
  model::LibraryInfo info;
  info.name = manifest.name;
  info.version = manifest.version;
  info.release = manifest.release;
  if (manifest.reviewed)
    info.reviewed_days = base::days_since_epoch(*manifest.reviewed);
  return info;
}

std::optional<source::SourceId> ModuleSource::load(const std::string& path,
                                                   const std::string& shown) {
  source::LoadOptions load_options;
  load_options.max_source_bytes = options_.limits.max_source_bytes;
  auto loaded = source::load_file(out_.sources, path, shown, load_options);
  if (loaded)
    return *loaded;
  diag::report_load_error(out_.sink, out_.sources, loaded.error());
  return std::nullopt;
}

const syntax::File* ModuleSource::parse(source::SourceId source) {
  const auto start = std::chrono::steady_clock::now();
  const syntax::File* file = parse::parse(out_.sources, source, options_.limits, arena_, out_.sink);
  parse_time_ += std::chrono::steady_clock::now() - start;
  ++out_.counts.files;
  out_.counts.bytes += out_.sources.text(source).size();
  return file;
}

const syntax::File* ModuleSource::read(const project::ModuleFile& module) {
  if (!read_.insert(module.path).second)
    return nullptr;
  std::optional<source::SourceId> source;
  const bool in_memory = options_.memory && options_.memory->contains(module.path);
  if (in_memory)
    source = out_.sources.add(module.shown, options_.memory->find(module.path)->second);
  else
    source = load(module.path, module.shown);
  if (!source)
    return nullptr;
  out_.file_names.resize(out_.sources.size());
  out_.file_names[source->index] = module.name;
  if (module.name.starts_with(library_prefix))
    library_files_.insert(*source);
  return parse(*source);
}

std::optional<model::LibraryInfo> ModuleSource::standard_library() {
  if (library_files_.empty())
    return std::nullopt;
  const std::string path = (fs::path(options_.library) / "ward.toml").string();
  std::error_code error;
  if (options_.library.empty() || !fs::exists(path, error))
    return model::LibraryInfo{.name = "ward-stdlib"};
  const auto manifest = project::load_manifest(out_.sources, out_.sink, path);
  return manifest ? library_info(*manifest) : model::LibraryInfo{};
}

std::optional<std::string> ModuleSource::manifest_path() {
  std::error_code error;
  const std::string& input = options_.input;
  if (input.empty() || fs::is_directory(input, error)) {
    if (!input.empty()) {
      const std::string path = (fs::path(input) / "ward.toml").string();
      if (fs::exists(path, error))
        return path;
    } else if (auto found = project::find_manifest(".")) {
      return found;
    }
    const std::string searched =
        input.empty() ? "the current folder or in one above it" : "the folder `" + input + "`";
    out_.sink.report(diag::NoManifest, source::Span::none(), searched)
        .with_help("name a .ward file, or a folder that holds a ward.toml");
    return std::nullopt;
  }
  return fs::path(input).extension() == ".toml" ? input : std::string();
}

const syntax::File* ModuleSource::root() {
  if (options_.memory)
    return root_of_file(options_.input);
  const std::optional<std::string> manifest = manifest_path();
  if (!manifest)
    return nullptr;
  return manifest->empty() ? root_of_file(options_.input) : root_of_project(*manifest);
}

const syntax::File* ModuleSource::root_of_project(const std::string& manifest_path) {
  const auto start = std::chrono::steady_clock::now();
  out_.manifest = project::load_manifest(out_.sources, out_.sink, manifest_path);
  out_.timings[static_cast<size_t>(Phase::manifest)] = std::chrono::steady_clock::now() - start;
  if (!out_.manifest)
    return nullptr;
  folders_ = project::ModuleFolders::of(*out_.manifest, options_.library);
  const auto file = project::find_root(folders_, *out_.manifest, out_.sink);
  if (!file)
    return nullptr;
  const syntax::File* tree = read(*file);
  if (tree && tree->module && !tree->module->name.is_missing()) {
    const syntax::Path& name = tree->module->name;
    if (dotted(name) != out_.manifest->root)
      out_.sink.report(diag::ModuleNameMismatch, name.span, dotted(name), out_.manifest->root)
          .fix(name.span, out_.manifest->root, "replace with `" + out_.manifest->root + "`")
          .note("the manifest names it as the root", out_.manifest->root_span);
  }
  return tree;
}

const syntax::File* ModuleSource::root_of_file(const std::string& path) {
  folders_.library = options_.library;
  const std::string stem = fs::path(path).stem().string();
  project::ModuleFile file{path, path, fs::path(path).filename().string()};
  if (options_.memory && !options_.memory->contains(path)) {
    const source::LoadError missing{
        source::LoadFault::missing, out_.sources.add(path, ""), 0, 0, {}};
    diag::report_load_error(out_.sink, out_.sources, missing);
    return nullptr;
  }
  const syntax::File* tree = read(file);
  if (!tree)
    return nullptr;
  const bool named = tree->module && !tree->module->name.is_missing();
  const std::string module = named ? dotted(tree->module->name) : stem;
  const std::vector<std::string> folders = source_folders(path, module);
  for (const std::string& folder : folders)
    folders_.sources.push_back({folder, name_in(folder, folders.front())});
  out_.file_names[tree->source.index] = name_in(path, folders.front());
  const std::string last = module.substr(module.rfind('.') + 1);
  if (named && last != stem)
    out_.sink.report(diag::ModuleNameMismatch, tree->module->name.span, module, stem)
        .with_help("rename the file or the module");
  return tree;
}

std::optional<project::ModuleFile> ModuleSource::find_in_memory(std::string_view module,
                                                                source::Span place) {
  for (const std::string& name : places_of(module)) {
    for (const project::ModuleFolders::Folder& folder : folders_.sources) {
      const std::string path = folder.path == "." ? name : folder.path + "/" + name;
      if (options_.memory->contains(path))
        return project::ModuleFile{path, path, path};
    }
    const std::string in_library = std::string(library_prefix) + name;
    if (options_.memory->contains(in_library))
      return project::ModuleFile{in_library, in_library, in_library};
  }
  project::ModuleFolders library;
  library.library = folders_.library;
  return project::find_module(library, module, place, out_.sink);
}

const syntax::File* ModuleSource::find(std::string_view module, source::Span use) {
  const auto file = options_.memory ? find_in_memory(module, use)
                                    : project::find_module(folders_, module, use, out_.sink);
  return file ? read(*file) : nullptr;
}

} // namespace ward::driver
