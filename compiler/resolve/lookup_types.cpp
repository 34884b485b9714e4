// SPDX-License-Identifier: Apache-2.0
#include "diag/sink.h"
#include "resolve/lookup.h"

#include <iterator>

namespace ward::resolve {
namespace {

struct BuiltIn {
  std::string_view name;
  model::TypeKind kind;
  uint8_t scale;
};
constexpr BuiltIn built_ins[] = {
    {"bool", model::TypeKind::truth, 0},
    {"count", model::TypeKind::count, 0},
    {"integer", model::TypeKind::integer, 0},
    {"decimal", model::TypeKind::decimal, model::decimal_scale},
    {"percent", model::TypeKind::percent, model::percent_scale},
    {"money", model::TypeKind::money, model::money_scale},
    {"date", model::TypeKind::date, 0},
    {"days", model::TypeKind::days, 0},
    {"months", model::TypeKind::months, 0},
    {"minutes", model::TypeKind::minutes, 0},
    {"text", model::TypeKind::text, 0},
};

/// Units that are written in literals but are types under another name (R4.2).
std::string_view type_for_unit(std::string_view name) {
  if (name == "weeks" || name == "week" || name == "day")
    return "days";
  if (name == "years" || name == "year" || name == "month")
    return "months";
  if (name == "hours" || name == "hour" || name == "minute")
    return "minutes";
  return {};
}

} // namespace

model::Type find_type(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                      const syntax::TypeRef& type, bool allow_row) {
  using Kind = syntax::TypeRef::Kind;
  model::Type out;
  if (type.kind == Kind::missing)
    return out;
  if (type.kind == Kind::table) {
    sink.report(diag::TableNotHere, type.span)
        .with_help("declare the table in a `facts` block, and give its rows or keys here");
    return out;
  }
  out.is_set = type.kind == Kind::set;
  if (type.kind == Kind::key || type.set_of_keys) {
    const model::TableId table = find_table(decls, sink, from, type.name);
    if (table.is_none())
      return {};
    out.kind = model::TypeKind::key;
    out.of = table.index;
  } else {
    if (type.name.is_missing())
      return {};
    const std::string_view name = type.name.parts.front().text;
    const BuiltIn* built_in = nullptr;
    if (type.name.parts.size() == 1)
      for (const BuiltIn& each : built_ins)
        if (each.name == name)
          built_in = &each;
    const std::string_view unit = type.name.parts.size() == 1 ? type_for_unit(name) : "";
    const auto& entities = decls.scopes[from.index].entities;
    if (built_in) {
      out.kind = built_in->kind;
      out.scale = built_in->scale;
    } else if (!unit.empty()) {
      sink.report(diag::UnitIsNoType, type.name.span, name, unit)
          .fix(type.name.span, std::string(unit), "replace with `" + std::string(unit) + "`");
      return {};
    } else if (const auto own = entities.find(name); type.name.parts.size() == 1 &&
                                                     own == entities.end() &&
                                                     name == "AddressableFactor") {
      out.kind = model::TypeKind::enumeration;
      out.of = decls.factors.index;
    } else {
      // A record is a type of rows only; look for it first where rows may stand.
      bool is_record = false;
      const ModuleScope* scope = &decls.scopes[from.index];
      std::string_view last = name;
      if (type.name.parts.size() == 2) {
        const auto alias = scope->aliases.find(name);
        scope = alias == scope->aliases.end() ? nullptr : &decls.scopes[alias->second.module.index];
        last = type.name.parts.back().text;
      }
      if (scope && type.name.parts.size() <= 2) {
        const auto found = scope->entities.find(last);
        is_record = found != scope->entities.end() && found->second.kind == Entity::Kind::record;
      }
      if (is_record && !allow_row) {
        sink.report(diag::RecordNotHere, type.name.span, path_text(type.name))
            .with_help("a fact that names a row is `key of` its table; rows stand in a `table "
                       "of " +
                       path_text(type.name) + "`");
        return {};
      }
      const auto entity = find_entity(decls, sink, from, type.name,
                                      is_record ? Entity::Kind::record : Entity::Kind::enumeration);
      if (!entity)
        return {};
      out.kind = is_record ? model::TypeKind::row : model::TypeKind::enumeration;
      out.of = entity->index;
      if (is_record && (out.is_set || type.is_optional)) {
        sink.report(diag::RecordNotHere, type.span, path_text(type.name));
        return {};
      }
    }
  }
  out.optional = type.is_optional;
  return out;
}

} // namespace ward::resolve
