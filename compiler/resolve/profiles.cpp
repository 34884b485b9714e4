// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"
#include "resolve/state.h"
#include "resolve/words.h"

#include <algorithm>
#include <array>

namespace ward::resolve {
namespace {

constexpr std::array<std::string_view, 4> proof_words = {"self_stated", "documented", "sampled",
                                                         "independently_tested"};

void declare_profile(State& state, const syntax::ProfileDecl& decl, model::ModuleId module) {
  model::Profile out;
  out.name = decl.name.text;
  if (decl.title)
    out.title = decl.title->value;
  out.module = module;
  out.span = decl.name.span;
  for (const syntax::Name& name : decl.authorities) {
    const model::AuthorityId id = find_authority(state.out, state.sink, name);
    if (id.is_none())
      continue;
    if (std::find(out.authorities.begin(), out.authorities.end(), id) != out.authorities.end())
      state.sink.report(diag::RepeatedItem, name.span, name.text, "authorities");
    else
      out.authorities.push_back(id);
  }
  for (const syntax::Name& name : decl.claims_in_full) {
    const model::AuthorityId id = find_authority(state.out, state.sink, name);
    if (id.is_none())
      continue;
    out.claims_in_full.emplace_back(id, name.span);
  }
  for (const syntax::Name& name : decl.assumes)
    if (const model::ProposalId id = find_proposal(state.out, state.sink, name); !id.is_none())
      out.assumes.push_back(id);
  if (decl.minimum_proof)
    if (const auto proof = word(state, *decl.minimum_proof, "a proof", proof_words))
      out.minimum_proof = static_cast<model::Proof>(*proof);
  const model::ProfileId id = state.model.profiles.add(std::move(out));
  state.out.profile_trees.push_back(&decl);
  if (decl.name.is_missing())
    return;
  const auto [found, added] = state.out.profiles.emplace(decl.name.text, id);
  if (!added)
    state.twice("profile", decl.name.text, decl.name.span,
                state.model.profiles[found->second].span);
}

void declare_exception(State& state, const syntax::ExceptionDecl& decl, model::ModuleId module) {
  model::Exception out;
  out.name = path_text(decl.name);
  out.module = module;
  out.control =
      find_control(state.out, state.sink, module, path_text(decl.control), decl.control.span);
  for (const syntax::FactPath& path : decl.at) {
    const FactTarget target = find_fact(state.out, state.sink, module, path);
    if (target.kind == FactTarget::Kind::nothing)
      continue;
    if (target.kind != FactTarget::Kind::row) {
      state.sink.report(diag::NotARow, path.span, fact_path_text(path))
          .with_help("an exception is for rows: `at systems[\"pms\"]`");
      continue;
    }
    const bool repeated =
        std::any_of(out.rows.begin(), out.rows.end(), [&](const model::ExceptionRow& row) {
          return row.table == target.table && row.key == target.key;
        });
    if (repeated)
      state.sink.report(diag::RepeatedItem, path.span, fact_path_text(path), "at");
    else
      out.rows.push_back({target.table, std::string(target.key), path.span});
  }
  out.because = decl.because.value;
  out.approved_by = decl.approved_by.value;
  out.on_days = decl.approved_on.days_since_epoch();
  out.expires_days = decl.expires.days_since_epoch();
  if (decl.compensated_by)
    out.compensated_by = find_control(state.out, state.sink, module,
                                      path_text(*decl.compensated_by), decl.compensated_by->span);
  out.span = decl.name.span;
  const std::string name = out.name;
  const model::ExceptionId id = state.model.exceptions.add(std::move(out));
  if (decl.name.is_missing())
    return;
  const auto [found, added] = state.out.exceptions.emplace(name, id);
  if (!added)
    state.twice("exception", name, decl.name.span, state.model.exceptions[found->second].span);
}

} // namespace

void declare_profiles(State& state) {
  each_declaration<syntax::ProfileDecl>(state, [&](const auto& decl, model::ModuleId module) {
    declare_profile(state, decl, module);
  });
}

void declare_exceptions(State& state) {
  each_declaration<syntax::ExceptionDecl>(state, [&](const auto& decl, model::ModuleId module) {
    declare_exception(state, decl, module);
  });
}

void collect_tests(State& state) {
  each_declaration<syntax::TestDecl>(state, [&](const auto& decl, model::ModuleId module) {
    state.out.tests.push_back({&decl, module});
  });
}

} // namespace ward::resolve
