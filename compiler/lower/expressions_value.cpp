// SPDX-License-Identifier: Apache-2.0
#include "lower/expressions.h"

#include <cassert>

namespace ward::lower {

using model::Expr;
using model::ExprId;
using model::ExprKind;
using model::TypeKind;
using program::LanguageType;
using program::Op;

namespace {

LanguageType language_type(TypeKind kind) {
  switch (kind) {
  case TypeKind::truth:
    return LanguageType::boolean;
  case TypeKind::count:
    return LanguageType::count;
  case TypeKind::integer:
    return LanguageType::integer;
  case TypeKind::decimal:
    return LanguageType::decimal;
  case TypeKind::percent:
    return LanguageType::percent;
  case TypeKind::money:
    return LanguageType::money;
  case TypeKind::date:
    return LanguageType::date;
  case TypeKind::days:
    return LanguageType::days;
  case TypeKind::months:
    return LanguageType::months;
  case TypeKind::minutes:
    return LanguageType::minutes;
  case TypeKind::text:
    return LanguageType::text;
  case TypeKind::enumeration:
    return LanguageType::enumeration;
  case TypeKind::key:
    return LanguageType::key;
  case TypeKind::row:
  case TypeKind::error:
    break;
  }
  assert(false && "no type of a fact");
  return LanguageType::boolean;
}

} // namespace

program::TypeRef type_ref(const model::Type& type, const Layout& layout) {
  program::TypeRef made{language_type(type.kind), type.optional, type.is_set, type.scale, 0};
  if (type.kind == TypeKind::enumeration)
    made.of = layout.enums[model::EnumId{type.of}];
  if (type.kind == TypeKind::key)
    made.of = layout.tables[model::TableId{type.of}];
  return made;
}

program::ValueKind Expressions::kind_of(const model::Type& type) const {
  return program::kind_of(type_ref(type, layout_));
}

ValueId Expressions::leaf(const model::FactInfo& info, NodeId node, Context context) {
  if (context.mode == Mode::law && info.supplied_by)
    return values_.unknown(kind_of(info.type), builder_.constant(false), info.type.optional,
                           info.type.scale);
  return values_.leaf(node, info.type.optional, info.type.scale);
}

/// What reads nothing supplied is the same for a law (R2.5) and is lowered once. Says true where it
/// does not know: of an argument by itself, and deep down. A call asks of its body without the
/// arguments, which are its operands.
bool Expressions::may_read_supplied(ExprId id, bool of_arguments, uint32_t depth) {
  if (!id)
    return false;
  uint8_t& asked = supplied_[of_arguments ? 1 : 0][id.index];
  if (asked != 0)
    return asked == 2;
  if (depth > 400)
    return true;
  const Expr& at = expr(id);
  bool may = false;
  for (ExprId each : model_.operands_of(at))
    may = may || may_read_supplied(each, of_arguments, depth + 1);
  switch (at.kind) {
  case ExprKind::argument:
    may = of_arguments && at.type.kind != TypeKind::row;
    break;
  case ExprKind::fact:
    may = bool(model_.facts[model::FactId{at.ref}].info.supplied_by);
    break;
  case ExprKind::field:
    may = bool(model_.records[model::RecordId{expr(operand(at, 0)).type.of}]
                   .fields[static_cast<size_t>(at.number)]
                   .info.supplied_by);
    break;
  case ExprKind::lookup:
    may = may || model_.records[model_.tables[model::TableId{at.ref}].record]
                     .fields[static_cast<size_t>(at.number)]
                     .info.supplied_by;
    break;
  case ExprKind::let:
    may = may_read_supplied(model_.lets[model::LetId{at.ref}].body, of_arguments, depth + 1);
    break;
  case ExprKind::call:
    may = may ||
          may_read_supplied(model_.predicates[model::PredicateId{at.ref}].body, false, depth + 1);
    break;
  case ExprKind::implemented: {
    const model::Control& control = model_.controls[model::ControlId{at.ref}];
    may = may_read_supplied(control.applies, of_arguments, depth + 1) ||
          may_read_supplied(control.implemented, of_arguments, depth + 1);
    break;
  }
  default:
    break;
  }
  asked = may ? 2 : 1;
  return may;
}

ValueId Expressions::value(ExprId id, Context context) {
  id = resolve(id, context);
  const Expr& at = expr(id);
  context = inside_fold(context);
  if (context.mode == Mode::law && !may_read_supplied(id))
    context.mode = Mode::own;
  const Key memo = key(id, context);
  const auto found = value_memo_.find(memo);
  if (found != value_memo_.end())
    return found->second;
  if (!enter(at))
    return values_.unknown(program::ValueKind::number, builder_.constant(false), false, 0);
  const program::Origin outer = builder_.origin();
  builder_.set_origin(origin(at.span));
  ++depth_;
  const ValueId made = value_of(at, context);
  --depth_;
  builder_.set_origin(outer);
  value_memo_[memo] = made;
  return made;
}

ValueId Expressions::value_of(const Expr& at, Context context) {
  const auto operand_value = [&](size_t index) { return value(operand(at, index), context); };
  switch (at.kind) {
  case ExprKind::truth_literal:
  case ExprKind::number_literal:
    return values_.leaf(builder_.number(at.number), false, at.type.scale);
  case ExprKind::text_literal:
    return values_.leaf(builder_.text_node(model_.texts[at.ref]), false, 0);
  case ExprKind::fact: {
    const model::FactId id{at.ref};
    const model::FactInfo& info = model_.facts[id].info;
    return leaf(info, builder_.fact(layout_.facts[id], kind_of(info.type)), context);
  }
  case ExprKind::field: {
    const model::TableId table = row_table(operand(at, 0), context);
    const uint32_t index = static_cast<uint32_t>(at.number);
    const model::FactInfo& info = model_.records[model_.tables[table].record].fields[index].info;
    return leaf(info, builder_.field(layout_.tables[table], index, kind_of(info.type)), context);
  }
  case ExprKind::lookup: {
    const model::TableId table{at.ref};
    const uint32_t index = static_cast<uint32_t>(at.number);
    const model::FactInfo& info = model_.records[model_.tables[table].record].fields[index].info;
    const bool hidden = context.mode == Mode::law && info.supplied_by;
    return values_.lookup(operand_value(0), layout_.tables[table], index, kind_of(info.type),
                          hidden, info.type.optional, info.type.scale);
  }
  case ExprKind::parameter:
    return values_.leaf(builder_.parameter(layout_.parameters[model::ParameterId{at.ref}]), false,
                        model_.parameters[model::ParameterId{at.ref}].type.scale);
  case ExprKind::today:
    return values_.leaf(builder_.today(), false, 0);
  case ExprKind::count:
    return count(at, context);
  case ExprKind::sum:
    return sum(at, context);
  case ExprKind::add:
  case ExprKind::subtract:
  case ExprKind::date_diff: {
    const ValueId left = operand_value(0);
    return values_.binary(at.kind == ExprKind::add ? Op::add : Op::subtract, left,
                          operand_value(1));
  }
  case ExprKind::date_add: {
    const bool months = expr(operand(at, 1)).type.kind == TypeKind::months;
    const ValueId date = operand_value(0);
    return values_.binary(months ? Op::add_months : Op::add_days, date, operand_value(1));
  }
  case ExprKind::negate:
    return values_.negate(operand_value(0));
  case ExprKind::multiply: {
    const ValueId multiplied = operand_value(0);
    return values_.multiply(multiplied, operand_value(1));
  }
  case ExprKind::end_of_year:
    return values_.end_of_year(operand_value(0));
  case ExprKind::latest:
  case ExprKind::earliest:
    return extreme(at, context);
  case ExprKind::conditional: {
    const NodeId condition = truth(operand(at, 0), context);
    const ValueId yes = operand_value(1);
    return values_.conditional(condition, yes, operand_value(2));
  }
  default:
    break;
  }
  fail(FaultKind::misplaced, at.span);
  return values_.unknown(kind_of(at.type), builder_.constant(false), false, at.type.scale);
}

ValueId Expressions::extreme(const Expr& at, Context context) {
  std::vector<ValueId> operands;
  for (ExprId each : model_.operands_of(at))
    operands.push_back(value(each, context));
  return values_.extreme(at.kind == ExprKind::latest ? Value::Kind::latest : Value::Kind::earliest,
                         std::move(operands));
}

} // namespace ward::lower
