// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"
#include "resolve/nearest.h"
#include "resolve/state.h"
#include "resolve/words.h"

#include <algorithm>
#include <array>

namespace ward::resolve {

std::optional<size_t> word(State& state, const syntax::Name& name, std::string_view what,
                           std::span<const std::string_view> words) {
  if (name.is_missing())
    return std::nullopt;
  for (size_t i = 0; i < words.size(); ++i)
    if (words[i] == name.text)
      return i;
  std::string list;
  for (std::string_view each : words)
    list += (list.empty() ? "" : ", ") + std::string(each);
  auto& out = state.sink.report(diag::UnknownWord, name.span, name.text, what);
  suggest(out, name.span, nearest(name.text, {words.begin(), words.end()}));
  if (out.help.empty())
    out.with_help("write one of " + list);
  return std::nullopt;
}

namespace {

constexpr std::array<std::string_view, 5> force_words = {"law", "contract", "framework", "guidance",
                                                         "policy"};

std::vector<std::string> texts(syntax::List<syntax::Text> list) {
  std::vector<std::string> out;
  for (const syntax::Text& text : list)
    out.emplace_back(text.value);
  return out;
}

void declare_authority(State& state, const syntax::Name& name, const syntax::Text& title,
                       const syntax::AuthorityFacts& facts, const syntax::Decl& decl,
                       model::ModuleId module) {
  model::Authority out;
  out.name = name.text;
  out.title = title.value;
  out.module = module;
  if (!facts.force)
    state.sink.report(diag::ForceNotStated, name.span, name.text)
        .with_help("add `force law`, `contract`, `framework`, `guidance` or `policy`");
  else if (const auto force = word(state, *facts.force, "a force", force_words))
    out.force = static_cast<model::Force>(*force);
  out.issued_by = texts(facts.issued_by);
  out.enforced_by = texts(facts.enforced_by);
  out.sources = texts(facts.sources);
  out.unjudged = texts(facts.unjudged);
  for (const syntax::Trait& trait : facts.traits)
    out.traits.push_back({std::string(trait.name.text), std::string(trait.text.value),
                          trait.from ? std::string(trait.from->value) : std::string()});
  if (facts.lookback) {
    out.lookback = to_period(state.sink, facts.lookback->period);
    if (facts.lookback->from)
      out.lookback_source = facts.lookback->from->value;
  }
  out.doc = decl.doc.text;
  out.span = name.span;
  const model::AuthorityId id = state.model.authorities.add(std::move(out));
  if (name.is_missing())
    return;
  const auto [found, added] = state.out.authorities.emplace(name.text, id);
  if (!added)
    state.twice("authority", name.text, name.span, state.model.authorities[found->second].span);
}

model::AuthorityId supplier(State& state, syntax::List<syntax::Name> names) {
  if (names.size() > 1)
    state.sink.report(diag::SeveralSuppliers, names[1].span)
        .with_help("split the fact: what each authority says is a fact of its own");
  return names.empty() ? model::AuthorityId() : find_authority(state.out, state.sink, names[0]);
}

void link_suppliers(State& state) {
  uint32_t record = state.model.tables[state.model.addressable].record.index + 1;
  each_declaration<syntax::RecordDecl>(state, [&](const auto& decl, model::ModuleId) {
    const model::RecordId id{record++};
    for (const syntax::Field& field : decl.fields) {
      const auto index = state.out.record_fields[id.index].find(field.name.text);
      if (!field.supplied_by.empty() && index != state.out.record_fields[id.index].end())
        state.model.records[id].fields[index->second].info.supplied_by =
            supplier(state, field.supplied_by);
    }
  });
  each_declaration<syntax::FactsDecl>(state, [&](const auto& decl, model::ModuleId) {
    uint32_t at = FactTree::root;
    if (decl.prefix)
      for (const syntax::Name& part : decl.prefix->parts)
        if (at != FactTree::nothing)
          at = state.out.fact_tree.child(at, part.text);
    if (at == FactTree::nothing)
      return;
    for (const syntax::Field& field : decl.fields) {
      if (field.supplied_by.empty())
        continue;
      const uint32_t leaf = state.out.fact_tree.child(at, field.name.text);
      if (leaf != FactTree::nothing &&
          state.out.fact_tree.node(leaf).kind == FactTree::Node::Kind::fact)
        state.model.facts[model::FactId{state.out.fact_tree.node(leaf).id}].info.supplied_by =
            supplier(state, field.supplied_by);
    }
  });
}

void declare_index(State& state, const syntax::IndexDecl& decl) {
  const model::AuthorityId authority = find_authority(state.out, state.sink, decl.authority);
  const auto add = [&](const syntax::Citation& citation, model::IndexedCitation entry) {
    if (citation.is_missing())
      return;
    if (!authority.is_none() && citation.authority != decl.authority.text) {
      state.sink.report(diag::ForeignCitation, citation.span, citation.text, decl.authority.text);
      return;
    }
    entry.citation = citation.text;
    entry.span = citation.span;
    const auto [found, added] =
        state.out.indexed.emplace(citation.text, static_cast<uint32_t>(state.model.index.size()));
    if (added)
      state.model.index.push_back(std::move(entry));
    else
      state.twice("index entry", citation.text, citation.span,
                  state.model.index[found->second].span);
  };
  using Kind = model::IndexedCitation::Kind;
  for (const syntax::Citation& citation : decl.printed)
    add(citation, {Kind::printed});
  for (const syntax::Citation& citation : decl.reserved)
    add(citation, {Kind::reserved});
  for (const syntax::Renumbering& moved : decl.renumbered)
    add(moved.from, {Kind::renumbered, "", std::string(moved.to.text), moved.on.days_since_epoch(),
                     std::string(moved.because.value)});
}

} // namespace

model::Binds find_binds(State& state, syntax::List<syntax::Name> names) {
  model::Binds out;
  out.all = false;
  for (const syntax::Name& name : names) {
    if (name.text == "all") {
      out.all = true;
      continue;
    }
    const model::RoleId role = find_role(state.out, state.sink, name);
    if (role.is_none())
      continue;
    if (std::find(out.roles.begin(), out.roles.end(), role) != out.roles.end())
      state.sink.report(diag::RepeatedItem, name.span, name.text, "binds");
    else
      out.roles.push_back(role);
  }
  if (out.all && names.size() > 1)
    state.sink.report(diag::AllAndRoles, names.front().span)
        .with_help("`all` binds every role already; write `all` or the roles");
  return out;
}

void declare_authorities(State& state) {
  std::vector<syntax::List<syntax::Name>> binds;
  each_declaration<syntax::AuthorityDecl>(state, [&](const auto& decl, model::ModuleId module) {
    declare_authority(state, decl.name, decl.title, decl.facts, decl, module);
    binds.push_back(decl.facts.binds);
  });
  // A proposal is an authority of its own with numbers of its own (R3.17).
  each_declaration<syntax::ProposalDecl>(state, [&](const auto& decl, model::ModuleId module) {
    declare_authority(state, decl.name, decl.title, decl.facts, decl, module);
    binds.push_back(decl.facts.binds);
    model::Proposal out;
    out.name = decl.name.text;
    out.title = decl.title.value;
    out.module = module;
    out.sources = texts(decl.facts.sources);
    out.span = decl.name.span;
    const model::ProposalId id = state.model.proposals.add(std::move(out));
    if (!decl.name.is_missing())
      state.out.proposals.emplace(decl.name.text, id);
  });
  each_declaration<syntax::RoleDecl>(state, [&](const auto& decl, model::ModuleId module) {
    model::Role out;
    out.name = decl.name.text;
    out.module = module;
    out.doc = decl.doc.text;
    out.span = decl.name.span;
    const model::RoleId id = state.model.roles.add(std::move(out));
    state.out.role_trees.push_back(&decl);
    if (decl.name.is_missing())
      return;
    const auto [found, added] = state.out.roles.emplace(decl.name.text, id);
    if (!added)
      state.twice("role", decl.name.text, decl.name.span, state.model.roles[found->second].span);
  });
  for (uint32_t i = 0; i < binds.size(); ++i)
    if (!binds[i].empty())
      state.model.authorities[model::AuthorityId{i}].binds = find_binds(state, binds[i]);
  link_suppliers(state);
  each_declaration<syntax::IndexDecl>(
      state, [&](const auto& decl, model::ModuleId) { declare_index(state, decl); });
  std::vector<model::IndexedCitation>& index = state.model.index;
  std::sort(index.begin(), index.end(),
            [](const auto& a, const auto& b) { return a.citation < b.citation; });
  for (auto& [citation, place] : state.out.indexed)
    place = static_cast<uint32_t>(
        std::lower_bound(index.begin(), index.end(), citation,
                         [](const auto& a, std::string_view b) { return a.citation < b; }) -
        index.begin());
}

} // namespace ward::resolve
