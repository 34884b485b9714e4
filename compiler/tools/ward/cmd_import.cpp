// SPDX-License-Identifier: Apache-2.0
#include "emit/write_bundle.h"
#include "tools/facts/csv.h"
#include "tools/facts/read_file.h"
#include "tools/facts/write_yaml.h"
#include "tools/ward/command.h"
#include "tools/ward/crosswalk_import.h"
#include "tools/ward/opened_bundle.h"
#include "tools/ward/statement_import.h"

#include <fmt/format.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <filesystem>
#include <memory>

namespace ward::tool {

namespace {

constexpr uint64_t largest_file = uint64_t{256} << 20;

Exit refused(const std::vector<facts::Problem>& problems) {
  for (const facts::Problem& problem : problems)
    fmt::print(stderr, "error: {}{}: {}\n", problem.place.file,
               problem.place.line == 0
                   ? ""
                   : fmt::format(":{}:{}", problem.place.line, problem.place.column),
               problem.message);
  fmt::print(stderr, "nothing was written\n");
  return Exit::usage;
}

struct ImportStatements {
  Common common;
  StatementOptions options;
  std::string file;
  std::string input = ".";
  std::string output;
  std::vector<std::string> columns, blanks, ignore;
  bool force = false;

  /// "a=b" into a map; false where it is not of that form.
  static bool split(const std::vector<std::string>& pairs,
                    std::map<std::string, std::string>& into) {
    for (const std::string& pair : pairs) {
      const size_t at = pair.rfind('=');
      if (at == std::string::npos || at == 0 || at + 1 == pair.size())
        return false;
      into[pair.substr(0, at)] = pair.substr(at + 1);
    }
    return true;
  }

  Exit run() {
    std::error_code code;
    if (!force && std::filesystem::exists(output, code))
      return fail(common, fmt::format("{}: is there already; --force replaces it", output));
    options.ignore.insert(ignore.begin(), ignore.end());
    if (!split(columns, options.columns))
      return fail(common, "--column is written \"HEADING=FIELD\"");
    if (!split(blanks, options.blanks))
      return fail(common, "--blank is written FIELD=VALUE");
    const OpenedBundle opened = open_bundle(input, common);
    if (!opened.bundle)
      return opened.exit;
    std::vector<facts::Problem> problems;
    StatementImport import(*opened.bundle, options, problems);
    std::string text;
    facts::CsvTable csv;
    std::optional<facts::Node> made;
    const std::string name = std::filesystem::path(file).filename().string();
    if (facts::read_file(file, largest_file, text, problems) &&
        facts::read_csv(name, text, csv, problems) && problems.empty())
      made = import.read(name, csv);
    if (!made || !problems.empty())
      return refused(problems);
    const std::string yaml =
        fmt::format("# {} of {}\n", import.table(), name) + facts::write_yaml(*made);
    if (const std::string fault = emit::write_bundle(
            output, {reinterpret_cast<const uint8_t*>(yaml.data()), yaml.size()});
        !fault.empty())
      return fail(common, fmt::format("{}: {}", output, fault));
    if (common.format == Format::json) {
      const llvm::json::Value document =
          llvm::json::Object{{"schema_version", 1},
                             {"output", output},
                             {"table", import.table()},
                             {"rows", static_cast<int64_t>(import.row_count())}};
      print(llvm::formatv("{0:2}\n", document).str());
    } else {
      print(fmt::format("{} · {} rows of {}\n`ward eval` reads it beside your other facts{}\n",
                        output, import.row_count(), import.table(),
                        options.complete_by.empty()
                            ? "; until somebody attests that the list is whole (--complete-by), "
                              "no threshold is reached by it"
                            : ""));
    }
    return Exit::clean;
  }
};

struct ImportCrosswalk {
  Common common;
  ImportOptions options;
  std::string file;
  std::string input = ".";
  std::string output;
  std::vector<std::string> ignore;
  bool force = false;

