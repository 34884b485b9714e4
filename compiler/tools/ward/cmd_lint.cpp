// SPDX-License-Identifier: Apache-2.0
#include "diag/render.h"
#include "tools/formats/unified_diff.h"
#include "tools/ward/apply_fixes.h"
#include "tools/ward/command.h"
#include "tools/ward/compile.h"
#include "tools/ward/findings.h"
#include "tools/ward/lint_run.h"
#include "tools/ward/source_files.h"

#include <fmt/format.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <algorithm>
#include <memory>
#include <unistd.h>

namespace ward::tool {

namespace {

// A fix may bring another mistake to light; each round writes what the one before it made possible.
constexpr int max_rounds = 8;

struct Lint {
  Common common;
  FindingOptions options;
  LintRequest request;
  std::vector<std::string> allow, warn, deny;
  bool fix = false, diff = false, list_rules = false;

  Linted linted = {};
  std::vector<std::string> fixed = {}; ///< "a.ward:14: WARD2031: replace with ..."

  Exit run() {
    if (list_rules)
      return rules();
    const auto day = common.as_of_days();
    if (!day)
      return fail_day(common);
    request.as_of_days = *day;
    if (!read_levels())
      return Exit::usage;
    linted = run_lint(request);
    if (diff)
      return print_diff();
    for (int round = 0; fix && round < max_rounds; ++round) {
      const auto files = fixable();
      if (files.empty())
        break;
      if (!write(files))
        return Exit::usage;
      linted = run_lint(request);
    }
    return print_findings();
  }

  bool read_levels() {
    const auto set = [&](const std::vector<std::string>& names, lint::Level level) {
      for (const std::string& name : names) {
        if (name == "warnings" && level == lint::Level::error) {
          for (const diag::KindInfo& kind : diag::all_kinds())
            if (diag::is_lint(kind))
              request.levels.try_emplace(kind.code, level);
          continue;
        }
        const diag::KindInfo* rule = diag::find_lint_rule(name);
        if (!rule) {
          fail(common, fmt::format("`{}` is no lint rule; `ward lint --rules` lists them", name));
          return false;
        }
        request.levels[rule->code] = level;
      }
      return true;
    };
    return set(allow, lint::Level::allow) && set(warn, lint::Level::warning) &&
           set(deny, lint::Level::error);
  }

  /// Fixes of lint and of check alike.
  std::vector<FixedFile> fixable() const {
    std::vector<const diag::Diagnostic*> all = linted.findings.sorted();
    for (const diag::Diagnostic* finding : linted.compilation->sink.sorted())
      if (finding->severity != diag::Severity::error) // errors are among the findings
        all.push_back(finding);
    return apply_fixes(linted.compilation->sources, all);
  }

  Exit print_diff() const {
    const auto files = fixable();
    for (const FixedFile& file : files)
      print(formats::unified_diff(file.path, file.before, file.after));
    return files.empty() ? Exit::clean : Exit::findings;
  }

  bool write(const std::vector<FixedFile>& files) {
    for (const FixedFile& file : files) {
      if (const std::string fault = rewrite_file(file.path, file.after); !fault.empty()) {
        fail(common, fmt::format("{}: {}", file.path, fault));
        return false;
      }
      for (const diag::Diagnostic* finding : file.fixed)
        fixed.push_back(fmt::format("{}:{}: {}: {}", file.path,
                                    linted.compilation->sources.begin(finding->span).line,
                                    diag::code_text(finding->code), finding->fixes.front().text));
    }
    return true;
  }

  Exit print_findings() {
    const driver::Compilation& compilation = *linted.compilation;
    formats::Report report = report_of(compilation, linted.findings, "lint");
    const Settled settled = settle(report, options, common);
    if (settled.exit)
      return *settled.exit;
    std::vector<const diag::Diagnostic*> shown;
    for (const formats::Finding& finding : report.findings)
      shown.push_back(finding.diagnostic);
    if (is_foreign(common.format))
      print(written(report, common.format));
    else if (common.format == Format::json)
      print(document(shown, settled.known));
    else
      text(shown, settled.known);
    return compilation.model ? exit_of(report) : exit_of(compilation);
  }

  static size_t count(const std::vector<const diag::Diagnostic*>& findings,
                      diag::Severity severity) {
    return static_cast<size_t>(
        std::count_if(findings.begin(), findings.end(), [&](const diag::Diagnostic* finding) {
          return finding->severity == severity;
        }));
  }

