// SPDX-License-Identifier: Apache-2.0
#include "core/explain.h"
#include "core/mask.h"

#include <algorithm>
#include <cstring>

namespace ward::rt {
namespace {

/// A text known to the evaluation.
Bytes text_of(const Bundle& bundle, const BoundFacts& facts, TextId id) {
  return id < bundle.string_count() ? bundle.string(id) : facts.texts[id - bundle.string_count()];
}

/// The bytes of a key as its path writes them, with the quote that ends it.
struct KeyBytes {
  Bytes text;
  uint32_t at = 0;
  bool escaped = false;

  /// -1 after the last.
  int next() {
    if (at > text.size)
      return -1;
    if (at == text.size) {
      ++at;
      return '"';
    }
    const char byte = text.data[at];
    if ((byte == '"' || byte == '\\') && !escaped) {
      escaped = true;
      return '\\';
    }
    escaped = false;
    ++at;
    return static_cast<unsigned char>(byte);
  }
};

bool key_less(Bytes a, Bytes b) {
  KeyBytes left{a};
  KeyBytes right{b};
  for (;;) {
    const int x = left.next();
    const int y = right.next();
    if (x != y)
      return x < y;
    if (x < 0)
      return false;
  }
}

struct BlockOrder {
  const Bundle& bundle;

  Bytes path(const AtomSpace::Block& block) const {
    return bundle.string(block.kind == AtomSpace::Block::Kind::fact
                             ? bundle.root().facts()->Get(block.index)->path()
                             : bundle.root().tables()->Get(block.index)->path());
  }
  // A row's path goes on with `["`.
  bool operator()(const AtomSpace::Block& a, const AtomSpace::Block& b) const {
    const Bytes left = path(a);
    const Bytes right = path(b);
    const bool left_rows = a.kind == AtomSpace::Block::Kind::rows;
    const bool right_rows = b.kind == AtomSpace::Block::Kind::rows;
    const uint32_t left_size = left.size + (left_rows ? 1 : 0);
    const uint32_t right_size = right.size + (right_rows ? 1 : 0);
    const uint32_t shared = left_size < right_size ? left_size : right_size;
    for (uint32_t i = 0; i < shared; ++i) {
      const auto x = static_cast<unsigned char>(i < left.size ? left.data[i] : '[');
      const auto y = static_cast<unsigned char>(i < right.size ? right.data[i] : '[');
      if (x != y)
        return x < y;
    }
    if (left_size != right_size)
      return left_size < right_size;
    return a.kind != b.kind ? a.kind < b.kind : a.index < b.index;
  }
};

bool rank_table(const Bundle& bundle, const BoundFacts& facts, uint32_t t, Arena& arena,
                AtomSpace::Table& out) {
  const BoundTable& table = facts.tables[t];
  const auto& fields = *bundle.root().tables()->Get(t)->fields();
  out.stride = 1 + fields.size();
  auto* row_rank = arena.array<uint32_t>(table.rows);
  auto* rank_row = arena.array<uint32_t>(table.rows);
  auto* field_rank = arena.array<uint32_t>(fields.size());
  auto* rank_field = arena.array<uint32_t>(fields.size());
  if (row_rank == nullptr || rank_row == nullptr || field_rank == nullptr ||
      rank_field == nullptr) {
    return false;
  }
  const auto by_key = [&](uint32_t a, uint32_t b) {
    return key_less(text_of(bundle, facts, table.keys[a]), text_of(bundle, facts, table.keys[b]));
  };
  for (uint32_t row = 0; row < table.rows; ++row)
    rank_row[row] = row;
  // Rows come in the order of their keys' bytes, which is nearly always that of their paths.
  if (!std::is_sorted(rank_row, rank_row + table.rows, by_key)) {
    std::sort(rank_row, rank_row + table.rows, by_key);
  }
  for (uint32_t rank = 0; rank < table.rows; ++rank)
    row_rank[rank_row[rank]] = rank;
  for (uint32_t field = 0; field < fields.size(); ++field)
    rank_field[field] = field;
  std::sort(rank_field, rank_field + fields.size(), [&](uint32_t a, uint32_t b) {
    const uint32_t x = fields.Get(a)->path();
    const uint32_t y = fields.Get(b)->path();
    return x != y ? x < y : a < b;
  });
  for (uint32_t rank = 0; rank < fields.size(); ++rank)
    field_rank[rank_field[rank]] = rank + 1;
  out.row_rank = row_rank;
  out.rank_row = rank_row;
  out.field_rank = field_rank;
  out.rank_field = rank_field;
  return true;
}

struct Writer {
  char* out;
  size_t capacity;
  size_t size = 0;

