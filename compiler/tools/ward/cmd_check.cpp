// SPDX-License-Identifier: Apache-2.0
#include "diag/render.h"
#include "prove/strictest.h"
#include "tools/ward/command.h"
#include "tools/ward/compile.h"
#include "tools/ward/findings.h"
#include "tools/ward/strictest_text.h"

#include <fmt/format.h>
#include <llvm/Support/JSON.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <unistd.h>

namespace ward::tool {

namespace {

struct Check {
  Common common;
  FindingOptions options;
  std::string input;
  std::string profile;
  bool timings = false;
  bool no_proofs = false;
  bool no_cache = false;
  bool strictest = false;

  static int64_t count(const std::vector<const diag::Diagnostic*>& findings,
                       diag::Severity severity) {
    return std::count_if(findings.begin(), findings.end(), [&](const diag::Diagnostic* finding) {
      return finding->severity == severity;
    });
  }

  Exit run() const {
    const auto day = common.as_of_days();
    if (!day)
      return fail_day(common);
    const auto start = std::chrono::steady_clock::now();
    const std::unique_ptr<driver::Compilation> compilation =
        compile_input(input, *day, profile, driver::Phase::prove, proving());
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    formats::Report report = report_of(*compilation, "check");
    const Settled settled = settle(report, options, common);
    if (settled.exit)
      return *settled.exit;
    std::vector<const diag::Diagnostic*> shown;
    for (const formats::Finding& finding : report.findings)
      shown.push_back(finding.diagnostic);
    if (is_foreign(common.format)) {
      print(written(report, common.format));
    } else if (common.format == Format::json) {
      const driver::Counts& counts = compilation->counts;
      llvm::Expected<llvm::json::Value> findings =
          llvm::json::parse(diag::render_json(shown, compilation->sources));
      if (!findings)
        return fail(common, llvm::toString(findings.takeError()), Exit::internal);
      llvm::json::Value document = llvm::json::Object{
          {"schema_version", 1},
          {"as_of", format_day(*day)},
          {"errors", count(shown, diag::Severity::error)},
          {"warnings", count(shown, diag::Severity::warning)},
          {"known", static_cast<int64_t>(settled.known.hidden)},
          {"counts", llvm::json::Object{{"files", static_cast<int64_t>(counts.files)},
                                        {"controls", static_cast<int64_t>(counts.controls)},
                                        {"provisions", static_cast<int64_t>(counts.provisions)},
                                        {"elements", static_cast<int64_t>(counts.elements)},
                                        {"tests", static_cast<int64_t>(counts.tests)}}},
          {"proofs", proofs_of(*compilation)},
          {"diagnostics", std::move(*findings)}};
      if (strictest && compilation->model)
        document.getAsObject()->insert({"strictest", strictest_json(prove::strictest_bounds(*compilation->model))});
      print(llvm::formatv("{0:2}\n", document).str());
    } else {
      for (const diag::Diagnostic* finding : shown)
        print(diag::render_text(*finding, compilation->sources,
                                {.color = common.use_color(STDOUT_FILENO)}));
      if (strictest && compilation->model)
        print(strictest_text(prove::strictest_bounds(*compilation->model)));
      if (compilation->proofs)
        for (const std::string& each : compilation->proofs->unproved)
          print(fmt::format("unproved: {}\n", each));
      print(fmt::format("as of {} · ", format_day(*day)) +
            summary_of(*compilation, shown, seconds) + known_words(options, settled.known));
      if (no_proofs)
        print("nothing was proved: --no-proofs\n");
      if (timings)
        print(driver::phase_timings(*compilation) + "\n");
    }
    if (compilation->proofs && !compilation->proofs->faults.empty())
      return fail(common, fmt::format("a counterexample did not replay, which is a mistake of this program; {}",
                                      fmt::join(compilation->proofs->faults, "; ")),
                  Exit::internal);
    return compilation->model ? exit_of(report) : exit_of(*compilation);
  }

  Proving proving() const { return {!no_proofs, !no_cache}; }

  /// Null where nothing was asked: errors came before, or --no-proofs.
  static llvm::json::Value proofs_of(const driver::Compilation& compilation) {
    if (!compilation.proofs)
      return nullptr;
    const prove::Summary& proofs = *compilation.proofs;
    return llvm::json::Object{{"questions", static_cast<int64_t>(proofs.questions)},
                              {"decided", static_cast<int64_t>(proofs.decided)},
                              {"trusted", static_cast<int64_t>(proofs.trusted)},
                              {"cached", static_cast<int64_t>(proofs.cached)},
                              {"unproved", llvm::json::Array(proofs.unproved)}};
  }
};

} // namespace

Runner add_check(CLI::App& app) {
  auto check = std::make_shared<Check>();
  app.description("Check a project: names, types, units, citations, coverage, force, dates, and whether controls are as "
                  "strict as what they cover.");
  app.add_option(
      "input", check->input,
      "a project folder, a ward.toml or a .ward file; the nearest ward.toml if left out");
  app.add_option("--profile", check->profile,
                 "the profile to judge with; the manifest's if left out");
  app.add_flag("--timings", check->timings, "print how long each phase took");
  app.add_flag("--no-proofs", check->no_proofs,
               "leave out what is proved by search: quicker, and says less");
  app.add_flag("--no-cache", check->no_cache, "prove everything anew, and remember nothing");
  app.add_flag("--strictest", check->strictest,
               "list what the laws in force ask of each fact at the most");
  add_common(app, check->common, check->options);
  app.footer("Examples:\n"
             "  ward check                              the project in this folder or above it\n"
             "  ward check examples/01-clinic           another one\n"
             "  ward check --as-of 2027-01-01           will it still hold next year?\n"
             "  ward check --format sarif > ward.sarif  for code scanning; github, gitlab, junit too\n"
             "  ward check --write-baseline known.json  know what is found now, and then\n"
             "  ward check --baseline known.json        fail only for what is new\n"
             "\n"
             "Exit codes: 0 no error; 1 errors; 2 unreadable input.");
  return [check] { return check->run(); };
}

} // namespace ward::tool
