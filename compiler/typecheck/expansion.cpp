// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

#include <algorithm>

namespace ward::typecheck {
namespace {

constexpr uint64_t most_nodes = 1'000'000; ///< R5.24
constexpr uint32_t most_levels = 200;      ///< of lets, predicates and implemented(C) in each other

uint64_t capped(uint64_t nodes) {
  return std::min(nodes, most_nodes + 1);
}

/// What names expand to: controls, lets and predicates are nodes, a mention is an edge.
struct Unit {
  enum class Kind : uint8_t { let, predicate, control };
  Kind kind = Kind::let;
  uint32_t index = 0;
  std::vector<model::ExprId> roots;
  std::vector<std::pair<uint32_t, source::Span>> uses; ///< unit, place
  uint32_t levels = 1;
  uint64_t nodes = 0;                ///< when expanded
  std::vector<uint64_t> occurrences; ///< predicate: how often each argument stands in it
};

/// How large an expression is once expanded, and how often it holds each argument.
struct Size {
  uint64_t nodes = 1;
  std::vector<uint64_t> occurrences;
};

struct Expander {
  State& state;
  model::Model& model = state.model;
  std::vector<Unit> units;
  std::vector<uint32_t> order; ///< what is used before its users

  uint32_t let_unit(uint32_t let) const { return let; }
  uint32_t predicate_unit(uint32_t predicate) const {
    return static_cast<uint32_t>(model.lets.size()) + predicate;
  }
  uint32_t control_unit(uint32_t control) const {
    return static_cast<uint32_t>(model.lets.size() + model.predicates.size()) + control;
  }

  void run() {
    collect();
    if (!walk())
      return;
    for (uint32_t unit : order)
      measure(units[unit]);
    check_roots();
    for (uint32_t unit : order)
      if (units[unit].kind == Unit::Kind::predicate)
        find_reads_inside(units[unit].index);
    check_outer_rows();
  }

  void add(Unit::Kind kind, uint32_t index, std::initializer_list<model::ExprId> roots) {
    Unit unit;
    unit.kind = kind;
    unit.index = index;
    for (model::ExprId root : roots)
      if (!root.is_none()) {
        unit.roots.push_back(root);
        mentions(root, unit);
      }
    units.push_back(std::move(unit));
  }

  void collect() {
    for (uint32_t i = 0; i < model.lets.size(); ++i)
      add(Unit::Kind::let, i, {model.lets[model::LetId{i}].body});
    for (uint32_t i = 0; i < model.predicates.size(); ++i)
      add(Unit::Kind::predicate, i, {model.predicates[model::PredicateId{i}].body});
    for (uint32_t i = 0; i < model.controls.size(); ++i)
      add(Unit::Kind::control, i,
          {model.controls[model::ControlId{i}].applies,
           model.controls[model::ControlId{i}].implemented});
  }

  void mentions(model::ExprId id, Unit& unit) {
    const model::Expr& expr = model.exprs[id];
    if (expr.kind == model::ExprKind::let)
      unit.uses.emplace_back(let_unit(expr.ref), expr.span);
    else if (expr.kind == model::ExprKind::call)
      unit.uses.emplace_back(predicate_unit(expr.ref), expr.span);
    else if (expr.kind == model::ExprKind::implemented)
      unit.uses.emplace_back(control_unit(expr.ref), expr.span);
    for (model::ExprId operand : model.operands_of(expr))
      mentions(operand, unit);
  }

  std::string name(const Unit& unit) const {
    switch (unit.kind) {
    case Unit::Kind::let:
      return model.lets[model::LetId{unit.index}].name;
    case Unit::Kind::predicate:
      return model.predicates[model::PredicateId{unit.index}].name;
    case Unit::Kind::control:
      break;
    }
    return model.controls[model::ControlId{unit.index}].path;
  }

