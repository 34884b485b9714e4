// SPDX-License-Identifier: Apache-2.0
#include "tools/questions/template.h"
#include "tools/ward/facts_commands.h"

#include <fmt/format.h>

#include <memory>

namespace ward::tool {

namespace {

struct Template {
  Common common;
  std::string path, table;
  JudgeRequest request;

  Exit run() const {
    if (common.format != Format::text)
      return fail(common, "a template is YAML with comments, for people to fill in; for programs "
                          "there is `ward facts schema`");
    const OpenedBundle opened = open_bundle(path, common);
    if (!opened.bundle)
      return opened.exit;
    const auto profile = chosen_profile(*opened.bundle, path, request, common);
    if (!profile)
      return Exit::usage;
    const int32_t day = *common.as_of_days();
    const Needs needs = needs_of(*opened.bundle, *profile, day);
    if (table.empty()) {
      print(facts_template(*opened.bundle, needs, *profile, format_day(day)));
      return Exit::clean;
    }
    const std::string text = table_template(*opened.bundle, needs, table, format_day(day));
    if (text.empty())
      return fail(
          common,
          fmt::format("{}: no table `{}` that is read here; `ward facts template {}` has them all",
                      path, table, path));
    print(text);
    return Exit::clean;
  }
};

} // namespace

Runner add_facts_template(CLI::App& app) {
  auto command = std::make_shared<Template>();
  app.description(
      "A file of facts to fill in: every fact that is read, with its question, as YAML.");
  app.add_option("bundle", command->path, "a .wardb file, a project folder or a .ward file")
      ->required();
  app.add_option("--table", command->table, "the head of a CSV file for one table instead")
      ->option_text("NAME");
  add_profile(app, command->request);
  add_common(app, command->common);
  app.footer(
      "Examples:\n"
      "  ward facts template clinic.wardb > facts.yaml               all that its profile reads\n"
      "  ward facts template clinic.wardb --table systems > systems.csv\n"
      "\n"
      "As it is written it says nothing: everything is unknown until it is filled in.\n"
      "Exit codes: 0 written; 2 unreadable bundle, no such profile or table.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
