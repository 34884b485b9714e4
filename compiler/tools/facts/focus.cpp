// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/focus.h"

#include "tools/facts/gathered.h"
#include "tools/facts/write.h"

#include <fmt/format.h>

namespace ward::facts {

namespace {

/// The fields of a table that hold a key of `target`, by name.
std::vector<std::string> keys_of(const Schema& schema, const std::string& table,
                                 const std::string& target) {
  std::vector<std::string> out;
  for (const auto& [name, field] : schema.table(table)->fields)
    if (field->type()->type() == bundle::LanguageType::key && !field->type()->is_set() &&
        schema.text(schema.bundle().tables()->Get(field->type()->of())->path()) == target)
      out.push_back(name);
  return out;
}

} // namespace

void keep_only(const Schema& schema, const Focus& focus, Gathered& gathered) {
  const std::string wanted = json_string(focus.key);
  for (auto& [path, table] : gathered.tables) {
    if (schema.table(path) == nullptr)
      continue;
    if (path == focus.table) {
      std::erase_if(table.rows, [&](const auto& row) { return row.first != focus.key; });
      continue;
    }
    const std::vector<std::string> fields = keys_of(schema, path, focus.table);
    std::erase_if(table.rows, [&](const auto& entry) {
      bool others = false;
      for (const std::string& name : fields) {
        const auto field = entry.second.fields.find(name);
        if (field == entry.second.fields.end())
          continue;
        if (field->second.json == wanted)
          return false;
        others = true;
      }
      return others;
    });
  }
  const auto table = gathered.tables.find(focus.table);
  Declaration& whole = gathered.complete[focus.table];
  whole.place = table == gathered.tables.end() ? Place{} : table->second.place;
  whole.json = fmt::format("{{\"table\":{},\"by\":\"this row alone\",\"on\":{}}}",
                           json_string(focus.table), json_string(focus.as_of));
}

} // namespace ward::facts
