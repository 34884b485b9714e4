// SPDX-License-Identifier: Apache-2.0
#include "core/verify.h"

#include <cstring>

namespace ward::rt {
namespace {

using bundle::LanguageType;
using bundle::ValueKind;

constexpr int64_t largest_number = int64_t{1} << 53;
constexpr uint32_t most_tables = 65534; // a lane is 1 + table in 16 bits
constexpr uint32_t most_fields = 4096;
constexpr uint8_t largest_scale = 9;

int compare(const flatbuffers::String& a, const flatbuffers::String& b) {
  const uint32_t shared = a.size() < b.size() ? a.size() : b.size();
  const int order = shared == 0 ? 0 : std::memcmp(a.data(), b.data(), shared);
  if (order != 0)
    return order;
  return a.size() < b.size() ? -1 : (a.size() > b.size() ? 1 : 0);
}

bool type_ok(const bundle::Bundle& root, const bundle::TypeRef& type) {
  if (type.type() > LanguageType::MAX || type.scale() > largest_scale)
    return false;
  if (type.type() == LanguageType::enumeration)
    return type.of() < root.enums()->size();
  if (type.type() == LanguageType::key)
    return type.of() < root.tables()->size();
  return true;
}

bool period_ok(const bundle::Period& period) {
  return period.amount() >= 0;
}

bool fact_ok(const Verify& verify, const bundle::Fact& fact) {
  return verify.string_ok(fact.path()) && verify.string_ok(fact.prompt()) &&
         verify.string_ok(fact.doc()) && type_ok(verify.root, *fact.type()) &&
         period_ok(*fact.fresh()) && fact.supplied_by() <= verify.root.authorities()->size();
}

} // namespace

bundle::ValueKind kind_of(const bundle::TypeRef& type) {
  const bool text = type.type() == LanguageType::text || type.type() == LanguageType::key;
  if (type.is_set())
    return text ? ValueKind::text_set : ValueKind::number_set;
  if (text)
    return ValueKind::text;
  return type.type() == LanguageType::boolean && !type.optional() ? ValueKind::truth
                                                                  : ValueKind::number;
}

bool reads_as(const bundle::TypeRef& type, bundle::ValueKind kind) {
  if (kind_of(type) == kind)
    return true;
  return type.type() == LanguageType::boolean && !type.is_set() && kind == ValueKind::number;
}

// Strings are compared by bytes, so that an index orders like its text.
ward_status Verify::pools() {
  const auto& strings = *root.strings();
  if (strings.size() == 0 || strings.Get(0)->size() != 0) {
    return bad("string", 0, "is not the empty text");
  }
  for (uint32_t i = 1; i < strings.size(); ++i) {
    if (compare(*strings.Get(i - 1), *strings.Get(i)) >= 0)
      return bad("string", i, "is not in order");
  }
  if (!strings_ok(root.files()))
    return bad("file", 0, "names no string");
  const auto& numbers = *root.numbers();
  if (!aligned(numbers))
    return bad("number", 0, "is not aligned");
  for (uint32_t i = 0; i < numbers.size(); ++i) {
    if (i > 0 && numbers.Get(i - 1) >= numbers.Get(i))
      return bad("number", i, "is not in order");
  }
  return WARD_OK;
}

ward_status Verify::shapes() {
  const auto& tables = *root.tables();
  if (tables.size() > most_tables)
    return bad("table", most_tables, "is one too many");
  for (uint32_t i = 0; i < root.enums()->size(); ++i) {
    const bundle::Enum& item = *root.enums()->Get(i);
    if (!string_ok(item.name()) || !strings_ok(item.members())) {
      return bad("enum", i, "names no string");
    }
  }
  for (uint32_t i = 0; i < root.facts()->size(); ++i) {
    const bundle::Fact& fact = *root.facts()->Get(i);
    if (!fact_ok(*this, fact))
      return bad("fact", i, "is not well formed");
    if (i > 0 && root.facts()->Get(i - 1)->path() >= fact.path()) {
      return bad("fact", i, "is not in order");
    }
  }
  if (root.default_profile() > root.profiles()->size()) {
    return bad("default_profile", root.default_profile(), "does not exist");
  }
  if (tables.size() == 0 ? root.addressable() != 0 : root.addressable() >= tables.size()) {
    return bad("table `addressable`", root.addressable(), "does not exist");
  }
  for (uint32_t t = 0; t < tables.size(); ++t) {
    const bundle::FactTable& table = *tables.Get(t);
    const auto& fields = *table.fields();
    if (!string_ok(table.path()) || !string_ok(table.prompt()) || !period_ok(*table.fresh()) ||
        fields.size() > most_fields) {
      return bad("table", t, "is not well formed");
    }
    if (t > 0 && tables.Get(t - 1)->path() >= table.path())
      return bad("table", t, "is not in order");
    for (const bundle::Fact* field : fields) {
      if (!fact_ok(*this, *field))
        return bad("table", t, "has a field that is not well formed");
    }
    if (table.key_field() >= fields.size())
      return bad("table", t, "has no key field");
    const bundle::TypeRef& key = *fields.Get(table.key_field())->type();
    if (key.type() != LanguageType::text || key.optional() || key.is_set()) {
      return bad("table", t, "has a key field that is no text");
    }
  }
  for (uint32_t i = 0; i < root.parameters()->size(); ++i) {
    const bundle::Parameter& parameter = *root.parameters()->Get(i);
    if (!string_ok(parameter.name()) || parameter.control() >= root.controls()->size() ||
        !type_ok(root, *parameter.type()) || !reads_as(*parameter.type(), ValueKind::number) ||
        parameter.default_number() > largest_number ||
        parameter.default_number() < -largest_number) {
      return bad("parameter", i, "is not well formed");
    }
  }
  return WARD_OK;
}

} // namespace ward::rt
