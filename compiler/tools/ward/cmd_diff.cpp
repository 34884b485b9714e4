// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/policy_diff.h"
#include "tools/ward/project_commands.h"

#include <llvm/Support/FormatVariadic.h>

#include <algorithm>
#include <memory>

namespace ward::tool {

namespace {

struct DiffCommand {
  Common common;
  DiffRequest request;
  std::vector<std::string> fail_on;

  Exit run() const {
    PolicyDiff made = compare_policies(request, common);
    if (made.exit != Exit::clean)
      return made.exit;
    if (common.format == Format::json)
      print(llvm::formatv("{0:2}\n", llvm::json::Value(diff::diff_json(made.diff, made.titles)))
                .str());
    else
      print(rendered(diff::diff_page(made.diff, made.titles), common, true));
    const bool fails = std::any_of(fail_on.begin(), fail_on.end(), [&](const std::string& name) {
      return diff::count(made.diff, name) > 0;
    });
    return fails ? Exit::findings : Exit::clean;
  }
};

} // namespace

Runner add_diff(CLI::App& app) {
  auto command = std::make_shared<DiffCommand>();
  command->common.pages = true;
  app.description("What changes from one policy to another, by meaning: law, controls that ask for "
                  "more or less, elements that lose their cover, verdicts that flip.");
  app.add_option("old", command->request.before, "a .wardb file, a project folder or a .ward file")
      ->required();
  app.add_option("new", command->request.after, "another")->required();
  app.add_option("--facts", command->request.judging.facts,
                 "facts to judge by both: which verdicts flip; several files merge")
      ->option_text("FILE...")
      ->expected(1, CLI::detail::expected_max_vector_size);
  app.add_option("--fail-on", command->fail_on,
                 "what ends with exit code 1: weaker (or not proved to ask as much), coverage (an "
                 "element that nothing covers any more), worse and flips (verdicts), any; may be "
                 "repeated, or with commas")
      ->delimiter(',')
      ->check(CLI::IsMember({"weaker", "coverage", "worse", "flips", "any"}))
      ->option_text("WHAT,...")
      ->take_all()
      ->expected(1);
  add_judging(app, command->request.judging);
  add_common(app, command->common);
  app.footer(
      "Examples:\n"
      "  ward diff released.wardb .                        what this folder changes\n"
      "  ward diff ../main . --fail-on weaker,coverage     a gate for a pull request\n"
      "  ward diff old.wardb new.wardb --facts clinic.yaml --as-of 2026-11-22\n"
      "  ward diff ../main . --format markdown > review.md\n"
      "\n"
      "A control is stronger, weaker or incomparable by proof, from the day of --as-of on and "
      "with\n"
      "the numbers of the profile in force; each weakening is shown with facts that both bundles\n"
      "have judged. What is not decided is `unproved`, and `--fail-on weaker` counts it.\n"
      "Exit codes: 0 compared; 1 something that --fail-on counts, or errors in a policy; 2 wrong\n"
      "usage or unreadable input; 3 internal error.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
