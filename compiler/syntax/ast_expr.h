// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/ast_base.h"

#include <cassert>

namespace ward::syntax {

enum class ExprKind : uint8_t {
#define WARD_EXPR(Type, kind) kind,
#include "syntax/expr.def"
#undef WARD_EXPR
};
std::string_view expr_kind_name(ExprKind kind);

/// The head of every expression. `span` is that of the expression without parentheses round it.
/// Chains (`and`, `or`, `+`, `*`, `.`) are lists, so depth is bounded by the nesting limit.
struct Expr {
  ExprKind kind;
  Span span;

  /// This expression as a T, null when it is of another kind.
  template <typename T> const T* as() const {
    return kind == T::expr_kind ? static_cast<const T*>(this) : nullptr;
  }
  /// The same where the kind is known.
  template <typename T> const T& to() const {
    assert(kind == T::expr_kind);
    return static_cast<const T&>(*this);
  }
};

template <ExprKind K> struct ExprOf : Expr {
  static constexpr ExprKind expr_kind = K;
  explicit ExprOf(Span where) : Expr{K, where} {}
};

/// A bare name: a fact's first segment, a row variable, let, parameter, enum member, or `none`.
struct NameExpr : ExprOf<ExprKind::name> {
  using ExprOf::ExprOf;
  Name name;
};

/// One step after a base: `.member` or `[index]`.
struct AccessStep {
  enum class Kind : uint8_t { member, index };
  Kind kind = Kind::member;
  Name member;                 ///< member
  const Expr* index = nullptr; ///< index; null for a member
  Span span;
};

/// `base.a.b[k].c`; at least one step. The base is a NameExpr, a CallExpr or, seldom, something
/// that has no members (which resolve reports).
struct AccessExpr : ExprOf<ExprKind::access> {
  using ExprOf::ExprOf;
  const Expr* base = nullptr;
  List<AccessStep> steps;
};

/// `reportable(b)`, `hitech.reportable(b)`, `implemented(access.unique_ids)`, `latest(a, b)`.
struct CallExpr : ExprOf<ExprKind::call> {
  using ExprOf::ExprOf;
  Path callee;
  List<const Expr*> arguments;
};

struct BoolExpr : ExprOf<ExprKind::boolean> {
  using ExprOf::ExprOf;
  bool value = false;
};

/// `1_000`; within 2^53.
struct IntegerExpr : ExprOf<ExprKind::integer> {
  using ExprOf::ExprOf;
  int64_t value = 0;
};

/// `12.50`; at most 9 fractional digits.
struct DecimalExpr : ExprOf<ExprKind::decimal> {
  using ExprOf::ExprOf;
  Decimal value;
};

/// `62.5%`: value is 62.5.
struct PercentExpr : ExprOf<ExprKind::percent> {
  using ExprOf::ExprOf;
  Decimal value;
};

/// `$71,162.50`: value in cents, scale 2.
struct MoneyExpr : ExprOf<ExprKind::money> {
  using ExprOf::ExprOf;
  Decimal value;
};

struct DateExpr : ExprOf<ExprKind::date> {
  using ExprOf::ExprOf;
  Date value;
};

struct DurationExpr : ExprOf<ExprKind::duration> {
  using ExprOf::ExprOf;
  Duration value;
};

struct TextExpr : ExprOf<ExprKind::text> {
  using ExprOf::ExprOf;
  Text value;
};

struct CitationExpr : ExprOf<ExprKind::citation> {
  using ExprOf::ExprOf;
  Citation citation;
};

/// `not x`
struct NotExpr : ExprOf<ExprKind::negation> {
  using ExprOf::ExprOf;
  const Expr* operand = nullptr;
};

/// `a and b and c`, `a or b or c`; two operands or more.
struct LogicExpr : ExprOf<ExprKind::logic> {
  using ExprOf::ExprOf;
  enum class Op : uint8_t { conjunction, disjunction };
  Op op = Op::conjunction;
  List<const Expr*> operands;
};

struct ImpliesExpr : ExprOf<ExprKind::implies> {
  using ExprOf::ExprOf;
  const Expr* left = nullptr;
  const Expr* right = nullptr;
};

enum class Relation : uint8_t { eq, ne, lt, le, gt, ge };
std::string_view relation_text(Relation relation);

struct CompareExpr : ExprOf<ExprKind::compare> {
  using ExprOf::ExprOf;
  Relation op = Relation::eq;
  Span op_span;
  const Expr* left = nullptr;
  const Expr* right = nullptr;
};

/// `x in S`, `x not in S`
struct InExpr : ExprOf<ExprKind::in> {
  using ExprOf::ExprOf;
  bool negated = false;
  const Expr* element = nullptr;
  const Expr* set = nullptr;
};

/// `S includes {a, b}`
struct IncludesExpr : ExprOf<ExprKind::includes> {
  using ExprOf::ExprOf;
  const Expr* set = nullptr;
  const Expr* members = nullptr;
};

/// `x is none`, `x is not none`
struct IsNoneExpr : ExprOf<ExprKind::is_none> {
  using ExprOf::ExprOf;
  bool negated = false;
  const Expr* operand = nullptr;
};

/// One term of a sum with the sign before it.
struct Term {
  bool negative = false;
  const Expr* value = nullptr;
};

/// `a + b - c`; two terms or more, the first with a plus.
struct SumExpr : ExprOf<ExprKind::sum> {
  using ExprOf::ExprOf;
  List<Term> terms;
};

/// `a * b * c`; two factors or more.
struct ProductExpr : ExprOf<ExprKind::product> {
  using ExprOf::ExprOf;
  List<const Expr*> factors;
};

/// `-x`
struct NegateExpr : ExprOf<ExprKind::negate> {
  using ExprOf::ExprOf;
  const Expr* operand = nullptr;
};

/// `x in t where c`, as quantifiers and folds have it.
struct Rows {
  Name variable;
  const Expr* table = nullptr;
  const Expr* condition = nullptr; ///< null without `where`
  Span span;
};

/// `every x in t where c satisfies p`
struct QuantifierExpr : ExprOf<ExprKind::quantifier> {
  using ExprOf::ExprOf;
  enum class Op : uint8_t { every, some };
  Op op = Op::every;
  Rows rows;
  const Expr* body = nullptr;
};

/// `count(x in t where c)`
struct CountExpr : ExprOf<ExprKind::count> {
  using ExprOf::ExprOf;
  Rows rows;
};

/// `share(x in t where c that p)`
struct ShareExpr : ExprOf<ExprKind::share> {
  using ExprOf::ExprOf;
  Rows rows;
  const Expr* body = nullptr;
};

/// `sum(e for x in t where c)`, `min(...)`, `max(...)`
struct FoldExpr : ExprOf<ExprKind::fold> {
  using ExprOf::ExprOf;
  enum class Op : uint8_t { sum, min, max };
  Op op = Op::sum;
  const Expr* value = nullptr;
  Rows rows;
};

/// `age of d`
struct AgeExpr : ExprOf<ExprKind::age> {
  using ExprOf::ExprOf;
  const Expr* operand = nullptr;
};

/// `shown x by P`
struct ShownExpr : ExprOf<ExprKind::shown> {
  using ExprOf::ExprOf;
  const Expr* operand = nullptr;
  Citation by;
};

/// `known x`
struct KnownExpr : ExprOf<ExprKind::known> {
  using ExprOf::ExprOf;
  const Expr* operand = nullptr;
};

/// `(if c then a else b)`
struct IfExpr : ExprOf<ExprKind::conditional> {
  using ExprOf::ExprOf;
  const Expr* condition = nullptr;
  const Expr* then_value = nullptr;
  const Expr* else_value = nullptr;
};

struct RowField {
  Name name;
  const Expr* value = nullptr;
};

/// `{ id = "pms", mfa = optional }`: a row, or a value with its as_of and source, in a test.
struct RowExpr : ExprOf<ExprKind::row> {
  using ExprOf::ExprOf;
  List<RowField> fields;
};

/// `{a, b}`
struct SetExpr : ExprOf<ExprKind::set> {
  using ExprOf::ExprOf;
  List<const Expr*> members;
};

/// `[ ... ]`: the rows of a table, in a test.
struct ListExpr : ExprOf<ExprKind::list> {
  using ExprOf::ExprOf;
  List<const Expr*> items;
};

/// Where an expression was due and the parser has said so. Later phases stay silent about it.
struct MissingExpr : ExprOf<ExprKind::missing> {
  using ExprOf::ExprOf;
};

} // namespace ward::syntax
