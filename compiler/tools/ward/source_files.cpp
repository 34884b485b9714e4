// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/source_files.h"

#include "diag/sink.h"
#include "emit/write_bundle.h"
#include "project/manifest.h"
#include "source/source_manager.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <system_error>

namespace ward::tool {
namespace {

namespace fs = std::filesystem;

struct State {
  std::vector<std::string> out = {};
  std::string error = {};

  void folder(const std::string& path) {
    std::error_code code;
    const auto options = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator at(path, options, code), end; !code && at != end;
         at.increment(code)) {
      const std::string name = at->path().filename().string();
      std::error_code ignored;
      if (at->is_directory(ignored)) {
        if (name.starts_with("."))
          at.disable_recursion_pending();
      } else if (name.ends_with(".ward")) {
        out.push_back(at->path().lexically_normal().string());
      }
    }
    if (code)
      error = fmt::format("{}: {}", path, code.message());
  }

  void project(const std::string& manifest) {
    source::SourceManager sources;
    diag::Sink sink;
    const auto read = project::load_manifest(sources, sink, manifest);
    if (!read || sink.has_errors()) {
      error = fmt::format("{}: the manifest has mistakes; see `ward check`", manifest);
      return;
    }
    for (const project::SourceFolder& source : read->sources)
      folder(source.path);
  }

  void input(const std::string& path) {
    std::error_code code;
    if (fs::is_directory(path, code))
      folder(path);
    else if (fs::path(path).extension() == ".toml")
      project(path);
    else
      out.push_back(path);
  }
};

} // namespace

base::Expected<std::vector<std::string>, std::string>
source_files(const std::vector<std::string>& inputs) {
  State state;
  if (inputs.empty()) {
    const std::optional<std::string> manifest = project::find_manifest(".");
    if (!manifest)
      return base::Unexpected<std::string>{
          "no `ward.toml` here or in a folder above; name files or folders"};
    state.project(*manifest);
  }
  for (const std::string& path : inputs)
    state.input(path);
  if (!state.error.empty())
    return base::Unexpected<std::string>{state.error};
  std::sort(state.out.begin(), state.out.end());
  state.out.erase(std::unique(state.out.begin(), state.out.end()), state.out.end());
  return state.out;
}

std::string rewrite_file(const std::string& path, std::string_view text) {
  std::error_code code;
  const fs::path target = fs::canonical(path, code);
  if (code)
    return code.message();
  const fs::perms mode = fs::status(target, code).permissions();
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  if (std::string fault = emit::write_bundle(target.string(), {bytes, text.size()}); !fault.empty())
    return fault;
  fs::permissions(target, mode, code);
  return code ? code.message() : "";
}

} // namespace ward::tool