  /// Depth first with its own stack; fills `order`. False when there is a cycle or too long a
  /// chain: then nothing else may walk what names mean.
  bool walk() {
    bool good = true;
    std::vector<uint8_t> mark(units.size(), 0); // 0 new, 1 open, 2 done
    std::vector<std::pair<uint32_t, size_t>> stack;
    for (uint32_t start = 0; start < units.size(); ++start) {
      if (mark[start] != 0)
        continue;
      mark[start] = 1;
      stack.emplace_back(start, 0);
      while (!stack.empty()) {
        auto& [at, next] = stack.back();
        Unit& unit = units[at];
        if (next == unit.uses.size()) {
          mark[at] = 2;
          order.push_back(at);
          const uint32_t done = at;
          stack.pop_back();
          if (!stack.empty())
            units[stack.back().first].levels =
                std::max(units[stack.back().first].levels, units[done].levels + 1);
          continue;
        }
        const auto [target, place] = unit.uses[next++];
        if (mark[target] == 1) {
          report_cycle(stack, target, place);
          good = false;
        } else if (mark[target] == 2) {
          unit.levels = std::max(unit.levels, units[target].levels + 1);
        } else {
          mark[target] = 1;
          stack.emplace_back(target, 0);
        }
      }
    }
    for (const Unit& unit : units)
      // One report a chain: the first unit that is over the limit.
      if (unit.levels == most_levels + 1) {
        state.sink
            .report(diag::TooDeep, place_of(unit), name(unit),
                    static_cast<diag::Number>(most_levels))
            .with_help("say some of them in one expression");
        good = false;
      }
    return good;
  }

  source::Span place_of(const Unit& unit) const {
    switch (unit.kind) {
    case Unit::Kind::let:
      return model.lets[model::LetId{unit.index}].span;
    case Unit::Kind::predicate:
      return model.predicates[model::PredicateId{unit.index}].span;
    case Unit::Kind::control:
      break;
    }
    return model.controls[model::ControlId{unit.index}].path_span;
  }

  void report_cycle(const std::vector<std::pair<uint32_t, size_t>>& stack, uint32_t target,
                    source::Span place) {
    size_t first = stack.size() - 1;
    while (stack[first].first != target)
      --first;
    std::string walk;
    bool has_control = false;
    bool has_predicate = false;
    for (size_t i = first; i < stack.size(); ++i) {
      const Unit& unit = units[stack[i].first];
      has_control |= unit.kind == Unit::Kind::control;
      has_predicate |= unit.kind == Unit::Kind::predicate;
      walk += "`" + name(unit) + "` reads ";
    }
    walk += "`" + name(units[target]) + "`";
    auto& out = has_control     ? state.sink.report(diag::ImplementedCycle, place, walk)
                : has_predicate ? state.sink.report(diag::PredicateRecursion, place, walk)
                                : state.sink.report(diag::LetCycle, place, walk);
    for (size_t i = first; i + 1 < stack.size(); ++i) {
      const Unit& unit = units[stack[i].first];
      out.note("`" + name(unit) + "` reads `" + name(units[stack[i + 1].first]) + "` here",
               unit.uses[stack[i].second - 1].second);
    }
  }

  Size size(model::ExprId id, size_t arguments) const {
    const model::Expr& expr = model.exprs[id];
    Size out;
    out.occurrences.assign(arguments, 0);
    const auto add = [&](const Size& part, uint64_t times) {
      out.nodes = capped(out.nodes + capped(part.nodes * times));
      for (size_t i = 0; i < arguments; ++i)
        out.occurrences[i] = capped(out.occurrences[i] + capped(part.occurrences[i] * times));
    };
    const auto operands = model.operands_of(expr);
    switch (expr.kind) {
    case model::ExprKind::let:
      out.nodes = units[let_unit(expr.ref)].nodes;
      return out;
    case model::ExprKind::argument:
      if (static_cast<size_t>(expr.number) < arguments)
        out.occurrences[expr.number] = 1;
      return out;
    case model::ExprKind::call: {
      const Unit& callee = units[predicate_unit(expr.ref)];
      out.nodes = callee.nodes;
      for (size_t i = 0; i < operands.size() && i < callee.occurrences.size(); ++i) {
        // The argument stands in the place of a node that is counted already.
        Size argument = size(operands[i], arguments);
        --argument.nodes;
        add(argument, callee.occurrences[i]);
      }
      return out;
    }
    default:
      for (model::ExprId operand : operands)
        add(size(operand, arguments), 1);
      return out;
    }
  }

