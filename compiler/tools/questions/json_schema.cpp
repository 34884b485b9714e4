// SPDX-License-Identifier: Apache-2.0
#include "tools/questions/json_schema.h"

#include "tools/questions/form.h"
#include "tools/report/bundle_text.h"

#include <fmt/format.h>

namespace ward::tool {

namespace {

using llvm::json::Array;
using llvm::json::Object;

constexpr int64_t text_bytes = 4096; ///< R4.1; JSON Schema counts characters, which are no more
constexpr int64_t set_members = 4096;

Object pattern(std::string regex) {
  return Object{{"type", "string"}, {"pattern", std::move(regex)}};
}
Object any_of(Object a, Object b) {
  return Object{{"anyOf", Array{std::move(a), std::move(b)}}};
}
Object duration(const char* units) {
  return pattern(fmt::format("^(0|[1-9][0-9]*) ({})$", units));
}
Object text_value() {
  return Object{{"type", "string"}, {"maxLength", text_bytes}};
}
Object date_value() {
  return Object{
      {"type", "string"}, {"format", "date"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
}
Object reference(const std::string& name) {
  return Object{{"$ref", "#/$defs/" + name}};
}

struct State {
  const rt::Bundle& bundle;
  Object definitions;

  std::string text(uint32_t string) const { return text_of(bundle, string); }

  Object scalar(const bundle::TypeRef& type) const {
    using bundle::LanguageType;
    switch (type.type()) {
    case LanguageType::boolean:
      return Object{{"type", "boolean"}};
    case LanguageType::count:
      return any_of(Object{{"type", "integer"}, {"minimum", 0}}, pattern("^[0-9]+(\\.0+)?$"));
    case LanguageType::integer:
      return any_of(Object{{"type", "integer"}}, pattern("^-?[0-9]+(\\.0+)?$"));
    case LanguageType::decimal:
      return any_of(Object{{"type", "number"}}, pattern("^-?[0-9]+(\\.[0-9]+)?$"));
    case LanguageType::percent:
      return pattern("^-?[0-9]+(\\.[0-9]+)?%$");
    case LanguageType::money:
      return pattern("^-?\\$[0-9]+(,[0-9]{3})*(\\.[0-9]+)?$");
    case LanguageType::date:
      return date_value();
    case LanguageType::days:
      return duration("days?|weeks?");
    case LanguageType::months:
      return duration("months?|years?");
    case LanguageType::minutes:
      return duration("minutes?|hours?");
    case LanguageType::text:
    case LanguageType::key:
      return text_value();
    case LanguageType::enumeration:
      break;
    }
    Array members;
    for (const uint32_t member : *bundle.root().enums()->Get(type.of())->members())
      members.push_back(text(member));
    return Object{{"enum", std::move(members)}};
  }

  Object value(const bundle::TypeRef& type) const {
    Object one = scalar(type);
    if (type.is_set())
      one = Object{{"type", "array"},
                   {"items", std::move(one)},
                   {"uniqueItems", true},
                   {"maxItems", set_members}};
    return type.optional() ? any_of(std::move(one), Object{{"type", "null"}}) : std::move(one);
  }

  /// The definition of a type's leaf: the value itself, or with what is said of it (R4.4).
  Object leaf(const bundle::TypeRef& type) {
    std::string name = bundle::EnumNameLanguageType(type.type());
    if (type.type() == bundle::LanguageType::enumeration)
      name = text(bundle.root().enums()->Get(type.of())->name());
    if (type.is_set())
      name = "set_of_" + name;
    if (type.optional())
      name += "_or_none";
    // Two enums of different modules may share a name.
    if (type.type() == bundle::LanguageType::enumeration)
      name += fmt::format("_{}", type.of());
    if (definitions.get(name) == nullptr)
      definitions[name] =
          any_of(value(type), Object{{"type", "object"},
                                     {"required", Array{"value"}},
                                     {"properties", Object{{"value", value(type)},
                                                           {"as_of", date_value()},
                                                           {"source", text_value()},
                                                           {"proof", reference("proof")},
                                                           {"at", text_value()}}},
                                     {"additionalProperties", false}});
    return reference(name);
  }

  Object described(Object schema, const bundle::Fact& fact) const {
    if (const std::string prompt = text(fact.prompt()); !prompt.empty())
      schema["description"] = prompt;
    if (const std::string good = period_words(fact.fresh()); !good.empty())
      schema["$comment"] = "good for " + good;
    return schema;
  }

  Object table(const bundle::FactTable& one) {
    Object fields{{"as_of", date_value()}, {"source", text_value()}, {"at", text_value()}};
    std::string key;
    uint32_t index = 0;
    for (const bundle::Fact* field : *one.fields()) {
      const std::string name = text(field->path());
      if (index++ == one.key_field())
        key = name;
      fields[name] = described(leaf(*field->type()), *field);
    }
    Object rows{{"type", "array"},
                {"items", Object{{"type", "object"},
                                 {"required", Array{key}},
                                 {"properties", std::move(fields)},
                                 {"additionalProperties", false}}}};
    Object again = rows;
    Object out = any_of(std::move(rows), Object{{"type", "object"},
                                                {"required", Array{"rows"}},
                                                {"properties", Object{{"rows", std::move(again)},
                                                                      {"as_of", date_value()},
                                                                      {"source", text_value()}}},
                                                {"additionalProperties", false}});
    if (const std::string prompt = text(one.prompt()); !prompt.empty())
      out["description"] = prompt;
    return out;
  }

  /// The group of a path in the tree of properties, made where it is not there yet.
  static Object& properties_at(Object& root, const std::string& path, std::string& name) {
    Object* at = &root;
    size_t begin = 0;
    for (size_t end; (end = path.find('.', begin)) != std::string::npos; begin = end + 1) {
      const std::string part = path.substr(begin, end - begin);
      if (at->getObject(part) == nullptr)
        (*at)[part] =
            Object{{"type", "object"}, {"properties", Object{}}, {"additionalProperties", false}};
      at = at->getObject(part)->getObject("properties");
    }
    name = path.substr(begin);
    return *at;
  }

  Object run() {
    definitions["proof"] =
        Object{{"enum", Array{"self_stated", "documented", "sampled", "independently_tested"}}};
    Array tables;
    Object properties{{"organization", any_of(text_value(), Object{{"type", "null"}})},
                      {"as_of", date_value()},
                      {"source", text_value()}};
    std::string name;
    for (const bundle::Fact* fact : *bundle.root().facts()) {
      Object schema = described(leaf(*fact->type()), *fact);
      properties_at(properties, text(fact->path()), name)[name] = std::move(schema);
    }
    for (const bundle::FactTable* one : *bundle.root().tables()) {
      const std::string path = text(one->path());
      tables.push_back(path);
      Object schema = table(*one);
      properties_at(properties, path, name)[name] = std::move(schema);
    }
    properties["complete"] = Object{
        {"type", "array"},
        {"description",
         "Tables whose list of rows is whole, by whose word, and since when (R4.7)."},
        {"items", Object{{"type", "object"},
                         {"required", Array{"table", "by", "on"}},
                         {"properties", Object{{"table", Object{{"enum", std::move(tables)}}},
                                               {"by", text_value()},
                                               {"on", date_value()}}},
                         {"additionalProperties", false}}}};
    return Object{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                  {"title", fmt::format("Facts for {} {}", text(bundle.root().library()),
                                        text(bundle.root().version()))},
                  {"type", "object"},
                  {"properties", std::move(properties)},
                  {"additionalProperties", false},
                  {"$defs", std::move(definitions)}};
  }
};

} // namespace

Object facts_schema(const rt::Bundle& bundle) {
  return State{bundle, {}}.run();
}

} // namespace ward::tool
