// SPDX-License-Identifier: Apache-2.0
#include "tools/report/next_page.h"
#include "tools/ward/facts_commands.h"
#include "tools/ward/organization.h"
#include "tools/whatif/rank_questions.h"

#include <llvm/Support/raw_ostream.h>

#include <memory>

namespace ward::tool {

namespace {

struct Next {
  Common common;
  std::string path;
  JudgeRequest request;
  size_t limit = 10;
  bool all = false;

  Exit run() const {
    const OpenedBundle opened = open_bundle(path, common);
    if (!opened.bundle)
      return opened.exit;
    Exit exit = Exit::clean;
    const std::optional<Organization> one = judge_organization(opened, path, request, common, exit);
    if (!one)
      return exit;
    std::vector<OpenQuestion> questions = open_questions(one->report);
    rank_by_settling(*one->world, questions);
    const View view(*opened.bundle, one->report, all);
    if (common.format == Format::json)
      print(llvm::formatv("{0:2}\n", llvm::json::Value(next_json(view, questions))).str());
    else
      print(rendered(next_page(view, questions, limit), common, all));
    return Exit::clean;
  }
};

} // namespace

Runner add_facts_next(CLI::App& app) {
  auto command = std::make_shared<Next>();
  app.description("What to find out next: the unknown facts that would settle most verdicts.");
  add_organization(app, command->path, command->request);
  app.add_option("-n,--number", command->limit, "how many, 10 if left out")
      ->check(CLI::Range(1, 1000000))
      ->option_text("N");
  app.add_flag("-v,--verbose,--all", command->all, "all of them, and nothing cut short");
  add_judging(app, command->request);
  command->common.pages = true;
  add_common(app, command->common);
  app.footer(
      "Examples:\n"
      "  ward facts next clinic.wardb facts.yaml inventory.csv\n"
      "  ward facts next clinic.wardb facts.yaml --all --format json\n"
      "\n"
      "Ranked by the number of unknown verdicts that one answer would settle, found by judging "
      "with it, then of\n"
      "those that it may matter to (REFERENCE.md R11.11).\n"
      "Exit codes: 0 shown; 2 unreadable bundle or facts.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
