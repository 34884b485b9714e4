// SPDX-License-Identifier: Apache-2.0
#include "tools/page/style.h"
#include "tools/ward/command.h"
#include "tools/ward/opened_bundle.h"

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <map>
#include <unistd.h>

namespace ward::tool {

namespace {

struct Inspect {
  Common common;
  std::string path;

  Exit run() const;
};

struct Reader {
  const rt::Bundle& opened;
  const bundle::Bundle& root;

  std::string text(uint32_t string) const { return text_of(opened, string); }
  std::string sha256() const {
    return llvm::toHex(llvm::ArrayRef<uint8_t>(opened.sha256(), 32), true);
  }

  llvm::json::Array strings(const flatbuffers::Vector<uint32_t>* items) const {
    llvm::json::Array out;
    for (uint32_t item : *items)
      out.push_back(text(item));
    return out;
  }

  llvm::json::Value day(int32_t days) const {
    if (days == INT32_MAX || days == INT32_MIN)
      return nullptr;
    return format_day(days);
  }

  std::string parent_of(const bundle::Provision& provision) const {
    return provision.parent() == 0
               ? ""
               : text(root.provisions()->Get(provision.parent() - 1)->citation());
  }

  llvm::json::Value provision(const bundle::Provision& provision) const {
    llvm::json::Array elements;
    for (const bundle::Element* element : *provision.elements()) {
      llvm::json::Array controls;
      for (uint32_t control : *element->controls())
        controls.push_back(text(root.controls()->Get(control)->path()));
      elements.push_back(llvm::json::Object{{"name", text(element->name())},
                                            {"phrase", text(element->phrase())},
                                            {"basis", bundle::EnumNameBasis(element->basis())},
                                            {"controls", std::move(controls)}});
    }
    return llvm::json::Object{
        {"citation", text(provision.citation())},
        {"authority", text(root.authorities()->Get(provision.authority())->name())},
        {"title", text(provision.title())},
        {"says", text(provision.says())},
        {"designation", bundle::EnumNameDesignation(provision.designation())},
        {"modality", bundle::EnumNameModality(provision.modality())},
        {"parent", parent_of(provision)},
        {"binds", strings(provision.binds())},
        {"in_force_from", day(provision.from_day())},
        {"in_force_until", day(provision.until_day())},
        {"due", text(provision.due_text())},
        {"elements", std::move(elements)}};
  }

  llvm::json::Array duties() const {
    llvm::json::Array out;
    for (const bundle::Duty* duty : *root.duties()) {
      llvm::json::Array cites;
      for (const bundle::Cite* cite : *duty->cites()) {
        const bundle::Provision& provision = *root.provisions()->Get(cite->provision());
        cites.push_back(llvm::json::Object{
            {"citation", text(provision.citation())},
            {"element", text(provision.elements()->Get(cite->element())->name())},
            {"in_force_from", day(provision.from_day())}});
      }
      out.push_back(llvm::json::Object{{"path", text(duty->path())},
                                       {"title", text(duty->title())},
                                       {"table", text(root.tables()->Get(duty->table())->path())},
                                       {"cites", std::move(cites)}});
    }
    return out;
  }

  /// Amounts in cents.
  llvm::json::Array schedules() const {
    llvm::json::Array out;
    for (const bundle::Schedule* schedule : *root.schedules()) {
      llvm::json::Array tiers;
      for (const bundle::Tier* tier : *schedule->tiers()) {
        llvm::json::Object one{{"tier", text(tier->name())},
                               {"low", tier->low()},
                               {"high", tier->high()},
                               {"cap_kind", bundle::EnumNameCapKind(tier->cap_kind())}};
        if (tier->cap_kind() == bundle::CapKind::amount)
          one["cap"] = tier->cap();
        tiers.push_back(std::move(one));
      }
      out.push_back(llvm::json::Object{{"path", text(schedule->path())},
                                       {"basis", bundle::EnumNamePenaltyBasis(schedule->basis())},
                                       {"effective", day(schedule->effective())},
                                       {"violations_from", day(schedule->from_day())},
                                       {"violations_until", day(schedule->until_day())},
                                       {"sources", strings(schedule->sources())},
                                       {"tiers", std::move(tiers)}});
    }
    return out;
  }

  std::string clocks_text(const page::Style& style) const {
    std::string out;
    if (root.duties()->size() > 0)
      out += fmt::format("\n{}\n", style.bold("Duties"));
    for (const bundle::Duty* duty : *root.duties())
      out += fmt::format("  {:<34} {:<24} {}\n", text(duty->path()),
                         text(root.tables()->Get(duty->table())->path()), text(duty->title()));
    if (root.schedules()->size() > 0)
      out += fmt::format("\n{}\n", style.bold("Penalties"));
    for (const bundle::Schedule* schedule : *root.schedules())
      out += fmt::format("  {:<34} effective {}   {}, {} tier{}\n", text(schedule->path()),
                         format_day(schedule->effective()),
                         bundle::EnumNamePenaltyBasis(schedule->basis()), schedule->tiers()->size(),
                         schedule->tiers()->size() == 1 ? "" : "s");
    if (opened.assessment_count() > 0)
      out += fmt::format("\n{}\n", style.bold("Assessments"));
    for (uint32_t i = 0; i < opened.assessment_count(); ++i) {
      const bundle::Assessment& one = *root.assessments()->Get(i);
      out += fmt::format("  {:<34} every {} at {}.{:02}%   {} level{}, {}\n", text(one.path()),
                         text(one.unit()), one.threshold() / 10'000, one.threshold() % 10'000 / 100,
                         one.levels()->size(), one.levels()->size() == 1 ? "" : "s",
                         text(one.title()));
    }
    return out;
  }

