// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/facts_commands.h"
#include "tools/ward/organization.h"

#include <memory>

namespace ward::tool {

namespace {

struct Merge {
  Common common;
  std::string path;
  JudgeRequest request;

  Exit run() const {
    if (common.format_given && common.format != Format::json)
      return fail(common, "`ward facts merge` writes JSON, and has no other form");
    const OpenedBundle opened = open_bundle(path, common);
    if (!opened.bundle)
      return opened.exit;
    // Judged as well: what the runtime would refuse is not handed on.
    const Judged judged = judge(opened, path, request, common);
    if (judged.json.empty())
      return judged.exit;
    print(judged.facts.json + "\n");
    return Exit::clean;
  }
};

} // namespace

Runner add_facts_merge(CLI::App& app) {
  auto command = std::make_shared<Merge>();
  app.description("Merge files of facts into the one JSON document that the runtime takes.");
  add_organization(app, command->path, command->request);
  add_judging(app, command->request);
  add_common(app, command->common);
  app.footer(
      "Examples:\n"
      "  ward facts merge clinic.wardb facts.yaml systems.csv > facts.json\n"
      "\n"
      "Each value keeps its file and line. Exit codes: 0 written; 2 unreadable bundle or facts.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
