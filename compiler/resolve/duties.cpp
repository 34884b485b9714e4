// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"
#include "resolve/state.h"

#include <algorithm>

namespace ward::resolve {
namespace {

struct Declarer {
  State& state;
  const syntax::DutyDecl& decl;
  model::Model& model = state.model;

  void run(model::ModuleId module) {
    model::Duty out;
    out.path = path_text(decl.name);
    if (decl.title)
      out.title = decl.title->value;
    out.doc = decl.doc.text;
    out.module = module;
    out.span = decl.span;
    out.path_span = decl.name.span;
    out.table = find_table(state.out, state.sink, module, decl.table);
    out.row = model.row_vars.add(out.table);
    if (decl.promptly) {
      model::Promptly promptly;
      if (const auto within = to_period(state.sink, decl.promptly->within))
        promptly.within = *within;
      out.promptly = promptly;
    }
    const auto need = [&](bool there, std::string_view what, const char* help) {
      if (!there)
        state.sink.report(diag::DutyWithoutClause, decl.name.span, out.path, what).with_help(help);
    };
    need(!decl.cites.empty(), "cites",
         "add `cites` and the provision that asks for it; a deadline of the house's own cites "
         "a provision of `force policy`");
    need(decl.arises, "arises", "add `arises` and the day that starts the clock");
    need(decl.done, "done", "add `done` and the day on which it was done, none until then");
    need(decl.by, "by", "add `by` and the last day that is in time");
    const std::string path = out.path;
    const model::DutyId id = model.duties.add(std::move(out));
    state.out.duty_trees.push_back(&decl);
    if (decl.name.is_missing())
      return;
    const auto [found, added] = state.out.duties.emplace(path, id);
    if (!added)
      state.twice("duty", path, decl.name.span, model.duties[found->second].path_span);
  }
};

struct Citer {
  State& state;
  model::DutyId duty;
  const syntax::DutyDecl& decl;
  model::Model& model = state.model;

  void run() {
    for (const syntax::Target& target : decl.cites)
      cite(target);
  }

  void cite(const syntax::Target& target) {
    const model::CitationId citation =
        find_citation(state.out, state.sink, target.citation, CitationUse::in_force);
    if (citation.is_none())
      return;
    const model::Force force = model.authorities[model.citations[citation].authority].force;
    if (force == model::Force::framework || force == model::Force::guidance) {
      state.sink
          .report(diag::DutyCitesFramework, target.citation.span, target.citation.text,
                  target.citation.authority)
          .with_help("cite the provision of a law, contract or policy that asks for it");
      return;
    }
    model::Cite out;
    out.citation = citation;
    out.span = target.span;
    for (const syntax::Name& name : target.elements)
      if (!name.is_missing())
        named(citation, name, out);
    if (!target.has_elements)
      own(target, citation, out);
    std::sort(out.elements.begin(), out.elements.end());
    for (model::ElementId element : out.elements) {
      std::vector<model::DutyId>& duties = model.elements[element].duties;
      if (duties.empty() || duties.back() != duty)
        duties.push_back(duty);
      else
        state.sink.report(diag::RepeatedItem, target.span, target.citation.text, "cites");
    }
    if (!out.elements.empty())
      model.duties[duty].cites.push_back(std::move(out));
  }

  // The law of an event's day is an old one too, so every version counts (R9.4).
  static bool counts(const model::Provision& version) {
    return !version.vacated && model::is_judged(version.modality);
  }

  void named(model::CitationId citation, const syntax::Name& name, model::Cite& out) {
    if (std::find(out.names.begin(), out.names.end(), name.text) != out.names.end()) {
      state.sink.report(diag::RepeatedItem, name.span, name.text, "cites");
      return;
    }
    bool known = false;
    for (model::ProvisionId id : model.citations[citation].versions)
      for (model::ElementId element : model.provisions[id].elements)
        if (model.elements[element].name == name.text) {
          known = true;
          if (counts(model.provisions[id]))
            out.elements.push_back(element);
        }
    if (known)
      out.names.emplace_back(name.text);
    else
      report_unknown_element(state.out, state.sink, citation, name);
  }

  void own(const syntax::Target& target, model::CitationId citation, model::Cite& out) {
    for (model::ProvisionId id : model.citations[citation].versions)
      for (model::ElementId element : model.provisions[id].elements)
        if (counts(model.provisions[id]) && model.elements[element].basis == model::Basis::text)
          out.elements.push_back(element);
    if (out.elements.empty())
      report_nothing_to_cover(state, target, citation);
  }
};

} // namespace

void declare_duties(State& state) {
  each_declaration<syntax::DutyDecl>(
      state, [&](const auto& decl, model::ModuleId module) { Declarer{state, decl}.run(module); });
  for (uint32_t i = 0; i < state.model.duties.size(); ++i)
    Citer{state, model::DutyId{i}, *state.out.duty_trees[i]}.run();
}

} // namespace ward::resolve
