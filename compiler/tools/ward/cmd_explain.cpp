// SPDX-License-Identifier: Apache-2.0
#include "base/spelling.h"
#include "diag/catalog.h"
#include "diag/kinds.h"
#include "tools/incident/incident.h"
#include "tools/page/render.h"
#include "tools/report/explain_page.h"
#include "tools/ward/command.h"
#include "tools/ward/judged.h"
#include "tools/ward/opened_bundle.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <unistd.h>

namespace ward::tool {

namespace {

struct Explain {
  Common common;
  std::string target, bundle;
  JudgeRequest request;

  Exit run() const {
    if (const auto code = diag::parse_code(target))
      return diagnostic(*code);
    if (bundle.empty())
      return fail(common,
                  fmt::format("`{}` is no number of a diagnostic; to explain a provision or a "
                              "control name a bundle: ward explain '{}' clinic.wardb facts.yaml",
                              target, target));
    const OpenedBundle opened = open_bundle(bundle, common);
    if (!opened.bundle)
      return opened.exit;
    const rt::Bundle& made = *opened.bundle;
    std::vector<std::string> citations, paths;
    for (const bundle::Provision* one : *made.root().provisions())
      citations.push_back(text_of(made, one->citation()));
    for (const bundle::Control* one : *made.root().controls())
      paths.push_back(text_of(made, one->path()));
    const std::string name = full_name(citations, paths);
    if (name.empty())
      return request.facts.empty() ? unknown(citations, paths) : event(opened, citations, paths);
    const bool is_provision =
        std::find(citations.begin(), citations.end(), name) != citations.end();
    return request.facts.empty() ? describe(made, name, is_provision)
                                 : explain(opened, name, is_provision);
  }

  Exit diagnostic(uint16_t code) const {
    if (!bundle.empty())
      return fail(common, fmt::format("`{}` is a diagnostic; its page takes no bundle", target));
    const auto page = diag::catalog_page(code);
    if (page) {
      if (common.format == Format::json) {
        const llvm::json::Value document =
            llvm::json::Object{{"schema_version", 1},
                               {"code", diag::code_text(code)},
                               {"page", llvm::StringRef(page->data(), page->size())}};
        print(llvm::formatv("{0:2}\n", document).str());
      } else {
        print(std::string(*page));
        if (!page->ends_with('\n'))
          print("\n");
      }
      return Exit::clean;
    }
    for (const diag::RetiredCode& retired : diag::retired_codes())
      if (retired.code == code)
        return fail(common, fmt::format("{} is no longer reported: {}", diag::code_text(code),
                                        retired.reason));
    std::vector<std::string> near;
    for (const diag::CatalogPage& one : diag::catalog_pages())
      if (one.code / 10 == code / 10)
        near.push_back(diag::code_text(one.code));
    return fail(common, near.empty()
                            ? fmt::format("no diagnostic has the number {}", diag::code_text(code))
                            : fmt::format("no diagnostic has the number {}; near it are {}",
                                          diag::code_text(code), fmt::join(near, ", ")));
  }

  /// The target itself, or the one citation whose reference it is: "164.312(b)" is
  /// "hipaa:164.312(b)".
  std::string full_name(const std::vector<std::string>& citations,
                        const std::vector<std::string>& paths) const {
    for (const auto* list : {&citations, &paths})
      if (std::find(list->begin(), list->end(), target) != list->end())
        return target;
    std::string found;
    for (const std::string& citation : citations) {
      if (short_citation(citation) != target || citation == found)
        continue;
      if (!found.empty())
        return "";
      found = citation;
    }
    return found;
  }

  Exit unknown(const std::vector<std::string>& citations,
               const std::vector<std::string>& paths) const {
    std::vector<std::string_view> candidates(citations.begin(), citations.end());
    candidates.insert(candidates.end(), paths.begin(), paths.end());
    std::vector<std::string> shorts;
    for (const std::string& citation : citations)
      shorts.push_back(short_citation(citation));
    candidates.insert(candidates.end(), shorts.begin(), shorts.end());
    std::vector<std::string> near;
    if (const std::string_view one = base::nearest(target, candidates); !one.empty())
      near.emplace_back(one);
    for (const std::string_view one : candidates)
      if (near.size() < 5 && one.find(target) != std::string_view::npos &&
          std::find(near.begin(), near.end(), one) == near.end())
        near.emplace_back(one);
    return fail(
        common,
        near.empty()
            ? fmt::format("`{}` is no citation, control or event of {}; `ward inspect {}` lists "
                          "the first two",
                          target, bundle, bundle)
            : fmt::format("`{}` is no citation, control or event of {}; did you mean {}?", target,
                          bundle, fmt::join(near, ", ")));
  }

  Exit describe(const rt::Bundle& made, const std::string& name, bool is_provision) const {
    const page::Page page =
        is_provision ? describe_provision(made, name) : describe_control(made, name);
    if (common.format == Format::json) {
      const llvm::json::Value document = llvm::json::Object{
          {"schema_version", 1}, {"name", name}, {"text", page::render_text(page, {})}};
      print(llvm::formatv("{0:2}\n", document).str());
    } else {
      print(rendered(page, common, true));
    }
    return Exit::clean;
  }

  Exit explain(const OpenedBundle& opened, const std::string& name, bool is_provision) const {
    const Judged judged = judge(opened, bundle, request, common);
    if (judged.json.empty())
      return judged.exit;
    const std::optional<JsonObject> report = parse_report(judged, common);
    if (!report)
      return Exit::internal;
    if (common.format == Format::json)
      return print_json(*report, name, is_provision);
    const View view(*opened.bundle, *report, true);
    print(rendered(is_provision ? explain_provision(view, name) : explain_control(view, name),
                   common, true));
    return Exit::clean;
  }

