// SPDX-License-Identifier: Apache-2.0
#include "relate/contradictions.h"
#include "tools/page/style.h"
#include "tools/ward/command.h"
#include "tools/ward/crosswalk_answer.h"
#include "tools/ward/crosswalk_export.h"
#include "tools/ward/opened_bundle.h"

#include <fmt/format.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

namespace ward::tool {

namespace {

struct CrosswalkCommand {
  Common common;
  std::vector<std::string> arguments;
  std::string to;
  std::string export_as;
  uint32_t hops = 2;

  /// An argument is a bundle or project, or else what is asked about.
  static bool is_input(const std::string& argument) {
    return argument.ends_with(".wardb") || is_source(argument);
  }

  Exit run() const {
    std::string input = ".", what;
    for (const std::string& argument : arguments) {
      std::string& into = is_input(argument) ? input : what;
      if (&into == &what && !what.empty())
        return fail(common, fmt::format("`{}`: there is no such bundle or project", argument));
      into = argument;
    }
    if (what.empty() && export_as.empty())
      return fail(common, "name a citation, or an authority and another with --to");
    const OpenedBundle opened = open_bundle(input, common);
    if (!opened.bundle)
      return opened.exit;
    const CrosswalkLibrary library(*opened.bundle, *common.as_of_days());
    if (!library.orphans.empty())
      fmt::print(stderr,
                 "{} of the rows name text that is not in force on {} or later; they say "
                 "nothing there\n",
                 library.orphans.size(), format_day(library.day));
    std::optional<uint32_t> target, from;
    if (!to.empty() && !(target = find_authority(library, to)))
      return Exit::usage;
    if (!export_as.empty()) {
      if (!what.empty() && !(from = find_authority(library, what)))
        return Exit::usage;
      return export_rows(library, {from, target});
    }
    CrosswalkAnswers answers(library, hops);
    if (what.find(':') == std::string::npos) {
      if (!(from = find_authority(library, what)))
        return Exit::usage;
      if (!target)
        return fail(common,
                    fmt::format("to which authority? write `ward crosswalk {} --to NAME`", what));
      if (*from == *target)
        return fail(common, "an authority has no crosswalk to itself");
      show(common.format == Format::json ? std::string()
                                         : pair_text(answers, *from, *target, style()),
           [&] { return pair_json(answers, *from, *target); });
      return Exit::clean;
    }
    std::string problem;
    const auto side = library.find(what, problem);
    if (!side)
      return fail(common, problem);
    const relate::ConceptId id = answers.network().find(*side);
    if (id.is_none())
      return fail(
          common,
          fmt::format("no row names `{}` as a set of elements; ask for the provision", what));
    show(common.format == Format::json ? std::string() : concept_text(answers, id, target, style()),
         [&] { return concept_json(answers, id, target); });
    return Exit::clean;
  }

  page::Style style() const { return page::Style(common.use_color(STDOUT_FILENO)); }

  template <typename F> void show(const std::string& text, F&& json) const {
    if (common.format == Format::json)
      print(llvm::formatv("{0:2}\n", llvm::json::Value(json())).str());
    else
      print(text);
  }

  std::optional<uint32_t> find_authority(const CrosswalkLibrary& library,
                                         const std::string& name) const {
    const auto found = library.authority(name);
    if (!found) {
      std::string problem;
      library.find(name + ":", problem);
      fail(common, problem);
    }
    return found;
  }

  Exit export_rows(const CrosswalkLibrary& library, const ExportFilter& filter) const {
    if (export_as == "csv") {
      print(export_csv(library, filter));
      return Exit::clean;
    }
    const std::string document = export_oscal(library, filter);
    if (document.empty())
      return fail(common, "there are no rows to export, and OSCAL has no empty collection");
    print(document);
    return Exit::clean;
  }
};

} // namespace

Runner add_crosswalk(CLI::App& app) {
  auto command = std::make_shared<CrosswalkCommand>();
  app.description("How a provision relates to those of other authorities: what crosswalks state, "
                  "what follows from it, and by which rows.");
  app.add_option("what", command->arguments,
                 "a citation (both directions are looked at), or an authority with --to; and a "
                 ".wardb file or a project, this folder's if left out")
      ->expected(0, 2);
  app.add_option("--to", command->to, "only this authority")->option_text("AUTHORITY");
  app.add_option("--export", command->export_as,
                 "print the rows as stated: csv, or an OSCAL 1.2 mapping collection")
      ->check(CLI::IsMember({"csv", "oscal"}))
      ->option_text("csv|oscal");
  app.add_option("--hops", command->hops,
                 "by how many rows concepts may be tied and be listed as related, unproven")
      ->check(CLI::Range(1, 16))
      ->option_text("N");
  add_common(app, command->common);
  app.footer(
      "Examples:\n"
      "  ward crosswalk 'hipaa:164.312(d)'                       to every authority\n"
      "  ward crosswalk 'hipaa:164.312(d)' --to nist_csf clinic.wardb\n"
      "  ward crosswalk hipaa --to nist_800_53                   all of it, and how much is "
      "proven\n"
      "  ward crosswalk --export oscal > mapping.json            for other tools\n"
      "\n"
      "Proven means that no sets fulfil the rows and break it; the rows that show it stand below.\n"
      "Most chains of rows prove nothing: they are listed as related, unproven.\n"
      "\n"
      "Exit codes: 0 shown; 1 errors in the policy, contradictions among them; 2 wrong usage or "
      "unreadable input.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
