// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/schema.h"

#include "base/spelling.h"

#include <vector>

namespace ward::facts {

Schema::Schema(const bundle::Bundle& bundle) : bundle_(bundle) {
  for (const bundle::Fact* fact : *bundle.facts())
    facts_.emplace(text(fact->path()), fact);
  for (const bundle::FactTable* table : *bundle.tables()) {
    Table& entry = tables_[std::string(text(table->path()))];
    entry.table = table;
    uint32_t index = 0;
    for (const bundle::Fact* field : *table->fields()) {
      const std::string name(text(field->path()));
      if (index++ == table->key_field())
        entry.key_field = name;
      entry.fields.emplace(name, field);
    }
  }
}

const bundle::Fact* Schema::fact(const std::string& path) const {
  const auto found = facts_.find(path);
  return found == facts_.end() ? nullptr : found->second;
}

const Schema::Table* Schema::table(const std::string& path) const {
  const auto found = tables_.find(path);
  return found == tables_.end() ? nullptr : &found->second;
}

std::string_view Schema::nearest_table(std::string_view path) const {
  std::vector<std::string_view> names;
  for (const auto& [name, table] : tables_)
    names.push_back(name);
  return base::nearest(path, names);
}

bool Schema::is_group(const std::string& path) const {
  const std::string prefix = path + ".";
  const auto begins = [&](const auto& map) {
    const auto next = map.lower_bound(prefix);
    return next != map.end() && next->first.compare(0, prefix.size(), prefix) == 0;
  };
  return begins(facts_) || begins(tables_);
}

std::string_view Schema::text(uint32_t string) const {
  const flatbuffers::String* found = bundle_.strings()->Get(string);
  return {found->data(), found->size()};
}

bool Schema::has_member(const bundle::TypeRef& type, std::string_view member) const {
  if (type.type() != bundle::LanguageType::enumeration)
    return false;
  for (uint32_t name : *bundle_.enums()->Get(type.of())->members())
    if (text(name) == member)
      return true;
  return false;
}

} // namespace ward::facts
