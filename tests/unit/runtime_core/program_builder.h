// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bundle_generated.h"

#include "core/bound_facts.h"
#include "core/bundle.h"
#include "core/opcodes.h"

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

namespace ward::rt::test {

using bundle::LanguageType;
using bundle::ValueKind;

struct Leaf {
  std::string name;
  LanguageType type = LanguageType::boolean;
  bool optional = false;
  bool is_set = false;
};

/// Builds the bytes of a bundle node by node. Numbers and texts are given as they are and numbered
/// when the bundle is finished; facts and tables are added in the order of their paths.
class ProgramBuilder {
public:
  struct Node {
    Op op;
    ValueKind kind;
    uint16_t lane;
    uint32_t a, b, c;
  };

  uint32_t fact(const Leaf& leaf);
  /// The key field `id` is field 0.
  uint32_t table(const std::string& path, std::vector<Leaf> fields);

  uint32_t add(Op op, ValueKind kind, uint16_t lane, uint32_t a = 0, uint32_t b = 0,
               uint32_t c = 0);
  /// A node in the lane of its operands.
  uint32_t of(Op op, uint32_t a);
  uint32_t of(Op op, uint32_t a, uint32_t b);
  uint32_t truth(uint32_t value) { return add(Op::truth, ValueKind::truth, 0, value); }
  uint32_t number(int64_t value);
  uint32_t text(const std::string& value);
  uint32_t numbers(std::vector<int64_t> members);
  uint32_t texts(std::vector<std::string> members);
  uint32_t read(uint32_t fact);
  uint32_t field(uint32_t table, uint32_t field);
  uint32_t lookup(uint32_t table, uint32_t field, uint32_t key);
  uint32_t all(std::vector<uint32_t> operands) { return list(Op::logical_and, operands); }
  uint32_t any(std::vector<uint32_t> operands) { return list(Op::logical_or, operands); }
  uint32_t fold(Op op, uint32_t table, uint32_t where, uint32_t body = 0);
  uint32_t share(uint32_t table, uint32_t where, uint32_t that, int64_t q, int64_t one);
  uint32_t excused(uint32_t key, uint32_t condition, uint32_t set);

  /// The payload, then the whole file.
  std::vector<uint8_t> payload() const;
  std::vector<uint8_t> file() const { return with_header(payload()); }
  static std::vector<uint8_t> with_header(const std::vector<uint8_t>& payload);

  uint16_t lane(uint32_t node) const { return nodes[node].lane; }
  ValueKind kind(uint32_t node) const { return nodes[node].kind; }

  std::vector<Node> nodes;
  std::vector<uint32_t> args;
  std::vector<Leaf> facts;
  struct Table {
    std::string path;
    std::vector<Leaf> fields;
  };
  std::vector<Table> tables;
  uint32_t addressable = 0;
  /// Named by one control, which makes the program a bundle with verdicts: applies, implemented.
  std::vector<std::pair<uint32_t, uint32_t>> controls;

private:
  uint32_t list(Op op, const std::vector<uint32_t>& operands);
  std::vector<int64_t> number_pool_;
  std::vector<std::string> text_pool_;
};

/// Facts bound by hand to a bundle.
class TestFacts {
public:
  explicit TestFacts(const Bundle& bundle);
  TestFacts(const TestFacts&) = delete;

  void set(uint32_t fact, const Cell& cell) { fact_cells[fact] = cell; }
  /// Cells of the fields, the key's first one left out; a table's rows in ascending order of keys.
  void row(uint32_t table, const std::string& key, std::vector<Cell> cells);
  void complete(uint32_t table, bool value = true) { is_complete[table] = value; }
  TextId text(const std::string& value);
  static Cell known(int64_t number);
  static Cell none();
  static Cell unknown() { return {}; }
  Cell known_set(std::vector<int64_t> members);

  const BoundFacts& bound();

  const Bundle& bundle;
  int32_t as_of = 20454; // 2026-01-01
  std::vector<Cell> fact_cells;
  std::vector<std::vector<TextId>> keys;             ///< table -> row
  std::vector<std::vector<std::vector<Cell>>> cells; ///< table -> field -> row
  std::vector<bool> is_complete;

private:
  std::deque<std::vector<int64_t>> sets_;
  std::deque<std::string> texts_;
  std::map<std::string, TextId> text_ids_;
  std::vector<Bytes> text_views_;
  std::vector<std::vector<const Cell*>> columns_;
  std::vector<BoundTable> tables_;
  BoundFacts bound_;
};

/// malloc and free.
ward_allocator heap();

} // namespace ward::rt::test
