// SPDX-License-Identifier: Apache-2.0
#include "tools/incident/incident.h"
#include "tools/ward/incident_command.h"
#include "tools/ward/judge_row.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <optional>

namespace ward::tool {

namespace {

constexpr size_t names_shown = 12;

struct IncidentCommand {
  Common common;
  std::string bundle, id;
  JudgeRequest request;

  Exit run() const {
    const OpenedBundle opened = open_bundle(bundle, common);
    if (!opened.bundle)
      return opened.exit;
    const Judged all = judge(opened, bundle, request, common);
    if (all.json.empty())
      return all.exit;
    const incident::Stated everything(*opened.bundle, all.facts.json, request.redact);
    const std::optional<incident::RowName> name = chosen(everything);
    if (!name)
      return Exit::usage;
    const Judged one = judge_row(opened, bundle, request, common,
                                 {name->table, name->key, format_day(*common.as_of_days())});
    if (one.json.empty())
      return one.exit;
    const std::optional<JsonObject> report = parse_report(one, common);
    if (!report)
      return Exit::internal;
    const View view(*opened.bundle, *report, true);
    const incident::Stated stated(*opened.bundle, one.facts.json, request.redact);
    const incident::Incident record = incident::incident_of(view, stated, *name);
    print(common.format == Format::json
              ? incident::incident_json(view, stated, record)
              : rendered(incident::incident_page(view, stated, record), common, true));
    return Exit::clean;
  }

  /// --id, else the only incident there is. Nothing if there is none, or several; that was
  /// reported.
  std::optional<incident::RowName> chosen(const incident::Stated& stated) const {
    std::vector<incident::RowName> some;
    for (const incident::RowName& one : stated.incidents())
      if (id.empty() || one.key == id || one.path() == id)
        some.push_back(one);
    if (some.size() == 1)
      return some.front();
    const std::vector<incident::RowName> known = some.empty() ? stated.incidents() : some;
    std::vector<std::string> names;
    for (size_t i = 0; i < known.size() && i < names_shown; ++i)
      names.push_back(known[i].path());
    const std::string list = fmt::format(
        "{}{}", fmt::join(names, ", "),
        known.size() > names_shown ? fmt::format(" and {} more", known.size() - names_shown) : "");
    if (known.empty())
      fail(common, "the facts state no row of a table on which the bundle has duties: `ward facts "
                   "template` shows what to state");
    else if (some.empty())
      fail(common, fmt::format("no incident `{}`; there are {}", id, list));
    else
      fail(common, fmt::format("several incidents; choose with --id: {}", list));
    return std::nullopt;
  }
};

} // namespace

Runner add_incident(CLI::App& app) {
  auto incident = std::make_shared<IncidentCommand>();
  app.description("Write the record of one incident: what is presumed, who knew when, whom it was "
                  "told to or why not,\nand what is missing to prove it.");
  app.add_option("bundle", incident->bundle, "a .wardb file, a project folder or a .ward file")
      ->required();
  app.add_option("facts", incident->request.facts,
                 "files of facts: .yaml, .json, .csv; several merge")
      ->required()
      ->expected(1, CLI::detail::expected_max_vector_size);
  app.add_option("--id", incident->id,
                 "which incident, by the key of its row; may be left out where there is one")
      ->option_text("ID");
  add_judging(app, incident->request);
  incident->common.pages = true;
  add_common(app, incident->common);
  app.footer(
      "Examples:\n"
      "  ward incident clinic.wardb incident.yaml                         the only one\n"
      "  ward incident clinic.wardb facts.yaml --id 2026-03               one of several\n"
      "  ward incident clinic.wardb facts.yaml --id 2026-03 --format markdown > record.md\n"
      "\n"
      "It is judged as if nothing else had happened. A record that is not complete says so, and is "
      "written all the same.\n"
      "Exit codes: 0 written; 2 no such incident, unreadable bundle or facts; 3 internal error.");
  return [incident] { return incident->run(); };
}

} // namespace ward::tool
