// SPDX-License-Identifier: Apache-2.0
#include "diag/load.h"
#include "diag/render.h"
#include "diag/sink.h"
#include "source/loader.h"
#include "source/source_manager.h"
#include "tools/fmt/format.h"
#include "tools/formats/unified_diff.h"
#include "tools/ward/command.h"
#include "tools/ward/source_files.h"

#include <fmt/format.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <unistd.h>

namespace ward::tool {

namespace {

constexpr const char* stdin_name = "<stdin>";

struct Fmt {
  Common common;
  std::vector<std::string> inputs;
  bool check = false;
  bool diff = false;

  size_t files = 0;
  std::vector<std::string> changed = {}, failed = {};

  Exit run() {
    if (std::find(inputs.begin(), inputs.end(), "-") != inputs.end()) {
      if (inputs.size() > 1)
        return fail(common, "`-` stands alone");
      return from_stdin();
    }
    const auto paths = source_files(inputs);
    if (!paths)
      return fail(common, paths.error());
    for (const std::string& path : *paths)
      one(path);
    summary();
    return exit();
  }

  Exit exit() const {
    if (!failed.empty())
      return Exit::usage;
    return (check || diff) && !changed.empty() ? Exit::findings : Exit::clean;
  }

  /// The text in the house style; nothing, and its mistakes on standard error, when it has any.
  std::optional<std::string> formatted(source::SourceManager& sources, source::SourceId id) const {
    diag::Sink sink;
    std::optional<std::string> out = fmt_tool::format(sources, id, {}, sink);
    if (!out)
      fmt::print(stderr, "{}",
                 diag::render_text(sink, sources, {.color = common.use_color(STDERR_FILENO)}));
    return out;
  }

  void one(const std::string& path) {
    ++files;
    source::SourceManager sources;
    source::LoadOptions options;
    options.allow_empty = true;
    const auto id = source::load_file(sources, path, options);
    if (!id) {
      diag::Sink sink;
      diag::report_load_error(sink, sources, id.error());
      fmt::print(stderr, "{}",
                 diag::render_text(sink, sources, {.color = common.use_color(STDERR_FILENO)}));
      return failed.push_back(path);
    }
    const std::optional<std::string> text = formatted(sources, *id);
    if (!text)
      return failed.push_back(path);
    if (*text == sources.text(*id))
      return;
    if (diff && common.format == Format::text)
      print(formats::unified_diff(path, sources.text(*id), *text));
    if (!check && !diff)
      if (const std::string fault = rewrite_file(path, *text); !fault.empty()) {
        fail(common, fmt::format("{}: {}", path, fault));
        return failed.push_back(path);
      }
    changed.push_back(path);
  }

  Exit from_stdin() {
    std::string text;
    char buffer[65536];
    for (size_t count; (count = std::fread(buffer, 1, sizeof buffer, stdin)) > 0;)
      text.append(buffer, count);
    source::SourceManager sources;
    const source::SourceId id = sources.add(stdin_name, std::move(text));
    const std::optional<std::string> out = formatted(sources, id);
    if (!out)
      return Exit::usage;
    const bool differs = *out != sources.text(id);
    if (diff)
      print(formats::unified_diff(stdin_name, sources.text(id), *out));
    else if (!check)
      print(*out);
    return (check || diff) && differs ? Exit::findings : Exit::clean;
  }

  void summary() const {
    if (common.format == Format::json) {
      const llvm::json::Value document = llvm::json::Object{{"schema_version", 1},
                                                            {"files", static_cast<int64_t>(files)},
                                                            {"written", !check && !diff},
                                                            {"changed", llvm::json::Array(changed)},
                                                            {"failed", llvm::json::Array(failed)}};
      print(llvm::formatv("{0:2}\n", document).str());
      return;
    }
    const bool dry = check || diff;
    // A diff is for `patch`, so nothing else is on standard output.
    std::FILE* out = diff ? stderr : stdout;
    for (const std::string& path : changed)
      fmt::print(out, "{}  {}\n", dry ? "would format" : "formatted", path);
    for (const std::string& path : failed)
      fmt::print(out, "left alone  {}\n", path);
    const auto counted = [](size_t count) {
      return fmt::format("{} file{}", count, count == 1 ? "" : "s");
    };
    std::string words =
        fmt::format("{} as they should be", counted(files - changed.size() - failed.size()));
    if (!changed.empty())
      words += fmt::format(", {} {}", counted(changed.size()), dry ? "to format" : "formatted");
    if (!failed.empty())
      words += fmt::format(", {} with mistakes left alone", counted(failed.size()));
    fmt::print(out, "{}\n", words);
  }
};

} // namespace

Runner add_fmt(CLI::App& app) {
  auto command = std::make_shared<Fmt>();
  app.description("Lay out sources in the house style: indentation, blanks, columns.");
  app.add_option(
      "inputs", command->inputs,
      "files, folders or a ward.toml; `-` for standard input; the nearest project if left out");
  app.add_flag("--check", command->check, "change nothing, name the files that would change");
  app.add_flag("--diff", command->diff, "change nothing, print what would change");
  add_common(app, command->common);
  app.footer(
      "Examples:\n"
      "  ward fmt                      format the sources of the project in this folder\n"
      "  ward fmt policy/access.ward   one file\n"
      "  ward fmt --check              in CI: is everything formatted?\n"
      "  ward fmt --diff               what would it change?\n"
      "  ward fmt - < a.ward > b.ward  for editors\n"
      "\n"
      "A file with mistakes is left alone. Lines stay broken where they are; the language has\n"
      "no other freedom that `ward fmt` leaves.\n"
      "\n"
      "Exit codes: 0 formatted; 1 something would change (--check, --diff); 2 a file with "
      "mistakes\n"
      "or one that cannot be read or written.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
