// SPDX-License-Identifier: Apache-2.0
#include "project/manifest.h"

#include "diag/load.h"
#include "diag/sink.h"
#include "source/loader.h"
#include "source/source_manager.h"
#include "source/utf8.h"

#include <fmt/format.h>
#include <llvm/ADT/StringRef.h>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <string_view>
#include <system_error>
#include <utility>

namespace ward::project {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view package_keys[] = {"name", "release", "version", "reviewed",
                                             "root", "sources", "profile"};
constexpr std::string_view manifest_keys[] = {"package", "lint"};
constexpr std::string_view lint_keys[] = {"allow", "warn", "deny"};

std::string_view type_phrase(toml::node_type type) {
  switch (type) {
  case toml::node_type::none:
    return "nothing";
  case toml::node_type::table:
    return "a table";
  case toml::node_type::array:
    return "a list";
  case toml::node_type::string:
    return "a text";
  case toml::node_type::integer:
    return "an integer";
  case toml::node_type::floating_point:
    return "a number with a fraction";
  case toml::node_type::boolean:
    return "a truth value";
  case toml::node_type::date:
    return "a date";
  case toml::node_type::time:
    return "a time";
  case toml::node_type::date_time:
    return "a date with a time";
  }
  return "nothing";
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// `a.b_2`: what a `module` line may say.
bool is_module_name(std::string_view text) {
  bool at_start = true;
  for (char c : text) {
    if (at_start ? !is_letter(c) && c != '_'
                 : !is_letter(c) && !is_digit(c) && c != '_' && c != '.')
      return false;
    at_start = c == '.';
  }
  return !at_start;
}

/// Letters, digits, `-`, `_` and `.`, a letter first: safe as a file name everywhere.
bool is_package_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 && is_letter(text[0]) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
         });
}

struct Reader {
  source::SourceManager& sources;
  diag::Sink& sink;
  source::SourceId file;
  Manifest out;

  /// The offset of a line and column that count from 1, columns in code points.
  uint32_t offset(toml::source_position position) const {
    if (position.line == 0)
      return 0;
    const uint32_t line = std::min<uint32_t>(position.line, sources.line_count(file));
    const std::string_view text = sources.line_text(file, line);
    size_t at = 0;
    for (uint32_t column = 1; column < position.column && at < text.size(); ++column)
      at += source::decode_utf8(text, at).length;
    return sources.line_begin(file, line) + static_cast<uint32_t>(at);
  }
  source::Span span(const toml::source_region& region) const {
    const uint32_t begin = offset(region.begin);
    return {file, begin, std::max(begin, offset(region.end))};
  }

  std::optional<Manifest> run(const std::string& path) {
    const fs::path folder = fs::path(path).parent_path();
    out.folder = folder.empty() ? "." : folder.string();
    out.span = source::Span::whole(file);
    toml::parse_result result = toml::parse(sources.text(file), sources.path(file));
    if (!result) {
      report_syntax(result.error());
      return std::nullopt;
    }
    read(result.table());
    return std::move(out);
  }

  void report_syntax(const toml::parse_error& error) {
    std::string_view text = error.description();
    // "Error while parsing string: ..." says twice that it is an error.
    if (text.starts_with("Error "))
      text.remove_prefix(6);
    sink.report(diag::ManifestNotToml, span(error.source()), text)
        .with_help("texts stand in quotes, and a key stands once; see `ward explain WARD4001`");
  }

  void read(const toml::table& manifest) {
    refuse_other_keys(manifest, manifest_keys, "the manifest");
    if (const toml::node* lint = manifest.get("lint"))
      read_lint(*lint);
    const toml::node* node = manifest.get("package");
    if (!node) {
      sink.report(diag::ManifestMissingKey, source::Span::whole(file), "[package]")
          .with_help("begin the manifest with a line `[package]`");
      return;
    }
    const toml::table* package = node->as_table();
    if (!package) {
      wrong_type("package", *node, "a table");
      return;
    }
    // A header `[package]` without its keys is where the missing ones belong.
    const source::Span header = span(package->source());
    refuse_other_keys(*package, package_keys, "`[package]`");
    read_name(*package, header);
    read_release(*package, header);
    read_text(*package, header, "version", out.version);
    read_reviewed(*package);
    read_root(*package, header);
    read_sources(*package);
    if (const toml::node* profile = package->get("profile")) {
      out.profile_span = span(profile->source());
      text_of("profile", *profile, out.profile);
    }
  }