  void measure(Unit& unit) {
    const size_t arguments =
        unit.kind == Unit::Kind::predicate
            ? model.predicates[model::PredicateId{unit.index}].parameters.size()
            : 0;
    unit.occurrences.assign(arguments, 0);
    for (model::ExprId root : unit.roots) {
      Size whole = size(root, arguments);
      unit.nodes = capped(unit.nodes + whole.nodes);
      if (arguments != 0)
        unit.occurrences = std::move(whole.occurrences);
    }
    // Reported where it first passes the limit; its users are then at the limit too.
    if (unit.nodes > most_nodes && !uses_too_large(unit))
      state.sink.report(diag::ExpansionTooLarge, place_of(unit), name(unit));
  }

  bool uses_too_large(const Unit& unit) const {
    return std::any_of(unit.uses.begin(), unit.uses.end(), [&](const auto& use) {
      return units[use.first].kind != Unit::Kind::control && units[use.first].nodes > most_nodes;
    });
  }

  void check_root(model::ExprId root) {
    if (root.is_none() || size(root, 0).nodes <= most_nodes)
      return;
    Unit found;
    mentions(root, found);
    if (!uses_too_large(found))
      state.sink.report(diag::ExpansionTooLarge, model.exprs[root].span, "this expression");
  }

  void check_roots() {
    for (const model::Role& role : model.roles)
      check_root(role.when);
    for (const model::Provision& provision : model.provisions)
      check_root(provision.applies);
    for (const model::Element& element : model.elements) {
      check_root(element.applies);
      check_root(element.expr);
    }
    for (const model::Duty& duty : model.duties) {
      for (model::ExprId root : {duty.arises, duty.when, duty.done, duty.by, duty.not_before})
        check_root(root);
      if (duty.promptly)
        check_root(duty.promptly->after);
    }
    for (const model::Exposure& each : model.exposures)
      for (model::ExprId root : {each.tier, each.requirement, each.from, each.until, each.count,
                                 each.daily, each.assessed})
        check_root(root);
    for (const model::Assessment& each : model.assessments)
      model::for_each_root(each, [&](model::ExprId root) { check_root(root); });
    for (const model::Profile& profile : model.profiles)
      check_root(profile.scope);
  }

  static bool opens_rows(model::ExprKind kind) {
    using model::ExprKind;
    switch (kind) {
    case ExprKind::every:
    case ExprKind::some:
    case ExprKind::count:
    case ExprKind::sum:
    case ExprKind::share_compare:
    case ExprKind::min_compare:
    case ExprKind::max_compare:
      return true;
    default:
      return false;
    }
  }

  void find_reads_inside(uint32_t predicate) {
    const model::ExprId body = model.predicates[model::PredicateId{predicate}].body;
    if (!body.is_none())
      reads(body, false, state.read_inside[predicate]);
  }

  void reads(model::ExprId id, bool inside, std::vector<bool>& out) const {
    const model::Expr& expr = model.exprs[id];
    const auto operands = model.operands_of(expr);
    if (expr.kind == model::ExprKind::argument) {
      if (inside && static_cast<size_t>(expr.number) < out.size())
        out[expr.number] = true;
      return;
    }
    for (size_t i = 0; i < operands.size(); ++i) {
      const bool handed = expr.kind == model::ExprKind::call &&
                          i < state.read_inside[expr.ref].size() && state.read_inside[expr.ref][i];
      reads(operands[i], inside || handed || opens_rows(expr.kind), out);
    }
  }

  /// R5.20 through calls: an argument that a predicate reads inside a quantifier may not come from
  /// a row, for there it would be an outer row.
  void check_outer_rows() {
    for (const model::Expr& expr : model.exprs) {
      if (expr.kind != model::ExprKind::call)
        continue;
      const auto operands = model.operands_of(expr);
      for (size_t i = 0; i < operands.size() && i < state.read_inside[expr.ref].size(); ++i)
        if (state.read_inside[expr.ref][i] && state.facts[operands[i].index].mentions_row)
          state.sink
              .report(diag::OuterRowThroughCall, model.exprs[operands[i]].span,
                      model.predicates[model::PredicateId{expr.ref}].name)
              .note("the predicate is declared here",
                    model.predicates[model::PredicateId{expr.ref}].span)
              .with_help("hand it something that is the same for all rows");
    }
  }
};

} // namespace

void check_expansion(State& state) {
  Expander{state}.run();
}

} // namespace ward::typecheck
