// SPDX-License-Identifier: Apache-2.0
#include "reference/state.h"

#include <algorithm>
#include <cassert>

namespace ward::reference {

using model::Compare;
using model::Expr;
using model::ExprId;
using model::ExprKind;

namespace {

Tree leaf(Value value) {
  Tree tree;
  tree.leaf = std::move(value);
  return tree;
}

template <typename Function>
Tree map(const Tree& tree, const Function& function, bool falling = false) {
  if (tree.kind == Tree::Kind::leaf)
    return function(tree.leaf);
  Tree result = tree;
  if (falling && tree.kind == Tree::Kind::latest)
    result.kind = Tree::Kind::earliest;
  if (falling && tree.kind == Tree::Kind::earliest)
    result.kind = Tree::Kind::latest;
  for (Tree& part : result.parts)
    part = map(part, function, falling);
  return result;
}

/// The left side is taken apart first (R5.17).
template <typename Function>
Tree map2(const Tree& left, const Tree& right, const Function& function, bool right_falls) {
  return map(left, [&](const Value& a) {
    return map(right, [&](const Value& b) { return leaf(function(a, b)); }, right_falls);
  });
}

Whole power_of_ten(int exponent) {
  Whole result = 1;
  while (exponent-- > 0)
    result *= 10;
  return result;
}

Tree rescaled(const Tree& tree, const model::Type& from, uint8_t scale) {
  if (from.scale == scale)
    return tree;
  const Value factor = Value::number(power_of_ten(scale - from.scale));
  return map(tree, [&](const Value& value) { return leaf(multiply(value, factor)); });
}

bool is_number(const model::Type& type) {
  switch (type.kind) {
  case model::TypeKind::count:
  case model::TypeKind::integer:
  case model::TypeKind::decimal:
  case model::TypeKind::percent:
  case model::TypeKind::money:
    return true;
  default:
    return false;
  }
}

bool is_never_negative(const model::Type& type) {
  switch (type.kind) {
  case model::TypeKind::integer:
  case model::TypeKind::decimal:
  case model::TypeKind::percent:
  case model::TypeKind::money:
    return false;
  default:
    return true;
  }
}

Value hull(const Value& a, const Value& b) {
  std::optional<Whole> low, high;
  if (a.low && b.low)
    low = std::min(*a.low, *b.low);
  if (a.high && b.high)
    high = std::max(*a.high, *b.high);
  return Value::interval(low, high);
}

Truth truth_of(const Value& value) {
  if (value.kind != Value::Kind::interval)
    return Truth::unknown;
  return *value.low != 0 ? Truth::yes : Truth::no;
}

} // namespace

RowRef State::row(ExprId id, const Env& env) const {
  const Expr& expr = model.exprs[id];
  if (expr.kind == ExprKind::row)
    return env.rows.at(expr.ref);
  assert(expr.kind == ExprKind::argument);
  return env.arguments->at(expr.number).row;
}

Truth State::truth(ExprId id, const Reading& reading, const Env& env) const {
  const Expr& expr = model.exprs[id];
  const auto operands = model.operands_of(expr);
  switch (expr.kind) {
  case ExprKind::truth_literal:
    return expr.number != 0 ? Truth::yes : Truth::no;
  case ExprKind::logical_not: {
    Env inner = env;
    inner.sign = -env.sign;
    return negation(truth(operands[0], reading, inner));
  }
  case ExprKind::logical_and: {
    Truth all = Truth::yes;
    for (ExprId operand : operands)
      all = conjunction(all, truth(operand, reading, env));
    return all;
  }
  case ExprKind::logical_or: {
    Truth any = Truth::no;
    for (ExprId operand : operands)
      any = disjunction(any, truth(operand, reading, env));
    return any;
  }
  case ExprKind::implies: {
    Env premise = env;
    premise.sign = -env.sign;
    return disjunction(negation(truth(operands[0], reading, premise)),
                       truth(operands[1], reading, env));
  }
  case ExprKind::compare: {
    const model::Type& a = model.exprs[operands[0]].type;
    const model::Type& b = model.exprs[operands[1]].type;
    const uint8_t scale = is_number(a) || is_number(b) ? std::max(a.scale, b.scale) : a.scale;
    return compare(static_cast<Compare>(expr.ref),
                   rescaled(tree(operands[0], reading, env), a, scale),
                   rescaled(tree(operands[1], reading, env), b, scale));
  }
  case ExprKind::truth_equal: {
    // R5.7; what stands under it is neither positive nor negative.
    Env inner = env;
    inner.sign = 0;
    const Truth a = truth(operands[0], reading, inner), b = truth(operands[1], reading, inner);
    const Truth same = disjunction(conjunction(a, b), conjunction(negation(a), negation(b)));
    return static_cast<Compare>(expr.ref) == Compare::eq ? same : negation(same);
  }
  case ExprKind::in_set:
    return is_in(tree(operands[0], reading, env), set(operands[1], reading, env));
  case ExprKind::includes: {
    const Value whole = set(operands[0], reading, env);
    Truth all = Truth::yes;
    for (ExprId operand : operands.subspan(1))
      all = conjunction(all, is_in(tree(operand, reading, env), whole));
    return all;
  }
  case ExprKind::is_none:
    if (model.exprs[operands[0]].type.is_set)
      return Truth::unknown;
    return is_none(tree(operands[0], reading, env));
  case ExprKind::age: {
    // R5.15: the date plus the age, against today, the other way round.
    const Tree due = map2(
        tree(operands[0], reading, env), tree(operands[1], reading, env),
        [&](const Value& date, const Value& period) {
          return model.exprs[operands[1]].type.kind == model::TypeKind::months
                     ? add_months(date, period)
                     : add(date, period);
        },
        false);
    Compare op = Compare::ge;
    switch (static_cast<Compare>(expr.ref)) {
    case Compare::le:
      op = Compare::ge;
      break;
    case Compare::lt:
      op = Compare::gt;
      break;
    case Compare::ge:
      op = Compare::le;
      break;
    case Compare::gt:
      op = Compare::lt;
      break;
    default:
      assert(false);
    }
    return compare(op, due, leaf(Value::number(options.today)));
  }
  case ExprKind::every:
  case ExprKind::some:
  case ExprKind::min_compare:
  case ExprKind::max_compare:
    return fold_truth(expr, reading, env);
  case ExprKind::share_compare:
    return share(expr, reading, env);
  case ExprKind::conditional: {
    Env inner = env;
    inner.sign = 0;
    const Truth c = truth(operands[0], reading, inner);
    const Truth a = truth(operands[1], reading, env), b = truth(operands[2], reading, env);
    return disjunction(disjunction(conjunction(c, a), conjunction(negation(c), b)),
                       conjunction(a, b));
  }
  case ExprKind::shown:
    return truth(operands[0], reading, env) == Truth::yes ? Truth::yes : Truth::no;
  case ExprKind::implemented: {
    const model::ControlId control{expr.ref};
    Env inner;
    inner.in_fold = env.in_fold;
    inner.sign = env.sign;
    Truth result = Truth::yes;
    if (model.controls[control].applies)
      result = truth(model.controls[control].applies, reading, inner);
    return conjunction(result, truth(model.controls[control].implemented, reading, inner));
  }
  case ExprKind::let: {
    Env inner;
    inner.in_fold = env.in_fold;
    inner.sign = env.sign;
    return truth(model.lets[model::LetId{expr.ref}].body, reading, inner);
  }
  case ExprKind::call: {
    const model::Predicate& predicate = model.predicates[model::PredicateId{expr.ref}];
    std::vector<Env::Argument> arguments;
    for (size_t i = 0; i < operands.size(); ++i) {
      Env::Argument argument;
      const model::Type& type = predicate.parameters[i].type;
      if (type.kind == model::TypeKind::row) {
        argument.is_row = true;
        argument.row = row(operands[i], env);
      } else if (type.is_set) {
        argument.set = set(operands[i], reading, env);
      } else {
        argument.tree = tree(operands[i], reading, env);
      }
      arguments.push_back(std::move(argument));
    }
    Env inner;
    inner.arguments = &arguments;
    inner.in_fold = env.in_fold;
    inner.sign = env.sign;
    return truth(predicate.body, reading, inner);
  }
  default: {
    const Tree value = tree(id, reading, env);
    if (value.kind == Tree::Kind::leaf)
      return truth_of(value.leaf);
    Tree one = leaf(Value::number(1));
    return compare(Compare::eq, value, one);
  }
  }
}

Tree State::tree(ExprId id, const Reading& reading, const Env& env) const {
  const Expr& expr = model.exprs[id];
  const auto operands = model.operands_of(expr);
  const auto sub = [&](size_t i) { return tree(operands[i], reading, env); };
  const auto scaled = [&](size_t i) {
    return rescaled(sub(i), model.exprs[operands[i]].type, expr.type.scale);
  };
  switch (expr.kind) {
  case ExprKind::number_literal:
    return leaf(Value::number(expr.number));
  case ExprKind::text_literal:
    return leaf(Value::of_text(model.texts[expr.ref]));
  case ExprKind::fact: {
    const auto found = facts.leaves.find(expr.ref);
    return leaf(read(found == facts.leaves.end() ? nullptr : &found->second,
                     model.facts[model::FactId{expr.ref}].info, reading));
  }
  case ExprKind::field:
    return leaf(read_field(row(operands[0], env), static_cast<uint32_t>(expr.number), reading));
  case ExprKind::lookup:
    return map(sub(0), [&](const Value& key) {
      if (key.kind != Value::Kind::text)
        return leaf(key); // R5.19: unknown and none pass through
      const auto found = facts.tables.find(expr.ref);
      if (found == facts.tables.end())
        return leaf(Value::unknown());
      const auto row = found->second.rows.find(key.text);
      if (row == found->second.rows.end())
        return leaf(Value::unknown());
      return leaf(read_field({model::TableId{expr.ref}, &row->first},
                             static_cast<uint32_t>(expr.number), reading));
    });
  case ExprKind::argument:
    return env.arguments->at(expr.number).tree;
  case ExprKind::let: {
    Env inner;
    inner.in_fold = env.in_fold;
    return tree(model.lets[model::LetId{expr.ref}].body, reading, inner);
  }
  case ExprKind::parameter:
    return leaf(Value::number(parameter(model::ParameterId{expr.ref})));
  case ExprKind::today:
    return leaf(Value::number(options.today));
  case ExprKind::count:
  case ExprKind::sum:
    return leaf(count_or_sum(expr, reading, env));
  case ExprKind::add:
    return map2(scaled(0), scaled(1), add, false);
  case ExprKind::subtract:
    return map2(
        scaled(0), scaled(1), [](const Value& a, const Value& b) { return add(a, negate(b)); },
        true);
  case ExprKind::date_diff:
    return map2(
        sub(0), sub(1), [](const Value& a, const Value& b) { return add(a, negate(b)); }, true);
  case ExprKind::negate:
    return map(sub(0), [](const Value& a) { return leaf(negate(a)); }, true);
  case ExprKind::multiply:
    return map2(sub(0), sub(1), multiply, false);
  case ExprKind::date_add:
    if (model.exprs[operands[1]].type.kind == model::TypeKind::months)
      return map2(sub(0), sub(1), add_months, false);
    return map2(sub(0), sub(1), add, false);
  case ExprKind::end_of_year:
    return map(sub(0), [](const Value& a) { return leaf(end_of_year(a)); });
  case ExprKind::latest:
  case ExprKind::earliest: {
    Tree result;
    result.kind = expr.kind == ExprKind::latest ? Tree::Kind::latest : Tree::Kind::earliest;
    for (size_t i = 0; i < operands.size(); ++i) {
      result.parts.push_back(sub(i));
      result.optional.push_back(model.exprs[operands[i]].type.optional);
    }
    return result;
  }
  case ExprKind::conditional: {
    Tree result;
    result.kind = Tree::Kind::conditional;
    Env inner = env;
    inner.sign = 0;
    result.condition = truth(operands[0], reading, inner);
    result.parts = {scaled(1), scaled(2)};
    return result;
  }
  default: {
    // A truth where a value is due (a `bool` argument, a comparison of bools).
    assert(expr.type.kind == model::TypeKind::truth);
    const Truth value = truth(id, reading, env);
    return leaf(value == Truth::unknown ? Value::unknown()
                                        : Value::number(value == Truth::yes ? 1 : 0));
  }
  }
}

Value State::set(ExprId id, const Reading& reading, const Env& env) const {
  const Expr& expr = model.exprs[id];
  const auto operands = model.operands_of(expr);
  switch (expr.kind) {
  case ExprKind::set_literal: {
    Value result;
    result.kind = Value::Kind::set;
    for (ExprId operand : operands) {
      const Tree member = tree(operand, reading, env);
      assert(member.kind == Tree::Kind::leaf);
      result.members.push_back(member.leaf);
    }
    return result;
  }
  case ExprKind::argument:
    return env.arguments->at(expr.number).set;
  case ExprKind::let: {
    Env inner;
    inner.in_fold = env.in_fold;
    return set(model.lets[model::LetId{expr.ref}].body, reading, inner);
  }
  default: {
    const Tree value = tree(id, reading, env);
    assert(value.kind == Tree::Kind::leaf);
    return value.leaf;
  }
  }
}

bool State::left_out(RowRef row, const Reading& reading) const {
  if (reading.without == nullptr || row.key == nullptr)
    return false;
  for (const model::ExceptionRow& left : reading.without->rows)
    if (left.table == row.table && left.key == *row.key)
      return true;
  return false;
}

Truth State::where(const Expr& expr, size_t index, RowRef row, const Reading& reading,
                   const Env& env) const {
  const auto operands = model.operands_of(expr);
  Env inner = env;
  inner.rows[expr.ref] = row;
  inner.in_fold = true;
  inner.sign = 0;
  return operands.size() > index ? truth(operands[index], reading, inner) : Truth::yes;
}

// R5.8 and R5.13. A phantom row stands for any number of rows: zero of them leave the fold as the
// known rows make it, so it adds its own truth joined with unknown.
Truth State::fold_truth(const Expr& expr, const Reading& reading, const Env& env) const {
  const auto operands = model.operands_of(expr);
  const bool is_fold = expr.kind == ExprKind::min_compare || expr.kind == ExprKind::max_compare;
  const auto op = static_cast<Compare>(expr.number);
  if (is_fold && (op == Compare::eq || op == Compare::ne)) {
    Expr lower = expr, upper = expr;
    lower.number = static_cast<int64_t>(Compare::ge);
    upper.number = static_cast<int64_t>(Compare::le);
    Env inner = env;
    inner.sign = op == Compare::eq ? env.sign : -env.sign;
    const Truth equal =
        conjunction(fold_truth(lower, reading, inner), fold_truth(upper, reading, inner));
    return op == Compare::eq ? equal : negation(equal);
  }
  const bool is_lower = op == Compare::ge || op == Compare::gt;
  const bool all =
      is_fold ? (expr.kind == ExprKind::min_compare) == is_lower : expr.kind == ExprKind::every;
  const size_t where_index = is_fold ? 2 : 1;

  Truth result = all ? Truth::yes : Truth::no;
  for (RowRef row : rows_of(model.row_vars[model::RowVarId{expr.ref}])) {
    if (left_out(row, reading))
      continue;
    Env inner = env;
    inner.rows[expr.ref] = row;
    inner.in_fold = true;
    Truth condition = where(expr, where_index, row, reading, env);
    if (all && reading.excused_for && env.sign > 0 && !env.in_fold)
      condition = conjunction(condition, negation(excused(reading.excused_for, row)));
    Truth body;
    if (is_fold) {
      const model::Type& a = model.exprs[operands[0]].type;
      const model::Type& b = model.exprs[operands[1]].type;
      const uint8_t scale = std::max(a.scale, b.scale);
      body = compare(op, rescaled(tree(operands[0], reading, inner), a, scale),
                     rescaled(tree(operands[1], reading, env), b, scale));
    } else {
      body = truth(operands[0], reading, inner);
    }
    Truth one = all ? disjunction(negation(condition), body) : conjunction(condition, body);
    if (row.key == nullptr && one != (all ? Truth::yes : Truth::no))
      one = Truth::unknown;
    result = all ? conjunction(result, one) : disjunction(result, one);
  }
  return result;
}

// R5.9, R5.10.
Value State::count_or_sum(const Expr& expr, const Reading& reading, const Env& env) const {
  const bool is_sum = expr.kind == ExprKind::sum;
  const auto operands = model.operands_of(expr);
  Value total = Value::number(0);
  for (RowRef row : rows_of(model.row_vars[model::RowVarId{expr.ref}])) {
    const Truth condition = where(expr, is_sum ? 1 : 0, row, reading, env);
    if (condition == Truth::no)
      continue;
    const Value nothing = Value::number(0);
    Value weight = Value::number(1);
    if (is_sum) {
      Env inner = env;
      inner.rows[expr.ref] = row;
      inner.in_fold = true;
      const Tree summand = tree(operands[0], reading, inner);
      assert(summand.kind == Tree::Kind::leaf);
      weight = summand.leaf;
      const model::Type& type = model.exprs[operands[0]].type;
      const std::optional<Whole> floor =
          is_never_negative(type) ? std::optional<Whole>(0) : std::nullopt;
      if (weight.kind != Value::Kind::interval || row.key == nullptr)
        weight = Value::interval(floor, std::nullopt);
    } else if (row.key == nullptr) {
      weight = Value::interval(0, std::nullopt);
    }
    total = add(total, condition == Truth::yes ? weight : hull(nothing, weight));
  }
  return total;
}

// R5.11: rows weigh 1-q, -q or 0; the sum against 0.
Truth State::share(const Expr& expr, const Reading& reading, const Env& env) const {
  const auto operands = model.operands_of(expr);
  const Tree q_tree = tree(operands[1], reading, env);
  const Whole q = *q_tree.leaf.low;
  const Whole one = power_of_ten(model.exprs[operands[1]].type.scale);
  Value total = Value::number(0);
  for (RowRef row : rows_of(model.row_vars[model::RowVarId{expr.ref}])) {
    Env inner = env;
    inner.rows[expr.ref] = row;
    inner.in_fold = true;
    inner.sign = 0;
    const Truth condition = where(expr, 2, row, reading, env);
    const Truth that = truth(operands[0], reading, inner);
    std::vector<Whole> allowed;
    if (condition != Truth::yes)
      allowed.push_back(0);
    if (condition != Truth::no && that != Truth::no)
      allowed.push_back(one - q);
    if (condition != Truth::no && that != Truth::yes)
      allowed.push_back(-q);
    Whole low = *std::min_element(allowed.begin(), allowed.end());
    Whole high = *std::max_element(allowed.begin(), allowed.end());
    if (row.key != nullptr) {
      total = add(total, Value::interval(low, high));
    } else if (condition != Truth::no) {
      total = add(total, Value::interval(low < 0 ? std::nullopt : std::optional<Whole>(0),
                                         high > 0 ? std::nullopt : std::optional<Whole>(0)));
    }
  }
  return compare(static_cast<Compare>(expr.number), total, Value::number(0));
}

} // namespace ward::reference
