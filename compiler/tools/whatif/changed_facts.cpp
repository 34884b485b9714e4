// SPDX-License-Identifier: Apache-2.0
#include "tools/whatif/changed_facts.h"

#include <algorithm>

namespace ward::tool {

ChangedFacts::ChangedFacts(const rt::Bundle& bundle, const rt::BoundFacts& base)
    : bundle_(&bundle), base_(&base), facts_(base.facts, base.facts + bundle.fact_count()),
      sets_(std::make_shared<std::deque<std::vector<int64_t>>>()) {
  for (uint32_t i = 0; i < bundle.table_count(); ++i) {
    const rt::BoundTable& from = base.tables[i];
    auto table = std::make_shared<Table>();
    table->rows = from.rows;
    table->complete = from.complete;
    table->keys.assign(from.keys, from.keys + from.rows);
    for (uint32_t field = 0; field < bundle.field_count(i); ++field)
      table->columns.emplace_back(from.columns[field], from.columns[field] + from.rows);
    tables_.push_back(std::move(table));
  }
}

ChangedFacts::Table& ChangedFacts::own(uint32_t table) {
  if (tables_[table].use_count() > 1)
    tables_[table] = std::make_shared<Table>(*tables_[table]);
  return *tables_[table];
}

rt::Cell& ChangedFacts::own_cell(const rt::Atom& leaf) {
  return leaf.kind == rt::Atom::Kind::fact ? facts_[leaf.index]
                                           : own(leaf.index).columns[leaf.field][leaf.row];
}

const rt::Cell& ChangedFacts::cell(const rt::Atom& leaf) const {
  return leaf.kind == rt::Atom::Kind::fact ? facts_[leaf.index]
                                           : tables_[leaf.index]->columns[leaf.field][leaf.row];
}

bool ChangedFacts::has(const Edit& edit) const {
  if (edit.kind == Edit::Kind::complete)
    return is_complete(edit.atom.index);
  if (edit.kind == Edit::Kind::row)
    return edit.atom.row < rows(edit.atom.index);
  if (edit.atom.kind == rt::Atom::Kind::field && edit.atom.row >= rows(edit.atom.index))
    return false;
  const rt::Cell& now = cell(edit.atom);
  if (now.state == rt::State::unknown)
    return false;
  const bool in = now.state == rt::State::known && edit.kind != Edit::Kind::value &&
                  std::binary_search(now.members, now.members + now.size, edit.member);
  if (edit.kind == Edit::Kind::add_member)
    return in;
  if (edit.kind == Edit::Kind::remove_member)
    return !in;
  if (now.state != edit.cell.state || now.size != edit.cell.size)
    return false;
  return now.size == 0 ? now.state == rt::State::none || now.number == edit.cell.number
                       : std::equal(now.members, now.members + now.size, edit.cell.members);
}

void ChangedFacts::apply(const Edit& edit) {
  switch (edit.kind) {
  case Edit::Kind::complete:
    own(edit.atom.index).complete = true;
    return;
  case Edit::Kind::row: {
    Table& table = own(edit.atom.index);
    while (table.rows <= edit.atom.row) {
      const rt::TextId key = some_text(table.rows);
      table.keys.push_back(key);
      for (std::vector<rt::Cell>& column : table.columns)
        column.emplace_back();
      rt::Cell& named = table.columns[bundle_->key_field(edit.atom.index)].back();
      named.number = key;
      named.state = rt::State::known;
      ++table.rows;
    }
    return;
  }
  case Edit::Kind::value:
    own_cell(edit.atom) = edit.cell;
    return;
  case Edit::Kind::add_member:
  case Edit::Kind::remove_member:
    break;
  }
  rt::Cell& cell = own_cell(edit.atom);
  std::vector<int64_t> members;
  if (cell.state == rt::State::known)
    members.assign(cell.members, cell.members + cell.size);
  const auto at = std::lower_bound(members.begin(), members.end(), edit.member);
  const bool in = at != members.end() && *at == edit.member;
  if (edit.kind == Edit::Kind::add_member && !in)
    members.insert(at, edit.member);
  if (edit.kind == Edit::Kind::remove_member && in)
    members.erase(at);
  sets_->push_back(std::move(members));
  cell = {};
  cell.state = rt::State::known;
  cell.members = sets_->back().data();
  cell.size = static_cast<uint32_t>(sets_->back().size());
}

rt::BoundFacts ChangedFacts::bound(Storage& storage) const {
  rt::BoundFacts out = *base_;
  out.facts = facts_.data();
  storage.tables.clear();
  storage.columns.clear();
  storage.columns.reserve(tables_.size());
  for (size_t i = 0; i < tables_.size(); ++i) {
    std::vector<const rt::Cell*>& columns = storage.columns.emplace_back();
    for (const std::vector<rt::Cell>& column : tables_[i]->columns)
      columns.push_back(column.data());
    rt::BoundTable table = base_->tables[i];
    table.rows = tables_[i]->rows;
    table.complete = tables_[i]->complete;
    table.keys = tables_[i]->keys.data();
    table.columns = columns.data();
    storage.tables.push_back(table);
  }
  out.tables = storage.tables.data();
  return out;
}

} // namespace ward::tool
