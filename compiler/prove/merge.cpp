// SPDX-License-Identifier: Apache-2.0
#include "prove/merge.h"

#include "prove/cone.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace ward::prove {

namespace {

using program::LanguageType;
using program::Op;
using program::Program;
using program::TypeRef;

constexpr const char* type_names[] = {"bool",  "count", "integer", "decimal", "percent",
                                      "money", "date",  "days",    "months",  "minutes",
                                      "text",  "enum",  "key"};
constexpr model::TypeKind kinds[] = {
    model::TypeKind::truth,   model::TypeKind::count,   model::TypeKind::integer,
    model::TypeKind::decimal, model::TypeKind::percent, model::TypeKind::money,
    model::TypeKind::date,    model::TypeKind::days,    model::TypeKind::months,
    model::TypeKind::minutes, model::TypeKind::text,    model::TypeKind::enumeration,
    model::TypeKind::key};

std::vector<std::string> members_of(const Program& program, uint32_t index) {
  std::vector<std::string> out;
  for (const program::Text member : program.enums[index].members)
    out.push_back(program.text(member));
  return out;
}

/// With the name of the enum or the path of the table, which programs number differently.
std::string type_text(const Program& program, const TypeRef& type) {
  std::string out = type.is_set ? "set of " : "";
  if (type.type == LanguageType::enumeration)
    out += fmt::format("enum {{{}}}", fmt::join(members_of(program, type.of), ", "));
  else if (type.type == LanguageType::key)
    out += "key of " + program.text(program.tables[type.of].path);
  else
    out += type_names[static_cast<size_t>(type.type)];
  if (type.type == LanguageType::decimal)
    out += fmt::format(" of {} digits", type.scale);
  return out + (type.optional ? "?" : "");
}

} // namespace

struct Merged::State {
  Merged& out;
  const Policy& before;
  const Policy& after;
  std::map<std::vector<std::string>, uint32_t> enums = {};
  std::map<std::string, uint32_t> facts = {}, tables = {}, proposals = {};
  std::vector<std::map<std::string, uint32_t>> fields = {};
  std::map<uint32_t, std::string> keys = {}; ///< by table, the name of its key field

  Program& merged() { return out.builder_.program(); }
  const Policy& policy(bool side) const { return side ? after : before; }

  void run() {
    for (const bool side : {false, true}) {
      declare_proposals(side);
      declare_tables(side);
    }
    // Types name tables, which all have to be there.
    for (const bool side : {false, true}) {
      for (uint32_t i = 0; i < policy(side).program.tables.size(); ++i)
        declare_fields(side, i);
      declare_facts(side);
    }
    const Program& old = before.program;
    merged().addressable = out.sides_[0].tables[old.addressable];
    make_model();
    for (const bool side : {false, true})
      import(side);
  }

  void declare_proposals(bool side) {
    const Program& from = policy(side).program;
    for (const program::Proposal& each : from.proposals) {
      const std::string& name = from.text(each.name);
      const auto [found, is_new] =
          proposals.emplace(name, static_cast<uint32_t>(merged().proposals.size()));
      if (is_new)
        merged().proposals.push_back({out.builder_.text(name), {}});
      out.sides_[side].proposals.push_back(found->second);
      out.sides_[side].has_proposal.insert(found->second);
    }
  }

  void declare_tables(bool side) {
    const Program& from = policy(side).program;
    for (const program::Table& each : from.tables) {
      const std::string& path = from.text(each.path);
      const auto [found, is_new] =
          tables.emplace(path, static_cast<uint32_t>(merged().tables.size()));
      if (is_new) {
        program::Table made;
        made.path = out.builder_.text(path);
        merged().tables.push_back(std::move(made));
        fields.emplace_back();
      }
      out.sides_[side].tables.push_back(found->second);
      out.sides_[side].has_table.insert(found->second);
    }
  }

  void declare_fields(bool side, uint32_t index) {
    const Program& from = policy(side).program;
    const uint32_t table = out.sides_[side].tables[index];
    std::vector<uint32_t>& to = out.sides_[side].fields.emplace_back();
    for (uint32_t i = 0; i < from.tables[index].fields.size(); ++i) {
      const program::Fact& field = from.tables[index].fields[i];
      std::vector<program::Fact>& all = merged().tables[table].fields;
      const auto [at, why] = declare(side, field, fields[table], all);
      if (!why.empty())
        out.unlike_fields_[{table, at}] = fmt::format(
            "`{}[*].{}` {}", from.text(from.tables[index].path), from.text(field.path), why);
      to.push_back(at);
      out.sides_[side].has_field.emplace(table, at);
    }
    // What rows are told apart by has to be one thing for a row to be one in both.
    const std::string& key =
        from.text(from.tables[index].fields[from.tables[index].key_field].path);
    const auto [found, is_new] = keys.emplace(table, key);
    merged().tables[table].key_field = fields[table].at(found->second);
    if (!is_new && found->second != key)
      for (uint32_t i = 0; i < all_fields(table); ++i)
        out.unlike_fields_[{table, i}] =
            fmt::format("the key of `{}` is `{}` in one policy and `{}` in the other",
                        from.text(from.tables[index].path), found->second, key);
  }

