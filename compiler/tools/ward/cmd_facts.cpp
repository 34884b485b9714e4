// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/facts_commands.h"

#include <memory>

namespace ward::tool {

Runner add_facts(CLI::App& app) {
  constexpr Command commands[] = {
      {"template", add_facts_template}, {"ask", add_facts_ask},     {"next", add_facts_next},
      {"lint", add_facts_lint},         {"merge", add_facts_merge}, {"schema", add_facts_schema},
  };
  app.description("Write, check and complete the facts of an organization.");
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  ward facts template clinic.wardb > facts.yaml     a form to fill in\n"
      "  ward facts ask clinic.wardb -o facts.yaml         or be asked, the questions that matter "
      "most first\n"
      "  ward facts next clinic.wardb facts.yaml           what to find out next\n"
      "  ward facts lint clinic.wardb facts.yaml           what is too old, undated, personal or "
      "read by nothing\n"
      "  ward facts merge clinic.wardb facts.yaml systems.csv > facts.json\n"
      "  ward facts schema clinic.wardb > facts.schema.json\n"
      "\n"
      "Exit codes: 0 done; 1 findings (lint); 2 unreadable bundle or facts; 3 internal error.");
  const auto exit = std::make_shared<Exit>(Exit::usage);
  for (const Command& command : commands) {
    CLI::App* sub = app.add_subcommand(command.name);
    const Runner runner = command.add(*sub);
    sub->callback([runner, exit] { *exit = runner(); });
  }
  return [exit] { return *exit; };
}

} // namespace ward::tool
