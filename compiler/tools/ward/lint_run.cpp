// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/lint_run.h"

#include "base/arena.h"
#include "diag/load.h"
#include "parse/parse.h"
#include "source/loader.h"
#include "tools/ward/compile.h"
#include "tools/ward/source_files.h"

#include <algorithm>
#include <vector>

namespace ward::tool {
namespace {

struct State {
  const LintRequest& request;
  Linted out = {};
  base::Arena arena = {};
  std::vector<const syntax::File*> own = {}, library = {};

  Linted run() {
    out.compilation =
        compile_input(request.input, request.as_of_days, request.profile, driver::Phase::check);
    driver::Compilation& compilation = *out.compilation;
    const size_t read = compilation.sources.size();
    for (uint32_t i = 0; i < read; ++i)
      parse(source::SourceId{i});
    if (compilation.manifest)
      add_tests();
    for (const diag::Diagnostic* finding : compilation.sink.sorted())
      if (finding->severity == diag::Severity::error)
        out.findings.file(*finding);
    lint::lint({compilation.sources, own, library, levels(), request.as_of_days}, out.findings);
    out.files = own.size();
    return std::move(out);
  }

  /// The compilation has filed the mistakes of what it read itself.
  void parse(source::SourceId id) {
    const std::string_view path = out.compilation->sources.path(id);
    if (!path.ends_with(".ward") || out.compilation->sources.text(id).empty())
      return;
    diag::Sink mistakes;
    const syntax::File* file = parse::parse(out.compilation->sources, id, {}, arena, mistakes);
    if (!mistakes.has_errors())
      (path.starts_with("ward:") ? library : own).push_back(file);
  }

  void add_tests() {
    source::SourceManager& sources = out.compilation->sources;
    const std::string manifest(sources.path(out.compilation->manifest->span.file));
    const auto files = source_files({manifest});
    if (!files)
      return;
    for (const std::string& path : *files) {
      if (!path.ends_with("_test.ward") || is_read(path))
        continue;
      const auto id = source::load_file(sources, path, {});
      if (!id) {
        diag::report_load_error(out.findings, sources, id.error());
        continue;
      }
      diag::Sink mistakes;
      const syntax::File* file = parse::parse(sources, *id, {}, arena, mistakes);
      for (const diag::Diagnostic* mistake : mistakes.sorted())
        if (mistake->severity == diag::Severity::error)
          out.findings.file(*mistake);
      if (!mistakes.has_errors())
        own.push_back(file);
    }
  }

  bool is_read(const std::string& path) const {
    for (uint32_t i = 0; i < out.compilation->sources.size(); ++i)
      if (out.compilation->sources.path(source::SourceId{i}) == path)
        return true;
    return false;
  }

  const std::map<uint16_t, lint::Level>& levels() {
    levels_ = request.levels;
    if (out.compilation->manifest)
      for (const project::LintSetting& setting : out.compilation->manifest->lint)
        levels_.try_emplace(setting.code, setting.is_off     ? lint::Level::allow
                                          : setting.is_error ? lint::Level::error
                                                             : lint::Level::warning);
    return levels_;
  }
  std::map<uint16_t, lint::Level> levels_ = {};
};

} // namespace

Linted run_lint(const LintRequest& request) {
  return State{request}.run();
}

} // namespace ward::tool
