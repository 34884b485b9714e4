// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"
#include "resolve/state.h"

#include <algorithm>

namespace ward::resolve {
namespace {

struct Linker {
  State& state;
  model::Model& model;

  void run() {
    for (model::Citation& citation : model.citations)
      std::sort(citation.versions.begin(), citation.versions.end(),
                [&](model::ProvisionId a, model::ProvisionId b) {
                  const int32_t left = model.provisions[a].window.from_days;
                  const int32_t right = model.provisions[b].window.from_days;
                  return left != right ? left < right : a < b;
                });
    for (uint32_t i = 0; i < model.provisions.size(); ++i)
      references(model.provisions[model::ProvisionId{i}], *state.out.provision_trees[i]);
    collect_children();
    whole_elements();
  }

  void references(model::Provision& provision, const syntax::ProvisionDecl& decl) {
    const auto find = [&](const syntax::Citation& citation) {
      return find_citation(state.out, state.sink, citation, CitationUse::any);
    };
    provision.parent = decl.under ? find(*decl.under) : prefix_parent(decl.citation.text);
    for (const syntax::Needs& needs : decl.needs) {
      std::vector<model::CitationId> any;
      for (const syntax::Citation& citation : needs.any_of)
        if (const model::CitationId found = find(citation); !found.is_none())
          any.push_back(found);
      if (!any.empty())
        provision.needs.push_back(std::move(any));
    }
    for (const syntax::Citation& citation : decl.replaces)
      if (const model::CitationId found = find(citation); !found.is_none())
        provision.replaces.push_back(found);
  }

  /// R3.3: the longest declared proper prefix that ends before `(`, `.` or `-`.
  model::CitationId prefix_parent(std::string_view text) const {
    const size_t first = text.find(':') + 1;
    for (size_t end = text.size(); --end > first;)
      if (text[end] == '(' || text[end] == '.' || text[end] == '-')
        if (const auto found = state.out.citations.find(text.substr(0, end));
            found != state.out.citations.end())
          return found->second;
    return {};
  }

  void collect_children() {
    std::vector<std::vector<model::CitationId>> children(model.citations.size());
    for (const model::Provision& provision : model.provisions)
      if (!provision.parent.is_none())
        children[provision.parent.index].push_back(provision.citation);
    for (auto& list : children) {
      std::sort(list.begin(), list.end());
      list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    for (model::Provision& provision : model.provisions)
      provision.children = children[provision.citation.index];
  }

  /// R3.4. Implicit elements come after all others, so element_trees gets empty places.
  void whole_elements() {
    for (uint32_t i = 0; i < model.provisions.size(); ++i) {
      model::Provision& provision = model.provisions[model::ProvisionId{i}];
      if (!provision.elements.empty() || !model::is_judged(provision.modality) ||
          has_judged_child(provision))
        continue;
      provision.derived =
          !provision.needs.empty() && provision.designation == model::Designation::none;
      if (provision.derived)
        continue;
      model::Element whole;
      whole.name = "whole";
      whole.phrase = provision.title;
      whole.provision = model::ProvisionId{i};
      whole.implicit = true;
      whole.span = provision.citation_span;
      provision.elements.push_back(model.elements.add(std::move(whole)));
      state.out.element_trees.push_back(nullptr);
    }
  }

  bool has_judged_child(const model::Provision& provision) const {
    for (model::CitationId child : provision.children)
      for (model::ProvisionId id : model.citations[child].versions)
        if (model.provisions[id].parent == provision.citation &&
            model::is_judged(model.provisions[id].modality))
          return true;
    return false;
  }
};

} // namespace

void link_provisions(State& state) {
  Linker{state, state.model}.run();
  each_declaration<syntax::ProposalDecl>(state, [&](const auto& decl, model::ModuleId) {
    const auto found = state.out.proposals.find(decl.name.text);
    if (found == state.out.proposals.end())
      return;
    for (const syntax::Citation& citation : decl.repeals)
      if (const model::CitationId id =
              find_citation(state.out, state.sink, citation, CitationUse::any);
          !id.is_none())
        state.model.proposals[found->second].repeals.push_back(id);
  });
}

} // namespace ward::resolve
