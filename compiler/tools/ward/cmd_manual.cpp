// SPDX-License-Identifier: Apache-2.0
#include "emit/write_bundle.h"
#include "tools/ward/command_line.h"
#include "tools/ward/shell_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace ward::tool {

namespace {

struct Page {
  std::string name, text; ///< "ward-facts-template"
};

std::vector<Page> pages_of(const shell::Command& root) {
  std::vector<Page> out;
  shell::each_command(root, "", [&](const std::string& path, const shell::Command& command) {
    const std::string called = path.empty() ? "ward" : "ward " + path;
    std::vector<std::string> others;
    if (!path.empty())
      others.push_back("ward");
    for (const shell::Command& below : command.commands) {
      std::string name = called + " " + below.name;
      std::replace(name.begin(), name.end(), ' ', '-');
      others.push_back(std::move(name));
    }
    std::string name = called;
    std::replace(name.begin(), name.end(), ' ', '-');
    out.push_back({name, shell::manual_page(command, called, WARD_VERSION, others)});
  });
  return out;
}

struct Manual {
  Common common;
  std::vector<std::string> command;
  std::string folder;

  Exit run(const shell::Command& root) const {
    std::string name = "ward";
    for (const std::string& word : command)
      name += "-" + word;
    for (const Page& page : pages_of(root)) {
      if (!folder.empty()) {
        const std::string path = fmt::format("{}/{}.1", folder, page.name);
        if (const std::string fault = emit::write_bundle(
                path, {reinterpret_cast<const uint8_t*>(page.text.data()), page.text.size()});
            !fault.empty())
          return fail(common, fmt::format("{}: {}", path, fault));
      } else if (page.name == name) {
        print(page.text);
        return Exit::clean;
      }
    }
    return folder.empty() ? fail(common, fmt::format("there is no page {}", name)) : Exit::clean;
  }
};

} // namespace

Runner add_manual(CLI::App& app) {
  auto manual = std::make_shared<Manual>();
  app.description("Print the manual page of a command, as man reads it.");
  auto* named = app.add_option("command", manual->command,
                               "a command, as in `ward manual facts template`; ward itself if "
                               "left out")
                    ->expected(0, 2);
  app.add_option("--all", manual->folder, "write every page into this folder, which is there")
      ->option_text("FOLDER")
      ->excludes(named);
  app.footer("Examples:\n"
             "  ward manual eval | man -l -\n"
             "  ward manual --all share/man/man1\n"
             "\n"
             "An installation brings the pages: `man ward-eval`.\n"
             "Exit codes: 0 printed or written; 2 wrong usage, or a file that cannot be written.");
  return [&app, manual] { return manual->run(command_line(*app.get_parent())); };
}

} // namespace ward::tool