  void put(char byte) {
    if (size < capacity)
      out[size] = byte;
    ++size;
  }
  void put(Bytes text) {
    for (uint32_t i = 0; i < text.size; ++i)
      put(text.data[i]);
  }
};

} // namespace

AtomSpace build_atom_space(const Bundle& bundle, const BoundFacts& facts, Arena& arena) {
  using Kind = AtomSpace::Block::Kind;
  AtomSpace space;
  auto* numbers = arena.array<uint64_t>(bundle.fact_count());
  auto* tables = arena.array<AtomSpace::Table>(bundle.table_count());
  const uint32_t count = bundle.fact_count() + 2 * bundle.table_count();
  auto* blocks = arena.array<AtomSpace::Block>(count);
  if (numbers == nullptr || tables == nullptr || blocks == nullptr)
    return space;
  uint32_t next = 0;
  for (uint32_t f = 0; f < bundle.fact_count(); ++f)
    blocks[next++] = {0, f, Kind::fact};
  for (uint32_t t = 0; t < bundle.table_count(); ++t) {
    if (!rank_table(bundle, facts, t, arena, tables[t]))
      return space;
    blocks[next++] = {0, t, Kind::complete};
    blocks[next++] = {0, t, Kind::rows};
  }
  std::sort(blocks, blocks + count, BlockOrder{bundle});
  for (uint32_t i = 0; i < count; ++i) {
    AtomSpace::Block& block = blocks[i];
    block.first = space.size;
    switch (block.kind) {
    case Kind::fact:
      numbers[block.index] = space.size++;
      break;
    case Kind::complete:
      tables[block.index].complete = space.size++;
      break;
    case Kind::rows:
      tables[block.index].first_row = space.size;
      space.size += uint64_t{facts.tables[block.index].rows} * tables[block.index].stride;
      break;
    }
  }
  space.facts = numbers;
  space.tables = tables;
  space.blocks = blocks;
  space.block_count = count;
  return space;
}

uint64_t AtomSpace::of(const Bundle& bundle, const Atom& atom) const {
  switch (atom.kind) {
  case Atom::Kind::fact:
    return facts[atom.index];
  case Atom::Kind::table:
    return tables[atom.index].complete;
  case Atom::Kind::row:
    return of_row(atom.index, atom.row);
  case Atom::Kind::field:
    return of_field(bundle, atom.index, atom.row, atom.field);
  }
  return 0;
}

Atom AtomSpace::at(uint64_t number) const {
  // The last block that begins at or before the number; blocks without rows share a beginning.
  const Block* after =
      std::upper_bound(blocks, blocks + block_count, number,
                       [](uint64_t wanted, const Block& block) { return wanted < block.first; });
  const Block& block = after[-1];
  if (block.kind == Block::Kind::fact)
    return {Atom::Kind::fact, block.index, 0, 0};
  if (block.kind == Block::Kind::complete)
    return {Atom::Kind::table, block.index, 0, 0};
  const Table& table = tables[block.index];
  const uint64_t offset = number - block.first;
  const uint32_t row = table.rank_row[offset / table.stride];
  const auto field = static_cast<uint32_t>(offset % table.stride);
  if (field == 0)
    return {Atom::Kind::row, block.index, row, 0};
  return {Atom::Kind::field, block.index, row, table.rank_field[field - 1]};
}

Mask build_mask(const Bundle& bundle, const BoundFacts& facts, const AtomSpace& space,
                Arena& arena) {
  Mask mask;
  auto* bits = arena.array<uint64_t>(space.size / 64 + 1);
  auto** row_atoms = arena.array<uint32_t*>(bundle.table_count());
  if (bits == nullptr || row_atoms == nullptr)
    return mask;
  for (uint32_t t = 0; t < bundle.table_count(); ++t) {
    row_atoms[t] = arena.array<uint32_t>(facts.tables[t].rows);
    if (row_atoms[t] == nullptr)
      return mask;
  }
  return {&bundle, &space, bits, row_atoms};
}

void Mask::flip(uint64_t number, const Atom& atom) {
  bits[number / 64] ^= uint64_t{1} << (number % 64);
  if (atom.kind != Atom::Kind::row && atom.kind != Atom::Kind::field)
    return;
  uint32_t& count = row_atoms[atom.index][atom.row];
  count += has(number) ? 1u : UINT32_MAX;
}

const Cell& cell_of(const BoundFacts& facts, const Atom& atom) {
  if (atom.kind == Atom::Kind::fact)
    return facts.facts[atom.index];
  return facts.tables[atom.index].columns[atom.field][atom.row];
}

size_t write_path(const Evaluation& evaluation, const Atom& atom, char* out, size_t capacity) {
  const Bundle& bundle = evaluation.bundle();
  Writer writer{out, capacity};
  if (atom.kind == Atom::Kind::fact) {
    writer.put(bundle.string(bundle.root().facts()->Get(atom.index)->path()));
    return writer.size;
  }
  const bundle::FactTable& table = *bundle.root().tables()->Get(atom.index);
  writer.put(bundle.string(table.path()));
  if (atom.kind == Atom::Kind::table)
    return writer.size;
  writer.put('[');
  writer.put('"');
  KeyBytes key{
      text_of(bundle, evaluation.facts(), evaluation.facts().tables[atom.index].keys[atom.row])};
  for (int byte = key.next(); byte >= 0; byte = key.next())
    writer.put(static_cast<char>(byte));
  writer.put(']');
  if (atom.kind == Atom::Kind::row)
    return writer.size;
  writer.put('.');
  writer.put(bundle.string(table.fields()->Get(atom.field)->path()));
  return writer.size;
}

} // namespace ward::rt
