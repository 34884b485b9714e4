// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bound_facts.h"
#include "core/bundle.h"

#include <cstdint>

namespace ward::rt {

struct Atom;

/// The atoms of one organization's facts, numbered in the order of their paths' bytes. A row has
/// one number for its presence, then one for each field.
struct AtomSpace {
  struct Table {
    uint64_t complete = 0; ///< number of the completeness
    uint64_t first_row = 0;
    uint32_t stride = 0;                  ///< numbers of one row: 1 + fields
    const uint32_t* row_rank = nullptr;   ///< row -> rank by path
    const uint32_t* rank_row = nullptr;   ///< and back
    const uint32_t* field_rank = nullptr; ///< field -> from 1
    const uint32_t* rank_field = nullptr; ///< rank - 1 -> field
  };
  /// A block of numbers: a fact, a completeness, or all rows of a table.
  struct Block {
    enum class Kind : uint8_t { fact, complete, rows };
    uint64_t first = 0;
    uint32_t index = 0;
    Kind kind = Kind::fact;
  };
  const uint64_t* facts = nullptr; ///< fact -> number
  const Table* tables = nullptr;
  const Block* blocks = nullptr; ///< ascending
  uint32_t block_count = 0;
  uint64_t size = 0;

  uint64_t of_row(uint32_t table, uint32_t row) const {
    const Table& t = tables[table];
    return t.first_row + uint64_t{t.row_rank[row]} * t.stride;
  }
  /// The key field is the row's presence.
  uint64_t of_field(const Bundle& bundle, uint32_t table, uint32_t row, uint32_t field) const {
    if (field == bundle.key_field(table))
      return of_row(table, row);
    return of_row(table, row) + tables[table].field_rank[field];
  }
  uint64_t of(const Bundle& bundle, const Atom& atom) const;
  Atom at(uint64_t number) const;
};

/// Null arrays where memory ran out: the arena says so.
AtomSpace build_atom_space(const Bundle& bundle, const BoundFacts& facts, Arena& arena);

/// A set of atoms to judge from (R11.2).
struct Mask {
  const Bundle* bundle = nullptr;
  const AtomSpace* space = nullptr;
  uint64_t* bits = nullptr;             ///< one for each atom
  uint32_t* const* row_atoms = nullptr; ///< table -> row -> atoms of the row in the set

  bool has(uint64_t atom) const { return (bits[atom / 64] >> (atom % 64) & 1) != 0; }
  bool has_fact(uint32_t fact) const { return has(space->facts[fact]); }
  bool has_field(uint32_t table, uint32_t row, uint32_t field) const {
    return has(space->of_field(*bundle, table, row, field));
  }
  bool complete(uint32_t table) const { return has(space->tables[table].complete); }
  bool present(uint32_t table, uint32_t row) const {
    return row_atoms[table][row] != 0 || complete(table);
  }
  /// Puts an atom in or takes it out; it must be out or in.
  void flip(uint64_t number, const Atom& atom);
};

/// An empty set; null bits where memory ran out.
Mask build_mask(const Bundle& bundle, const BoundFacts& facts, const AtomSpace& space,
                Arena& arena);

} // namespace ward::rt
