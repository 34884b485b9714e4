// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/page/page.h"
#include "tools/report/bundle_text.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ward::tool {

/// What a run of the tool ends with. Documented in the README; scripts rely on it.
enum class Exit : int {
  clean = 0,    ///< nothing found
  findings = 1, ///< an error from check, a failed test, for eval a law's provision not met
  usage = 2,    ///< wrong usage or unreadable input
  internal = 3, ///< a fault of the tool itself
};

/// Commands that make pages have Markdown, those that find things what other tools read, `clock`
/// ics.
enum class Format : uint8_t { text, json, markdown, sarif, github, gitlab, junit, ics };

/// Options that every command has.
struct Common {
  Format format = Format::text;
  bool format_given = false; ///< on the command line
  bool all_formats = false; ///< whether --format takes what other tools read
  bool pages = false;       ///< whether --format takes markdown
  bool calendar = false;    ///< whether it takes ics
  std::string as_of_text;
  std::string color = "auto";

  /// The day to judge or check as of: --as-of, else today by the machine's clock in UTC.
  std::optional<int32_t> as_of_days() const;
  /// Whether to colour what goes to standard output (1) or standard error (2); NO_COLOR is
  /// respected.
  bool use_color(int file) const;
};

/// A subcommand: adds itself to the command line; what it returns runs when it was chosen.
using Runner = std::function<Exit()>;
struct Command {
  const char* name;
  Runner (*add)(CLI::App& app);
};

/// Adds --format, --as-of and --color.
void add_common(CLI::App& app, Common& common);

// One subcommand a file.
Runner add_check(CLI::App& app);
Runner add_build(CLI::App& app);
Runner add_clock(CLI::App& app);
Runner add_eval(CLI::App& app);
Runner add_explain(CLI::App& app);
Runner add_facts(CLI::App& app);
Runner add_fmt(CLI::App& app);
Runner add_lint(CLI::App& app);
Runner add_compare(CLI::App& app);
Runner add_crosswalk(CLI::App& app);
Runner add_import(CLI::App& app);
Runner add_inspect(CLI::App& app);
Runner add_plan(CLI::App& app);
Runner add_test(CLI::App& app);

/// Prints `error: message` to standard error.
Exit fail(const Common& common, const std::string& message, Exit exit = Exit::usage);

/// The same for --as-of, when as_of_days() is nothing.
Exit fail_day(const Common& common);

/// Writes to standard output. A broken pipe ends quietly.
void print(const std::string& text);

/// A page in the format asked for, text or Markdown. `whole`: nothing is cut short.
std::string rendered(const page::Page& page, const Common& common, bool whole);

} // namespace ward::tool
