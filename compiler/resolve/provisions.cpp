// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"
#include "resolve/state.h"
#include "resolve/words.h"

#include <algorithm>
#include <array>

namespace ward::resolve {
namespace {

constexpr std::array<std::string_view, 11> modifier_words = {
    "standard",  "required",   "addressable", "obligation", "prohibition", "right",
    "condition", "permission", "exception",   "definition", "scope"};
constexpr size_t designations = 3;
constexpr std::array<std::string_view, 5> basis_words = {"text", "preamble", "guidance",
                                                         "enforcement", "practice"};

struct Declarer {
  State& state;
  const syntax::ProvisionDecl& decl;
  model::Provision out;

  void modifiers() {
    const syntax::Name* designation = nullptr;
    const syntax::Name* modality = nullptr;
    for (const syntax::Name& name : decl.modifiers) {
      const auto found = word(state, name, "a designation or modality", modifier_words);
      if (!found)
        continue;
      const bool is_designation = *found < designations;
      const syntax::Name*& slot = is_designation ? designation : modality;
      if (slot) {
        state.sink
            .report(diag::SecondModifier, name.span, name.text,
                    is_designation ? "designation" : "modality", slot->text)
            .note("the first stands here", slot->span);
        continue;
      }
      slot = &name;
      if (is_designation)
        out.designation = static_cast<model::Designation>(*found + 1);
      else
        out.modality = static_cast<model::Modality>(*found - designations);
    }
  }

  void times() {
    if (decl.in_force) {
      out.window.from_days = decl.in_force->from.days_since_epoch();
      if (decl.in_force->until)
        out.window.until_days = decl.in_force->until->days_since_epoch();
    }
    for (const syntax::Gap& gap : decl.gaps)
      out.gaps.push_back({{gap.from.days_since_epoch(), gap.until.days_since_epoch()},
                          std::string(gap.because.value),
                          gap.span});
    for (const syntax::Due& due : decl.due) {
      model::DueDate made;
      made.days = due.date.days_since_epoch();
      if (due.role) {
        made.role = find_role(state.out, state.sink, *due.role);
        if (made.role.is_none())
          continue;
      }
      out.due.push_back(made);
    }
    if (decl.vacated)
      out.vacated =
          model::Vacated{decl.vacated->on.days_since_epoch(), std::string(decl.vacated->by.value)};
  }

  void elements(model::ProvisionId id) {
    NameMap<source::Span> names;
    for (const syntax::Element& element : decl.elements) {
      if (element.name.is_missing())
        continue;
      const auto [found, added] = names.emplace(element.name.text, element.name.span);
      if (!added) {
        state.twice("element", element.name.text, element.name.span, found->second);
        continue;
      }
      model::Element made;
      made.name = element.name.text;
      made.phrase = element.text.value;
      made.provision = id;
      made.kind = element.rule == syntax::Element::Rule::decided_by ? model::Element::Kind::decided
                  : element.rule == syntax::Element::Rule::requires_also
                      ? model::Element::Kind::floor
                      : model::Element::Kind::by_controls;
      if (element.basis)
        if (const auto basis = word(state, *element.basis, "a basis", basis_words))
          made.basis = static_cast<model::Basis>(*basis);
      if (element.basis_source)
        made.basis_note = element.basis_source->value;
      made.span = element.name.span;
      state.model.provisions[id].elements.push_back(state.model.elements.add(std::move(made)));
      state.out.element_trees.push_back(&element);
    }
  }

  void run(model::ModuleId module, model::ProposalId proposal) {
    if (decl.citation.is_missing())
      return;
    const syntax::Name authority{decl.citation.authority, decl.citation.authority_span()};
    out.authority = find_authority(state.out, state.sink, authority);
    if (out.authority.is_none())
      return;
    const std::string& owner = state.model.authorities[out.authority].name;
    const bool is_proposal = state.out.proposals.count(decl.citation.authority) != 0;
    if (!proposal.is_none() && state.model.proposals[proposal].name != decl.citation.authority)
      state.sink
          .report(diag::ForeignCitation, decl.citation.span, decl.citation.text,
                  state.model.proposals[proposal].name)
          .with_help("a proposal has numbers of its own; say `replaces " +
                     std::string(decl.citation.text) + "` in one of its provisions");
    else if (proposal.is_none() && is_proposal)
      state.sink.report(diag::ProposedOutside, decl.citation.span, decl.citation.text, owner)
          .with_help("move it into `proposal " + owner + "`");
    const auto [found, added] = state.out.citations.emplace(
        decl.citation.text, model::CitationId{static_cast<uint32_t>(state.model.citations.size())});
    if (added)
      state.model.citations.add({std::string(decl.citation.text), out.authority, {}});
    out.citation = found->second;
    out.module = module;
    out.proposal = proposal;
    modifiers();
    if (decl.title)
      out.title = decl.title->value;
    if (decl.says)
      out.says = decl.says->value;
    out.doc = decl.doc.text;
    for (const syntax::Text& text : decl.sources)
      out.sources.emplace_back(text.value);
    times();
    if (!decl.binds.empty())
      out.binds = find_binds(state, decl.binds);
    out.span = decl.span;
    out.citation_span = decl.citation.span;
    const model::CitationId citation = out.citation;
    const model::ProvisionId id = state.model.provisions.add(std::move(out));
    state.model.citations[citation].versions.push_back(id);
    state.out.provision_trees.push_back(&decl);
    elements(id);
  }
};

} // namespace

void declare_provisions(State& state) {
  for (uint32_t m = 0; m < state.out.scopes.size(); ++m)
    for (const syntax::Decl* decl : state.out.scopes[m].file->decls) {
      const model::ModuleId module{m};
      if (const auto* provision = decl->as<syntax::ProvisionDecl>())
        Declarer{state, *provision, {}}.run(module, {});
      else if (const auto* proposal = decl->as<syntax::ProposalDecl>()) {
        const auto found = state.out.proposals.find(proposal->name.text);
        const model::ProposalId id =
            found == state.out.proposals.end() ? model::ProposalId() : found->second;
        for (const syntax::ProvisionDecl* proposed : proposal->provisions)
          Declarer{state, *proposed, {}}.run(module, id);
      }
    }
}

} // namespace ward::resolve
