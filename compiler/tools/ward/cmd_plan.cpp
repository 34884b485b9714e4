// SPDX-License-Identifier: Apache-2.0
#include "tools/plan/plan_page.h"
#include "tools/ward/organization.h"
#include "tools/whatif/rank_questions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <memory>

namespace ward::tool {

namespace {

struct PlanCommand {
  Common common;
  std::string path;
  JudgeRequest request;
  PlanOptions options;
  bool verbose = false;

  Exit run() const {
    const OpenedBundle opened = open_bundle(path, common);
    if (!opened.bundle)
      return opened.exit;
    if (const std::string fault = wrong_target(*opened.bundle); !fault.empty())
      return fail(common, fault);
    Exit exit = Exit::clean;
    const std::optional<Organization> one = judge_organization(opened, path, request, common, exit);
    if (!one)
      return exit;
    const Plan plan = make_plan(*one->world, options);
    if (!plan.fault.empty())
      return fail(common, plan.fault, Exit::internal);
    std::vector<OpenQuestion> questions = open_questions(one->report, options.target);
    rank_by_settling(*one->world, questions);
    const View view(*opened.bundle, one->report, verbose);
    if (common.format == Format::json)
      print(llvm::formatv("{0:2}\n", llvm::json::Value(plan_json(view, plan, options, questions)))
                .str());
    else
      print(rendered(plan_page(view, plan, options, questions), common, verbose));
    return Exit::clean;
  }

  std::string wrong_target(const rt::Bundle& bundle) const {
    std::vector<std::string> names;
    for (const bundle::Authority* one : *bundle.root().authorities())
      names.push_back(text_of(bundle, one->name()));
    if (options.target.empty() ||
        std::find(names.begin(), names.end(), options.target) != names.end())
      return "";
    return fmt::format("{}: no authority `{}` to plan for; there are {}. Assessments are not "
                       "planned for in this version",
                       path, options.target, fmt::join(names, ", "));
  }
};

} // namespace

Runner add_plan(CLI::App& app) {
  auto command = std::make_shared<PlanCommand>();
  app.description(
      "What to do first about what is not met, and what each step does to the verdicts.");
  add_organization(app, command->path, command->request);
  app.add_option("--target", command->options.target,
                 "an authority: plan for what is not met of it alone; all of them if left out")
      ->option_text("NAME");
  app.add_option("--within", command->options.within_days,
                 "how many days to look ahead for what ends, 90 if left out")
      ->check(CLI::Range(0u, max_plan_days))
      ->option_text("DAYS");
  app.add_flag("-v,--verbose,--all", command->verbose, "cut no list short");
  add_judging(app, command->request);
  command->common.pages = true;
  add_common(app, command->common);
  app.footer(
      "Examples:\n"
      "  ward plan clinic.wardb facts.yaml inventory.csv                 all gaps, in order\n"
      "  ward plan clinic.wardb facts.yaml --target hipaa                the law's alone\n"
      "  ward plan clinic.wardb facts.yaml --within 180                  and what ends in half a "
      "year\n"
      "  ward plan clinic.wardb facts.yaml --format markdown > plan.md\n"
      "  ward plan clinic.wardb facts.yaml --format json > plan.json\n"
      "\n"
      "Law comes before contract, policy, framework and guidance; what others need comes first; "
      "then "
      "what closes most\n"
      "for its effort (REFERENCE.md R14.5). The effect of a step is what the runtime says of the "
      "facts with the changes\n"
      "listed; where no changes can be worked out, the plan says so and gives none.\n"
      "Exit codes: 0 planned, whatever is to be done; 2 unreadable bundle or facts, no such "
      "target; "
      "3 internal error.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
