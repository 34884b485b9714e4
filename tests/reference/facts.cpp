// SPDX-License-Identifier: Apache-2.0
#include "reference/facts.h"
#include "reference/state.h"

#include <algorithm>

namespace ward::reference {

namespace {

Value value_of(const Leaf& leaf, const model::Type& type) {
  if (leaf.none)
    return Value::none();
  if (type.is_set) {
    Value set;
    set.kind = Value::Kind::set;
    model::Type member = type;
    member.is_set = false;
    for (const Leaf& one : leaf.members)
      set.members.push_back(value_of(one, member));
    return set;
  }
  if (type.kind == model::TypeKind::text || type.kind == model::TypeKind::key)
    return Value::of_text(leaf.text);
  return Value::number(leaf.number);
}

Whole after(int32_t day, const model::Period& period) {
  const Value sum = period.months ? add_months(Value::number(day), Value::number(period.amount))
                                  : Value::number(Whole{day} + period.amount);
  return *sum.low;
}

Leaf leaf_of(const model::GivenValue& value, int32_t as_of) {
  Leaf leaf;
  leaf.none = value.none;
  leaf.number = value.number;
  leaf.text = value.text;
  leaf.as_of = as_of;
  for (const model::GivenValue& member : value.members)
    leaf.members.push_back(leaf_of(member, as_of));
  return leaf;
}

} // namespace

Facts facts_of_test(const model::Model& model, const model::Test& test) {
  Facts facts;
  for (const model::Binding& binding : test.given) {
    switch (binding.kind) {
    case model::Binding::Kind::fact:
      facts.leaves[binding.fact.index] = leaf_of(binding.value, test.as_of_days);
      break;
    case model::Binding::Kind::table: {
      TableFacts table;
      if (!binding.open)
        table.complete_on = test.as_of_days;
      const uint32_t key = model.records[model.tables[binding.table].record].key_field;
      for (const model::GivenRow& given : binding.rows) {
        Row& row = table.rows[given.key];
        for (const model::GivenField& field : given.fields)
          if (field.field != key)
            row[field.field] = leaf_of(field.value, test.as_of_days);
      }
      facts.tables[binding.table.index] = std::move(table);
      break;
    }
    case model::Binding::Kind::field: {
      TableFacts& table = facts.tables[binding.table.index];
      for (const model::GivenRow& given : binding.rows)
        for (const model::GivenField& field : given.fields)
          table.rows[given.key][field.field] = leaf_of(field.value, test.as_of_days);
      break;
    }
    }
  }
  return facts;
}

// R2.5, R4.3, R4.6, R4.13.
Value State::read(const Leaf* leaf, const model::FactInfo& info, const Reading& reading) const {
  if (leaf == nullptr)
    return Value::unknown();
  if (reading.for_law && info.supplied_by)
    return Value::unknown();
  if (leaf->as_of && *leaf->as_of > options.today)
    return Value::unknown();
  if (info.fresh) {
    if (!leaf->as_of)
      return Value::unknown();
    if (after(*leaf->as_of, *info.fresh) < options.today)
      return Value::unknown();
  }
  if (options.profile && leaf->proof < model.profiles[options.profile].minimum_proof)
    return Value::unknown();
  return value_of(*leaf, info.type);
}

Value State::read_field(RowRef row, uint32_t field, const Reading& reading) const {
  if (row.key == nullptr)
    return Value::unknown();
  const model::Record& record = model.records[model.tables[row.table].record];
  if (field == record.key_field)
    return Value::of_text(*row.key); // R4.9
  const Row& cells = facts.tables.at(row.table.index).rows.at(*row.key);
  const auto found = cells.find(field);
  return read(found == cells.end() ? nullptr : &found->second, record.fields[field].info, reading);
}

// R4.7.
bool State::is_complete(model::TableId id) const {
  const auto found = facts.tables.find(id.index);
  if (found == facts.tables.end() || !found->second.complete_on)
    return false;
  const int32_t on = *found->second.complete_on;
  if (on > options.today)
    return false;
  const model::Table& table = model.tables[id];
  return !table.fresh || after(on, *table.fresh) >= options.today;
}

std::vector<RowRef> State::rows_of(model::TableId id) const {
  std::vector<RowRef> rows;
  const auto found = facts.tables.find(id.index);
  if (found != facts.tables.end())
    for (const auto& [key, row] : found->second.rows)
      rows.push_back({id, &key});
  if (!is_complete(id))
    rows.push_back({id, nullptr});
  return rows;
}

int64_t State::parameter(model::ParameterId id) const {
  if (options.profile)
    for (const model::ProfileSetting& setting : model.profiles[options.profile].settings)
      if (setting.parameter == id)
        return setting.number;
  return model.parameters[id].default_number;
}

bool State::is_assumed(model::ProposalId id) const {
  const auto has = [&](const std::vector<model::ProposalId>& list) {
    return std::find(list.begin(), list.end(), id) != list.end();
  };
  return has(options.assumes) || (options.profile && has(model.profiles[options.profile].assumes));
}

} // namespace ward::reference
