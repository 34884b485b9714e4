// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bound_facts.h"
#include "core/bundle.h"
#include "core/explain.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace ward::tool {

/// One thing that would be so of the facts.
struct Edit {
  enum class Kind : uint8_t {
    value,         ///< a leaf has this value
    add_member,    ///< a leaf that is a set has this member too; its others stay
    remove_member, ///< it has it no more
    row,           ///< the table has one row more, of which nothing is said
    complete,      ///< the table is whole as it is
  };
  Kind kind = Kind::value;
  rt::Atom atom; ///< fact or field; of a row or a table its table, and the row's index
  rt::Cell cell; ///< value
  int64_t member = 0;

  /// Whether both are about one leaf, row or table.
  bool same_place(const Edit& other) const {
    return atom == other.atom && (kind == Kind::row) == (other.kind == Kind::row) &&
           (kind == Kind::complete) == (other.kind == Kind::complete);
  }
};

/// Facts as bound, and what is changed of them. Copies share what they have in common; the facts
/// they began with outlive them.
class ChangedFacts {
public:
  ChangedFacts(const rt::Bundle& bundle, const rt::BoundFacts& base);

  void apply(const Edit& edit);
  /// Whether the facts say so already.
  bool has(const Edit& edit) const;

  const rt::Cell& cell(const rt::Atom& leaf) const;
  uint32_t rows(uint32_t table) const { return tables_[table]->rows; }
  bool is_complete(uint32_t table) const { return tables_[table]->complete; }
  rt::TextId key(uint32_t table, uint32_t row) const { return tables_[table]->keys[row]; }
  /// Whether the row was added by an edit.
  bool is_new_row(uint32_t table, uint32_t row) const { return row >= base_->tables[table].rows; }

  const rt::BoundFacts& base() const { return *base_; }

  /// The same as the runtime reads it. Points into this object and into `storage`.
  struct Storage {
    std::vector<rt::BoundTable> tables;
    std::vector<std::vector<const rt::Cell*>> columns;
  };
  rt::BoundFacts bound(Storage& storage) const;

private:
  struct Table {
    uint32_t rows = 0;
    bool complete = false;
    std::vector<rt::TextId> keys;
    std::vector<std::vector<rt::Cell>> columns;
  };
  Table& own(uint32_t table);
  rt::Cell& own_cell(const rt::Atom& leaf);

  const rt::Bundle* bundle_;
  const rt::BoundFacts* base_;
  std::vector<rt::Cell> facts_;
  std::vector<std::shared_ptr<Table>> tables_; ///< one that is shared is copied before it changes
  std::shared_ptr<std::deque<std::vector<int64_t>>> sets_; ///< members of sets that were changed
};

/// A text that equals no other: of a row that is added, or where any text will do. `number` sets
/// several apart.
constexpr rt::TextId some_text(uint32_t number) {
  return UINT32_MAX - 1 - number;
}
/// Whether a text is one of those: no facts and no bundle have so many texts.
constexpr bool is_some_text(int64_t text) {
  return text >= int64_t{UINT32_MAX} - 0x10000000;
}

} // namespace ward::tool