  template <size_t n>
  void refuse_other_keys(const toml::table& table, const std::string_view (&known)[n],
                         std::string_view where) {
    for (const auto& [key, value] : table) {
      const std::string_view written = key.str();
      if (std::find(std::begin(known), std::end(known), written) != std::end(known))
        continue;
      const source::Span place = span(key.source());
      diag::Diagnostic& found = sink.report(diag::ManifestUnknownKey, place, written, where);
      const llvm::StringRef name(written.data(), written.size());
      unsigned nearest = static_cast<unsigned>(written.size() / 3 + 1);
      std::string_view candidate;
      for (std::string_view other : known) {
        const unsigned distance = name.edit_distance({other.data(), other.size()}, true, nearest);
        if (distance <= nearest && (candidate.empty() || distance < nearest)) {
          nearest = distance;
          candidate = other;
        }
      }
      if (!candidate.empty()) {
        found.at("did you mean `" + std::string(candidate) + "`?");
        found.fix(place, std::string(candidate), "replace with `" + std::string(candidate) + "`");
      } else {
        std::string help = "the keys are ";
        for (std::string_view other : known)
          help += (&other == known ? "" : ", ") + std::string(other);
        found.with_help(help);
      }
    }
  }

  diag::Diagnostic& wrong_type(std::string_view key, const toml::node& node,
                               std::string_view wanted) {
    return sink.report(diag::ManifestWrongType, span(node.source()), key, type_phrase(node.type()),
                       wanted);
  }
  void missing(std::string_view key, source::Span header, std::string_view example) {
    sink.report(diag::ManifestMissingKey, header, key)
        .with_help("add a line `" + std::string(key) + " = " + std::string(example) + "`");
  }

  /// Reads a text that says something; false, and an error, where there is none.
  bool text_of(std::string_view key, const toml::node& node, std::string& text) {
    const toml::value<std::string>* value = node.as_string();
    if (!value) {
      wrong_type(key, node, "a text").with_help("put it in quotes");
      return false;
    }
    if (value->get().find_first_not_of(" \t\r\n") == std::string::npos) {
      sink.report(diag::ManifestEmptyText, span(node.source()), key)
          .with_help("write it, or take the line out if it is optional");
      return false;
    }
    text = value->get();
    return true;
  }
  void read_text(const toml::table& package, source::Span header, std::string_view key,
                 std::string& text) {
    if (const toml::node* node = package.get(key))
      text_of(key, *node, text);
    else
      missing(key, header, "\"2026.1\"");
  }

  void read_name(const toml::table& package, source::Span header) {
    const toml::node* node = package.get("name");
    if (!node)
      return missing("name", header, "\"riverside_clinic\"");
    if (!text_of("name", *node, out.name) || is_package_name(out.name))
      return;
    sink.report(diag::ManifestBadName, span(node->source()), out.name, "package name")
        .with_help("a letter, then letters, digits, `-`, `_` and `.`; at most 64");
    out.name.clear();
  }

  void read_release(const toml::table& package, source::Span header) {
    const toml::node* node = package.get("release");
    if (!node)
      return missing("release", header, "1");
    const toml::value<int64_t>* value = node->as_integer();
    if (!value) {
      wrong_type("release", *node, "an integer").with_help("releases are counted: 1, 2, 3");
      return;
    }
    if (value->get() < 1 || value->get() > std::numeric_limits<uint32_t>::max()) {
      sink.report(diag::ManifestBadRelease, span(node->source()), value->get())
          .with_help("releases count from 1 and never go back; at most 4294967295");
      return;
    }
    out.release = static_cast<uint32_t>(value->get());
  }

  void read_reviewed(const toml::table& package) {
    const toml::node* node = package.get("reviewed");
    if (!node)
      return;
    const toml::value<toml::date>* value = node->as_date();
    if (!value) {
      wrong_type("reviewed", *node, "a date").with_help("write it without quotes: 2026-01-31");
      return;
    }
    const toml::date date = value->get();
    if (!base::is_valid_date(date.year, date.month, date.day)) {
      sink.report(diag::ManifestBadName, span(node->source()), sources.text(span(node->source())),
                  "day of the calendar");
      return;
    }
    out.reviewed = base::CivilDate{static_cast<int16_t>(date.year), date.month, date.day};
  }

