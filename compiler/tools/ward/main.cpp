// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/build_facts.h"
#include "tools/ward/command.h"
#include "tools/ward/incident_command.h"
#include "tools/ward/project_commands.h"
#include "tools/ward/shell_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iterator>
#include <memory>
#include <string>

namespace {

using namespace ward::tool;

constexpr Command commands[] = {
    {"check", add_check},
    {"build", add_build},
    {"eval", add_eval},
    {"explain", add_explain},
    {"plan", add_plan},
    {"clock", add_clock},
    {"facts", add_facts},
    {"test", add_test},
    {"inspect", add_inspect},
    {"crosswalk", add_crosswalk},
    {"compare", add_compare},
    {"import", add_import},
    {"fmt", add_fmt},
    {"lint", add_lint},
    {"diff", add_diff},
    {"init", add_init},
    {"lock", add_lock},
    {"incident", add_incident},
    {"completion", add_completion},
    {"manual", add_manual},
};

/// Examples stand before options: people look for what to type.
class ExamplesFirst : public CLI::Formatter {
public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override {
    if (mode == CLI::AppFormatMode::Sub)
      return make_expanded(app);
    return make_description(app) + make_usage(app, name) + "\n" + make_footer(app) +
           make_positionals(app) + make_groups(app, mode) + make_subcommands(app, mode);
  }
};

/// What was wrong with the command line, and where to look.
std::string usage_fault(const CLI::App* app, const CLI::Error& fault) {
  std::string command = "ward";
  for (const CLI::App* sub : app->get_subcommands())
    command += " " + sub->get_name();
  return fmt::format("error: {}\nsee `{} --help`\n", fault.what(), command);
}

int run(int argc, char** argv) {
  CLI::App app("Ward: a policy language for healthcare compliance, and its compiler.", "ward");
  app.set_version_flag("--version", build_facts, "the version, and what this build is made of");
  app.require_subcommand(1);
  app.formatter(std::make_shared<ExamplesFirst>());
  app.failure_message(usage_fault);
  app.footer(
      "Examples:\n"
      "  ward init office                             a small project to begin with\n"
      "  ward check                                   check the project in this folder\n"
      "  ward build -o clinic.wardb                   compile it to one bundle\n"
      "  ward eval clinic.wardb facts.yaml systems.csv   judge an organization\n"
      "  ward explain hipaa:164.312(b) clinic.wardb facts.yaml   why one provision came out so\n"
      "  ward plan clinic.wardb facts.yaml systems.csv   what to do first, and what it does\n"
      "  ward explain WARD2031                        what a diagnostic means\n"
      "\n"
      "Exit codes: 0 nothing found; 1 findings; 2 wrong usage or unreadable input; 3 internal "
      "error.");
  Exit exit = Exit::usage;
  for (const Command& command : commands) {
    CLI::App* sub = app.add_subcommand(command.name);
    Runner runner = command.add(*sub);
    sub->callback([runner, &exit] { exit = runner(); });
  }
  if (argc < 2) {
    fmt::print(stderr, "{}", app.help());
    return static_cast<int>(Exit::usage);
  }
  const std::string first = argv[1];
  const auto is_named = [&](const Command& command) { return first == command.name; };
  if (first[0] != '-' && std::none_of(std::begin(commands), std::end(commands), is_named)) {
    std::string names;
    for (const Command& command : commands)
      names += (names.empty() ? "" : ", ") + std::string(command.name);
    fmt::print(stderr, "error: no command `{}`; there are {}\nsee `ward --help`\n", first, names);
    return static_cast<int>(Exit::usage);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& fault) {
    const int code = app.exit(fault);
    return code == 0 ? 0 : static_cast<int>(Exit::usage);
  }
  if (std::fflush(stdout) != 0)
    return static_cast<int>(Exit::usage);
  return static_cast<int>(exit);
}

} // namespace

int main(int argc, char** argv) {
  // A closed pipe (`ward eval ... | head`) ends the run quietly by a failed write.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const std::exception& fault) {
    fmt::print(stderr, "internal error: {}\nPlease report it with the command that led to it.\n",
               fault.what());
  } catch (...) {
    fmt::print(stderr, "internal error\nPlease report it with the command that led to it.\n");
  }
  return static_cast<int>(Exit::internal);
}
