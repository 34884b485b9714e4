// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/ast_expr.h"

namespace ward::syntax {

enum class DeclKind : uint8_t {
#define WARD_DECL(Type, kind, word) kind,
#include "syntax/decl.def"
#undef WARD_DECL
};
/// The words that begin a declaration of this kind: "control".
std::string_view decl_kind_word(DeclKind kind);

/// The head of every declaration. `span` runs from its keyword to its last token.
struct Decl {
  DeclKind kind;
  Span span;
  Doc doc;

  template <typename T> const T* as() const {
    return kind == T::decl_kind ? static_cast<const T*>(this) : nullptr;
  }
  template <typename T> const T& to() const {
    assert(kind == T::decl_kind);
    return static_cast<const T&>(*this);
  }
};

template <DeclKind K> struct DeclOf : Decl {
  static constexpr DeclKind decl_kind = K;
  explicit DeclOf(Span where) : Decl{K, where, {}} {}
};

// Clauses that may stand once are one field; a second one was reported and dropped. Null, or an
// empty span, means the clause was not written.

struct EnumMember {
  Name name;
  Doc doc;
};

struct EnumDecl : DeclOf<DeclKind::enumeration> {
  using DeclOf::DeclOf;
  Name name;
  List<EnumMember> members;
};

/// A field of a record, or a fact.
struct Field {
  Name name;
  TypeRef type;
  const Text* prompt = nullptr;        ///< null without one
  const Duration* fresh_for = nullptr; ///< null without one
  List<Name> supplied_by;              ///< authorities
  Span privileged = Span::none();      ///< none: not privileged
  Doc doc;
  Span span;
};

struct RecordDecl : DeclOf<DeclKind::record> {
  using DeclOf::DeclOf;
  Name name;
  Name key;
  List<Field> fields;
};

struct FactsDecl : DeclOf<DeclKind::facts> {
  using DeclOf::DeclOf;
  const Path* prefix = nullptr; ///< null: anonymous, fields are top-level facts
  List<Field> fields;
};

/// At the top of a file, or inside a control.
struct LetDecl : DeclOf<DeclKind::let> {
  using DeclOf::DeclOf;
  Name name;
  const TypeRef* type = nullptr; ///< null: from the value
  const Expr* value = nullptr;
};

struct PredicateParameter {
  Name name;
  TypeRef type;
};

struct PredicateDecl : DeclOf<DeclKind::predicate> {
  using DeclOf::DeclOf;
  Name name;
  List<PredicateParameter> parameters;
  const Expr* body = nullptr;
};

struct RoleDecl : DeclOf<DeclKind::role> {
  using DeclOf::DeclOf;
  Name name;
  const Expr* condition = nullptr;
};

/// `mandatory "..." from "..."`
struct Trait {
  Name name; ///< nature purpose mandatory scope guidance proof penalties audience outcome
  Text text;
  const Text* from = nullptr; ///< null without one
};

/// What an authority and a proposal say of themselves.
/// `lookback 6 years from "45 CFR 160.414"`
struct Lookback {
  Duration period;
  const Text* from = nullptr;
};

struct AuthorityFacts {
  const Name* force = nullptr;
  List<Text> issued_by;
  List<Text> enforced_by;
  List<Name> binds;
  List<Text> sources;
  List<Trait> traits;
  List<Text> unjudged;
  const Lookback* lookback = nullptr;
};

struct AuthorityDecl : DeclOf<DeclKind::authority> {
  using DeclOf::DeclOf;
  Name name;
  Text title;
  AuthorityFacts facts;
};

/// `renumbered C to D on 2013-09-23 because "..."`
struct Renumbering {
  Citation from;
  Citation to;
  Date on;
  Text because;
  Span span;
};

/// `index A "..." { ... }`: citations that exist in A's text.
struct IndexDecl : DeclOf<DeclKind::index> {
  using DeclOf::DeclOf;
  Name authority;
  Text title;
  List<Text> sources;
  List<Citation> printed;
  List<Citation> reserved;
  List<Renumbering> renumbered;
};

/// `in force from D until E`; half-open.
struct Window {
  Date from;
  const Date* until = nullptr; ///< null: open
  Span span;
};

struct Gap {
  Date from;
  Date until;
  Text because;
  Span span;
};

/// One date of `due`; without `for` it is the date of everyone else.
struct Due {
  Date date;
  const Name* role = nullptr; ///< null: everyone else
};

struct Vacated {
  Date on;
  Text by;
  Span span;
};

/// `needs P or Q`
struct Needs {
  List<Citation> any_of;
  Span span;
};

struct Element {
  enum class Rule : uint8_t { by_controls, decided_by, requires_also };
  Name name;
  Text text;
  const Expr* applies_when = nullptr; ///< null: always
  Rule rule = Rule::by_controls;
  const Expr* condition = nullptr; ///< null for by_controls
  const Name* basis = nullptr;     ///< `from text`; null: from the text
  const Text* basis_source = nullptr;
  Doc doc;
  Span span;
};

struct ProvisionDecl : DeclOf<DeclKind::provision> {
  using DeclOf::DeclOf;
  Citation citation;
  List<Name> modifiers;        ///< designation and modality, in any order
  const Text* title = nullptr; ///< null without one
  const Window* in_force = nullptr;
  List<Gap> gaps;
  const Text* says = nullptr;
  const Citation* under = nullptr;
  List<Needs> needs;
  List<Citation> replaces;
  List<Due> due;
  const Vacated* vacated = nullptr;
  const Expr* applies_when = nullptr;
  List<Name> binds; ///< roles, or the name `all`
  List<Element> elements;
  List<Text> sources;
};

struct ProposalDecl : DeclOf<DeclKind::proposal> {
  using DeclOf::DeclOf;
  Name name;
  Text title;
  AuthorityFacts facts;
  List<const ProvisionDecl*> provisions;
  List<Citation> repeals;
};

} // namespace ward::syntax
