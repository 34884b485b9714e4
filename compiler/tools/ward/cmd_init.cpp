// SPDX-License-Identifier: Apache-2.0
#include "emit/write_bundle.h"
#include "tools/report/bundle_text.h"
#include "tools/ward/project_commands.h"
#include "tools/ward/project_template.h"

#include <fmt/format.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <filesystem>
#include <memory>

namespace ward::tool {

namespace {

namespace fs = std::filesystem;

struct Init {
  Common common;
  std::string folder = ".";
  std::string name;
  std::string pipeline = "github";
  bool force = false;

  Exit run() const {
    const auto day = common.as_of_days();
    if (!day)
      return fail_day(common);
    std::error_code code;
    const fs::path root(folder);
    if (fs::exists(root, code) && !fs::is_directory(root, code))
      return fail(common, fmt::format("{}: is there already and is no folder", folder));
    std::string chosen = name;
    if (chosen.empty()) {
      fs::path whole = fs::weakly_canonical(fs::absolute(root, code), code);
      if (!whole.has_filename())
        whole = whole.parent_path();
      chosen = project_name(whole.filename().string());
    } else if (!is_project_name(chosen)) {
      return fail(common,
                  fmt::format("--name: `{}` is no name of a package: a letter, then letters, "
                              "digits, `-`, `_` and `.`; at most 64",
                              chosen));
    }
    const std::vector<TemplateFile> files =
        project_template(chosen, format_day(*day),
                         pipeline == "github"   ? Pipeline::github
                         : pipeline == "gitlab" ? Pipeline::gitlab
                                                : Pipeline::none);
    if (const std::string there = in_the_way(root, files); !there.empty())
      return fail(common, there);
    for (const TemplateFile& file : files) {
      const fs::path path = root / file.path;
      fs::create_directories(path.parent_path(), code);
      std::string fault = code ? code.message() : "";
      if (fault.empty())
        fault = emit::write_bundle(
            path.string(), {reinterpret_cast<const uint8_t*>(file.text.data()), file.text.size()});
      if (!fault.empty())
        return fail(common, fmt::format("{}: {}; the project is not whole: mend that, and run this "
                                        "again with --force",
                                        path.string(), fault));
    }
    summary(chosen, files);
    return Exit::clean;
  }

  /// What forbids writing the files, before the first is written.
  std::string in_the_way(const fs::path& root, const std::vector<TemplateFile>& files) const {
    std::string there;
    for (const TemplateFile& file : files) {
      std::error_code code;
      const fs::path path = root / file.path;
      const fs::file_status status = fs::symlink_status(path, code);
      if (!fs::exists(status))
        continue;
      if (fs::is_directory(status))
        return fmt::format("{}: is a folder; nothing was written", path.string());
      there += (there.empty() ? "" : ", ") + path.string();
    }
    if (force || there.empty())
      return "";
    return there +
           ": there already; nothing was written. Choose another folder, or replace with --force";
  }

  void summary(const std::string& chosen, const std::vector<TemplateFile>& files) const {
    if (common.format == Format::json) {
      llvm::json::Array paths;
      for (const TemplateFile& file : files)
        paths.push_back(file.path);
      const llvm::json::Value document = llvm::json::Object{
          {"schema_version", 1}, {"folder", folder}, {"name", chosen}, {"files", std::move(paths)}};
      return print(llvm::formatv("{0:2}\n", document).str());
    }
    for (const TemplateFile& file : files)
      print(fmt::format("wrote  {}\n", (fs::path(folder) / file.path).lexically_normal().string()));
    const bool here = folder == ".";
    print(fmt::format("`{}` is a project now; next:{}\n"
                      "  ward check\n"
                      "  ward test\n"
                      "  ward build && ward eval {}.wardb facts/office.yaml\n",
                      chosen, here ? "" : "\n  cd " + folder, chosen));
  }
};

} // namespace

Runner add_init(CLI::App& app) {
  auto command = std::make_shared<Init>();
  app.description(
      "Make a small project that works: a policy on top of the library, a test, facts, a "
      "pipeline for CI.");
  app.add_option("folder", command->folder,
                 "where; made if it is not there; this folder if left out");
  app.add_option("--name", command->name, "of the package; the folder's if left out")
      ->option_text("NAME");
  app.add_option("--ci", command->pipeline, "for which system; GitHub if left out")
      ->check(CLI::IsMember({"github", "gitlab", "none"}))
      ->option_text("github|gitlab|none");
  app.add_flag("--force", command->force, "replace files that are there");
  add_common(app, command->common);
  app.footer("Examples:\n"
             "  ward init                     in this folder\n"
             "  ward init office              in a new one\n"
             "  ward init office --ci gitlab\n"
             "\n"
             "Where one of its files is there already, nothing is written, unless with --force.\n"
             "--as-of is the day of the example's facts and of its review.\n"
             "\n"
             "Exit codes: 0 written; 2 something is in the way or cannot be written.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
