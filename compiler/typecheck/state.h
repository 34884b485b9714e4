// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/sink.h"
#include "model/print.h"
#include "resolve/lookup.h"
#include "syntax/ast.h"

#include <initializer_list>
#include <optional>
#include <span>

namespace ward::typecheck {

__extension__ typedef unsigned __int128 Bound; ///< greatest absolute value, scaled by the type
/// R5.14; also what a saturated bound is.
constexpr Bound bound_limit = Bound{1} << 126;

/// What is known of a typed expression beside its type.
struct Facts {
  Bound bound = 0;
  bool mentions_row = false; ///< the row of the quantifier or fold it stands in
  bool has_fold = false;     ///< count, sum, share, min or max somewhere inside
  bool distributes = false;  ///< its value is that of latest, earliest or `if` (R5.17, R5.18)
  bool extreme = false;      ///< of latest or earliest
};

/// Where an expression stands.
struct Scope {
  struct Row {
    std::string_view name;
    model::RowVarId var;
    model::RecordId record;
    source::Span span;
  };
  model::ModuleId module;
  model::ControlId control;     ///< whose parameters and lets are readable; or none
  model::PredicateId predicate; ///< whose arguments are readable; or none
  std::vector<Row> rows;        ///< of quantifiers and folds, innermost last
  model::ExprId arises;         ///< what `arises` stands for in a duty's other clauses; or none
};

struct State {
  resolve::Declarations& decls;
  diag::Sink& sink;
  model::Model& model = decls.model;
  std::vector<Facts> facts; ///< by ExprId
  Scope scope;
  enum class Progress : uint8_t { fresh, open, done };
  std::vector<Progress> let_progress;
  std::vector<model::LetId> open_lets; ///< being typed, outermost first
  /// By PredicateId: which scalar arguments are read inside a quantifier of its body.
  std::vector<std::vector<bool>> read_inside;

  using Expr = syntax::Expr;
  using Id = model::ExprId;
  using Type = model::Type;
  using Kind = model::ExprKind;
  using TypeKind = model::TypeKind;

  // expressions.cpp
  /// `expected` says what would fit: it types literals and bare enum members. It is no demand.
  Id check(const Expr& expr, const Type* expected);
  /// A truth; anything else is reported (R5.25).
  Id condition(const Expr& expr);
  Id optional_condition(const Expr* expr) { return expr ? condition(*expr) : Id(); }
  Id make(Kind kind, Type type, source::Span span, std::span<const Id> operands,
          uint32_t ref = UINT32_MAX, int64_t number = 0);
  Id make(Kind kind, Type type, source::Span span, std::initializer_list<Id> operands,
          uint32_t ref = UINT32_MAX, int64_t number = 0) {
    return make(kind, type, span, std::span<const Id>(operands.begin(), operands.size()), ref,
                number);
  }
  Id error(source::Span span) { return make(Kind::error, {}, span, {}); }
  const Type& type(Id id) const { return model.exprs[id].type; }
  bool is_error(Id id) const { return type(id).kind == TypeKind::error; }
  Facts& about(Id id) { return facts[id.index]; }
  std::string text(const Type& type) const { return model::type_text(model, type); }
  /// Sets the bound of an expression and says when it could pass the limit.
  Id bounded(Id id, Bound bound);

  // literals.cpp
  Id number(const Expr& expr, const Type* expected);
  Id text_literal(std::string_view value, const Type* expected, source::Span span);
  Id enum_member(model::EnumId id, uint32_t member, source::Span span);
  Id set_literal(const syntax::SetExpr& expr, const Type* element);
  /// A literal or enum member as a number of `type`; nothing after a report.
  std::optional<int64_t> constant(const Expr& expr, const Type& type);
  bool in_range(int64_t number, const Type& type, source::Span span);

  // names.cpp
  Id access(const syntax::Name& head, std::span<const syntax::AccessStep> steps, source::Span span,
            const Type* expected);
  Id call(const syntax::CallExpr& expr);
  /// Whether a bare name means a value here, so that it is no enum member.
  bool names_value(std::string_view name) const;
  /// R1.11: says that a bare name is a value and a member of the enum beside it, and if it did.
  bool say_if_ambiguous(const Expr& expr, const Type& other);
  Id let_reference(model::LetId let, source::Span span);
  void type_let(model::LetId let);
  void report_let_cycle(model::LetId let, source::Span span);
  /// The table at `expr`; none after a report.
  model::TableId table(const Expr& expr);

  // compare.cpp
  Id compare(const syntax::CompareExpr& expr);
  Id in_set(const syntax::InExpr& expr);
  Id includes(const syntax::IncludesExpr& expr);
  Id is_none(const syntax::IsNoneExpr& expr);
  /// Both sides of one kind? Says so if not.
  bool same_unit(Id left, Id right, source::Span span);

  // arithmetic.cpp
  Id sum(const syntax::SumExpr& expr, const Type* expected);
  Id product(const syntax::ProductExpr& expr, const Type* expected);
  Id negate(const syntax::NegateExpr& expr, const Type* expected);
  Id choose(const syntax::IfExpr& expr, const Type* expected);
  Id extreme(const syntax::CallExpr& expr, Kind kind);
  Bound aligned(Id id, uint8_t scale);
  Bound bound_of(const Type& type) const;

  // folds.cpp
  Id quantifier(const syntax::QuantifierExpr& expr);
  Id count(const syntax::CountExpr& expr);
  Id sum_of(const syntax::FoldExpr& expr);
  Id share_compare(const syntax::ShareExpr& share, model::Compare op, const Expr& limit,
                   source::Span span);
  Id extreme_compare(const syntax::FoldExpr& fold, model::Compare op, const Expr& limit,
                     source::Span span);
  Id age_compare(const syntax::AgeExpr& age, model::Compare op, const Expr& duration,
                 source::Span span);
};

/// A value that latest, earliest or `if` may give stands only where a comparison distributes over
/// it; says so elsewhere and returns an error.
State::Id plain(State& state, State::Id id);
/// Says that a local name would hide another: then it would be unclear which one is read.
void say_if_hiding(State& state, const syntax::Name& name);
/// The most terms of one sum and factors of one product; later walks go down their depth.
constexpr size_t most_terms = 200;

/// Whether a value of `from` may stand where `to` is declared.
bool fits(const model::Type& to, const model::Type& from);
/// count, integer and decimal are one unit.
bool is_plain_number(model::TypeKind kind);
bool is_number(model::TypeKind kind);
constexpr model::Type truth_type{model::TypeKind::truth};

/// Types of parameters, their bounds and defaults, and what profiles set.
void check_parameters(State& state);
void check_settings(State& state);
void check_duties(State& state);
void check_exposures(State& state);
void check_assessments(State& state);
/// Cycles through lets, predicates and implemented(C), and how far they expand (R5.23, R5.24).
void check_expansion(State& state);
void check_tests(State& state);

} // namespace ward::typecheck
