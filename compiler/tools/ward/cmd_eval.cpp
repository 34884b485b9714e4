// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_page.h"
#include "tools/ward/command.h"
#include "tools/ward/eval_findings.h"
#include "tools/ward/findings.h"
#include "tools/ward/judged.h"
#include "tools/ward/opened_bundle.h"
#include "tools/ward/units.h"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <unistd.h>

namespace ward::tool {

namespace {

struct Eval {
  Common common;
  FindingOptions options;
  std::string bundle;
  JudgeRequest request;
  std::string fail_on = "not_met";
  bool verbose = false;
  std::vector<std::string> units;

  Exit run() const {
    const OpenedBundle opened = open_bundle(bundle, common);
    if (!opened.bundle)
      return opened.exit;
    if (!units.empty())
      return run_units(opened);
    const Judged judged = judge(opened, bundle, request, common);
    if (judged.json.empty())
      return judged.exit;
    const std::optional<JsonObject> report = parse_report(judged, common);
    if (!report)
      return Exit::internal;
    return finish(eval_findings(*report, fail_on), judged.law_not_met, judged.law_unknown, [&] {
      return common.format == Format::json
                 ? judged.json + "\n"
                 : rendered(eval_page(View(*opened.bundle, *report, verbose)), common, verbose);
    });
  }

  Exit run_units(const OpenedBundle& opened) const {
    const auto parsed = parse_units(units, common);
    if (!parsed)
      return Exit::usage;
    const JudgedUnits judged = judge_units(opened, bundle, request, *parsed, common);
    if (judged.reports.empty())
      return judged.exit;
    formats::Report report = empty_report("eval");
    for (size_t unit = 0; unit < judged.names.size(); ++unit)
      add_unit(report, eval_findings(judged.reports[unit], fail_on), judged.names[unit]);
    return finish(std::move(report), judged.law_not_met, judged.law_unknown,
                  [&] { return units_words(opened, judged); });
  }

  std::string units_words(const OpenedBundle& opened, const JudgedUnits& judged) const {
    const llvm::json::Object whole = units_json(judged);
    if (common.format == Format::json)
      return llvm::formatv("{0}\n", llvm::json::Value(llvm::json::Object(whole))).str();
    return rendered(units_page(*opened.bundle, whole, verbose), common, verbose);
  }

  /// Prints the findings in the format asked for; `words` are the command's own.
  Exit finish(formats::Report report, uint32_t law_not_met, uint32_t law_unknown,
              const std::function<std::string()>& words) const {
    report.place = request.facts.empty() ? bundle : request.facts.front();
    const Settled settled = settle(report, options, common);
    if (settled.exit)
      return *settled.exit;
    if (is_foreign(common.format))
      print(written(report, common.format));
    else
      print(words() + (common.format == Format::text ? known_words(options, settled.known) : ""));
    return options.baseline.empty() ? exit_of(law_not_met, law_unknown) : tool::exit_of(report);
  }

  /// Only law counts: a framework that is not met is no finding against the organization.
  Exit exit_of(uint32_t law_not_met, uint32_t law_unknown) const {
    if (fail_on == "never")
      return Exit::clean;
    return law_not_met > 0 || (fail_on == "unknown" && law_unknown > 0) ? Exit::findings
                                                                        : Exit::clean;
  }
};

} // namespace

Runner add_eval(CLI::App& app) {
  auto eval = std::make_shared<Eval>();
  app.description(
      "Judge an organization: what is met, what is not and why, what nobody knows yet.");
  app.add_option("bundle", eval->bundle, "a .wardb file, a project folder or a .ward file")
      ->required();
  app.add_option("facts", eval->request.facts, "files of facts: .yaml, .json, .csv; several merge")
      ->required()
      ->expected(1, CLI::detail::expected_max_vector_size);
  app.add_option("--unit", eval->units,
                 "a unit with facts of its own beside those of the organization; may be repeated. "
                 "Of a hybrid entity, its designated components")
      ->option_text("NAME=FILE,...")
      ->take_all()
      ->expected(1);
  add_judging(app, eval->request);
  app.add_option("--fail-on", eval->fail_on,
                 "what of a law ends with exit code 1: not_met, unknown (and not_met), never")
      ->check(CLI::IsMember({"not_met", "unknown", "never"}))
      ->option_text("WHAT");
  app.add_flag("-v,--verbose,--all", eval->verbose,
               "cut no list short, and list what is met with its reasons");
  eval->common.pages = true;
  add_common(app, eval->common, eval->options);
  app.footer(
      "Examples:\n"
      "  ward eval clinic.wardb facts.yaml inventory.csv          where does the "
      "organization stand?\n"
      "  ward eval clinic.wardb facts.yaml --as-of 2027-01-01     and on New Year's Day, if "
      "nothing is done?\n"
      "  ward eval clinic.wardb facts.yaml --fail-on unknown      in CI: unknown is not "
      "good enough\n"
      "  ward eval clinic.wardb facts.yaml --verbose              everything, the met too\n"
      "  ward eval clinic.wardb facts.yaml --format markdown > report.md\n"
      "  ward eval clinic.wardb facts.yaml --format json > report.json\n"
      "  ward eval clinic.wardb facts.yaml --format junit > judged.xml\n"
      "  ward eval clinic.wardb facts.yaml --baseline known.json  in CI: only what got worse "
      "fails\n"
      "  ward eval clinic.wardb org.yaml --unit clinic=clinic.yaml --unit lab=lab.yaml,lab.csv\n"
      "                                                           a hybrid entity, by component: "
      "the worst counts\n"
      "\n"
      "What is not met stands worst first, then cheapest: of the law before contracts and "
      "policies; required and\n"
      "standards before addressable; what the facts contradict before what no control shows; "
      "then what opens more,\n"
      "then what takes less effort (REFERENCE.md R11.9).\n"
      "\n"
      "Exit codes: 0 nothing found; 1 a provision of a law is not met (--fail-on); 2 "
      "unreadable bundle or facts;\n"
      "3 internal error.");
  return [eval] { return eval->run(); };
}

} // namespace ward::tool