  uint32_t all_fields(uint32_t table) {
    return static_cast<uint32_t>(merged().tables[table].fields.size());
  }

  void declare_facts(bool side) {
    const Program& from = policy(side).program;
    for (const program::Fact& fact : from.facts) {
      const auto [at, why] = declare(side, fact, facts, merged().facts);
      if (!why.empty())
        out.unlike_facts_[at] = fmt::format("`{}` {}", from.text(fact.path), why);
      out.sides_[side].facts.push_back(at);
      out.sides_[side].has_fact.insert(at);
    }
  }

  /// Where the fact is in the merged program; and, where the other side's has another type, what it
  /// is here and there. Then each side has one of its own.
  std::pair<uint32_t, std::string> declare(bool side, const program::Fact& fact,
                                           std::map<std::string, uint32_t>& known,
                                           std::vector<program::Fact>& all) {
    const Program& from = policy(side).program;
    const std::string& path = from.text(fact.path);
    program::Fact made;
    made.path = out.builder_.text(path);
    made.type = type_of(side, fact.type);
    const auto [found, is_new] = known.emplace(path, static_cast<uint32_t>(all.size()));
    if (!is_new && all[found->second].type == made.type)
      return {found->second, ""};
    // What was equal stays so where an enum only gained or lost its last members; more is not said.
    if (!is_new && extends(all[found->second].type, made.type))
      return {found->second, "has other members in the new policy than in the old one"};
    all.push_back(made);
    const auto at = static_cast<uint32_t>(all.size() - 1);
    if (is_new)
      return {at, ""};
    return {at, fmt::format("is {} in the new policy, and another type in the old one",
                            type_text(from, fact.type))};
  }

