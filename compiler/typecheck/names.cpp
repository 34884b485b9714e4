// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

#include <algorithm>

namespace ward::typecheck {
namespace {

using resolve::Entity;
using resolve::FactTree;
using Steps = std::span<const syntax::AccessStep>;
using Id = model::ExprId;

/// Finds what a name with its steps means. Locals hide nothing: a clash was reported.
struct Namer {
  State& state;
  const syntax::Name& head;
  Steps steps;
  source::Span span;
  const model::Type* expected;
  resolve::Declarations& decls = state.decls;
  model::Model& model = state.model;

  Id run() {
    if (head.is_missing())
      return state.error(span);
    if (head.text == "arises" && steps.empty() && !state.scope.arises.is_none())
      return state.scope.rows.size() == 1 ? state.scope.arises : outer_event();
    for (size_t i = state.scope.rows.size(); i-- > 0;)
      if (state.scope.rows[i].name == head.text)
        return row(state.scope.rows[i], i + 1 == state.scope.rows.size());
    if (const auto found = argument())
      return *found;
    if (const auto found = of_control())
      return *found;
    if (head.text == "today" && steps.empty())
      return state.make(model::ExprKind::today, {model::TypeKind::date}, span, {});
    const auto& scope = decls.scopes[state.scope.module.index];
    if (const auto found = scope.entities.find(head.text); found != scope.entities.end())
      return entity(found->second, steps, head.text);
    if (head.text == "AddressableFactor" && !steps.empty())
      return entity({Entity::Kind::enumeration, decls.factors.index, {}}, steps, head.text);
    if (const auto found = scope.aliases.find(head.text);
        found != scope.aliases.end() && !steps.empty())
      return in_module(found->second.module);
    const uint32_t node = decls.fact_tree.child(FactTree::root, head.text);
    if (node != FactTree::nothing && resolve::sees(decls, state.scope.module, node))
      return fact(node);
    if (steps.empty() && expected && expected->kind == model::TypeKind::enumeration)
      return member(model::EnumId{expected->of}, head);
    if (steps.empty() && head.text == "none") {
      state.sink.report(diag::NoneIsNoValue, span).with_help("write `is none` or `is not none`");
      return state.error(span);
    }
    if (node != FactTree::nothing) {
      resolve::report_not_imported(decls, state.sink, state.scope.module, "fact", head.text,
                                   decls.fact_tree.node(node).modules.front(), head.span);
      return state.error(span);
    }
    unknown();
    return state.error(span);
  }

  void unknown() {
    resolve::report_unknown(
        decls, state.sink, state.scope.module, "fact, row or name", head.text, head.span, [&] {
          std::vector<std::string> out =
              resolve::keys_of(decls.scopes[state.scope.module.index].entities);
          for (const auto& row : state.scope.rows)
            out.emplace_back(row.name);
          for (uint32_t child : decls.fact_tree.node(FactTree::root).children)
            if (resolve::sees(decls, state.scope.module, child))
              out.emplace_back(decls.fact_tree.node(child).name);
          if (!state.scope.control.is_none())
            for (model::ParameterId id : model.controls[state.scope.control].parameters)
              out.push_back(model.parameters[id].name);
          return out;
        });
  }

  Id no_members(std::string_view what) {
    state.sink.report(diag::NoMembers, steps.front().span)
        .note("`" + std::string(head.text) + "` is " + std::string(what));
    return state.error(span);
  }

  Id outer_event() {
    state.sink.report(diag::OuterRow, span, head.text)
        .note("`arises` is read from the row of the duty", state.scope.rows.front().span);
    return state.error(span);
  }

  Id row(const Scope::Row& row, bool innermost) {
    if (!innermost) {
      state.sink.report(diag::OuterRow, span, head.text)
          .note("`" + std::string(head.text) + "` is a row of the quantifier outside", row.span)
          .with_help("look the other table up by a key that the row holds: `vendors[" +
                     std::string(head.text) + ".vendor].baa`");
      return state.error(span);
    }
    if (row.record.is_none())
      return state.error(span); // its table was reported
    model::Type type{model::TypeKind::row};
    type.of = row.record.index;
    const Id out = state.make(model::ExprKind::row, type, head.span, {}, row.var.index);
    state.about(out).mentions_row = true;
    return steps.empty() ? out : field(out, row.record);
  }

  Id field(Id base, model::RecordId record) {
    const auto index = field_index(record, steps.front());
    if (!index || too_deep(1))
      return state.error(span);
    const model::Type type = model.records[record].fields[*index].info.type;
    return state.make(model::ExprKind::field, type, span, {base}, UINT32_MAX, *index);
  }

