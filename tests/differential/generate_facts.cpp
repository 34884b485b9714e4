// SPDX-License-Identifier: Apache-2.0
#include "differential/generate.h"

#include <cassert>

namespace ward::differential {

namespace {

using model::DecisionField;
using model::TypeKind;
using reference::Leaf;

struct State {
  Random& random;
  const model::Model& model;
  uint32_t present; ///< percent of leaves that are stated

  Leaf scalar(const model::Type& type) {
    Leaf leaf;
    switch (type.kind) {
    case TypeKind::truth:
      leaf.number = random.below(2);
      break;
    case TypeKind::count:
      leaf.number = random.below(4);
      break;
    case TypeKind::integer:
      leaf.number = random.between(-2, 3);
      break;
    case TypeKind::decimal:
      leaf.number = random.between(0, 4) * 500'000'000;
      break;
    case TypeKind::percent:
      leaf.number = random.pick(std::vector<int64_t>{0, 125'000, 500'000, 1'000'000});
      break;
    case TypeKind::money:
      leaf.number = random.between(0, 4) * 75;
      break;
    case TypeKind::date:
      leaf.number = middle_day + random.between(-4, 4) - (random.chance(25) ? 31 : 0);
      break;
    case TypeKind::days:
    case TypeKind::months:
      leaf.number = random.below(4);
      break;
    case TypeKind::minutes:
      leaf.number = random.pick(std::vector<int64_t>{0, 15, 30});
      break;
    case TypeKind::text:
      leaf.text = random.chance(50) ? "x" : "y";
      break;
    case TypeKind::enumeration:
      leaf.number =
          random.below(static_cast<uint32_t>(model.enums[model::EnumId{type.of}].members.size()));
      break;
    case TypeKind::key:
      leaf.text = random.chance(50) ? "r0" : "r1";
      break;
    default:
      assert(false);
    }
    return leaf;
  }

  Leaf leaf(const model::FactInfo& info) {
    Leaf result;
    if (info.type.optional && random.chance(25)) {
      result.none = true;
    } else if (info.type.is_set) {
      model::Type member = info.type;
      member.is_set = false;
      for (uint32_t tries = random.below(4); tries > 0; --tries) {
        const Leaf one = scalar(member);
        bool repeated = false;
        for (const Leaf& other : result.members)
          repeated |= other.number == one.number && other.text == one.text;
        if (!repeated)
          result.members.push_back(one);
      }
    } else {
      result = scalar(info.type);
    }
    if (random.chance(95)) {
      result.as_of = middle_day - static_cast<int32_t>(random.below(4));
      if (random.chance(3))
        result.as_of = middle_day + 1;
      if (random.chance(6))
        result.as_of = middle_day - static_cast<int32_t>(random.between(18, 32));
    }
    return result;
  }

  void rows(reference::TableFacts& table, const model::Record& record, uint32_t count,
            bool tb_complete, const reference::TableFacts* tb) {
    for (uint32_t i = 0; i < count; ++i) {
      reference::Row& row = table.rows["r" + std::to_string(i)];
      for (uint32_t f = 0; f < record.fields.size(); ++f) {
        if (f == record.key_field || !random.chance(present))
          continue;
        Leaf one = leaf(record.fields[f].info);
        // R4.10: no dangling keys into a complete table.
        if (record.fields[f].info.type.kind == TypeKind::key && !one.none && tb_complete &&
            tb != nullptr && tb->rows.find(one.text) == tb->rows.end())
          continue;
        row[f] = std::move(one);
      }
    }
  }

  std::optional<int32_t> completeness() {
    if (!random.chance(75))
      return std::nullopt;
    if (random.chance(5))
      return middle_day + 1;
    return middle_day -
           static_cast<int32_t>(random.chance(80) ? random.below(3) : random.between(18, 22));
  }

