// SPDX-License-Identifier: Apache-2.0
#include "prove/strictest.h"

#include "model/print.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace ward::prove {

namespace {

using model::Compare;
using model::ExprKind;

constexpr bool is_upper(Compare op) {
  return op == Compare::lt || op == Compare::le;
}
constexpr bool is_strict(Compare op) {
  return op == Compare::lt || op == Compare::gt;
}

constexpr Compare swapped(Compare op) {
  switch (op) {
  case Compare::lt:
    return Compare::gt;
  case Compare::le:
    return Compare::ge;
  case Compare::gt:
    return Compare::lt;
  case Compare::ge:
    return Compare::le;
  default:
    return op;
  }
}

struct Bound {
  Compare op;
  int64_t number;
  model::Type type; ///< of the number
  std::string by;
};

struct State {
  const model::Model& model;
  std::map<std::string, std::vector<Bound>> bounds = {};
  std::string by = {};

  std::vector<Strictest> run() {
    for (const model::Element& element : model.elements) {
      const model::Provision& provision = model.provisions[element.provision];
      const model::Authority& authority = model.authorities[provision.authority];
      const bool in_force = provision.window.from_days <= model.as_of_days &&
                            model.as_of_days < provision.window.until_days && !provision.vacated &&
                            !provision.proposal && model::is_judged(provision.modality);
      if (authority.force != model::Force::law || !in_force ||
          element.basis != model::Basis::text || !element.expr)
        continue;
      by = fmt::format("{}.{{{}}}", model.citations[provision.citation].text, element.name);
      take(element.expr);
    }
    std::vector<Strictest> out;
    for (const auto& [leaf, all] : bounds)
      if (std::all_of(all.begin(), all.end(),
                      [&](const Bound& each) { return is_upper(each.op) == is_upper(all[0].op); }))
        out.push_back(strictest(leaf, all));
    return out;
  }

  /// What an expression asks for whenever it is true.
  void take(model::ExprId id) {
    const model::Expr& expr = model.exprs[id];
    const auto operands = model.operands_of(expr);
    switch (expr.kind) {
    case ExprKind::logical_and:
      for (const model::ExprId operand : operands)
        take(operand);
      return;
    case ExprKind::every:
      if (operands.size() == 1)
        take(operands[0]);
      return;
    case ExprKind::let:
      return take(model.lets[model::LetId{expr.ref}].body);
    case ExprKind::age:
      return compare(static_cast<Compare>(expr.ref), operands[0], operands[1], "age of ");
    case ExprKind::compare: {
      const Compare op = static_cast<Compare>(expr.ref);
      compare(op, operands[0], operands[1], "");
      return compare(swapped(op), operands[1], operands[0], "");
    }
    default:
      return;
    }
  }

  void compare(Compare op, model::ExprId left, model::ExprId right, const char* what) {
    const model::Expr& bound = model.exprs[right];
    const std::string leaf = leaf_of(left);
    if (leaf.empty() || bound.kind != ExprKind::number_literal || op == Compare::eq ||
        op == Compare::ne)
      return;
    bounds[what + leaf].push_back({op, bound.number, bound.type, by});
  }

  std::string leaf_of(model::ExprId id) const {
    const model::Expr& expr = model.exprs[id];
    if (expr.kind == ExprKind::fact)
      return model.facts[model::FactId{expr.ref}].path;
    if (expr.kind != ExprKind::field)
      return "";
    const model::Expr& row = model.exprs[model.operands_of(expr)[0]];
    if (row.kind != ExprKind::row)
      return "";
    const model::Table& table = model.tables[model.row_vars[model::RowVarId{row.ref}]];
    return fmt::format("{}[*].{}", table.path,
                       model.records[table.record].fields[static_cast<size_t>(expr.number)].name);
  }

  static int64_t scaled(const Bound& bound, uint8_t scale) {
    int64_t out = bound.number;
    for (uint8_t i = bound.type.scale; i < scale; ++i)
      out *= 10;
    return out;
  }

  Strictest strictest(const std::string& leaf, const std::vector<Bound>& all) const {
    uint8_t scale = 0;
    for (const Bound& each : all)
      scale = std::max(scale, each.type.scale);
    const auto stricter = [&](const Bound& x, const Bound& y) {
      const int64_t a = scaled(x, scale), b = scaled(y, scale);
      if (a != b)
        return is_upper(x.op) ? a < b : a > b;
      return is_strict(x.op) && !is_strict(y.op);
    };
    const Bound& best = *std::min_element(all.begin(), all.end(), stricter);
    Strictest out{leaf, best.op, model::number_text(model, best.type, best.number), {}, {}};
    for (const Bound& each : all)
      if (stricter(best, each))
        out.weaker.emplace_back(fmt::format("{} {}", model::compare_text(each.op),
                                            model::number_text(model, each.type, each.number)),
                                each.by);
      else
        out.by.push_back(each.by);
    return out;
  }
};

} // namespace

std::vector<Strictest> strictest_bounds(const model::Model& model) {
  return State{model}.run();
}

} // namespace ward::prove