  std::string document(const std::vector<const diag::Diagnostic*>& shown,
                       const formats::Known& known) const {
    llvm::Expected<llvm::json::Value> findings =
        llvm::json::parse(diag::render_json(shown, linted.compilation->sources));
    const llvm::json::Value out = llvm::json::Object{
        {"schema_version", 1},
        {"as_of", format_day(request.as_of_days)},
        {"errors", static_cast<int64_t>(count(shown, diag::Severity::error))},
        {"warnings", static_cast<int64_t>(count(shown, diag::Severity::warning))},
        {"known", static_cast<int64_t>(known.hidden)},
        {"files", static_cast<int64_t>(linted.files)},
        {"fixed", llvm::json::Array(fixed)},
        {"diagnostics", std::move(*findings)}};
    return llvm::formatv("{0:2}\n", out).str();
  }

  void text(const std::vector<const diag::Diagnostic*>& shown, const formats::Known& known) const {
    for (const diag::Diagnostic* finding : shown)
      print(diag::render_text(*finding, linted.compilation->sources,
                              {.color = common.use_color(STDOUT_FILENO)}));
    for (const std::string& one : fixed)
      print("fixed  " + one + "\n");
    const auto counted = [](size_t number, const char* word) {
      return fmt::format("{} {}{}", number, word, number == 1 ? "" : "s");
    };
    std::string words = "nothing found";
    if (!shown.empty())
      words = fmt::format("{}, {}", counted(count(shown, diag::Severity::error), "error"),
                          counted(count(shown, diag::Severity::warning), "warning"));
    print(fmt::format("as of {} · {} in {}{}\n", format_day(request.as_of_days), words,
                      counted(linted.files, "file"),
                      fixed.empty() ? "" : fmt::format(" · {} fixed", fixed.size())));
    print(known_words(options, known));
    const bool more = std::any_of(shown.begin(), shown.end(), [](const diag::Diagnostic* finding) {
      return finding->fixes.size() == 1;
    });
    if (more && !fix)
      print("`ward lint --fix` mends those with one fix; --diff shows how\n");
  }

  Exit rules() const {
    llvm::json::Array list;
    std::string lines;
    for (const diag::KindInfo& kind : diag::all_kinds()) {
      if (!diag::is_lint(kind))
        continue;
      const std::string name = diag::kebab_name(kind);
      list.push_back(
          llvm::json::Object{{"rule", name},
                             {"code", diag::code_text(kind.code)},
                             {"level", std::string(diag::severity_name(kind.severity))}});
      lines += fmt::format("{:<24} {}  {}\n", name, diag::code_text(kind.code),
                           diag::severity_name(kind.severity));
    }
    if (common.format == Format::json)
      print(llvm::formatv("{0:2}\n", llvm::json::Value(llvm::json::Object{
                                         {"schema_version", 1}, {"rules", std::move(list)}}))
                .str());
    else
      print(lines);
    return Exit::clean;
  }
};

} // namespace

Runner add_lint(CLI::App& app) {
  auto command = std::make_shared<Lint>();
  app.description(
      "Look for what is allowed and still unwise: missing evidence, vague titles, traps.");
  app.add_option(
      "input", command->request.input,
      "a project folder, a ward.toml or a .ward file; the nearest ward.toml if left out");
  app.add_flag("--fix", command->fix,
               "make the fixes of lint and check where there is exactly one candidate");
  app.add_flag("--diff", command->diff, "write nothing, print what --fix would change");
  app.add_flag("--rules", command->list_rules, "list the rules with their codes and levels");
  const auto level = [&](const char* name, std::vector<std::string>& names, const char* words) {
    app.add_option(name, names, words)->option_text("RULE")->take_all()->expected(1);
  };
  level("--allow", command->allow, "do not look for this; may be repeated");
  level("--warn", command->warn, "a warning");
  level("--deny", command->deny, "an error; `warnings`: all that is found");
  app.add_option("--profile", command->request.profile,
                 "the profile to check with; the manifest's if left out");
  add_common(app, command->common, command->options);
  app.footer(
      "Examples:\n"
      "  ward lint                        the project in this folder\n"
      "  ward lint --fix                  mend what has one fix\n"
      "  ward lint --deny warnings        in CI: everything found is an error\n"
      "  ward lint --rules                which rules are there?\n"
      "  ward explain WARD6008            what does one mean?\n"
      "\n"
      "Levels stand in ward.toml: `[lint]`, `allow`, `warn` and `deny`, each a list of rules. In\n"
      "the source a comment allows a rule in one place, until a day, for a reason:\n"
      "  // ward-lint: allow naming-style until 2027-01-01 because \"names of the vendor\"\n"
      "\n"
      "Exit codes: 0 no error; 1 errors; 2 unreadable input.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
