// SPDX-License-Identifier: Apache-2.0
#include "prove/witness.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace ward::prove {

namespace {

struct Reader {
  const Subject& subject;
  const Encoding& encoding;
  const z3::model& model;
  Witness& out;
  /// Of codes that are no literal; of a repeated row, one for each time it is there.
  std::map<std::pair<int64_t, int64_t>, std::string> names = {};
  std::set<std::string> taken = {};
  /// Names in decisions, by field: what a code stands for, and what stands for one.
  std::map<std::pair<uint32_t, int64_t>, std::string> decided = {};
  std::set<std::pair<uint32_t, std::string>> given_away = {};
  uint32_t rows = 0;

  bool run() {
    for (const std::string& text : subject.program.strings)
      taken.insert(text);
    out.day = static_cast<int32_t>(number_in(model, encoding.today));
    for (const auto& [proposal, term] : encoding.assumed)
      if (truth_in(model, term))
        out.assumes.push_back(subject.layout.proposals.ids[proposal]);
    for (const auto& [index, term] : encoding.parameters) {
      const model::ParameterId id = subject.layout.parameters.ids[index];
      const int64_t number = number_in(model, term);
      if (number != subject.model.parameters[id].default_number)
        out.parameters.emplace_back(id, number);
    }
    // Keys first, so that what names a row has the row's name.
    for (const auto& [index, table] : encoding.tables)
      for (const Row& row : table.rows)
        if (truth_in(model, row.present) && !name_rows(row))
          return false;
    for (const auto& [index, table] : encoding.tables)
      take_table(index, table);
    for (const auto& leaf : encoding.leaves)
      if (leaf->table == UINT32_MAX && truth_in(model, leaf->known)) {
        model::Binding binding;
        binding.kind = model::Binding::Kind::fact;
        binding.fact = subject.layout.facts.ids[leaf->index];
        binding.value = value_of(*leaf);
        out.given.push_back(std::move(binding));
      }
    std::sort(out.given.begin(), out.given.end(),
              [&](const auto& x, const auto& y) { return path(x) < path(y); });
    return true;
  }

  const std::string& path(const model::Binding& binding) const {
    return binding.kind == model::Binding::Kind::fact ? subject.model.facts[binding.fact].path
                                                      : subject.model.tables[binding.table].path;
  }

  /// False: there are too many.
  bool name_rows(const Row& row) {
    const int64_t times = number_in(model, row.times);
    if (times > subject.limits.rows_shown ||
        (rows += static_cast<uint32_t>(times)) > subject.limits.rows_shown)
      return false;
    for (int64_t copy = 0; copy < times; ++copy)
      text_of(number_in(model, row.key), "row", copy);
    return true;
  }

  void take_table(uint32_t index, const TableTerms& table) {
    model::Binding binding;
    binding.kind = model::Binding::Kind::table;
    binding.table = subject.layout.tables.ids[index];
    binding.open = truth_in(model, table.open);
    for (uint32_t i = 0; i < table.rows.size(); ++i) {
      const Row& row = table.rows[i];
      if (!truth_in(model, row.present))
        continue;
      const int64_t times = number_in(model, row.times);
      for (int64_t copy = 0; copy < times; ++copy) {
        model::GivenRow given;
        given.key = text_of(number_in(model, row.key), "row", copy);
        for (const auto& leaf : encoding.leaves)
          if (leaf->table == index && leaf->row == i && truth_in(model, leaf->known))
            given.fields.push_back({leaf->index, value_of(*leaf), {}});
        std::sort(given.fields.begin(), given.fields.end(),
                  [](const auto& x, const auto& y) { return x.field < y.field; });
        binding.rows.push_back(std::move(given));
      }
    }
    out.given.push_back(std::move(binding));
  }

  std::string text_of(int64_t code, const char* kind, int64_t copy = 0) {
    if (code >= 0 && code < static_cast<int64_t>(encoding.literals.size()))
      return encoding.literals[static_cast<size_t>(code)];
    std::string& name = names[{code, copy}];
    for (size_t i = names.size(); name.empty(); ++i)
      if (std::string made = fmt::format("{}{}", kind, i); taken.insert(made).second)
        name = made;
    return name;
  }

  bool is_text(const program::TypeRef& type) const {
    return type.type == program::LanguageType::text || type.type == program::LanguageType::key;
  }

  /// A text of a decision that is like no literal: a name that it may hold, and another for another
  /// code.
  std::string name_in_decision(const Leaf& leaf, int64_t code) {
    std::string& name = decided[{leaf.index, code}];
    for (const std::string& each : encoding.nameable(leaf))
      if (name.empty() && given_away.insert({leaf.index, each}).second &&
          !std::binary_search(encoding.literals.begin(), encoding.literals.end(), each))
        name = each;
    return name;
  }

  model::GivenValue scalar(const program::TypeRef& type, int64_t number) {
    model::GivenValue value;
    if (is_text(type))
      value.text = text_of(number, "text");
    else
      value.number = number;
    return value;
  }

  model::GivenValue value_of(const Leaf& leaf) {
    model::GivenValue value;
    value.none = truth_in(model, leaf.none);
    if (value.none)
      return value;
    if (encoding.names_declared(leaf)) {
      const int64_t code = number_in(model, leaf.number.value);
      const bool literal = code < static_cast<int64_t>(encoding.literals.size());
      value.text = literal ? text_of(code, "") : name_in_decision(leaf, code);
      return value;
    }
    if (!leaf.members)
      return scalar(leaf.type, number_in(model, leaf.number.value));
    // Only what was looked for in the set matters.
    std::set<int64_t> members;
    for (const Term& asked : leaf.asked)
      if (truth_in(model, (*leaf.members)(asked)))
        members.insert(number_in(model, asked));
    for (const int64_t number : members) {
      value.members.push_back(scalar(leaf.type, number));
      for (int64_t copy = 1, times = times_of(number); copy < times; ++copy) {
        model::GivenValue again;
        again.text = text_of(number, "row", copy);
        value.members.push_back(std::move(again));
      }
    }
    return value;
  }

  /// How often the row of a repeated kind whose key this is stands there.
  int64_t times_of(int64_t code) const {
    for (const auto& [index, table] : encoding.tables)
      for (const Row& row : table.rows)
        if (row.repeated && number_in(model, row.key) == code)
          return number_in(model, row.times);
    return 1;
  }
};

} // namespace

bool read_witness(const Subject& subject, const Encoding& encoding, const z3::model& model,
                  Witness& out) {
  return Reader{subject, encoding, model, out}.run();
}

} // namespace ward::prove
