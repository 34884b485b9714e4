// SPDX-License-Identifier: Apache-2.0
#include "tools/report/next_page.h"
#include "tools/ward/facts_commands.h"

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
    const Judged judged = judge(opened, path, request, common);
    if (judged.json.empty())
      return judged.exit;
    const std::optional<JsonObject> report = parse_report(judged, common);
    if (!report)
      return Exit::internal;
    const View view(*opened.bundle, *report, all);
    if (common.format == Format::json)
      print(llvm::formatv("{0:2}\n", llvm::json::Value(next_json(view))).str());
    else
      print(rendered(next_page(view, limit), common, all));
    return Exit::clean;
  }
};

} // namespace

Runner add_facts_next(CLI::App& app) {
  auto command = std::make_shared<Next>();
  app.description("What to find out next: the unknown facts that matter to most verdicts.");
  app.add_option("bundle", command->path, "a .wardb file, a project folder or a .ward file")
      ->required();
  app.add_option("facts", command->request.facts, "files of facts: .yaml, .json, .csv")
      ->required()
      ->expected(1, CLI::detail::expected_max_vector_size);
  app.add_option("-n,--number", command->limit, "how many, 10 if left out")
      ->check(CLI::Range(1, 1000000))
      ->option_text("N");
  app.add_flag("-v,--verbose,--all", command->all, "all of them, and nothing cut short");
  add_judging(app, command->request);
  command->common.pages = true;
  add_common(app, command->common);
  app.footer("Examples:\n"
             "  ward facts next clinic.wardb facts.yaml inventory.csv\n"
             "  ward facts next clinic.wardb facts.yaml --all --format json\n"
             "\n"
             "Ranked by the number of unknown verdicts that each may matter to, then of those that "
             "it alone could\n"
             "settle (REFERENCE.md R11.10).\n"
             "Exit codes: 0 shown; 2 unreadable bundle or facts.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