  std::optional<uint32_t> field_index(model::RecordId record, const syntax::AccessStep& step) {
    if (record.is_none())
      return std::nullopt;
    if (step.kind == syntax::AccessStep::Kind::index) {
      state.sink.report(diag::NoMembers, step.span);
      return std::nullopt;
    }
    if (step.member.is_missing())
      return std::nullopt;
    const auto& fields = decls.record_fields[record.index];
    const auto found = fields.find(step.member.text);
    if (found != fields.end())
      return found->second;
    auto& out = state.sink.report(diag::UnknownMember, step.member.span, model.records[record].name,
                                  step.member.text);
    resolve::suggest_near(decls, out, step.member.span, step.member.text,
                          [&] { return resolve::keys_of(fields); });
    return std::nullopt;
  }

  bool too_deep(size_t used) {
    if (steps.size() <= used)
      return false;
    state.sink.report(diag::NoMembers, steps[used].span);
    return true;
  }

  std::optional<Id> argument() {
    if (state.scope.predicate.is_none())
      return std::nullopt;
    const model::Predicate& predicate = model.predicates[state.scope.predicate];
    for (uint32_t i = 0; i < predicate.parameters.size(); ++i) {
      if (predicate.parameters[i].name != head.text)
        continue;
      const model::Type type = predicate.parameters[i].type;
      const bool is_row = type.kind == model::TypeKind::row;
      if (is_row && !state.scope.rows.empty()) {
        state.sink.report(diag::OuterRow, span, head.text)
            .with_help("look the other table up by a key that the row holds: `vendors[" +
                       std::string(head.text) + ".vendor].baa`");
        return state.error(span);
      }
      const Id out = state.make(model::ExprKind::argument, type, head.span, {},
                                state.scope.predicate.index, i);
      state.about(out).mentions_row = is_row;
      if (steps.empty())
        return out;
      return is_row ? field(out, model::RecordId{type.of}) : no_members("an argument");
    }
    return std::nullopt;
  }

  std::optional<Id> of_control() {
    if (state.scope.control.is_none())
      return std::nullopt;
    for (model::ParameterId id : model.controls[state.scope.control].parameters)
      if (model.parameters[id].name == head.text)
        return steps.empty() ? state.make(model::ExprKind::parameter, model.parameters[id].type,
                                          span, {}, id.index)
                             : no_members("a parameter");
    for (model::LetId id : decls.control_lets[state.scope.control.index])
      if (model.lets[id].name == head.text)
        return steps.empty() ? state.let_reference(id, span) : no_members("a `let`");
    return std::nullopt;
  }

  Id entity(Entity found, Steps rest, std::string_view name) {
    switch (found.kind) {
    case Entity::Kind::let:
      if (rest.empty())
        return state.let_reference(model::LetId{found.index}, span);
      return no_members("a `let`");
    case Entity::Kind::enumeration:
      if (rest.size() == 1 && rest[0].kind == syntax::AccessStep::Kind::member)
        return member(model::EnumId{found.index}, rest[0].member);
      break;
    case Entity::Kind::record:
    case Entity::Kind::predicate:
      break;
    }
    state.sink
        .report(diag::NotAValue, span, name,
                found.kind == Entity::Kind::enumeration ? "an enum"
                : found.kind == Entity::Kind::record    ? "a record"
                                                        : "a predicate")
        .note("it is declared here", found.span);
    return state.error(span);
  }

  Id in_module(model::ModuleId module) {
    const syntax::AccessStep& step = steps.front();
    const auto& entities = decls.scopes[module.index].entities;
    if (step.kind == syntax::AccessStep::Kind::index || step.member.is_missing())
      return no_members("a module");
    const auto found = entities.find(step.member.text);
    if (found != entities.end())
      return entity(found->second, steps.subspan(1), step.member.text);
    auto& out = state.sink.report(diag::UnknownName, step.member.span, "let, enum or predicate",
                                  std::string(head.text) + "." + std::string(step.member.text));
    resolve::suggest_near(decls, out, step.member.span, step.member.text,
                          [&] { return resolve::keys_of(entities); });
    if (out.help.empty())
      out.with_help("facts and controls are written with their whole path, without the module");
    return state.error(span);
  }

  Id member(model::EnumId id, const syntax::Name& name) {
    if (name.is_missing())
      return state.error(span);
    const auto& members = decls.enum_members[id.index];
    const auto found = members.find(name.text);
    if (found != members.end())
      return state.enum_member(id, found->second, span);
    auto& out = state.sink.report(diag::NoSuchMember, name.span, name.text, model.enums[id].name);
    resolve::suggest_near(decls, out, name.span, name.text,
                          [&] { return resolve::keys_of(members); });
    if (out.help.empty()) {
      std::string list;
      for (size_t i = 0; i < model.enums[id].members.size() && i < 12; ++i)
        list += (i == 0 ? "" : ", ") + model.enums[id].members[i];
      out.with_help("it is one of " + list + (model.enums[id].members.size() > 12 ? ", ..." : ""));
    }
    return state.error(span);
  }