  /// The target as an event: `x`, `breaches["x"]`, or a duty's `breach.media_notice["OR"]`.
  std::vector<incident::RowName> events(const incident::Stated& stated,
                                        const JsonObject& report) const {
    const size_t open = target.find("[\"");
    if (open == std::string::npos || !target.ends_with("\"]"))
      return stated.named(target);
    incident::RowName row{target.substr(0, open),
                          target.substr(open + 2, target.size() - open - 4)};
    for (const JsonObject* duty : objects(report, "duties"))
      if (text(*duty, "path") == row.table) {
        row.table = text(*duty, "table");
        break;
      }
    if (stated.has_duties(row.table) && stated.has(row))
      return {row};
    return {};
  }

  Exit event(const OpenedBundle& opened, const std::vector<std::string>& citations,
             const std::vector<std::string>& paths) const {
    const Judged judged = judge(opened, bundle, request, common);
    if (judged.json.empty())
      return judged.exit;
    const std::optional<JsonObject> report = parse_report(judged, common);
    if (!report)
      return Exit::internal;
    const incident::Stated stated(*opened.bundle, judged.facts.json, request.redact);
    const std::vector<incident::RowName> found = events(stated, *report);
    if (found.empty())
      return unknown(citations, paths);
    if (found.size() > 1) {
      std::vector<std::string> names;
      for (const incident::RowName& one : found)
        names.push_back(fmt::format("'{}'", one.path()));
      return fail(common, fmt::format("`{}` is a row of several tables: name one of {}", target,
                                      fmt::join(names, ", ")));
    }
    if (common.format == Format::json)
      return print_event(*report, stated.with_its_rows(found.front()));
    const View view(*opened.bundle, *report, true);
    print(rendered(incident::explain_event(view, stated, found.front()), common, true));
    return Exit::clean;
  }

  /// The duties of these rows, each with the events on them alone.
  Exit print_event(const JsonObject& report, const std::vector<incident::RowName>& rows) const {
    JsonObject out = judged_by(report);
    llvm::json::Array duties;
    for (const JsonObject* duty : objects(report, "duties")) {
      JsonObject copy = *duty;
      llvm::json::Array kept;
      for (const JsonObject* one : objects(*duty, "events"))
        if (std::find(rows.begin(), rows.end(),
                      incident::RowName{text(*duty, "table"), text(*one, "key")}) != rows.end())
          kept.push_back(JsonObject(*one));
      if (kept.empty())
        continue;
      copy["events"] = std::move(kept);
      duties.push_back(std::move(copy));
    }
    out["duties"] = std::move(duties);
    print(llvm::formatv("{0:2}\n", llvm::json::Value(std::move(out))).str());
    return Exit::clean;
  }

  static JsonObject judged_by(const JsonObject& report) {
    JsonObject out;
    for (const char* member :
         {"schema_version", "bundle", "as_of", "profile", "organization", "disclaimer"})
      if (const llvm::json::Value* value = report.get(member))
        out[member] = *value;
    return out;
  }

  /// The part of the report that is asked for, with what it was judged by.
  Exit print_json(const JsonObject& report, const std::string& name, bool is_provision) const {
    JsonObject out = judged_by(report);
    llvm::json::Array found;
    const char* list = is_provision ? "provisions" : "controls";
    for (const JsonObject* one : objects(report, list))
      if (text(*one, is_provision ? "citation" : "path") == name)
        found.push_back(JsonObject(*one));
    if (found.empty())
      for (const JsonObject* one : objects(child(report, "not_judged"), "provisions"))
        if (text(*one, "citation") == name)
          found.push_back(JsonObject(*one));
    out[list] = std::move(found);
    print(llvm::formatv("{0:2}\n", llvm::json::Value(std::move(out))).str());
    return Exit::clean;
  }
};

} // namespace

Runner add_explain(CLI::App& app) {
  auto explain = std::make_shared<Explain>();
  app.description(
      "Say why a provision, a control or an event came out as it did, or what a diagnostic means.");
  app.add_option("target", explain->target,
                 "a citation, the path of a control, the id of an event, or the number of a "
                 "diagnostic")
      ->required();
  app.add_option("bundle", explain->bundle, "a .wardb file, a project folder or a .ward file");
  app.add_option("facts", explain->request.facts,
                 "files of facts: .yaml, .json, .csv; without them: what the target is");
  add_judging(app, explain->request);
  explain->common.pages = true;
  add_common(app, explain->common);
  app.footer(
      "Examples:\n"
      "  ward explain WARD2031                                          what a diagnostic means\n"
      "  ward explain 'hipaa:164.312(b)' clinic.wardb facts.yaml        why it came out so\n"
      "  ward explain '164.312(b)' clinic.wardb facts.yaml              the same, if only one "
      "authority has it\n"
      "  ward explain access.unique_ids clinic.wardb facts.yaml         a control's own line\n"
      "  ward explain 'breaches[\"2026-03\"]' clinic.wardb facts.yaml    an event: its duties and "
      "their days\n"
      "  ward explain 'hipaa:164.312(b)' clinic.wardb                   what it says and what "
      "covers it\n"
      "  ward explain 'hipaa:164.312(b)' clinic.wardb facts.yaml --format markdown > why.md\n"
      "\n"
      "Exit codes: 0 explained, whatever the verdict; 2 unknown target, unreadable bundle or "
      "facts; 3 internal error.");
  return [explain] { return explain->run(); };
}

} // namespace ward::tool
