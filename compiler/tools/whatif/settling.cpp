// SPDX-License-Identifier: Apache-2.0
#include "tools/whatif/settling.h"

#include "core/calendar.h"
#include "tools/report/bundle_text.h"

#include <vector>

namespace ward::tool {

namespace {

using bundle::LanguageType;

constexpr size_t max_members_tried = 16;
constexpr int64_t large = 1'000'000; ///< within the range of every number (R4.1), in its own unit

struct State {
  const World& world;
  const Rejudged& now;
  const rt::Bundle& bundle = world.bundle();
  std::set<std::string> best;

  void try_one(const std::vector<Edit>& edits) {
    ChangedFacts changed = now.facts;
    for (const Edit& edit : edits)
      changed.apply(edit);
    const WhatIf then = world.judge(changed);
    if (!then)
      return;
    std::set<std::string> settled;
    for (uint32_t i = 0; i < bundle.root().provisions()->size(); ++i)
      if (now.verdict(i) == WARD_UNKNOWN && then->verdict(i) != WARD_UNKNOWN)
        settled.insert(text_of(bundle, bundle.root().provisions()->Get(i)->citation()));
    if (settled.size() > best.size())
      best = std::move(settled);
  }

  /// The ends of what may be answered, and each of a few members.
  std::vector<rt::Cell> answers(const bundle::TypeRef& type,
                                const std::vector<int64_t>& members) const {
    std::vector<rt::Cell> out;
    const auto add = [&](int64_t number) {
      rt::Cell cell;
      cell.number = number;
      cell.state = rt::State::known;
      out.push_back(cell);
    };
    if (type.is_set()) {
      rt::Cell cell;
      cell.state = rt::State::known;
      out.push_back(cell);
      cell.members = members.data();
      cell.size = static_cast<uint32_t>(members.size());
      if (cell.size > 0)
        out.push_back(cell);
    } else if (type.type() == LanguageType::boolean) {
      add(1);
      add(0);
    } else if (type.type() == LanguageType::enumeration || type.type() == LanguageType::key) {
      for (const int64_t member : members)
        if (out.size() < max_members_tried)
          add(member);
    } else if (type.type() == LanguageType::text) {
      add(some_text(0));
    } else if (type.type() == LanguageType::date) {
      add(world.today());
      add(rt::first_day);
    } else {
      add(0);
      add(large);
    }
    if (type.optional()) {
      rt::Cell none;
      none.state = rt::State::none;
      out.push_back(none);
    }
    return out;
  }

  std::vector<int64_t> members_of(const bundle::TypeRef& type) const {
    std::vector<int64_t> out;
    if (type.type() == LanguageType::enumeration)
      for (uint32_t i = 0; i < bundle.root().enums()->Get(type.of())->members()->size(); ++i)
        out.push_back(i);
    if (type.type() == LanguageType::key && !type.is_set())
      for (uint32_t i = 0; i < now.facts.rows(type.of()); ++i)
        out.push_back(now.facts.key(type.of(), i));
    return out;
  }

  void try_leaves(const bundle::Fact& about, const std::vector<rt::Atom>& leaves) {
    const std::vector<int64_t> members = members_of(*about.type());
    for (const rt::Cell& answer : answers(*about.type(), members)) {
      std::vector<Edit> edits;
      for (const rt::Atom& leaf : leaves) {
        Edit edit;
        edit.atom = leaf;
        edit.cell = answer;
        edits.push_back(edit);
      }
      try_one(edits);
    }
  }

  void fact(const std::string& path) {
    for (uint32_t i = 0; i < bundle.fact_count(); ++i)
      if (text_of(bundle, bundle.root().facts()->Get(i)->path()) == path)
        try_leaves(*bundle.root().facts()->Get(i), {{rt::Atom::Kind::fact, i, 0, 0}});
  }

  void table(const std::string& path) {
    for (uint32_t i = 0; i < bundle.table_count(); ++i) {
      if (text_of(bundle, bundle.root().tables()->Get(i)->path()) != path)
        continue;
      Edit edit;
      edit.kind = Edit::Kind::complete;
      edit.atom.kind = rt::Atom::Kind::table;
      edit.atom.index = i;
      try_one({edit});
    }
  }

  void field(const std::string& path, const std::set<std::string>& rows) {
    const size_t star = path.find("[*].");
    for (uint32_t i = 0; i < bundle.table_count(); ++i) {
      const bundle::FactTable& table = *bundle.root().tables()->Get(i);
      if (path.compare(0, star, text_of(bundle, table.path())) != 0)
        continue;
      for (uint32_t k = 0; k < table.fields()->size(); ++k) {
        if (text_of(bundle, table.fields()->Get(k)->path()) != path.substr(star + 4))
          continue;
        std::vector<rt::Atom> leaves;
        for (uint32_t row = 0; row < now.facts.rows(i); ++row)
          if (rows.count(key(now.facts.key(i, row))) != 0)
            leaves.push_back({rt::Atom::Kind::field, i, row, k});
        if (!leaves.empty())
          try_leaves(*table.fields()->Get(k), leaves);
      }
    }
  }

  std::string key(rt::TextId id) const {
    if (id < bundle.string_count())
      return text_of(bundle, id);
    const rt::Bytes text = now.facts.base().texts[id - bundle.string_count()];
    return std::string(text.data, text.size);
  }
};

} // namespace

std::set<std::string> settled_by(const World& world, const Rejudged& now, const std::string& path,
                                 bool complete, const std::set<std::string>& rows) {
  State state{world, now, world.bundle(), {}};
  if (complete)
    state.table(path);
  else if (path.find("[*].") != std::string::npos)
    state.field(path, rows);
  else
    state.fact(path);
  return std::move(state.best);
}

} // namespace ward::tool
