// SPDX-License-Identifier: Apache-2.0
#include "core/header.h"
#include "diag/render.h"
#include "emit/write_bundle.h"
#include "tools/ward/command.h"
#include "tools/ward/compile.h"
#include "tools/ward/lock_file.h"

#include <fmt/format.h>
#include <llvm/Support/JSON.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <unistd.h>

namespace ward::tool {

namespace {

/// Whether something else than a bundle is at the path: a source named by mistake would be lost.
bool holds_another(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  char begin[rt::header::magic_size] = {};
  file.read(begin, sizeof begin);
  return file.gcount() > 0 && std::memcmp(begin, rt::header::magic, sizeof begin) != 0;
}

struct Build {
  Common common;
  std::string input;
  std::string output;
  bool locked = false;

  Exit run() const {
    const auto day = common.as_of_days();
    if (!day)
      return fail_day(common);
    const auto start = std::chrono::steady_clock::now();
    const std::unique_ptr<driver::Compilation> compilation =
        compile_input(input, *day, "", driver::Phase::emit);
    // Warnings do not stop a build, and people read them on the way.
    fmt::print(stderr, "{}",
               diag::render_text(compilation->sink, compilation->sources,
                                 {.color = common.use_color(STDERR_FILENO)}));
    if (!compilation->ok()) {
      fmt::print(stderr, "no bundle was written\n");
      return exit_of(*compilation);
    }
    if (!is_as_locked(*compilation, locked, common)) {
      fmt::print(stderr, "no bundle was written\n");
      return Exit::findings;
    }
    std::string path = output;
    if (path.empty())
      path = compilation->model->library.name + ".wardb";
    std::error_code code;
    if (std::filesystem::is_regular_file(path, code) && holds_another(path))
      return fail(common,
                  fmt::format("{}: is there already and is no bundle: name another file, or "
                              "delete it first",
                              path));
    if (const std::string fault = emit::write_bundle(path, compilation->bytes); !fault.empty())
      return fail(common, fmt::format("{}: {}", path, fault));
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (common.format == Format::json) {
      const llvm::json::Value document =
          llvm::json::Object{{"schema_version", 1},
                             {"bundle", path},
                             {"bytes", static_cast<int64_t>(compilation->bytes.size())},
                             {"nodes", static_cast<int64_t>(compilation->program->nodes.size())}};
      print(llvm::formatv("{0:2}\n", document).str());
    } else {
      print(fmt::format("{} · {} bytes · {} instructions · ", path, compilation->bytes.size(),
                        compilation->program->nodes.size()) +
            summary_of(*compilation, seconds));
    }
    return Exit::clean;
  }
};

} // namespace

Runner add_build(CLI::App& app) {
  auto build = std::make_shared<Build>();
  app.description(
      "Compile a project to one bundle. The same sources give the same bytes, everywhere.");
  app.add_option(
      "input", build->input,
      "a project folder, a ward.toml or a .ward file; the nearest ward.toml if left out");
  app.add_option("-o,--output", build->output,
                 "the file to write; NAME.wardb, by the manifest's name, if left out");
  app.add_flag("--locked", build->locked,
               "fail where there is no ward.lock; where there is one, it is held to always");
  add_common(app, build->common);
  app.footer("Examples:\n"
             "  ward build                              NAME.wardb in this folder\n"
             "  ward build examples/01-clinic -o clinic.wardb\n"
             "\n"
             "The file is written whole or not at all, and never over one that is no bundle.\n"
             "Exit codes: 0 written; 1 errors in the policy, or sources that differ from "
             "ward.lock; 2 unreadable input or an output that "
             "cannot be written.");
  return [build] { return build->run(); };
}

} // namespace ward::tool
