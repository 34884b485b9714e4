// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"
#include "resolve/state.h"

#include <algorithm>
#include <array>

namespace ward::resolve {
namespace {

/// R1.12
constexpr std::array<std::string_view, 8> reserved_names = {"as_of", "source",   "proof", "at",
                                                            "value", "complete", "rows",  "open"};

void refuse_reserved(State& state, const syntax::Name& name) {
  if (std::find(reserved_names.begin(), reserved_names.end(), name.text) != reserved_names.end())
    state.sink.report(diag::ReservedFactName, name.span, name.text)
        .with_help("fact files use this name for something else; take another");
}

/// Enters a name in its module; false when it stands there already.
bool enter(State& state, model::ModuleId module, const syntax::Name& name, Entity entity) {
  if (name.is_missing())
    return false;
  entity.span = name.span;
  const auto [found, added] = state.out.scopes[module.index].entities.emplace(name.text, entity);
  if (!added)
    state.twice("a name of this module,", name.text, name.span, found->second.span);
  return added;
}

model::FactInfo fact_info(State& state, const syntax::Field& field, model::ModuleId module) {
  model::FactInfo info;
  info.type = find_type(state.out, state.sink, module, field.type, false);
  if (field.prompt)
    info.prompt = field.prompt->value;
  info.doc = field.doc.text;
  if (field.fresh_for)
    info.fresh = to_period(state.sink, *field.fresh_for);
  info.privileged = !field.privileged.is_none();
  info.span = field.name.span;
  return info;
}

void declare_enum(State& state, const syntax::EnumDecl& decl, model::ModuleId module) {
  model::Enum out;
  out.name = decl.name.text;
  out.module = module;
  out.doc = decl.doc.text;
  out.span = decl.name.span;
  NameMap<uint32_t> members;
  for (const syntax::EnumMember& member : decl.members) {
    if (member.name.is_missing())
      continue;
    const auto [found, added] =
        members.emplace(member.name.text, static_cast<uint32_t>(out.members.size()));
    if (added) {
      out.members.emplace_back(member.name.text);
      continue;
    }
    source::Span first;
    for (const syntax::EnumMember& other : decl.members)
      if (other.name.text == member.name.text) {
        first = other.name.span;
        break;
      }
    state.twice("enum member", member.name.text, member.name.span, first);
  }
  const uint32_t index = static_cast<uint32_t>(state.model.enums.size());
  enter(state, module, decl.name, {Entity::Kind::enumeration, index, {}});
  state.model.enums.add(std::move(out));
  state.out.enum_members.push_back(std::move(members));
}

void declare_record(State& state, const syntax::RecordDecl& decl, model::ModuleId module) {
  const uint32_t index = static_cast<uint32_t>(state.model.records.size());
  enter(state, module, decl.name, {Entity::Kind::record, index, {}});
  model::Record out;
  out.name = decl.name.text;
  out.module = module;
  out.doc = decl.doc.text;
  out.span = decl.name.span;
  state.model.records.add(std::move(out));
  state.out.record_fields.emplace_back();
}

/// Types of fields may name any enum and any table, so they wait until all are known.
void fill_record(State& state, const syntax::RecordDecl& decl, model::ModuleId module,
                 model::RecordId id) {
  model::Record& out = state.model.records[id];
  NameMap<uint32_t>& names = state.out.record_fields[id.index];
  for (const syntax::Field& field : decl.fields) {
    if (field.name.is_missing())
      continue;
    refuse_reserved(state, field.name);
    const auto [found, added] =
        names.emplace(field.name.text, static_cast<uint32_t>(out.fields.size()));
    if (!added) {
      state.twice("field", field.name.text, field.name.span, out.fields[found->second].info.span);
      continue;
    }
    out.fields.push_back({std::string(field.name.text), fact_info(state, field, module)});
  }
  if (decl.key.is_missing())
    return;
  const auto key = names.find(decl.key.text);
  if (key == names.end()) {
    auto& error = state.sink.report(diag::UnknownMember, decl.key.span, out.name, decl.key.text);
    suggest_near(state.out, error, decl.key.span, decl.key.text, [&] { return keys_of(names); });
    return;
  }
  out.key_field = key->second;
  const model::Type type = out.fields[key->second].info.type;
  if (type.kind != model::TypeKind::error &&
      (type.kind != model::TypeKind::text || type.optional || type.is_set))
    state.sink.report(diag::KeyIsNotText, out.fields[key->second].info.span, decl.key.text)
        .note("the key is named here", decl.key.span)
        .with_help("rows are named by texts; declare it as `text`");
}

/// The node for a group or leaf, or `nothing` after a report.
uint32_t enter_fact(State& state, uint32_t parent, const syntax::Name& name, model::ModuleId module,
                    FactTree::Node::Kind kind) {
  using Kind = FactTree::Node::Kind;
  FactTree& tree = state.out.fact_tree;
  const uint32_t known = tree.child(parent, name.text);
  if (known == FactTree::nothing)
    return tree.add(parent, {kind, 0, parent, name.text, {module}, {}, name.span});
  FactTree::Node& node = tree.node(known);
  if (kind == Kind::group && node.kind == Kind::group) {
    if (std::find(node.modules.begin(), node.modules.end(), module) == node.modules.end())
      node.modules.push_back(module);
    return known;
  }
  const std::string path = tree.path(known);
  if (node.span.is_none())
    state.sink.report(diag::BuiltInName, name.span, path);
  else if ((kind == Kind::group) != (node.kind == Kind::group))
    state.sink.report(diag::FactAndGroup, name.span, path)
        .note("it is declared here first", node.span);
  else
    state.twice("fact", path, name.span, node.span);
  return FactTree::nothing;
}

} // namespace

void declare_built_ins(State& state) {
  using model::Type;
  using model::TypeKind;
  model::Enum factors;
  factors.name = "AddressableFactor";
  factors.members = {"size", "capability", "cost", "risk"};
  state.out.factors = state.model.enums.add(std::move(factors));
  state.out.enum_members.push_back({{"size", 0}, {"capability", 1}, {"cost", 2}, {"risk", 3}});

  const Type text{TypeKind::text};
  const Type truth{TypeKind::truth};
  const Type maybe_text{TypeKind::text, true};
  const Type maybe_date{TypeKind::date, true};
  struct FieldOf {
    std::string_view name;
    Type type;
    const char* prompt;
  };
  // In the order of model::DecisionField.
  const FieldOf fields[] = {
      {"id", text, "A number for this decision"},
      {"citation", text, "Which addressable specification is it about?"},
      {"for_entity", truth, "Is it for the organization as a whole?"},
      {"for_table", maybe_text, "If it is for some rows: of which table?"},
      {"for_rows", Type{TypeKind::text, false, true}, "The keys of these rows"},
      {"assessed_on", maybe_date, "When was it assessed whether the measure is reasonable?"},
      {"rationale_written", truth, "Are the reasons in writing?"},
      {"factors", Type{TypeKind::enumeration, false, true, 0, state.out.factors.index},
       "Which factors were weighed?"},
      {"approved_on", maybe_date, "When was it approved?"},
      {"alternative", maybe_text, "Which control is in place instead?"},
      {"none_reason_written", truth,
       "If there is no alternative: is it in writing why none is reasonable?"},
  };
  model::Record record;
  record.name = "AddressableDecision";
  record.doc = "A decision about an addressable specification (45 CFR 164.306(d)(3)).";
  NameMap<uint32_t> names;
  for (const FieldOf& field : fields) {
    names.emplace(field.name, static_cast<uint32_t>(record.fields.size()));
    model::FactInfo info;
    info.type = field.type;
    info.prompt = field.prompt;
    record.fields.push_back({std::string(field.name), std::move(info)});
  }
  const model::RecordId id = state.model.records.add(std::move(record));
  state.out.record_fields.push_back(std::move(names));
  model::Table table;
  table.path = "addressable";
  table.record = id;
  table.prompt = "Every decision about an addressable specification";
  state.model.addressable = state.model.tables.add(std::move(table));
  state.out.fact_tree.add(FactTree::root, {FactTree::Node::Kind::table,
                                           state.model.addressable.index,
                                           FactTree::root,
                                           "addressable",
                                           {},
                                           {},
                                           source::Span::none()});
}

void declare_types(State& state) {
  each_declaration<syntax::EnumDecl>(
      state, [&](const auto& decl, model::ModuleId m) { declare_enum(state, decl, m); });
  each_declaration<syntax::RecordDecl>(
      state, [&](const auto& decl, model::ModuleId m) { declare_record(state, decl, m); });
  each_declaration<syntax::PredicateDecl>(state, [&](const auto& decl, model::ModuleId m) {
    const uint32_t index = static_cast<uint32_t>(state.model.predicates.size());
    enter(state, m, decl.name, {Entity::Kind::predicate, index, {}});
    model::Predicate out;
    out.name = decl.name.text;
    out.module = m;
    out.doc = decl.doc.text;
    out.span = decl.name.span;
    state.model.predicates.add(std::move(out));
    state.out.predicate_trees.push_back(&decl);
  });
  each_declaration<syntax::LetDecl>(state, [&](const auto& decl, model::ModuleId m) {
    const uint32_t index = static_cast<uint32_t>(state.model.lets.size());
    enter(state, m, decl.name, {Entity::Kind::let, index, {}});
    model::Let out;
    out.name = decl.name.text;
    out.module = m;
    out.span = decl.name.span;
    state.model.lets.add(std::move(out));
    state.out.let_trees.push_back(&decl);
  });
}

void declare_facts(State& state) {
  using Kind = FactTree::Node::Kind;
  struct Leaf {
    const syntax::Field* field;
    model::ModuleId module;
    uint32_t node;
  };
  std::vector<Leaf> leaves;
  // First every path, then the types: `key of t` may stand before t.
  each_declaration<syntax::FactsDecl>(state, [&](const auto& decl, model::ModuleId module) {
    uint32_t at = FactTree::root;
    if (decl.prefix) {
      if (decl.prefix->is_missing())
        return;
      for (const syntax::Name& part : decl.prefix->parts) {
        if (part.is_missing())
          return;
        refuse_reserved(state, part);
        at = enter_fact(state, at, part, module, Kind::group);
        if (at == FactTree::nothing)
          return;
      }
    }
    for (const syntax::Field& field : decl.fields) {
      if (field.name.is_missing())
        continue;
      refuse_reserved(state, field.name);
      const bool is_table = field.type.kind == syntax::TypeRef::Kind::table;
      const uint32_t node =
          enter_fact(state, at, field.name, module, is_table ? Kind::table : Kind::fact);
      if (node == FactTree::nothing)
        continue;
      FactTree::Node& leaf = state.out.fact_tree.node(node);
      if (is_table) {
        model::Table table;
        table.path = state.out.fact_tree.path(node);
        table.module = module;
        table.prompt = field.prompt ? field.prompt->value : "";
        table.doc = field.doc.text;
        table.span = field.name.span;
        leaf.id = state.model.tables.add(std::move(table)).index;
      } else {
        model::Fact fact;
        fact.path = state.out.fact_tree.path(node);
        fact.module = module;
        leaf.id = state.model.facts.add(std::move(fact)).index;
      }
      leaves.push_back({&field, module, node});
    }
  });
  uint32_t record = state.model.tables[state.model.addressable].record.index + 1;
  each_declaration<syntax::RecordDecl>(state, [&](const auto& decl, model::ModuleId module) {
    fill_record(state, decl, module, model::RecordId{record++});
  });
  for (const Leaf& leaf : leaves) {
    const FactTree::Node& node = state.out.fact_tree.node(leaf.node);
    if (node.kind == Kind::fact) {
      state.model.facts[model::FactId{node.id}].info = fact_info(state, *leaf.field, leaf.module);
      continue;
    }
    model::Table& table = state.model.tables[model::TableId{node.id}];
    if (leaf.field->fresh_for)
      table.fresh = to_period(state.sink, *leaf.field->fresh_for);
    if (!leaf.field->supplied_by.empty() || !leaf.field->privileged.is_none())
      state.sink.report(diag::NotOfATable, leaf.field->name.span, table.path)
          .with_help("write it at the fields of the record");
    if (const auto found = find_entity(state.out, state.sink, leaf.module, leaf.field->type.name,
                                       Entity::Kind::record))
      table.record = model::RecordId{found->index};
  }
  // R1.9: an alias would hide the facts below that name.
  for (uint32_t m = 0; m < state.out.scopes.size(); ++m) {
    std::vector<std::pair<std::string_view, source::Span>> clashes;
    for (const auto& [name, alias] : state.out.scopes[m].aliases)
      if (const uint32_t node = state.out.fact_tree.child(FactTree::root, name);
          node != FactTree::nothing && sees(state.out, model::ModuleId{m}, node))
        clashes.emplace_back(name, alias.span);
    std::sort(clashes.begin(), clashes.end());
    for (const auto& [name, span] : clashes) {
      const FactTree::Node& node =
          state.out.fact_tree.node(state.out.fact_tree.child(FactTree::root, name));
      auto& out = state.sink.report(diag::AliasIsFact, span, name);
      if (!node.span.is_none())
        out.note("the facts are declared here", node.span);
      out.with_help("give the module another name with `as`");
    }
  }
}

} // namespace ward::resolve
