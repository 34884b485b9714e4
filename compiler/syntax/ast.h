// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/ast_decl.h"

namespace ward::syntax {

/// `parameter min_length : count >= 8 default 12`
struct Parameter {
  struct Bound {
    Relation op = Relation::ge;
    const Expr* value = nullptr;
  };
  Name name;
  TypeRef type;
  List<Bound> bounds;
  const Expr* default_value = nullptr;
  Doc doc;
  Span span;
};

struct Evidence {
  Name name;
  const Text* text = nullptr;          ///< null without one
  const Duration* fresh_for = nullptr; ///< null without one
  Doc doc;
  Span span;
};

enum class SetRelation : uint8_t { equal, subset, superset, intersects, none };
std::string_view set_relation_text(SetRelation relation);

struct Align {
  Target target;
  SetRelation relation = SetRelation::intersects; ///< also when none was written
  Span span;
};

/// `maturity policy a.b, procedure a.c`
struct MaturityRating {
  Name level;
  FactPath path;
};

struct ControlDecl : DeclOf<DeclKind::control> {
  using DeclOf::DeclOf;
  Path name;
  Text title;
  const Name* pillar = nullptr;
  const Text* owner = nullptr; ///< a name is kept as its text
  const Expr* effort = nullptr;
  const Expr* cost = nullptr;
  const Name* cost_per = nullptr;
  const Expr* applies_when = nullptr;
  const Expr* implemented_when = nullptr;
  const Text* trusted_because = nullptr;
  List<const LetDecl*> lets;
  List<Parameter> parameters;
  List<Evidence> evidence;
  List<Target> covers;
  List<Align> aligns;
  List<MaturityRating> maturity;
};

struct Mapping {
  Target from;
  SetRelation relation = SetRelation::intersects;
  Target to;
  const IntegerExpr* strength = nullptr;
  const Text* because = nullptr;
  Span span;
};

struct CrosswalkDecl : DeclOf<DeclKind::crosswalk> {
  using DeclOf::DeclOf;
  Name from;
  Name to;
  Text title;
  List<Text> sources;
  List<Mapping> mappings;
};

struct Prompt {
  Duration within;
  const Expr* after = nullptr;
  Span span;
};

struct DutyDecl : DeclOf<DeclKind::duty> {
  using DeclOf::DeclOf;
  Path name;
  const Text* title = nullptr;
  Name variable;
  Path table;
  List<Target> cites;
  const Expr* arises = nullptr;
  const Expr* condition = nullptr;
  const Expr* done = nullptr;
  const Expr* not_before = nullptr;
  const Expr* by = nullptr;
  const Prompt* promptly = nullptr;
};

struct Charge {
  Name per;
  Decimal from;                      ///< cents
  Decimal to;                        ///< the same as `from` when one amount was written
  const Name* unpublished = nullptr; ///< the word instead of an amount
};

struct Tier {
  Name name;
  List<Charge> charges;
  Span span;
};

struct PenaltyWindow {
  Date from;
  const Date* until = nullptr;
};

/// A schedule of amounts (`effective`), or what prices the rows of a table (`on v in t`).
struct PenaltyDecl : DeclOf<DeclKind::penalty> {
  using DeclOf::DeclOf;
  Path name;
  // a schedule
  Date effective;
  List<Text> sources;
  List<Tier> tiers;
  const Name* under = nullptr;
  const PenaltyWindow* violations = nullptr;
  // on a table
  Name variable; ///< missing: a schedule
  Path table;
  const Expr* tier = nullptr;
  const Expr* requirement = nullptr;
  const Expr* from = nullptr;
  const Expr* until = nullptr;
  const Expr* count = nullptr;
  const Expr* daily = nullptr;
  const Expr* assessed = nullptr;
  const Name* by = nullptr;
};

/// A level with its weight, or a rating with its worth.
struct Weight {
  Name name;
  Decimal percent;
  bool optional = false;
  const Name* under = nullptr; ///< the level that it may not pass
};

struct Incubation {
  Name level;
  Duration period;
};

/// `interim 90 days before 1 year`
struct Interim {
  Duration window;
  Duration anniversary;
};

/// `score policy from s.policy since s.policy_since`
struct Score {
  Name level;
  const Expr* from = nullptr;
  const Expr* since = nullptr;
};

/// `inherited s.share of s.score from s.provider when s.accepted`
struct Inherited {
  const Expr* share = nullptr;
  const Expr* score = nullptr;
  const Expr* from = nullptr;
  const Expr* when = nullptr;
};

/// `held c in certificates where ... issued ... until ... done ... when ...`
struct Held {
  Name variable;
  Path table;
  const Expr* where = nullptr;
  const Expr* issued = nullptr;
  const Expr* until = nullptr;
  const Expr* done = nullptr;
  const Expr* when = nullptr;
};

struct Certify {
  Name unit;
  Relation op = Relation::ge;
  const Expr* threshold = nullptr;
  Span span;
};

struct AssessmentDecl : DeclOf<DeclKind::assessment> {
  using DeclOf::DeclOf;
  Path name;
  const Text* title = nullptr;
  Name variable; ///< missing: on no table
  Path table;
  List<Text> sources;
  const Date* effective = nullptr;
  List<Weight> levels;
  List<Weight> ratings;
  List<Incubation> incubation;
  const Name* grouped_by = nullptr;
  const Expr* group = nullptr;
  const Certify* certify = nullptr;
  const Duration* valid_for = nullptr;
  const Interim* interim = nullptr;
  const IntegerExpr* count = nullptr;
  List<Text> unverified;
  const Expr* scope = nullptr;
  const Expr* applies = nullptr;
  const Expr* because = nullptr;
  List<Score> scores;
  const Inherited* inherited = nullptr;
  const Held* held = nullptr;
};

struct ProfileSetting {
  Path parameter; ///< control path and parameter
  const Expr* value = nullptr;
  Span span;
};

struct ProfileDecl : DeclOf<DeclKind::profile> {
  using DeclOf::DeclOf;
  Name name;
  const Text* title = nullptr;
  const Text* summary = nullptr;
  List<Name> authorities;
  Span authorities_span = Span::none(); ///< none: not written, so all
  List<Name> claims_in_full;
  List<ProfileSetting> settings;
  List<Name> assumes;
  const Expr* scope_when = nullptr;
  const Name* minimum_proof = nullptr;
};

struct ExceptionDecl : DeclOf<DeclKind::exception> {
  using DeclOf::DeclOf;
  Path name;
  Path control;
  List<FactPath> at;
  Text because;
  Text approved_by;
  Date approved_on;
  Date expires;
  const Path* compensated_by = nullptr;
};

/// `path = value` of `given` and `with`.
struct Binding {
  FactPath path;
  Span open = Span::none(); ///< a table written `open`
  const Expr* value = nullptr;
  Span span;
};

struct Expectation {
  enum class Kind : uint8_t { control, provision, duty };
  Kind kind = Kind::control;
  Path path;                 ///< control, duty
  Target target;             ///< provision
  const Expr* row = nullptr; ///< duty: the key
  Name verdict;
  List<Name> details; ///< `with partial, stale`
  List<FactPath> because;
  Span span;
};

/// `case "label" { with { ... } expect ... }`
struct TestCase {
  Text label;
  List<Binding> with;
  List<Expectation> expects;
  Doc doc;
  Span span;
};

struct TestDecl : DeclOf<DeclKind::test> {
  using DeclOf::DeclOf;
  Text title;
  const Date* as_of = nullptr;
  List<Name> assumes;
  List<Binding> given;
  List<Binding> with;
  List<Expectation> expects;
  List<TestCase> cases;
};

struct ModuleDecl {
  Path name;
  const Date* as_of = nullptr;
  Doc doc;
  Span span;
};

struct UseDecl {
  Path name;
  const Text* version = nullptr;
  const Name* alias = nullptr;
  Span span;
};

/// What stands between the tokens, for the formatter.
struct Trivia {
  enum class Kind : uint8_t { comment, doc, blank_lines };
  Kind kind = Kind::comment;
  Span span;
};

struct File {
  SourceId source;
  const ModuleDecl* module = nullptr; ///< null when the file has no `module` line
  List<UseDecl> uses;
  List<const Decl*> decls;
  List<Trivia> trivia;
  Span span;
};

} // namespace ward::syntax
