// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lower/layout.h"
#include "lower/lower.h"
#include "lower/values.h"
#include "model/model.h"
#include "program/builder.h"
#include "source/source_manager.h"

#include <llvm/ADT/DenseMap.h>

#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace ward::lower {

/// Whether supplied facts are read as they are or as unknown (R2.5).
enum class Mode : uint8_t { own, law };

/// What is left out of quantifiers: the rows that a decision excuses for one provision (R6.10), or
/// those of one exception (R10.4). 0: nothing.
struct Variant {
  model::CitationId provision;
  model::ExceptionId exception;
};

/// In what an expression is lowered. What is equal here gives equal nodes.
struct Context {
  Mode mode = Mode::own;
  bool positive = true; ///< counts only where a decision excuses rows
  uint32_t variant = 0;
  uint32_t env = 0; ///< arguments of the predicate that is expanded
};

/// Lowers expressions. Each condition starts with begin(); the first fault stays.
class Expressions {
public:
  Expressions(const model::Model& model, const source::SourceManager& sources, const Layout& layout,
              const Options& options, program::Builder& builder);

  /// A condition as a whole, T where there is none. Counts its steps from zero.
  NodeId condition(model::ExprId expr, Mode mode, uint32_t variant = 0);
  /// The control's `applies when`, its `implemented when`, and both.
  NodeId applies(model::ControlId control, Mode mode, uint32_t variant = 0);
  NodeId implemented(model::ControlId control, Mode mode, uint32_t variant = 0);
  NodeId in_place(model::ControlId control, Mode mode, uint32_t variant = 0);

  /// A date as a whole, of a row where it stands in one; and what duties do with dates.
  ValueId date(model::ExprId expr, Mode mode);
  /// A value of a row that is one node (the type checker saw to it).
  NodeId node(model::ExprId expr, Mode mode);
  ValueId today();
  ValueId constant_day(int32_t day);
  ValueId later_of(ValueId first, ValueId second);
  ValueId shifted(ValueId date, model::Period period);
  /// `none` where `asked` is none, else `other`.
  ValueId unless_none(ValueId asked, ValueId none, ValueId other);
  NodeId compare(Compare op, ValueId left, ValueId right);
  NodeId is_none(ValueId value);
  const Values& values() const { return values_; }

  uint32_t excusing(model::CitationId provision);
  uint32_t leaving_out(model::ExceptionId exception);

  program::Origin origin(source::Span span);
  const std::optional<Fault>& fault() const { return fault_; }

  /// Gives `not excused`'s operand: whether a decision takes a row of `table` out for `provision`.
  std::function<NodeId(model::CitationId provision, model::TableId table)> excused;

private:
  struct Closure {
    model::ExprId expr;
    uint32_t env = 0;
    model::TableId row_of; ///< for rows: nothing else matters
    friend auto operator<=>(const Closure&, const Closure&) = default;
  };
  using Key = std::pair<uint64_t, uint64_t>;

  NodeId truth(model::ExprId id, Context context);
  NodeId truth_of(const model::Expr& expr, model::ExprId id, Context context);
  ValueId value(model::ExprId id, Context context);
  ValueId value_of(const model::Expr& expr, Context context);
  ValueId leaf(const model::FactInfo& info, NodeId node, Context context);
  ValueId extreme(const model::Expr& expr, Context context);
  NodeId compare(const model::Expr& expr, Context context);
  NodeId equal_truths(const model::Expr& expr, Context context);
  NodeId compare_with_truth(model::ExprId value, model::ExprId truth, Context context);
  NodeId in_set(ValueId value, model::ExprId set, Context context);
  NodeId in_literal(ValueId value, const model::Expr& set, Context context);
  NodeId includes(const model::Expr& expr, Context context);
  NodeId age(const model::Expr& expr, Context context);
  NodeId choose(const model::Expr& expr, Context context);

  NodeId quantifier(const model::Expr& expr, Context context);
  NodeId extreme_compare(const model::Expr& expr, Context context);
  NodeId fold_order(const model::Expr& expr, model::Compare op, Context context);
  NodeId share_compare(const model::Expr& expr, Context context);
  NodeId where(const model::Expr& expr, size_t operand, Context context);
  NodeId left_out(NodeId where, bool every, model::TableId table, Context context);
  ValueId count(const model::Expr& expr, Context context);
  ValueId sum(const model::Expr& expr, Context context);
  bool cannot_be_negative(model::ExprId id, Context context);

  /// Follows lets and arguments to what they stand for.
  model::ExprId resolve(model::ExprId id, Context& context) const;
  model::TableId row_table(model::ExprId row, Context context) const;
  bool is_value(model::ExprId id, Context context) const;
  bool may_read_supplied(model::ExprId id, bool of_arguments = true, uint32_t depth = 0);
  Context called(const model::Expr& call, Context context);
  Context inside_fold(Context context) const;
  bool enter(const model::Expr& expr);
  void fail(FaultKind kind, source::Span span);
  Key key(model::ExprId id, Context context) const;
  program::ValueKind kind_of(const model::Type& type) const;
  const model::Expr& expr(model::ExprId id) const { return model_.exprs[id]; }
  model::ExprId operand(const model::Expr& of, size_t index) const {
    return model_.operands_of(of)[index];
  }

  const model::Model& model_;
  const source::SourceManager& sources_;
  const Layout& layout_;
  const Options& options_;
  program::Builder& builder_;
  Values values_;
  llvm::DenseMap<Key, NodeId> truths_;
  llvm::DenseMap<Key, ValueId> value_memo_;
  /// By expression, without and with what its arguments read: 0 not asked yet, 1 reads nothing
  /// supplied, 2 may.
  std::vector<uint8_t> supplied_[2];
  std::map<std::vector<Closure>, uint32_t> env_ids_;
  std::vector<std::vector<Closure>> envs_;
  std::vector<Variant> variants_;
  std::map<uint32_t, uint32_t> excusing_; ///< citation -> variant
  llvm::DenseMap<uint32_t, uint32_t> files_;
  uint32_t depth_ = 0;
  source::Span place_;
  std::optional<Fault> fault_;
};

/// The program's type of a model's.
program::TypeRef type_ref(const model::Type& type, const Layout& layout);

} // namespace ward::lower
