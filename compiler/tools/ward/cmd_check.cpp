// SPDX-License-Identifier: Apache-2.0
#include "diag/render.h"
#include "prove/strictest.h"
#include "tools/ward/check_cache.h"
#include "tools/ward/command.h"
#include "tools/ward/compile.h"
#include "tools/ward/findings.h"
#include "tools/ward/lock_file.h"
#include "tools/ward/strictest_text.h"

#include <fmt/format.h>
#include <llvm/Support/JSON.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
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
  bool locked = false;

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
    const CheckCache cache = cache_for(*day);
    Outcome outcome;
    if (auto found = cache.find()) {
      outcome.exit = static_cast<Exit>(found->exit);
      outcome.text = std::move(found->text);
    } else {
      outcome = check(*day);
      if (outcome.is_settled)
        cache.keep({static_cast<int>(outcome.exit), outcome.text});
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    print(outcome.text);
    if (common.format == Format::text && !outcome.is_silent)
      print(seconds_words(seconds) + outcome.after);
    if (!outcome.fault.empty())
      return fail(common, outcome.fault, Exit::internal);
    for (const std::string& each : outcome.unlocked)
      fail(common, each);
    return outcome.unlocked.empty() ? outcome.exit : Exit::findings;
  }

  struct Outcome {
    Exit exit = Exit::clean;
    std::string text;                       ///< for the format text: up to the seconds that it took
    std::string after;                      ///< what stands behind those
    std::string fault;                      ///< of this program
    std::vector<std::string> unlocked = {}; ///< where the sources and ward.lock differ
    bool is_silent = false;                 ///< a baseline was written or could not be read
    bool is_settled = false;                ///< another run would say the same
  };

  /// None for what other files or the clock have a say in.
  CheckCache cache_for(int32_t day) const {
    if (no_cache || locked || has_lock(input) || timings || !options.baseline.empty() ||
        !options.write_baseline.empty())
      return {};
    const char* chosen = std::getenv("WARD_STDLIB");
    return {input,
            library_in_use(),
            {format_day(day), profile, std::to_string(static_cast<int>(common.format)),
             common.use_color(STDOUT_FILENO) ? "color" : "plain", no_proofs ? "unproved" : "proved",
             strictest ? "strictest" : "", chosen == nullptr ? "" : chosen}};
  }

  Outcome check(int32_t day) const {
    const std::unique_ptr<driver::Compilation> compilation =
        compile_input(input, day, profile, driver::Phase::prove, proving());
    Outcome outcome;
    formats::Report report = report_of(*compilation, "check");
    const Settled settled = settle(report, options, common);
    if (settled.exit) {
      outcome.exit = *settled.exit;
      outcome.is_silent = true;
      return outcome;
    }
    outcome.exit = compilation->model ? exit_of(report) : exit_of(*compilation);
    std::vector<const diag::Diagnostic*> shown;
    for (const formats::Finding& finding : report.findings)
      shown.push_back(finding.diagnostic);
    if (is_foreign(common.format)) {
      outcome.text = written(report, common.format);
    } else if (common.format == Format::json) {
      outcome.text = json_text(*compilation, shown, settled, day);
    } else {
      outcome.text = words(*compilation, shown, day);
      outcome.after = known_words(options, settled.known);
      if (no_proofs)
        outcome.after += "nothing was proved: --no-proofs\n";
      if (timings)
        outcome.after += driver::phase_timings(*compilation) + "\n";
    }
    if (compilation->ok())
      outcome.unlocked = lock_faults(*compilation, locked);
    if (compilation->proofs && !compilation->proofs->faults.empty())
      outcome.fault =
          fmt::format("a counterexample did not replay, which is a mistake of this program; {}",
                      fmt::join(compilation->proofs->faults, "; "));
    // What was left unproved for want of time, another run may prove; and the words behind the
    // seconds are not kept.
    outcome.is_settled = outcome.fault.empty() && outcome.unlocked.empty() &&
                         outcome.after.empty() &&
                         (!compilation->proofs || compilation->proofs->unproved.empty());
    return outcome;
  }

  std::string words(const driver::Compilation& compilation,
                    const std::vector<const diag::Diagnostic*>& shown, int32_t day) const {
    std::string out;
    for (const diag::Diagnostic* finding : shown)
      out += diag::render_text(*finding, compilation.sources,
                               {.color = common.use_color(STDOUT_FILENO)});
    if (strictest && compilation.model)
      out += strictest_text(prove::strictest_bounds(*compilation.model));
    if (compilation.proofs)
      for (const std::string& each : compilation.proofs->unproved)
        out += fmt::format("unproved: {}\n", each);
    return out + fmt::format("as of {} · ", format_day(day)) + summary_of(compilation, shown);
  }

  std::string json_text(const driver::Compilation& compilation,
                        const std::vector<const diag::Diagnostic*>& shown, const Settled& settled,
                        int32_t day) const {
    const driver::Counts& counts = compilation.counts;
    llvm::json::Value document = llvm::json::Object{
        {"schema_version", 1},
        {"as_of", format_day(day)},
        {"errors", count(shown, diag::Severity::error)},
        {"warnings", count(shown, diag::Severity::warning)},
        {"known", static_cast<int64_t>(settled.known.hidden)},
        {"counts", llvm::json::Object{{"files", static_cast<int64_t>(counts.files)},
                                      {"controls", static_cast<int64_t>(counts.controls)},
                                      {"provisions", static_cast<int64_t>(counts.provisions)},
                                      {"elements", static_cast<int64_t>(counts.elements)},
                                      {"tests", static_cast<int64_t>(counts.tests)}}},
        {"proofs", proofs_of(compilation)},
        {"diagnostics",
         llvm::cantFail(llvm::json::parse(diag::render_json(shown, compilation.sources)))}};
    if (strictest && compilation.model)
      document.getAsObject()->insert(
          {"strictest", strictest_json(prove::strictest_bounds(*compilation.model))});
    return llvm::formatv("{0:2}\n", document).str();
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
  app.description("Check a project: names, types, units, citations, coverage, force, dates, and "
                  "whether controls are as "
                  "strict as what they cover.");
  app.add_option(
      "input", check->input,
      "a project folder, a ward.toml or a .ward file; the nearest ward.toml if left out");
  app.add_option("--profile", check->profile,
                 "the profile to judge with; the manifest's if left out");
  app.add_flag("--timings", check->timings, "print how long each phase took");
  app.add_flag("--no-proofs", check->no_proofs,
               "leave out what is proved by search: quicker, and says less");
  app.add_flag("--no-cache", check->no_cache,
               "compile and prove everything anew, and remember nothing");
  app.add_flag("--strictest", check->strictest,
               "list what the laws in force ask of each fact at the most");
  app.add_flag("--locked", check->locked,
               "fail where there is no ward.lock; where there is one, it is held to always");
  add_common(app, check->common, check->options);
  app.footer(
      "Examples:\n"
      "  ward check                              the project in this folder or above it\n"
      "  ward check examples/01-clinic           another one\n"
      "  ward check --as-of 2027-01-01           will it still hold next year?\n"
      "  ward check --format sarif > ward.sarif  for code scanning; github, gitlab, junit too\n"
      "  ward check --write-baseline known.json  know what is found now, and then\n"
      "  ward check --baseline known.json        fail only for what is new\n"
      "\n"
      "What was found in a project is kept by the content of all that it depends on, in "
      "$XDG_CACHE_HOME/ward or ~/.cache/ward.\n"
      "Exit codes: 0 no error; 1 errors, or sources that differ from ward.lock; 2 unreadable "
      "input.");
  return [check] { return check->run(); };
}

} // namespace ward::tool