  Id fact(uint32_t node) {
    const FactTree& tree = decls.fact_tree;
    size_t used = 0;
    while (tree.node(node).kind == FactTree::Node::Kind::group && used < steps.size()) {
      const syntax::AccessStep& step = steps[used];
      if (step.kind == syntax::AccessStep::Kind::index)
        break;
      if (step.member.is_missing())
        return state.error(span);
      const uint32_t next = tree.child(node, step.member.text);
      if (next == FactTree::nothing) {
        unknown_fact(node, step.member);
        return state.error(span);
      }
      node = next;
      ++used;
    }
    const FactTree::Node& leaf = tree.node(node);
    if (!resolve::sees(decls, state.scope.module, node)) {
      resolve::report_not_imported(decls, state.sink, state.scope.module, "fact", tree.path(node),
                                   leaf.modules.front(), span);
      return state.error(span);
    }
    if (leaf.kind == FactTree::Node::Kind::group) {
      state.sink.report(diag::GroupOfFacts, span, tree.path(node))
          .with_help("go on with one of its facts");
      return state.error(span);
    }
    if (leaf.kind == FactTree::Node::Kind::fact) {
      if (used < steps.size()) {
        state.sink.report(diag::NothingInside, steps[used].span, tree.path(node));
        return state.error(span);
      }
      return state.make(model::ExprKind::fact, model.facts[model::FactId{leaf.id}].info.type, span,
                        {}, leaf.id);
    }
    return lookup(model::TableId{leaf.id}, tree.path(node), steps.subspan(used));
  }

  void unknown_fact(uint32_t group, const syntax::Name& name) {
    const std::string path = decls.fact_tree.path(group);
    auto& out = state.sink.report(diag::UnknownName, name.span, "fact",
                                  path + "." + std::string(name.text));
    resolve::suggest_near(decls, out, name.span, name.text, [&] {
      std::vector<std::string> list;
      for (uint32_t child : decls.fact_tree.node(group).children)
        if (resolve::sees(decls, state.scope.module, child))
          list.emplace_back(decls.fact_tree.node(child).name);
      return list;
    });
  }

