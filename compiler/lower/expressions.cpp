// SPDX-License-Identifier: Apache-2.0
#include "lower/expressions.h"

#include <cassert>

namespace ward::lower {

using model::Compare;
using model::Expr;
using model::ExprId;
using model::ExprKind;
using program::Op;

Expressions::Expressions(const model::Model& model, const source::SourceManager& sources,
                         const Layout& layout, const Options& options, program::Builder& builder)
    : model_(model), sources_(sources), layout_(layout), options_(options), builder_(builder),
      values_(builder) {
  for (std::vector<uint8_t>& asked : supplied_)
    asked.resize(model.exprs.size(), 0);
  envs_.emplace_back();
  env_ids_.emplace(envs_[0], 0);
  variants_.emplace_back();
  values_.max_steps = options.max_expansion;
}

NodeId Expressions::condition(ExprId id, Mode mode, uint32_t variant) {
  if (!id)
    return builder_.constant(true);
  if (depth_ == 0)
    values_.steps = 0;
  return truth(id, {mode, true, variant, 0});
}

NodeId Expressions::applies(model::ControlId control, Mode mode, uint32_t variant) {
  return condition(model_.controls[control].applies, mode, variant);
}
NodeId Expressions::implemented(model::ControlId control, Mode mode, uint32_t variant) {
  return condition(model_.controls[control].implemented, mode, variant);
}
NodeId Expressions::in_place(model::ControlId control, Mode mode, uint32_t variant) {
  return builder_.logical_and(
      {applies(control, mode, variant), implemented(control, mode, variant)});
}

ValueId Expressions::date(ExprId id, Mode mode) {
  values_.steps = 0;
  return value(id, {mode, true, 0, 0});
}
NodeId Expressions::node(ExprId id, Mode mode) {
  if (!id)
    return {};
  const NodeId made = values_.as_node(date(id, mode));
  if (values_.misplaced)
    fail(FaultKind::misplaced, expr(id).span);
  return made;
}
ValueId Expressions::today() {
  return values_.leaf(builder_.today(), false, 0);
}
ValueId Expressions::constant_day(int32_t day) {
  return values_.leaf(builder_.number(day), false, 0);
}
ValueId Expressions::later_of(ValueId first, ValueId second) {
  return values_.extreme(Value::Kind::latest, {first, second});
}
ValueId Expressions::shifted(ValueId date, model::Period period) {
  const ValueId by = values_.leaf(builder_.number(period.amount), false, 0);
  return values_.binary(period.months ? Op::add_months : Op::add_days, date, by);
}
ValueId Expressions::unless_none(ValueId asked, ValueId none, ValueId other) {
  if (!values_[asked].optional)
    return other;
  const NodeId is = is_none(asked);
  return values_.conditional(is, none, other);
}
NodeId Expressions::compare(Compare op, ValueId left, ValueId right) {
  values_.steps = 0;
  const NodeId made = values_.compare(op, left, right);
  if (values_.overflow || values_.misplaced)
    fail(values_.overflow ? FaultKind::too_large : FaultKind::misplaced, place_);
  return made;
}
NodeId Expressions::is_none(ValueId value) {
  values_.steps = 0;
  return values_.is_none(value);
}

uint32_t Expressions::excusing(model::CitationId provision) {
  const auto [entry, is_new] =
      excusing_.try_emplace(provision.index, static_cast<uint32_t>(variants_.size()));
  if (is_new)
    variants_.push_back({provision, {}});
  return entry->second;
}
uint32_t Expressions::leaving_out(model::ExceptionId exception) {
  variants_.push_back({{}, exception});
  return static_cast<uint32_t>(variants_.size() - 1);
}

program::Origin Expressions::origin(source::Span span) {
  if (span.is_none())
    return {};
  const auto [entry, is_new] = files_.try_emplace(span.file.index, 0);
  if (is_new)
    entry->second = builder_.file(sources_.path(span.file));
  const source::Position at = sources_.begin(span);
  return {entry->second, at.line, at.column};
}

void Expressions::fail(FaultKind kind, source::Span span) {
  if (!fault_)
    fault_ = Fault{kind, span};
}

/// Counts a step of the expansion; false where nothing more may be done.
bool Expressions::enter(const Expr& at) {
  if (fault_)
    return false;
  if (values_.overflow || ++values_.steps > values_.max_steps)
    fail(FaultKind::too_large, at.span);
  else if (depth_ > options_.max_depth)
    fail(FaultKind::too_deep, at.span);
  else if (values_.misplaced)
    fail(FaultKind::misplaced, place_);
  return !fault_;
}

Expressions::Key Expressions::key(ExprId id, Context context) const {
  return {static_cast<uint64_t>(context.env) << 32 | id.index,
          static_cast<uint64_t>(context.variant) << 2 | (context.positive ? 2u : 0u) |
              static_cast<uint64_t>(context.mode)};
}

Context Expressions::inside_fold(Context context) const {
  if (variants_[context.variant].provision)
    context.variant = 0;
  context.positive = true;
  return context;
}

ExprId Expressions::resolve(ExprId id, Context& context) const {
  while (true) {
    const Expr& at = expr(id);
    if (at.kind == ExprKind::let) {
      id = model_.lets[model::LetId{at.ref}].body;
      context.env = 0;
    } else if (at.kind == ExprKind::argument) {
      const Closure& closure = envs_[context.env][static_cast<size_t>(at.number)];
      assert(closure.expr);
      id = closure.expr;
      context.env = closure.env;
    } else {
      return id;
    }
  }
}

model::TableId Expressions::row_table(ExprId row, Context context) const {
  const Expr& at = expr(row);
  if (at.kind == ExprKind::argument)
    return envs_[context.env][static_cast<size_t>(at.number)].row_of;
  assert(at.kind == ExprKind::row);
  return model_.row_vars[model::RowVarId{at.ref}];
}

Context Expressions::called(const Expr& call, Context context) {
  std::vector<Closure> arguments;
  for (ExprId argument : model_.operands_of(call)) {
    Closure closure;
    if (expr(argument).type.kind == model::TypeKind::row) {
      closure.row_of = row_table(argument, context);
    } else {
      Context where = context;
      closure.expr = resolve(argument, where);
      closure.env = where.env;
    }
    arguments.push_back(closure);
  }
  const auto [entry, is_new] =
      env_ids_.try_emplace(std::move(arguments), static_cast<uint32_t>(envs_.size()));
  if (is_new)
    envs_.push_back(entry->first);
  context.env = entry->second;
  return context;
}

NodeId Expressions::truth(ExprId id, Context context) {
  id = resolve(id, context);
  const Expr& at = expr(id);
  if (context.variant == 0)
    context.positive = true;
  if (context.mode == Mode::law && !may_read_supplied(id))
    context.mode = Mode::own;
  const Key memo = key(id, context);
  const auto found = truths_.find(memo);
  if (found != truths_.end())
    return found->second;
  if (!enter(at))
    return builder_.unknown();
  const program::Origin outer = builder_.origin();
  const source::Span outer_place = place_;
  builder_.set_origin(origin(at.span));
  place_ = at.span;
  ++depth_;
  const NodeId made = truth_of(at, id, context);
  --depth_;
  if (values_.overflow)
    fail(FaultKind::too_large, at.span);
  else if (values_.misplaced)
    fail(FaultKind::misplaced, at.span);
  place_ = outer_place;
  builder_.set_origin(outer);
  truths_[memo] = made;
  return made;
}

NodeId Expressions::truth_of(const Expr& at, ExprId id, Context context) {
  Context negative = context;
  negative.positive = !context.positive;
  switch (at.kind) {
  case ExprKind::truth_literal:
    return builder_.constant(at.number != 0);
  case ExprKind::fact:
  case ExprKind::field:
  case ExprKind::lookup: {
    const ValueId read = value(id, context);
    return values_.compare(Compare::eq, read, values_.leaf(builder_.number(1), false, 0));
  }
  case ExprKind::call: {
    const model::Predicate& predicate = model_.predicates[model::PredicateId{at.ref}];
    return truth(predicate.body, called(at, context));
  }
  case ExprKind::logical_not:
    return builder_.logical_not(truth(operand(at, 0), negative));
  case ExprKind::logical_and:
  case ExprKind::logical_or: {
    std::vector<NodeId> operands;
    for (ExprId each : model_.operands_of(at))
      operands.push_back(truth(each, context));
    return at.kind == ExprKind::logical_and ? builder_.logical_and(std::move(operands))
                                            : builder_.logical_or(std::move(operands));
  }
  case ExprKind::implies: {
    const NodeId left = truth(operand(at, 0), negative);
    return builder_.implies(left, truth(operand(at, 1), context));
  }
  case ExprKind::compare:
    return compare(at, context);
  case ExprKind::truth_equal:
    return equal_truths(at, context);
  case ExprKind::in_set:
    return in_set(value(operand(at, 0), context), operand(at, 1), context);
  case ExprKind::includes:
    return includes(at, context);
  case ExprKind::is_none:
    return values_.is_none(value(operand(at, 0), context));
  case ExprKind::age:
    return age(at, context);
  case ExprKind::every:
  case ExprKind::some:
    return quantifier(at, context);
  case ExprKind::share_compare:
    return share_compare(at, context);
  case ExprKind::min_compare:
  case ExprKind::max_compare:
    return extreme_compare(at, context);
  case ExprKind::conditional:
    return choose(at, context);
  case ExprKind::shown:
    return builder_.unary(Op::shown, truth(operand(at, 0), context));
  case ExprKind::implemented: {
    // Nested, so that the steps and the depth of the condition go on counting.
    const model::Control& control = model_.controls[model::ControlId{at.ref}];
    context.env = 0;
    const NodeId applied =
        control.applies ? truth(control.applies, context) : builder_.constant(true);
    const NodeId done =
        control.implemented ? truth(control.implemented, context) : builder_.constant(true);
    return builder_.logical_and({applied, done});
  }
  default:
    break;
  }
  fail(FaultKind::misplaced, at.span);
  return builder_.unknown();
}

/// R5.18. Its condition stands in both positions, so no row is excused in it.
NodeId Expressions::choose(const Expr& at, Context context) {
  const NodeId condition = truth(operand(at, 0), inside_fold(context));
  const NodeId yes = truth(operand(at, 1), context);
  const NodeId no = truth(operand(at, 2), context);
  return builder_.logical_or({builder_.logical_and({condition, yes}),
                              builder_.logical_and({builder_.logical_not(condition), no}),
                              builder_.logical_and({yes, no})});
}

/// R5.7; both operands stand in both positions.
NodeId Expressions::equal_truths(const Expr& at, Context context) {
  context = inside_fold(context);
  const NodeId left = truth(operand(at, 0), context);
  const NodeId right = truth(operand(at, 1), context);
  const NodeId equal = builder_.logical_or(
      {builder_.logical_and({left, right}),
       builder_.logical_and({builder_.logical_not(left), builder_.logical_not(right)})});
  return static_cast<Compare>(at.ref) == Compare::ne ? builder_.logical_not(equal) : equal;
}

/// Whether a bool stands as a value (0, 1 or none), not as a condition.
bool Expressions::is_value(ExprId id, Context context) const {
  id = resolve(id, context);
  const Expr& at = expr(id);
  if (at.type.kind != model::TypeKind::truth || at.type.is_set)
    return true;
  switch (at.kind) {
  case ExprKind::truth_literal:
  case ExprKind::fact:
  case ExprKind::field:
  case ExprKind::lookup:
    return true;
  case ExprKind::conditional:
    return is_value(operand(at, 1), context) && is_value(operand(at, 2), context);
  default:
    return false;
  }
}

/// `x == E` for a bool? x and a truth E: U where either is, else F where x is none (R5.2, R5.3).
NodeId Expressions::compare_with_truth(ExprId value_id, ExprId truth_id, Context context) {
  const ValueId read = value(value_id, context);
  const NodeId is = truth(truth_id, inside_fold(context));
  const NodeId is_not = builder_.logical_not(is);
  const ValueId one = values_.leaf(builder_.number(1), false, 0);
  const ValueId zero = values_.leaf(builder_.number(0), false, 0);
  return builder_.logical_or(
      {builder_.logical_and({values_.compare(Compare::eq, read, one), is}),
       builder_.logical_and({values_.compare(Compare::eq, read, zero), is_not}),
       builder_.logical_and({is, is_not})});
}

NodeId Expressions::compare(const Expr& at, Context context) {
  const Compare op = static_cast<Compare>(at.ref);
  const ExprId left = operand(at, 0);
  const ExprId right = operand(at, 1);
  const bool left_value = is_value(left, context);
  const bool right_value = is_value(right, context);
  if (!left_value && !right_value)
    return equal_truths(at, context);
  if (!left_value || !right_value) {
    const NodeId equal = left_value ? compare_with_truth(left, right, context)
                                    : compare_with_truth(right, left, context);
    return op == Compare::ne ? builder_.logical_not(equal) : equal;
  }
  const ValueId l = value(left, context);
  return values_.compare(op, l, value(right, context));
}

/// R5.15.
NodeId Expressions::age(const Expr& at, Context context) {
  const ExprId duration = operand(at, 1);
  const bool months = expr(duration).type.kind == model::TypeKind::months;
  const ValueId date = value(operand(at, 0), context);
  const ValueId end =
      values_.binary(months ? Op::add_months : Op::add_days, date, value(duration, context));
  const ValueId today = values_.leaf(builder_.today(), false, 0);
  switch (static_cast<Compare>(at.ref)) {
  case Compare::le:
    return values_.compare(Compare::ge, end, today);
  case Compare::lt:
    return values_.compare(Compare::gt, end, today);
  case Compare::ge:
    return values_.compare(Compare::le, end, today);
  case Compare::gt:
    return values_.compare(Compare::lt, end, today);
  default:
    break;
  }
  fail(FaultKind::misplaced, at.span);
  return builder_.unknown();
}

NodeId Expressions::includes(const Expr& at, Context context) {
  const auto operands = model_.operands_of(at);
  std::vector<NodeId> terms;
  for (size_t i = 1; i < operands.size(); ++i)
    terms.push_back(in_set(value(operands[i], context), operands[0], context));
  return builder_.logical_and(std::move(terms));
}

/// R5.6.
NodeId Expressions::in_set(ValueId member, ExprId set, Context context) {
  set = resolve(set, context);
  const Expr& at = expr(set);
  if (at.kind == ExprKind::set_literal)
    return in_literal(member, at, context);
  const ValueId read = value(set, context);
  if (values_[read].kind == Value::Kind::unknown)
    return builder_.unknown();
  if (values_[read].kind != Value::Kind::node || values_[member].scale > values_[read].scale) {
    fail(FaultKind::misplaced, at.span);
    return builder_.unknown();
  }
  return values_.in_set(values_.rescale(member, values_[read].scale), values_[read].node);
}

/// A set of constants is one constant; else, and where the value is taken apart, the `or` of the
/// equalities.
NodeId Expressions::in_literal(ValueId member, const Expr& set, Context context) {
  std::vector<ValueId> members;
  uint8_t scale = values_[member].scale;
  for (ExprId each : model_.operands_of(set)) {
    members.push_back(value(each, context));
    scale = std::max(scale, values_[members.back()].scale);
  }
  std::vector<int64_t> numbers;
  std::vector<std::string_view> texts;
  bool constant = values_[member].kind == Value::Kind::node && !members.empty();
  for (ValueId each : members) {
    const Value made = values_[values_.rescale(each, scale)];
    const Op op = made.kind == Value::Kind::node ? builder_.node(made.node).op : Op::truth;
    if (op == Op::number)
      numbers.push_back(builder_.number_of(made.node));
    else if (op == Op::text)
      texts.push_back(builder_.text_of(made.node));
    else
      constant = false;
  }
  if (constant) {
    const NodeId all =
        texts.empty() ? builder_.number_set(std::move(numbers)) : builder_.text_set(texts);
    return values_.in_set(values_.rescale(member, scale), all);
  }
  std::vector<NodeId> terms;
  for (ValueId each : members)
    terms.push_back(values_.compare(Compare::eq, member, each));
  return builder_.logical_or(std::move(terms));
}

} // namespace ward::lower
