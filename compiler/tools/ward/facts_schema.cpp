// SPDX-License-Identifier: Apache-2.0
#include "tools/questions/json_schema.h"
#include "tools/ward/facts_commands.h"

#include <llvm/Support/raw_ostream.h>

#include <memory>

namespace ward::tool {

namespace {

struct SchemaCommand {
  Common common;
  std::string path;

  Exit run() const {
    if (common.format_given && common.format != Format::json)
      return fail(common, "`ward facts schema` writes JSON, and has no other form");
    const OpenedBundle opened = open_bundle(path, common);
    if (!opened.bundle)
      return opened.exit;
    print(llvm::formatv("{0:2}\n", llvm::json::Value(facts_schema(*opened.bundle))).str());
    return Exit::clean;
  }
};

} // namespace

Runner add_facts_schema(CLI::App& app) {
  auto command = std::make_shared<SchemaCommand>();
  app.description(
      "A JSON Schema (2020-12) of the facts: for editors, forms and programs that write them.");
  app.add_option("bundle", command->path, "a .wardb file, a project folder or a .ward file")
      ->required();
  add_common(app, command->common);
  app.footer("Examples:\n"
             "  ward facts schema clinic.wardb > facts.schema.json\n"
             "\n"
             "It describes the JSON that the runtime takes, which `ward facts merge` writes. It "
             "refuses nothing that\n"
             "the runtime accepts; the runtime also checks ranges, days of the calendar and the "
             "keys of rows.\n"
             "Exit codes: 0 written; 2 unreadable bundle.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
