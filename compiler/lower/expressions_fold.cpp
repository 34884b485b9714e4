// SPDX-License-Identifier: Apache-2.0
#include "lower/expressions.h"

namespace ward::lower {

using model::Compare;
using model::Expr;
using model::ExprId;
using model::ExprKind;
using program::Op;

namespace {

model::RowVarId row_var(const Expr& fold) {
  return model::RowVarId{fold.ref};
}

int64_t power_of_ten(uint8_t scale) {
  int64_t power = 1;
  for (uint8_t i = 0; i < scale; ++i)
    power *= 10;
  return power;
}

} // namespace

/// The condition of a fold, an operand that may be missing; `context` is inside it.
NodeId Expressions::where(const Expr& at, size_t index, Context context) {
  return index < at.operands_count ? truth(operand(at, index), context) : NodeId{};
}

/// `where` without the rows that the context leaves out of quantifiers over the table.
NodeId Expressions::left_out(NodeId condition, bool every, model::TableId table, Context context) {
  const Variant variant = variants_[context.variant];
  NodeId out;
  if (variant.provision && every && context.positive) {
    out = excused(variant.provision, table);
  } else if (variant.exception) {
    std::vector<std::string_view> keys;
    for (const model::ExceptionRow& row : model_.exceptions[variant.exception].rows)
      if (row.table == table)
        keys.push_back(row.key);
    if (!keys.empty()) {
      const uint32_t key = model_.records[model_.tables[table].record].key_field;
      const NodeId read = builder_.field(layout_.tables[table], key, program::ValueKind::text);
      out = builder_.binary(Op::in_set, read, builder_.text_set(keys));
    }
  }
  if (!out)
    return condition;
  const NodeId kept = builder_.logical_not(out);
  return condition ? builder_.logical_and({condition, kept}) : kept;
}

NodeId Expressions::quantifier(const Expr& at, Context context) {
  const bool every = at.kind == ExprKind::every;
  const model::TableId table = model_.row_vars[row_var(at)];
  const Context inside = inside_fold(context);
  const NodeId condition = left_out(where(at, 1, inside), every, table, context);
  const NodeId body = truth(operand(at, 0), inside);
  return builder_.fold(every ? Op::every : Op::some, layout_.tables[table], condition, body);
}

/// R5.13: min >= k and max <= k are `every`, min <= k and max >= k are `some`.
NodeId Expressions::fold_order(const Expr& at, Compare op, Context context) {
  const bool down = op == Compare::lt || op == Compare::le;
  const bool every = down == (at.kind == ExprKind::max_compare);
  const model::TableId table = model_.row_vars[row_var(at)];
  const Context inside = inside_fold(context);
  const NodeId condition = left_out(where(at, 2, inside), every, table, context);
  const ValueId left = value(operand(at, 0), inside);
  const NodeId body = values_.compare(op, left, value(operand(at, 1), inside));
  return builder_.fold(every ? Op::every : Op::some, layout_.tables[table], condition, body);
}

NodeId Expressions::extreme_compare(const Expr& at, Context context) {
  const Compare op = static_cast<Compare>(at.number);
  if (op != Compare::eq && op != Compare::ne)
    return fold_order(at, op, context);
  if (op == Compare::ne)
    context.positive = !context.positive;
  const NodeId at_least = fold_order(at, Compare::ge, context);
  const NodeId at_most = fold_order(at, Compare::le, context);
  const NodeId equal = builder_.logical_and({at_least, at_most});
  return op == Compare::ne ? builder_.logical_not(equal) : equal;
}

/// R5.11: the sum of weights against 0.
NodeId Expressions::share_compare(const Expr& at, Context context) {
  const Context inside = inside_fold(context);
  const uint32_t table = layout_.tables[model_.row_vars[row_var(at)]];
  const NodeId condition = where(at, 2, inside);
  const NodeId that = truth(operand(at, 0), inside);
  const ValueId q = value(operand(at, 1), inside);
  const NodeId least = values_.as_node(q);
  const NodeId one = builder_.number(power_of_ten(values_[q].scale));
  const NodeId share = builder_.share(table, condition, that, least, one);
  const ValueId weights = values_.leaf(share, false, 0);
  const ValueId zero = values_.leaf(builder_.number(0), false, 0);
  return values_.compare(static_cast<Compare>(at.number), weights, zero);
}

ValueId Expressions::count(const Expr& at, Context context) {
  const uint32_t table = layout_.tables[model_.row_vars[row_var(at)]];
  return values_.leaf(builder_.fold(Op::count, table, where(at, 0, context), {}), false, 0);
}

ValueId Expressions::sum(const Expr& at, Context context) {
  const uint32_t table = layout_.tables[model_.row_vars[row_var(at)]];
  const NodeId condition = where(at, 1, context);
  const ValueId summand = value(operand(at, 0), context);
  const Op op = cannot_be_negative(operand(at, 0), context) ? Op::sum_nonnegative : Op::sum;
  return values_.leaf(builder_.fold(op, table, condition, values_.as_node(summand)), false,
                      values_[summand].scale);
}

/// By its type (R5.10), unless something in it is subtracted: the language's durations and counts
/// start at 0, their differences do not.
bool Expressions::cannot_be_negative(ExprId id, Context context) {
  id = resolve(id, context);
  const Expr& at = expr(id);
  switch (at.type.kind) {
  case model::TypeKind::count:
  case model::TypeKind::days:
  case model::TypeKind::months:
  case model::TypeKind::minutes:
    break;
  default:
    return false;
  }
  switch (at.kind) {
  case ExprKind::fact:
  case ExprKind::field:
  case ExprKind::lookup:
  case ExprKind::count:
  case ExprKind::parameter:
    return true;
  case ExprKind::number_literal:
    return at.number >= 0;
  case ExprKind::sum:
    return cannot_be_negative(operand(at, 0), context);
  case ExprKind::add:
  case ExprKind::multiply:
    return cannot_be_negative(operand(at, 0), context) &&
           cannot_be_negative(operand(at, 1), context);
  case ExprKind::conditional:
    return cannot_be_negative(operand(at, 1), context) &&
           cannot_be_negative(operand(at, 2), context);
  default:
    return false;
  }
}

} // namespace ward::lower
