// SPDX-License-Identifier: Apache-2.0
#include "driver/test_facts.h"

#include "model/model.h"
#include "model/print.h"

#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <map>
#include <string_view>
#include <utility>

namespace ward::driver {

namespace {

namespace json = llvm::json;

struct State {
  const model::Model& model;
  const model::Test& test;
  const std::string day = model::number_text(model, {model::TypeKind::date}, test.as_of_days);

  /// A table as given so far: rows by key, each with the last value of each field.
  struct Table {
    bool open = false;
    std::map<std::string, std::map<uint32_t, const model::GivenValue*>> rows;
  };
  std::map<model::FactId, const model::GivenValue*> facts;
  std::map<model::TableId, Table> tables;

  std::string run() {
    for (const model::Binding& binding : test.given)
      take(binding);
    json::Object document;
    document["as_of"] = day;
    for (const auto& [id, value] : facts)
      place(document, model.facts[id].path, json_of(*value, model.facts[id].info.type));
    json::Array complete;
    for (const auto& [id, table] : tables) {
      place(document, model.tables[id].path, rows_of(id, table));
      if (!table.open)
        complete.push_back(
            json::Object{{"table", model.tables[id].path}, {"by", "the test"}, {"on", day}});
    }
    if (!complete.empty())
      document["complete"] = std::move(complete);
    std::string text;
    llvm::raw_string_ostream(text) << json::Value(std::move(document));
    return text;
  }

  void take(const model::Binding& binding) {
    if (binding.kind == model::Binding::Kind::fact) {
      facts[binding.fact] = &binding.value;
      return;
    }
    Table& table = tables[binding.table];
    if (binding.kind == model::Binding::Kind::table) {
      table = {};
      table.open = binding.open;
    }
    for (const model::GivenRow& row : binding.rows) {
      auto& fields = table.rows[row.key];
      for (const model::GivenField& field : row.fields)
        fields[field.field] = &field.value;
    }
  }

  json::Array rows_of(model::TableId id, const Table& table) {
    const model::Record& record = model.records[model.tables[id].record];
    json::Array out;
    for (const auto& [key, fields] : table.rows) {
      json::Object row;
      row[record.fields[record.key_field].name] = key;
      for (const auto& [field, value] : fields)
        if (field != record.key_field)
          row[record.fields[field].name] = json_of(*value, record.fields[field].info.type);
      out.push_back(std::move(row));
    }
    return out;
  }

  json::Value json_of(const model::GivenValue& value, model::Type type) {
    if (value.none)
      return nullptr;
    if (type.is_set) {
      type.is_set = false;
      json::Array members;
      for (const model::GivenValue& member : value.members)
        members.push_back(json_of(member, type));
      return members;
    }
    switch (type.kind) {
    case model::TypeKind::truth:
      return value.number != 0;
    case model::TypeKind::count:
    case model::TypeKind::integer:
      return value.number;
    case model::TypeKind::text:
    case model::TypeKind::key:
      return value.text;
    default:
      return model::number_text(model, type, value.number);
    }
  }

  /// Puts a value at a dotted path, making the groups above it.
  static void place(json::Object& document, std::string_view path, json::Value value) {
    json::Object* group = &document;
    for (size_t dot; (dot = path.find('.')) != std::string_view::npos;
         path.remove_prefix(dot + 1)) {
      json::Value& inner = (*group)[std::string(path.substr(0, dot))];
      if (inner.getAsObject() == nullptr)
        inner = json::Object();
      group = inner.getAsObject();
    }
    (*group)[std::string(path)] = std::move(value);
  }
};

} // namespace

std::string facts_of(const model::Model& model, const model::Test& test) {
  return State{model, test}.run();
}

} // namespace ward::driver