  llvm::json::Value all() const {
    llvm::json::Array authorities, provisions, controls, facts;
    for (const bundle::Authority* authority : *root.authorities())
      authorities.push_back(llvm::json::Object{{"name", text(authority->name())},
                                               {"title", text(authority->title())},
                                               {"force", bundle::EnumNameForce(authority->force())},
                                               {"sources", strings(authority->sources())},
                                               {"unjudged", strings(authority->unjudged())}});
    for (const bundle::Provision* one : *root.provisions())
      provisions.push_back(provision(*one));
    for (const bundle::Control* control : *root.controls()) {
      llvm::json::Array covers;
      for (uint32_t covered : *control->covers())
        covers.push_back(text(root.provisions()->Get(covered)->citation()));
      controls.push_back(llvm::json::Object{{"path", text(control->path())},
                                            {"title", text(control->title())},
                                            {"pillar", text(control->pillar())},
                                            {"owner", text(control->owner())},
                                            {"effort", text(control->effort())},
                                            {"covers", std::move(covers)},
                                            {"aligns", strings(control->aligns())}});
    }
    const auto fact = [&](const bundle::Fact& about, const std::string& path) {
      return llvm::json::Object{{"path", path},
                                {"type", bundle::EnumNameLanguageType(about.type()->type())},
                                {"optional", about.type()->optional()},
                                {"set", about.type()->is_set()},
                                {"prompt", text(about.prompt())}};
    };
    for (const bundle::Fact* about : *root.facts())
      facts.push_back(fact(*about, text(about->path())));
    for (const bundle::FactTable* table : *root.tables())
      for (const bundle::Fact* field : *table->fields())
        facts.push_back(fact(*field, text(table->path()) + "[]." + text(field->path())));
    return llvm::json::Object{{"format", 1},
                              {"library", text(root.library())},
                              {"version", text(root.version())},
                              {"release", static_cast<int64_t>(root.release())},
                              {"reviewed", day(root.reviewed_day())},
                              {"compiler", text(root.compiler())},
                              {"sha256", sha256()},
                              {"nodes", opened.node_count()},
                              {"authorities", std::move(authorities)},
                              {"provisions", std::move(provisions)},
                              {"controls", std::move(controls)},
                              {"duties", duties()},
                              {"penalties", schedules()},
                              {"facts", std::move(facts)}};
  }

  std::string as_text(const page::Style& style) const {
    std::string out = fmt::format("{} {} (release {})\n", style.bold(text(root.library())),
                                  text(root.version()), root.release());
    if (root.reviewed_day() != INT32_MIN)
      out += fmt::format("reviewed {}\n", format_day(root.reviewed_day()));
    if (root.standard_library() != 0)
      out +=
          fmt::format("stands on {} {} (release {}){}\n", text(root.standard_library()),
                      text(root.standard_version()), root.standard_release(),
                      root.standard_reviewed_day() == INT32_MIN
                          ? ""
                          : fmt::format(", reviewed {}", format_day(root.standard_reviewed_day())));
    out += fmt::format("compiled by {} · sha256 {}\n", text(root.compiler()), sha256());
    out += fmt::format("{} provisions, {} controls, {} facts, {} tables, {} instructions\n",
                       root.provisions()->size(), root.controls()->size(), root.facts()->size(),
                       root.tables()->size(), opened.node_count());
    for (const bundle::Authority* authority : *root.authorities()) {
      out += fmt::format("\n{} · {} · {}\n", style.bold(text(authority->title())),
                         text(authority->name()), bundle::EnumNameForce(authority->force()));
      for (const bundle::Provision* provision : *root.provisions()) {
        if (root.authorities()->Get(provision->authority()) != authority)
          continue;
        const std::string designation = provision->designation() == bundle::Designation::none
                                            ? ""
                                            : bundle::EnumNameDesignation(provision->designation());
        out += fmt::format("  {:<34} {:<12} {}\n", text(provision->citation()), designation,
                           text(provision->title()));
      }
    }
    out += fmt::format("\n{}\n", style.bold("Controls"));
    for (const bundle::Control* control : *root.controls())
      out += fmt::format("  {:<34} {}\n", text(control->path()), text(control->title()));
    out += clocks_text(style);
    return out;
  }
};

Exit Inspect::run() const {
  const OpenedBundle opened = open_bundle(path, common);
  if (!opened.bundle)
    return opened.exit;
  const Reader reader{*opened.bundle, opened.bundle->root()};
  if (common.format == Format::json)
    print(llvm::formatv("{0:2}\n", reader.all()).str());
  else
    print(reader.as_text(page::Style(common.use_color(STDOUT_FILENO))));
  return Exit::clean;
}

} // namespace

Runner add_inspect(CLI::App& app) {
  auto inspect = std::make_shared<Inspect>();
  app.description("Show what a bundle holds: library, authorities, provisions, controls, facts.");
  app.add_option("bundle", inspect->path, "a .wardb file, a project folder or a .ward file")
      ->required();
  add_common(app, inspect->common);
  app.footer("Examples:\n"
             "  ward inspect clinic.wardb                   what is in it\n"
             "  ward inspect clinic.wardb --format json     every provision, control and fact\n"
             "\n"
             "Exit codes: 0 shown; 1 errors in the policy; 2 unreadable bundle.");
  return [inspect] { return inspect->run(); };
}

} // namespace ward::tool
