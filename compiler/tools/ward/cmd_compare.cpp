// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/command.h"
#include "tools/ward/comparison.h"
#include "tools/ward/opened_bundle.h"

#include <fmt/format.h>
#include <llvm/Support/FormatVariadic.h>

#include <memory>
#include <unistd.h>

namespace ward::tool {

namespace {

struct Compare {
  Common common;
  std::string left, right;
  std::string input = ".";
  bool markdown = false;

  Exit run() const {
    const OpenedBundle opened = open_bundle(input, common);
    if (!opened.bundle)
      return opened.exit;
    const CrosswalkLibrary library(*opened.bundle, *common.as_of_days());
    std::optional<uint32_t> authorities[2];
    for (int i = 0; i < 2; ++i) {
      const std::string& name = i == 0 ? left : right;
      authorities[i] = library.authority(name);
      if (!authorities[i]) {
        std::string problem;
        library.find(name + ":", problem);
        return fail(common, problem);
      }
    }
    if (left == right)
      return fail(common, "name two authorities");
    CrosswalkAnswers answers(library, 2);
    const Comparison comparison = compare(answers, *authorities[0], *authorities[1]);
    if (common.format == Format::json)
      print(llvm::formatv("{0:2}\n", llvm::json::Value(comparison_json(comparison))).str());
    else if (markdown)
      print(comparison_markdown(comparison));
    else
      print(comparison_text(comparison, page::Style(common.use_color(STDOUT_FILENO))));
    return Exit::clean;
  }
};

} // namespace

Runner add_compare(CLI::App& app) {
  auto command = std::make_shared<Compare>();
  app.description("Two authorities side by side: what each says of itself, with sources, and what "
                  "both reach by crosswalk and by controls.");
  app.add_option("a", command->left, "an authority, by name")->required();
  app.add_option("b", command->right, "another")->required();
  app.add_option("input", command->input, "a .wardb file or a project; this folder's if left out");
  app.add_flag("--markdown", command->markdown, "tables in Markdown, for a document");
  add_common(app, command->common);
  app.footer(
      "Examples:\n"
      "  ward compare hipaa nist_csf\n"
      "  ward compare hipaa nist_csf clinic.wardb --markdown > comparison.md\n"
      "\n"
      "Reached means proven to overlap: stated, or following from rows. What is only tied by\n"
      "rows that prove nothing is counted apart.\n"
      "Exit codes: 0 shown; 1 errors in the policy; 2 wrong usage or unreadable input.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
