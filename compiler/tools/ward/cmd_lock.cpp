// SPDX-License-Identifier: Apache-2.0
#include "diag/render.h"
#include "emit/write_bundle.h"
#include "tools/ward/compile.h"
#include "tools/ward/lock_file.h"
#include "tools/ward/project_commands.h"

#include <fmt/format.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <memory>
#include <unistd.h>

namespace ward::tool {

namespace {

struct Lock {
  Common common;
  std::string input;
  bool check = false;

  Exit run() const {
    const auto day = common.as_of_days();
    if (!day)
      return fail_day(common);
    const std::unique_ptr<driver::Compilation> compilation =
        compile_input(input, *day, "", driver::Phase::typecheck);
    if (!compilation->ok()) {
      fmt::print(stderr, "{}",
                 diag::render_text(compilation->sink, compilation->sources,
                                   {.color = common.use_color(STDERR_FILENO)}));
      return exit_of(*compilation);
    }
    const std::string path = lock_path(*compilation);
    if (path.empty())
      return fail(common,
                  fmt::format("{}: is no project; a lock file stands beside a ward.toml", input));
    if (check) {
      if (!is_as_locked(*compilation, true, common))
        return Exit::findings;
    } else {
      const std::string text = lock_text(*compilation);
      if (const std::string fault = emit::write_bundle(
              path, {reinterpret_cast<const uint8_t*>(text.data()), text.size()});
          !fault.empty())
        return fail(common, fmt::format("{}: {}", path, fault));
    }
    const size_t modules = compilation->model->modules.size();
    if (common.format == Format::json) {
      const llvm::json::Value document =
          llvm::json::Object{{"schema_version", 1},
                             {"lock", path},
                             {"written", !check},
                             {"modules", static_cast<int64_t>(modules)}};
      print(llvm::formatv("{0:2}\n", document).str());
    } else {
      print(fmt::format("{} · {} module{} {}\n", path, modules, modules == 1 ? "" : "s",
                        check ? "as locked" : "locked"));
    }
    return Exit::clean;
  }
};

} // namespace

Runner add_lock(CLI::App& app) {
  auto command = std::make_shared<Lock>();
  app.description("Write ward.lock: every module that the policy is made of, where it comes from, "
                  "its SHA-256.");
  app.add_option("input", command->input,
                 "a project folder or a ward.toml; the nearest ward.toml if left out");
  app.add_flag("--check", command->check,
               "write nothing; fail where the sources differ from ward.lock");
  add_common(app, command->common);
  app.footer(
      "Examples:\n"
      "  ward lock                     lock the project in this folder or above it\n"
      "  ward lock --check             is it still what was locked?\n"
      "  ward check --locked           in CI: fail too where there is no lock file\n"
      "\n"
      "Where ward.lock is there, check, build, test, eval and whatever else compiles the project "
      "hold\n"
      "the sources to it, the library's among them. Keep it under version control.\n"
      "\n"
      "Exit codes: 0 written, or as locked; 1 errors in the policy, or it differs (--check);\n"
      "2 unreadable input or a file that cannot be written.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
