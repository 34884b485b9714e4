// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"
#include "resolve/state.h"

#include <algorithm>

namespace ward::resolve {
namespace {

struct Coverer {
  State& state;
  model::ControlId control;
  const syntax::ControlDecl& decl;
  model::Model& model = state.model;

  bool framework(model::CitationId citation) const {
    const model::Force force = model.authorities[model.citations[citation].authority].force;
    return force == model::Force::framework || force == model::Force::guidance;
  }

  void run() {
    for (const syntax::Target& target : decl.covers)
      cover(target);
    for (const syntax::Align& align : decl.aligns)
      this->align(align);
  }

  void cover(const syntax::Target& target) {
    const model::CitationId citation =
        find_citation(state.out, state.sink, target.citation, CitationUse::in_force);
    if (citation.is_none())
      return;
    if (framework(citation)) {
      state.sink
          .report(diag::CoversFramework, target.citation.span, target.citation.text,
                  target.citation.authority)
          .with_help("write `aligns " + std::string(target.citation.text) + "`");
      return;
    }
    model::Cover out;
    out.citation = citation;
    out.span = target.span;
    if (target.has_elements)
      named(target, citation, out);
    else
      own(target, citation, out);
    std::sort(out.elements.begin(), out.elements.end());
    for (model::ElementId element : out.elements)
      model.elements[element].covered_by.push_back(control);
    model.controls[control].covers.push_back(std::move(out));
  }

  bool counts(const model::Provision& version) const {
    return !version.vacated && version.window.until_days > model.as_of_days;
  }

  void named(const syntax::Target& target, model::CitationId citation, model::Cover& out) {
    for (const syntax::Name& name : target.elements) {
      if (name.is_missing())
        continue;
      if (std::find(out.names.begin(), out.names.end(), name.text) != out.names.end()) {
        state.sink.report(diag::RepeatedItem, name.span, name.text, "covers");
        continue;
      }
      bool known = false;
      for (model::ProvisionId id : model.citations[citation].versions)
        for (model::ElementId element : model.provisions[id].elements)
          if (model.elements[element].name == name.text) {
            known = true;
            if (counts(model.provisions[id]))
              out.elements.push_back(element);
          }
      if (!known)
        unknown_element(state, citation, name);
      else
        out.names.emplace_back(name.text);
    }
  }

  void own(const syntax::Target& target, model::CitationId citation, model::Cover& out) {
    for (model::ProvisionId id : model.citations[citation].versions) {
      const model::Provision& version = model.provisions[id];
      if (!counts(version))
        continue;
      for (model::ElementId element : version.elements)
        if (model.elements[element].basis == model::Basis::text)
          out.elements.push_back(element);
    }
    if (!out.elements.empty())
      return;
    report_nothing_to_cover(state, target, citation);
  }

  void align(const syntax::Align& written) {
    const syntax::Target& target = written.target;
    const model::CitationId citation =
        find_citation(state.out, state.sink, target.citation, CitationUse::in_force);
    if (citation.is_none())
      return;
    if (!framework(citation)) {
      state.sink
          .report(diag::AlignsLaw, target.citation.span, target.citation.text,
                  target.citation.authority)
          .with_help("write `covers " + std::string(target.citation.text) + "`");
      return;
    }
    model::Align out;
    out.citation = citation;
    out.relation = static_cast<model::Relation>(written.relation);
    out.span = written.span;
    for (const syntax::Name& name : target.elements) {
      bool known = name.is_missing();
      for (model::ProvisionId id : model.citations[citation].versions)
        for (model::ElementId element : model.provisions[id].elements)
          known |= model.elements[element].name == name.text;
      if (!known)
        unknown_element(state, citation, name);
      else if (!name.is_missing())
        out.names.emplace_back(name.text);
    }
    model.controls[control].aligns.push_back(std::move(out));
  }

  static void unknown_element(State& state, model::CitationId citation, const syntax::Name& name) {
    report_unknown_element(state.out, state.sink, citation, name);
  }
};

} // namespace

void report_nothing_to_cover(State& state, const syntax::Target& target,
                             model::CitationId citation) {
  const model::Model& model = state.model;
  const model::Provision* last = nullptr;
  for (model::ProvisionId id : model.citations[citation].versions) {
    const model::Provision& version = model.provisions[id];
    if (!version.vacated && version.window.until_days > model.as_of_days)
      last = &version;
  }
  auto& error = state.sink.report(diag::NothingToCover, target.citation.span, target.citation.text);
  if (last && !last->children.empty()) {
    std::string list;
    for (size_t i = 0; i < last->children.size() && i < 3; ++i)
      list += (i == 0 ? "`" : ", `") + model.citations[last->children[i]].text + "`";
    if (last->children.size() > 3)
      list += " and " + std::to_string(last->children.size() - 3) + " more";
    error.with_help("cover its parts: " + list);
  } else if (last && !model::is_judged(last->modality)) {
    error.note("its modality has no verdict", last->citation_span);
  } else if (last && last->derived) {
    error.note("it asks for nothing but what it `needs`; cover that", last->citation_span);
  } else if (last) {
    error.note("its elements are not from the text; name them: `.{...}`", last->citation_span);
  }
}

void report_unknown_element(const Declarations& decls, diag::Sink& sink, model::CitationId citation,
                            const syntax::Name& name) {
  const model::Model& model = decls.model;
  auto& out =
      sink.report(diag::UnknownElement, name.span, model.citations[citation].text, name.text);
  std::vector<std::string> names;
  for (model::ProvisionId id : model.citations[citation].versions)
    for (model::ElementId element : model.provisions[id].elements)
      names.push_back(model.elements[element].name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  suggest_near(decls, out, name.span, name.text, [&] { return names; });
  if (!out.help.empty())
    return;
  std::string list;
  for (const std::string& each : names)
    list += (list.empty() ? "" : ", ") + each;
  out.with_help(list.empty() ? "it has no elements" : "its elements are " + list);
}

void link_controls(State& state) {
  model::Model& model = state.model;
  for (uint32_t i = 0; i < model.controls.size(); ++i)
    Coverer{state, model::ControlId{i}, *state.out.control_trees[i]}.run();
  for (model::Element& element : model.elements) {
    auto& list = element.covered_by;
    std::sort(list.begin(), list.end(), [&](model::ControlId a, model::ControlId b) {
      const std::string& left = model.controls[a].path;
      const std::string& right = model.controls[b].path;
      return left != right ? left < right : a < b;
    });
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
}

} // namespace ward::resolve
