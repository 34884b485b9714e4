// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/sink.h"
#include "source/source_manager.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace ward::project::test {

/// A folder of its own for one test case, gone afterwards.
struct Folder {
  std::filesystem::path path;

  Folder() {
    std::string name = WARD_BINARY_DIR "/project-XXXXXX";
    path = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(std::string_view name, std::string_view text) const {
    const std::filesystem::path file = path / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file.string();
  }
  std::string at(std::string_view name) const { return (path / name).string(); }
};

/// "WARD4003 3:1-3:10 the manifest does not say `name`", a line for each finding.
inline std::string findings(const diag::Sink& sink, const source::SourceManager& sources) {
  std::string out;
  for (const diag::Diagnostic* found : sink.sorted()) {
    out += diag::code_text(found->code);
    if (!found->span.is_none()) {
      const source::Position begin = sources.begin(found->span);
      const source::Position end = sources.end(found->span);
      out += " " + std::to_string(begin.line) + ":" + std::to_string(begin.column) + "-" +
             std::to_string(end.line) + ":" + std::to_string(end.column);
    }
    out += " " + found->message + "\n";
  }
  return out;
}

} // namespace ward::project::test