  bool extends(TypeRef x, TypeRef y) {
    if (x.type != LanguageType::enumeration || y.type != LanguageType::enumeration)
      return false;
    const auto& a = merged().enums[x.of].members;
    const auto& b = merged().enums[y.of].members;
    y.of = x.of;
    const size_t common = std::min(a.size(), b.size());
    return x == y &&
           std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(common), b.begin());
  }

  TypeRef type_of(bool side, TypeRef type) {
    const Program& from = policy(side).program;
    if (type.type == LanguageType::key)
      type.of = out.sides_[side].tables[type.of];
    if (type.type == LanguageType::enumeration)
      type.of = enum_of(from, type.of);
    return type;
  }

  /// Enums are the same where their members are: ordinals stand in nodes without their enum.
  uint32_t enum_of(const Program& from, uint32_t index) {
    const std::vector<std::string> members = members_of(from, index);
    const auto [found, is_new] =
        enums.emplace(members, static_cast<uint32_t>(merged().enums.size()));
    if (is_new) {
      program::Enum made;
      made.name = out.builder_.text(from.text(from.enums[index].name));
      for (const std::string& member : members)
        made.members.push_back(out.builder_.text(member));
      merged().enums.push_back(std::move(made));
    }
    return found->second;
  }

  void import(bool side) {
    const Program& from = policy(side).program;
    const std::vector<int64_t> numbers = parameter_numbers(policy(side));
    std::vector<NodeId>& to = out.nodes_[side];
    program::Builder& make = out.builder_;
    const Side& map = out.sides_[side];
    const auto made = [&](uint32_t index) {
      return index == program::no_node ? NodeId{} : to[index];
    };
    to.reserve(from.nodes.size());
    for (const program::Node& node : from.nodes)
      to.push_back([&]() -> NodeId {
        const auto operands = [&] {
          std::vector<NodeId> all;
          for (uint32_t i = 0; i < node.b; ++i)
            all.push_back(made(from.args[node.a + i]));
          return all;
        };
        switch (node.op) {
        case Op::truth:
          return make.truth(node.a);
        case Op::number:
          return make.number(from.numbers[node.a]);
        case Op::text:
          return make.text_node(from.strings[node.a]);
        case Op::number_set: {
          std::vector<int64_t> members;
          for (uint32_t i = 0; i < node.b; ++i)
            members.push_back(from.numbers[from.args[node.a + i]]);
          return make.number_set(std::move(members));
        }
        case Op::text_set: {
          std::vector<std::string_view> members;
          for (uint32_t i = 0; i < node.b; ++i)
            members.push_back(from.strings[from.args[node.a + i]]);
          return make.text_set(members);
        }
        case Op::today:
          return make.today();
        case Op::parameter:
          return make.number(numbers[node.a]);
        case Op::assumed:
          return make.assumed(map.proposals[node.a]);
        case Op::fact:
          return make.fact(map.facts[node.a], node.kind);
        case Op::field:
          return make.field(map.tables[node.lane - 1u], map.fields[node.lane - 1u][node.a],
                            node.kind);
        case Op::lookup:
          return make.lookup(map.tables[node.a], map.fields[node.a][node.b], made(node.c),
                             node.kind);
        case Op::negate:
        case Op::end_of_year:
        case Op::is_none:
        case Op::shown:
          return make.unary(node.op, made(node.a));
        case Op::logical_not:
          return make.logical_not(made(node.a));
        case Op::logical_and:
          return make.logical_and(operands());
        case Op::logical_or:
          return make.logical_or(operands());
        case Op::count:
          return make.fold(node.op, map.tables[node.a], made(node.b), {});
        case Op::every:
        case Op::some:
        case Op::sum:
        case Op::sum_nonnegative:
          return make.fold(node.op, map.tables[node.a], made(node.b), made(node.c));
        case Op::share:
          return make.share(map.tables[node.a], made(from.args[node.b]),
                            made(from.args[node.b + 1]), made(from.args[node.b + 2]),
                            made(from.args[node.b + 3]));
        case Op::excused:
          return make.excused(made(node.a), made(node.b), made(node.c));
        case Op::unknown:
          return make.unknown_value(node.kind);
        default:
          return make.binary(node.op, made(node.a), made(node.b));
        }
      }());
  }

  static std::vector<int64_t> parameter_numbers(const Policy& policy) {
    std::vector<int64_t> out;
    for (const program::Parameter& each : policy.program.parameters)
      out.push_back(each.default_number);
    if (policy.profile != 0)
      for (const program::Setting& setting : policy.program.profiles[policy.profile - 1].settings)
        out[setting.parameter] = setting.number;
    return out;
  }

  model::Type model_type(const TypeRef& type) {
    model::Type to;
    to.kind = kinds[static_cast<size_t>(type.type)];
    to.optional = type.optional;
    to.is_set = type.is_set;
    to.scale = type.scale;
    if (to.kind == model::TypeKind::enumeration || to.kind == model::TypeKind::key)
      to.of = type.of;
    return to;
  }

  void make_model() {
    const Program& from = merged();
    model::Model& model = out.model_;
    for (const program::Enum& each : from.enums) {
      model::Enum made;
      made.name = from.text(each.name);
      for (const program::Text member : each.members)
        made.members.push_back(from.text(member));
      model.enums.add(std::move(made));
    }
    for (const program::Proposal& each : from.proposals) {
      model::Proposal made;
      made.name = from.text(each.name);
      model.proposals.add(std::move(made));
    }
    for (const program::Fact& each : from.facts) {
      model::Fact made;
      made.path = from.text(each.path);
      made.info.type = model_type(each.type);
      model.facts.add(std::move(made));
    }
    for (const program::Table& each : from.tables) {
      model::Record record;
      record.key_field = each.key_field;
      for (const program::Fact& field : each.fields) {
        model::Field made;
        made.name = from.text(field.path);
        made.info.type = model_type(field.type);
        record.fields.push_back(std::move(made));
      }
      model::Table table;
      table.path = from.text(each.path);
      table.record = model.records.add(std::move(record));
      model.tables.add(std::move(table));
    }
    const auto identity = [](auto& order, size_t size) {
      for (uint32_t i = 0; i < size; ++i) {
        order.ids.push_back({i});
        order.index.push_back(i);
      }
    };
    identity(out.layout_.facts, from.facts.size());
    identity(out.layout_.tables, from.tables.size());
    identity(out.layout_.proposals, from.proposals.size());
    identity(out.layout_.enums, from.enums.size());
  }
};

Merged::Merged(const Policy& before, const Policy& after) {
  State{*this, before, after}.run();
}

NodeId Merged::passed(bool after, NodeId asked, NodeId passes) {
  return builder_.implies(node(after, asked),
                          passes ? node(after, passes) : builder_.constant(false));
}

const program::Program& Merged::program() {
  return builder_.program();
}

Witness Merged::known_to(bool after, const Witness& witness) const {
  const Side& side = sides_[after];
  Witness out = witness;
  std::erase_if(out.given, [&](const model::Binding& each) {
    return each.kind == model::Binding::Kind::fact ? !side.has_fact.contains(each.fact.index)
                                                   : !side.has_table.contains(each.table.index);
  });
  std::erase_if(out.assumes,
                [&](model::ProposalId each) { return !side.has_proposal.contains(each.index); });
  for (model::Binding& each : out.given)
    for (model::GivenRow& row : each.rows)
      std::erase_if(row.fields, [&](const model::GivenField& field) {
        return !side.has_field.contains({each.table.index, field.field});
      });
  return out;
}

std::string Merged::unlike(const Query& query) {
  const Cone cone = cone_of(program(), query);
  for (const uint32_t fact : cone.facts)
    if (const auto found = unlike_facts_.find(fact); found != unlike_facts_.end())
      return found->second;
  for (const auto& [table, fields] : cone.fields)
    for (const uint32_t field : fields)
      if (const auto found = unlike_fields_.find({table, field}); found != unlike_fields_.end())
        return found->second;
  return {};
}

} // namespace ward::prove