  Exit run() {
    std::error_code code;
    if (!force && std::filesystem::exists(output, code))
      return fail(common, fmt::format("{}: is there already; --force replaces it", output));
    const OpenedBundle opened = open_bundle(input, common);
    if (!opened.bundle)
      return opened.exit;
    options.ignore.insert(ignore.begin(), ignore.end());
    const CrosswalkLibrary library(*opened.bundle, *common.as_of_days());
    for (const std::string* name : {&options.from, &options.to})
      if (!name->empty() && !library.authority(*name)) {
        std::string problem;
        library.find(*name + ":", problem);
        return fail(common, problem);
      }
    std::vector<facts::Problem> problems;
    CrosswalkImport import(library, options, problems);
    std::string text;
    if (facts::read_file(file, largest_file, text, problems)) {
      if (file.ends_with(".json"))
        import_oscal(file, text, import, problems);
      else
        import_csv(file, text, import, problems);
    }
    if (!problems.empty())
      return refused(problems);
    if (import.row_count() == 0)
      return fail(common, fmt::format("{}: has no rows; nothing was written", file));
    const std::string made = import.text(std::filesystem::path(file).filename().string());
    if (const std::string fault = emit::write_bundle(
            output, {reinterpret_cast<const uint8_t*>(made.data()), made.size()});
        !fault.empty())
      return fail(common, fmt::format("{}: {}", output, fault));
    if (common.format == Format::json) {
      const llvm::json::Value document =
          llvm::json::Object{{"schema_version", 1},
                             {"output", output},
                             {"rows", static_cast<int64_t>(import.row_count())},
                             {"crosswalks", static_cast<int64_t>(import.crosswalks().size())}};
      print(llvm::formatv("{0:2}\n", document).str());
    } else {
      print(fmt::format("{} · {} rows in {} crosswalks\n`use` its module from one that the project "
                        "reaches, then `ward check` looks for contradictions\n",
                        output, import.row_count(), import.crosswalks().size()));
    }
    return Exit::clean;
  }
};

} // namespace

Runner add_import(CLI::App& app) {
  app.description("Turn tables and documents of others into Ward text, whole or not at all.");
  app.require_subcommand(1);
  auto chosen = std::make_shared<Runner>();

  auto command = std::make_shared<ImportCrosswalk>();
  CLI::App* crosswalk = app.add_subcommand("crosswalk");
  crosswalk->description(
      "A crosswalk, from a CSV table or an OSCAL 1.2 mapping collection (.json).");
  crosswalk->add_option("file", command->file, "the table or document; at most 256 MiB")
      ->required();
  crosswalk->add_option("-o,--output", command->output, "the .ward file to write")
      ->required()
      ->option_text("FILE");
  crosswalk
      ->add_option("--in", command->input,
                   "the project or bundle that knows the ids; this folder's if left out")
      ->option_text("INPUT");
  crosswalk
      ->add_option("--from", command->options.from,
                   "whose ids stand on the left, if they do not say")
      ->option_text("AUTHORITY");
  crosswalk
      ->add_option("--to", command->options.to, "whose ids stand on the right, if they do not say")
      ->option_text("AUTHORITY");
  crosswalk->add_option("--title", command->options.title,
                        "of the crosswalk, if the file has none");
  crosswalk->add_option("--source", command->options.source, "whose mapping this is");
  crosswalk->add_option("--because", command->options.because,
                        "the reason of each `equal` that has none");
  crosswalk
      ->add_option("--ignore", command->ignore,
                   "content that a crosswalk cannot keep and that may be left out, by its name; "
                   "may be repeated")
      ->option_text("NAME");
  crosswalk->add_flag("--force", command->force, "replace a file that is there");
  add_common(*crosswalk, command->common);
  crosswalk->footer(
      "Examples:\n"
      "  ward import crosswalk mapping.csv -o crosswalks/mapping.ward\n"
      "  ward import crosswalk scf.csv --from scf --to hipaa --source 'SCF 2026.1' -o scf.ward\n"
      "  ward import crosswalk mapping.json --ignore parties -o mapping.ward     OSCAL\n"
      "\n"
      "A table has the columns from, relation, to, and may have strength, because, crosswalk, "
      "source.\n"
      "An id that is no provision in force, an unknown relation, and whatever else a row cannot "
      "say\n"
      "is an error with its place, and then nothing is written.\n"
      "Exit codes: 0 written; 1 errors in the policy; 2 wrong usage or input.");
  auto statements = std::make_shared<ImportStatements>();
  CLI::App* hitrust = app.add_subcommand("hitrust");
  hitrust->description(
      "Requirement statements and own ratings of a licensed user, from a CSV table, "
      "as facts.");
  hitrust->add_option("file", statements->file, "the table; at most 256 MiB")->required();
  hitrust->add_option("-o,--output", statements->output, "the .yaml file to write")
      ->required()
      ->option_text("FILE");
  hitrust
      ->add_option("--in", statements->input,
                   "the project or bundle that scores them; this folder's if left out")
      ->option_text("INPUT");
  hitrust->add_option("--stated-on", statements->options.as_of, "the day that the scores are of")
      ->option_text("DATE");
  hitrust->add_option("--source", statements->options.source,
                      "where they come from; the file's name if left out");
  hitrust
      ->add_option("--complete-by", statements->options.complete_by,
                   "who attests that no statement is missing")
      ->option_text("ROLE");
  hitrust
      ->add_option("--table", statements->options.table, "the table of facts, if there are several")
      ->option_text("TABLE");
  hitrust
      ->add_option("--column", statements->columns,
                   "which field a column is, where its heading does not say so; may be repeated")
      ->option_text("HEADING=FIELD");
  hitrust
      ->add_option("--blank", statements->blanks,
                   "what it means where a row says nothing of a field, such as "
                   "inherited_share=none; may be repeated")
      ->option_text("FIELD=VALUE");
  hitrust
      ->add_option("--ignore", statements->ignore,
                   "a column that facts do not keep and that may be left out; may be repeated")
      ->option_text("HEADING");
  hitrust->add_flag("--force", statements->force, "replace a file that is there");
  add_common(*hitrust, statements->common);
  hitrust->footer(
      "Examples:\n"
      "  ward import hitrust ratings.csv --stated-on 2026-03-01 -o facts/hitrust.yaml\n"
      "  ward import hitrust export.csv --column 'Unique ID=id' --ignore Comments -o h.yaml\n"
      "\n"
      "A heading is a field of the table if letters and digits agree (`Policy Since`). A rating "
      "is\n"
      "its short name, its words (Fully Compliant) or what it is worth (100%); a domain its name "
      "or\n"
      "its number. An empty cell is not known, and never zero; `none` says that there is nothing,\n"
      "and --blank says it for every row that is silent.\n"
      "Whatever else a cell says is an error with its place, and then nothing is written.\n"
      "Exit codes: 0 written; 1 errors in the policy; 2 wrong usage or input.");
  hitrust->callback([statements, chosen] { *chosen = [statements] { return statements->run(); }; });
  crosswalk->callback([command, chosen] { *chosen = [command] { return command->run(); }; });
  return [chosen] { return (*chosen)(); };
}

} // namespace ward::tool
