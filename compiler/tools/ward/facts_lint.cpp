// SPDX-License-Identifier: Apache-2.0
#include "tools/page/style.h"
#include "tools/questions/lint.h"
#include "tools/ward/facts_commands.h"

#include <fmt/format.h>
#include <llvm/Support/raw_ostream.h>

#include <memory>
#include <unistd.h>

namespace ward::tool {

namespace {

struct Lint {
  Common common;
  std::string path;
  JudgeRequest request;

  /// What `--strict` refuses and nothing else does.
  static std::vector<LintFinding> personal(const rt::Bundle& bundle,
                                           const std::vector<std::string>& files) {
    std::vector<LintFinding> out;
    for (const facts::Problem& one :
         facts::collect(bundle.root(), files, {.strict = true}).problems)
      out.push_back({"personal", fmt::format("{}:{}", one.place.file, one.place.line), one.path,
                     one.message});
    return out;
  }

  Exit run() const {
    const OpenedBundle opened = open_bundle(path, common);
    if (!opened.bundle)
      return opened.exit;
    const auto profile = chosen_profile(*opened.bundle, path, request, common);
    if (!profile)
      return Exit::usage;
    const Judged judged = judge(opened, path, request, common);
    if (judged.json.empty())
      return judged.exit;
    const int32_t day = *common.as_of_days();
    std::vector<LintFinding> findings = personal(*opened.bundle, request.facts);
    const std::vector<LintFinding> others =
        lint_facts(*opened.bundle, judged.facts, needs_of(*opened.bundle, *profile, day), day);
    findings.insert(findings.end(), others.begin(), others.end());
    if (common.format == Format::json)
      print_json(findings, day);
    else
      print_text(findings, day);
    return findings.empty() ? Exit::clean : Exit::findings;
  }

  void print_text(const std::vector<LintFinding>& findings, int32_t day) const {
    const page::Style style(common.use_color(STDOUT_FILENO));
    for (const LintFinding& one : findings)
      print(fmt::format("{} {}: {}{}: {}\n", style.unknown("warning"), one.rule,
                        one.place.empty() ? "" : one.place + ": ", one.path, one.message));
    print(findings.empty() ? fmt::format("nothing found, as of {}\n", format_day(day))
                           : fmt::format("{} finding{}, as of {}\n", findings.size(),
                                         findings.size() == 1 ? "" : "s", format_day(day)));
  }

  static void print_json(const std::vector<LintFinding>& findings, int32_t day) {
    llvm::json::Array list;
    for (const LintFinding& one : findings)
      list.push_back(llvm::json::Object{
          {"rule", one.rule}, {"at", one.place}, {"path", one.path}, {"message", one.message}});
    print(llvm::formatv("{0:2}\n",
                        llvm::json::Value(llvm::json::Object{{"schema_version", 1},
                                                             {"as_of", format_day(day)},
                                                             {"findings", std::move(list)}}))
              .str());
  }
};

} // namespace

Runner add_facts_lint(CLI::App& app) {
  auto command = std::make_shared<Lint>();
  app.description(
      "Look through facts: mistakes, and what is too old, undated, personal or read by nothing.");
  app.add_option("bundle", command->path, "a .wardb file, a project folder or a .ward file")
      ->required();
  app.add_option("facts", command->request.facts, "files of facts: .yaml, .json, .csv")
      ->required()
      ->expected(1, CLI::detail::expected_max_vector_size);
  add_profile(app, command->request);
  add_common(app, command->common);
  app.footer("Examples:\n"
             "  ward facts lint clinic.wardb facts.yaml inventory.csv\n"
             "  ward facts lint clinic.wardb facts.yaml --as-of 2027-03-01     what will be too "
             "old by then?\n"
             "\n"
             "It finds: stale, undated, future (R4.6), open_table (R4.7), unread (no verdict of "
             "the profile reads it),\n"
             "personal (looks like a name, a birth date, a record number or an address).\n"
             "Exit codes: 0 nothing found; 1 findings; 2 unreadable bundle, or facts that cannot "
             "be judged.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