  void read_root(const toml::table& package, source::Span header) {
    const toml::node* node = package.get("root");
    if (!node)
      return missing("root", header, "\"clinic\"");
    out.root_span = span(node->source());
    if (!text_of("root", *node, out.root) || is_module_name(out.root))
      return;
    diag::Diagnostic& found =
        sink.report(diag::ManifestBadName, out.root_span, out.root, "module name");
    if (out.root.ends_with(".ward"))
      found.with_help("name the module, not its file: `a.b` is in `a/b.ward`");
    else
      found.with_help("names joined by dots, as its `module` line has them");
    out.root.clear();
  }

  void read_sources(const toml::table& package) {
    const toml::node* node = package.get("sources");
    if (!node) {
      out.sources.push_back({".", out.folder, out.span});
      return;
    }
    const toml::array* list = node->as_array();
    if (!list) {
      wrong_type("sources", *node, "a list of folders").with_help("write `sources = [\"policy\"]`");
      return;
    }
    if (list->empty())
      sink.report(diag::ManifestEmptyText, span(node->source()), "sources")
          .with_help("name a folder; without the line it is the manifest's own");
    for (const toml::node& entry : *list) {
      std::string written;
      if (text_of("sources", entry, written))
        add_source(written, span(entry.source()));
    }
  }

  void read_lint(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (!table) {
      wrong_type("lint", node, "a table");
      return;
    }
    refuse_other_keys(*table, lint_keys, "`[lint]`");
    for (std::string_view key : lint_keys) {
      const toml::node* list = table->get(key);
      if (list && !list->is_array())
        wrong_type(key, *list, "a list of rules").with_help("write `allow = [\"naming-style\"]`");
      else if (list)
        for (const toml::node& rule : *list->as_array())
          add_lint(key, rule);
    }
  }

  void add_lint(std::string_view key, const toml::node& node) {
    std::string written;
    if (!text_of(key, node, written))
      return;
    const diag::KindInfo* rule = diag::find_lint_rule(written);
    if (!rule) {
      sink.report(diag::ManifestBadName, span(node.source()), written, "lint rule")
          .with_help("`ward lint --rules` lists them");
      return;
    }
    for (const LintSetting& other : out.lint)
      if (other.code == rule->code) {
        sink.report(diag::RepeatedItem, span(node.source()), written, "lint");
        return;
      }
    out.lint.push_back({rule->code, key == "allow", key == "deny"});
  }

  void add_source(const std::string& written, source::Span place) {
    fs::path name = fs::path(written).lexically_normal();
    if (!name.has_filename() && name.has_parent_path())
      name = name.parent_path(); // a final "/"
    if (name.is_absolute() || *name.begin() == "..") {
      sink.report(diag::SourceFolderOutside, place, written)
          .with_help(
              "a project is one folder: move the sources into it, or the manifest above them");
      return;
    }
    for (const SourceFolder& other : out.sources)
      if (other.name == name.string()) {
        sink.report(diag::SourceFolderTwice, place, name.string())
            .note("it stands here", other.span);
        return;
      }
    SourceFolder folder{name.string(), out.folder, place};
    if (folder.name != ".")
      folder.path = out.folder == "." ? folder.name : (fs::path(out.folder) / name).string();
    std::error_code error;
    if (!fs::is_directory(folder.path, error)) {
      sink.report(diag::SourceFolderMissing, place, folder.path)
          .with_help("source folders are named from the folder of the manifest");
      return;
    }
    out.sources.push_back(std::move(folder));
  }
};

} // namespace

std::optional<Manifest> load_manifest(source::SourceManager& sources, diag::Sink& sink,
                                      const std::string& path) {
  source::LoadOptions options;
  options.max_source_bytes = 1024 * 1024;
  const auto file = source::load_file(sources, path, options);
  if (!file) {
    diag::report_load_error(sink, sources, file.error());
    return std::nullopt;
  }
  return Reader{sources, sink, file.value(), {}}.run(path);
}

std::optional<std::string> find_manifest(const std::string& folder) {
  fs::path at = fs::path(folder.empty() ? "." : folder).lexically_normal();
  if (!at.has_filename() && at.has_parent_path() && at.has_relative_path())
    at = at.parent_path();
  // A path longer than this many folders is none that a system opens.
  for (int level = 0; level < 256; ++level) {
    std::error_code error;
    const fs::path file = at == "." ? fs::path("ward.toml") : at / "ward.toml";
    if (fs::exists(file, error))
      return file.string();
    const fs::path above = at / "..";
    if (fs::equivalent(at, above, error) || error)
      return std::nullopt;
    if (at == ".")
      at = "..";
    else if (at.filename() == "..")
      at = above;
    else
      at = at.has_parent_path() ? at.parent_path() : fs::path(".");
  }
  return std::nullopt;
}

} // namespace ward::project