  void decisions(reference::TableFacts& table) {
    const std::vector<std::string> citations = {"law:1.2", "law:1.3"};
    for (uint32_t i = random.below(4); i > 0; --i) {
      reference::Row& row = table.rows["d" + std::to_string(i)];
      const auto put = [&](DecisionField field, Leaf value) {
        if (random.chance(present + 8)) {
          value.as_of = middle_day - 1;
          row[static_cast<uint32_t>(field)] = std::move(value);
        }
      };
      const auto number = [](int64_t n) {
        Leaf value;
        value.number = n;
        return value;
      };
      const auto text = [](std::string t) {
        Leaf value;
        value.text = std::move(t);
        return value;
      };
      Leaf none;
      none.none = true;
      put(DecisionField::citation, text(random.pick(citations)));
      const bool entity = random.chance(40);
      // R6.7 asks for one of the two forms whole.
      Leaf keys;
      if (!entity) {
        keys.members.push_back(text("r0"));
        if (random.chance(50))
          keys.members.push_back(text("r1"));
      }
      keys.as_of = middle_day - 1;
      row[static_cast<uint32_t>(DecisionField::for_entity)] = number(entity ? 1 : 0);
      row[static_cast<uint32_t>(DecisionField::for_entity)].as_of = middle_day - 1;
      row[static_cast<uint32_t>(DecisionField::for_rows)] = keys;
      put(DecisionField::for_table, entity ? none : text(random.chance(70) ? "ta" : "tb"));
      put(DecisionField::assessed_on, number(middle_day - (random.chance(85) ? 2 : -2)));
      put(DecisionField::rationale_written, number(random.chance(85)));
      Leaf factors;
      for (int64_t f = 0; f < 4; ++f)
        if (random.chance(92))
          factors.members.push_back(number(f));
      put(DecisionField::factors, factors);
      put(DecisionField::approved_on, random.chance(10) ? none : number(middle_day - 1));
      put(DecisionField::alternative,
          random.chance(45) ? none : text("c.n" + std::to_string(random.below(5))));
      put(DecisionField::none_reason_written, number(random.chance(80)));
    }
  }
};

model::TableId find_table(const model::Model& model, const std::string& path) {
  for (uint32_t i = 0; i < model.tables.size(); ++i)
    if (model.tables[model::TableId{i}].path == path)
      return model::TableId{i};
  assert(false);
  return {};
}

} // namespace

reference::Facts generate_facts(Random& random, const model::Model& model) {
  State state{random, model, random.chance(15) ? 45u : random.chance(40) ? 85u : 98u};
  reference::Facts facts;
  for (uint32_t i = 0; i < model.facts.size(); ++i)
    if (random.chance(state.present))
      facts.leaves[i] = state.leaf(model.facts[model::FactId{i}].info);

  const model::TableId tb = find_table(model, "tb"), ta = find_table(model, "ta");
  const auto add = [&](model::TableId id, const reference::TableFacts* target,
                       bool target_complete) {
    if (random.chance(12)) {
      if (random.chance(40))
        facts.tables[id.index].complete_on = middle_day;
      return;
    }
    reference::TableFacts& table = facts.tables[id.index];
    table.complete_on = state.completeness();
    state.rows(table, model.records[model.tables[id].record], random.below(4), target_complete,
               target);
  };
  add(tb, nullptr, false);
  // Whether tb may be complete on the day decides whether ta's keys may dangle; any declaration
  // will do.
  const auto found = facts.tables.find(tb.index);
  const bool tb_complete = found != facts.tables.end() && found->second.complete_on.has_value();
  static const reference::TableFacts no_rows;
  add(ta, found == facts.tables.end() ? &no_rows : &found->second, tb_complete);
  if (random.chance(88)) {
    reference::TableFacts& table = facts.tables[model.addressable.index];
    if (random.chance(85))
      table.complete_on = middle_day - 1;
    state.decisions(table);
  }
  return facts;
}

reference::Facts generate_known_facts(Random& random, const model::Model& model) {
  State state{random, model, 100};
  reference::Facts facts;
  const auto known = [&](reference::Leaf& leaf) {
    leaf.as_of = middle_day;
    return leaf;
  };
  for (uint32_t i = 0; i < model.facts.size(); ++i) {
    reference::Leaf leaf = state.leaf(model.facts[model::FactId{i}].info);
    facts.leaves[i] = known(leaf);
  }
  const auto add = [&](model::TableId id, uint32_t count) {
    reference::TableFacts& table = facts.tables[id.index];
    table.complete_on = middle_day;
    state.rows(table, model.records[model.tables[id].record], count, false, nullptr);
    for (auto& [key, row] : table.rows)
      for (auto& [field, leaf] : row)
        known(leaf);
  };
  // Keys are r0 or r1.
  add(find_table(model, "tb"), 2 + random.below(2));
  add(find_table(model, "ta"), random.below(4));
  facts.tables[model.addressable.index].complete_on = middle_day;
  return facts;
}

void count_states(const model::Model& model, const reference::Facts& facts, int32_t today,
                  TableStates& states) {
  for (uint32_t i = 0; i < model.tables.size(); ++i) {
    const auto found = facts.tables.find(i);
    if (found == facts.tables.end()) {
      ++states.absent;
      continue;
    }
    const size_t rows = found->second.rows.size();
    if (!found->second.complete_on)
      ++(rows == 0 ? states.open_empty : states.open_rows);
    else if (*found->second.complete_on > today)
      ++states.complete_later;
    else
      ++(rows == 0   ? states.complete_empty
         : rows == 1 ? states.complete_one
                     : states.complete_more);
  }
}

} // namespace ward::differential