  Id lookup(model::TableId table, const std::string& path, Steps rest) {
    if (rest.empty()) {
      state.sink.report(diag::TableAsValue, span, path)
          .with_help("ask of its rows: `every x in " + path + " satisfies ...`");
      return state.error(span);
    }
    if (rest[0].kind != syntax::AccessStep::Kind::index) {
      state.sink.report(diag::TableNeedsKey, rest[0].span, path)
          .with_help("ask of its rows, or look one up by its key: `" + path + "[key]." +
                     std::string(rest[0].member.text) + "`");
      return state.error(span);
    }
    model::Type wanted{model::TypeKind::key};
    wanted.of = table.index;
    const Id key = plain(state, state.check(*rest[0].index, &wanted));
    if (rest.size() == 1) {
      state.sink.report(diag::RowAsValue, span)
          .with_help("name the field that is asked for: `" + path + "[...].field`");
      return state.error(span);
    }
    const auto index = field_index(model.tables[table].record, rest[1]);
    if (!index || state.is_error(key))
      return state.error(span);
    if (rest.size() > 2) {
      state.sink.report(diag::NoMembers, rest[2].span);
      return state.error(span);
    }
    const model::Type found = state.type(key);
    if (found.kind != wanted.kind || found.of != wanted.of || found.is_set) {
      auto& out = state.sink.report(diag::TypeMismatch, rest[0].index->span, state.text(wanted),
                                    state.text(found));
      if (found.kind == model::TypeKind::text)
        out.with_help("declare the fact as `key of " + path + "`");
      return state.error(span);
    }
    model::Type type = model.records[model.tables[table].record].fields[*index].info.type;
    if (found.optional) {
      if (type.is_set) {
        state.sink.report(diag::OptionalSet, span);
        return state.error(span);
      }
      type.optional = true;
    }
    return state.make(model::ExprKind::lookup, type, span, {key}, table.index, *index);
  }
};

} // namespace

State::Id State::access(const syntax::Name& head, Steps steps, source::Span span,
                        const Type* expected) {
  return Namer{*this, head, steps, span, expected}.run();
}

bool State::names_value(std::string_view name) const {
  if (name == "arises" && !scope.arises.is_none())
    return true;
  for (const Scope::Row& row : scope.rows)
    if (row.name == name)
      return true;
  if (!scope.predicate.is_none())
    for (const model::PredicateParameter& each : model.predicates[scope.predicate].parameters)
      if (each.name == name)
        return true;
  if (!scope.control.is_none()) {
    for (model::ParameterId id : model.controls[scope.control].parameters)
      if (model.parameters[id].name == name)
        return true;
    for (model::LetId id : decls.control_lets[scope.control.index])
      if (model.lets[id].name == name)
        return true;
  }
  const auto& entities = decls.scopes[scope.module.index].entities;
  if (const auto found = entities.find(name); found != entities.end())
    return found->second.kind == Entity::Kind::let;
  if (name == "today")
    return true;
  const uint32_t node = decls.fact_tree.child(FactTree::root, name);
  return node != FactTree::nothing &&
         decls.fact_tree.node(node).kind == FactTree::Node::Kind::fact &&
         resolve::sees(decls, scope.module, node);
}

bool State::say_if_ambiguous(const Expr& expr, const Type& other) {
  const auto* name = expr.as<syntax::NameExpr>();
  if (!name || other.kind != TypeKind::enumeration || !names_value(name->name.text) ||
      decls.enum_members[other.of].count(name->name.text) == 0)
    return false;
  const std::string full =
      model.enums[model::EnumId{other.of}].name + "." + std::string(name->name.text);
  sink.report(diag::AmbiguousMember, expr.span, name->name.text,
              model.enums[model::EnumId{other.of}].name)
      .with_help("write `" + full + "` for the member, or give the value another name");
  return true;
}

State::Id State::let_reference(model::LetId let, source::Span span) {
  type_let(let);
  if (let_progress[let.index] == Progress::open)
    report_let_cycle(let, span);
  const model::Let& found = model.lets[let];
  if (found.body.is_none() || is_error(found.body))
    return error(span);
  const Facts body = about(found.body);
  const Id out = make(Kind::let, found.type, span, {}, let.index);
  about(out) = body;
  return out;
}

void State::report_let_cycle(model::LetId let, source::Span span) {
  size_t first = open_lets.size() - 1;
  while (open_lets[first] != let)
    --first;
  std::string walk;
  for (size_t i = first; i < open_lets.size(); ++i)
    walk += "`" + model.lets[open_lets[i]].name + "` reads ";
  sink.report(diag::LetCycle, span, walk + "`" + model.lets[let].name + "`");
}

void State::type_let(model::LetId let) {
  // A chain of lets against the order of the text goes down the stack; in the order of the text
  // check_expansion refuses one that is as long.
  constexpr size_t max_depth = 200;
  if (let_progress[let.index] != Progress::fresh)
    return;
  const syntax::LetDecl& tree = *decls.let_trees[let.index];
  if (open_lets.size() == max_depth) {
    sink.report(diag::TooDeep, tree.name.span, tree.name.text,
                static_cast<diag::Number>(max_depth));
    return;
  }
  let_progress[let.index] = Progress::open;
  open_lets.push_back(let);
  Scope outer;
  std::swap(outer, scope);
  scope = {model.lets[let].module, model.lets[let].control, {}, {}, {}};
  Type declared;
  if (tree.type)
    declared = resolve::find_type(decls, sink, scope.module, *tree.type, false);
  Id body = tree.value ? check(*tree.value, tree.type ? &declared : nullptr) : Id();
  if (!body.is_none() && !is_error(body)) {
    const Type found = type(body);
    if (found.kind == TypeKind::row) {
      sink.report(diag::RowAsValue, tree.value->span);
      body = error(tree.value->span);
    } else if (tree.type && !fits(declared, found)) {
      sink.report(diag::TypeMismatch, tree.value->span, text(declared), text(found))
          .note("the type is stated here", tree.type->span);
      body = error(tree.value->span);
    } else {
      model.lets[let].type = tree.type && declared.kind != TypeKind::error ? declared : found;
    }
  }
  model.lets[let].body = body;
  std::swap(outer, scope);
  open_lets.pop_back();
  let_progress[let.index] = Progress::done;
}

model::TableId State::table(const Expr& expr) {
  syntax::Path path;
  std::vector<syntax::Name> parts;
  const syntax::NameExpr* head = expr.as<syntax::NameExpr>();
  if (const auto* access = expr.as<syntax::AccessExpr>()) {
    head = access->base->as<syntax::NameExpr>();
    if (head)
      parts.push_back(head->name);
    for (const syntax::AccessStep& step : access->steps) {
      if (step.kind == syntax::AccessStep::Kind::index)
        head = nullptr;
      else
        parts.push_back(step.member);
    }
  } else if (head) {
    parts.push_back(head->name);
  }
  if (!head) {
    if (expr.kind != syntax::ExprKind::missing)
      sink.report(diag::RowsOfNoTable, expr.span).with_help("write the path of a table");
    return {};
  }
  path.parts = parts;
  path.span = expr.span;
  return resolve::find_table(decls, sink, scope.module, path);
}

} // namespace ward::typecheck
