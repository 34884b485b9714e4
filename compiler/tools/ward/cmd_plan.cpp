// SPDX-License-Identifier: Apache-2.0
#include "tools/plan/score_plan.h"
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
  const CLI::Option* within = nullptr;

  Exit run() const {
    // A step is the value that a fact should have: there is no plan without values.
    if (request.redact)
      return fail(common,
                  "a plan shows values to change, and --redact leaves values out; judge with "
                  "`ward eval --redact`, or leave it out");
    const OpenedBundle opened = open_bundle(path, common);
    if (!opened.bundle)
      return opened.exit;
    if (const std::string fault = wrong_target(*opened.bundle); !fault.empty())
      return fail(common, fault);
    Exit exit = Exit::clean;
    const std::optional<Organization> one = judge_organization(opened, path, request, common, exit);
    if (!one)
      return exit;
    const View view(*opened.bundle, one->report, verbose);
    if (const uint32_t assessment = find_assessment(*opened.bundle, options.target);
        assessment != UINT32_MAX && !is_authority(*opened.bundle))
      return run_scores(view, make_score_plan(*one->world, assessment));
    const Plan plan = make_plan(*one->world, options);
    if (!plan.fault.empty())
      return fail(common, plan.fault, Exit::internal);
    std::vector<OpenQuestion> questions = open_questions(one->report, options.target);
    rank_by_settling(*one->world, questions);
    if (common.format == Format::json)
      print(llvm::formatv("{0:2}\n", llvm::json::Value(plan_json(view, plan, options, questions)))
                .str());
    else
      print(rendered(plan_page(view, plan, options, questions), common, verbose));
    return Exit::clean;
  }

  Exit run_scores(const View& view, const ScorePlan& plan) const {
    if (!plan.fault.empty())
      return fail(common, plan.fault, Exit::internal);
    if (common.format == Format::json)
      print(llvm::formatv("{0:2}\n", llvm::json::Value(score_plan_json(view, plan))).str());
    else
      print(rendered(score_plan_page(view, plan), common, verbose));
    return Exit::clean;
  }

  std::vector<std::string> authorities(const rt::Bundle& bundle) const {
    std::vector<std::string> names;
    for (const bundle::Authority* one : *bundle.root().authorities())
      names.push_back(text_of(bundle, one->name()));
    return names;
  }
  bool is_authority(const rt::Bundle& bundle) const {
    const std::vector<std::string> names = authorities(bundle);
    return std::find(names.begin(), names.end(), options.target) != names.end();
  }

  std::string wrong_target(const rt::Bundle& bundle) const {
    if (options.target.empty() || is_authority(bundle))
      return "";
    std::vector<std::string> names;
    for (uint32_t i = 0; i < bundle.assessment_count(); ++i) {
      const bundle::Assessment& one = *bundle.root().assessments()->Get(i);
      names.push_back(text_of(bundle, one.path()));
      if (names.back() != options.target)
        continue;
      if (one.table() == 0)
        return fmt::format("{}: `{}` is on no table of facts: it scores nothing to plan for", path,
                           options.target);
      return within == nullptr || within->count() == 0
                 ? ""
                 : fmt::format("--within looks ahead for provisions, and `{}` is an assessment; "
                               "leave it out",
                               options.target);
    }
    return fmt::format("{}: no authority or assessment `{}` to plan for; authorities: {}; "
                       "assessments: {}",
                       path, options.target, fmt::join(authorities(bundle), ", "),
                       names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", ")));
  }
};

} // namespace

Runner add_plan(CLI::App& app) {
  auto command = std::make_shared<PlanCommand>();
  app.description(
      "What to do first about what is not met, and what each step does to the verdicts.");
  add_organization(app, command->path, command->request);
  app.add_option(
         "--target", command->options.target,
         "an authority, or an assessment by its path (hitrust.e1); all that is judged if left out")
      ->option_text("NAME");
  command->within =
      app.add_option("--within", command->options.within_days,
                     "how many days to look ahead for what ends, 90 if left out; not with an "
                     "assessment")
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
      "  ward plan clinic.wardb statements.yaml --target hitrust.e1      what to raise for a "
      "threshold\n"
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
      "listed; where no changes can be worked out, the plan says so and gives none. For an "
      "assessment each step is\n"
      "scored again, also on the day from which it counts (R14.9).\n"
      "Exit codes: 0 planned, whatever is to be done; 2 unreadable bundle or facts, no such "
      "target; "
      "3 internal error.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
