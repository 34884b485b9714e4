// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "resolve/fact_tree.h"
#include "syntax/ast.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ward::resolve {

/// Keys are views of source text.
template <typename T> using NameMap = std::unordered_map<std::string_view, T>;

struct PathHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
/// Keys are dotted paths.
template <typename T> using PathMap = std::unordered_map<std::string, T, PathHash, std::equal_to<>>;

/// What belongs to one module: bare inside it, `alias.name` outside (R1.10).
struct Entity {
  enum class Kind : uint8_t { enumeration, record, let, predicate };
  Kind kind = Kind::let;
  uint32_t index = 0; ///< of EnumId, RecordId, LetId or PredicateId
  source::Span span;
};

struct Alias {
  model::ModuleId module;
  source::Span span;
};

struct ModuleScope {
  const syntax::File* file = nullptr;
  NameMap<Entity> entities;
  NameMap<Alias> aliases;
  std::vector<bool> reaches; ///< by module index; itself included
};

/// One test with its module; typecheck makes model tests of it.
struct TestSource {
  const syntax::TestDecl* decl = nullptr;
  model::ModuleId module;
};

/// The model so far, with the names that lead into it and the trees that its expressions come from.
/// Lists of trees are indexed by the id of what they became; null: nobody wrote it.
struct Declarations {
  model::Model model;

  std::vector<ModuleScope> scopes; ///< by ModuleId
  FactTree fact_tree;
  NameMap<model::AuthorityId> authorities;
  NameMap<model::RoleId> roles;
  NameMap<model::CitationId> citations;
  NameMap<uint32_t> indexed; ///< citation to its place in Model::index
  NameMap<model::ProposalId> proposals;
  NameMap<model::ProfileId> profiles;
  PathMap<model::ControlId> controls;
  PathMap<model::DutyId> duties;
  PathMap<model::ExceptionId> exceptions;
  std::vector<NameMap<uint32_t>> enum_members;         ///< by EnumId
  std::vector<NameMap<uint32_t>> record_fields;        ///< by RecordId
  std::vector<std::vector<model::LetId>> control_lets; ///< by ControlId
  model::EnumId factors;                               ///< the built-in AddressableFactor (R6.6)

  std::vector<const syntax::RoleDecl*> role_trees;
  std::vector<const syntax::ProvisionDecl*> provision_trees;
  std::vector<const syntax::Element*> element_trees;
  std::vector<const syntax::LetDecl*> let_trees;
  std::vector<const syntax::PredicateDecl*> predicate_trees;
  std::vector<const syntax::ControlDecl*> control_trees;
  std::vector<const syntax::Parameter*> parameter_trees;
  std::vector<const syntax::DutyDecl*> duty_trees;
  std::vector<const syntax::PenaltyDecl*> exposure_trees;
  std::vector<const syntax::AssessmentDecl*> assessment_trees;
  std::vector<const syntax::ProfileDecl*> profile_trees;
  std::vector<TestSource> tests;

  /// Searches for near names still allowed; they scan all names, so a broken build gets only some.
  mutable int near_searches_left = 200;

  /// Whether `from` may name facts and controls of `owner` (R1.10). Built-ins have no module.
  bool reaches(model::ModuleId from, model::ModuleId owner) const {
    return owner.is_none() || from.is_none() || scopes[from.index].reaches[owner.index];
  }
};

std::string path_text(const syntax::Path& path);

} // namespace ward::resolve
