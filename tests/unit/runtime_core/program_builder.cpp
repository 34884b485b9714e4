// SPDX-License-Identifier: Apache-2.0
#include "unit/runtime_core/program_builder.h"

#include "core/header.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <set>
#include <sodium/crypto_hash_sha256.h>

namespace ward::rt::test {

namespace fb = ward::bundle;

uint32_t ProgramBuilder::fact(const Leaf& leaf) {
  facts.push_back(leaf);
  return static_cast<uint32_t>(facts.size() - 1);
}

uint32_t ProgramBuilder::table(const std::string& path, std::vector<Leaf> fields) {
  fields.insert(fields.begin(), Leaf{"id", LanguageType::text});
  tables.push_back({path, std::move(fields)});
  return static_cast<uint32_t>(tables.size() - 1);
}

uint32_t ProgramBuilder::add(Op op, ValueKind kind, uint16_t lane, uint32_t a, uint32_t b,
                             uint32_t c) {
  nodes.push_back({op, kind, lane, a, b, c});
  return static_cast<uint32_t>(nodes.size() - 1);
}

namespace {

ValueKind result_of(Op op) {
  switch (op) {
  case Op::add:
  case Op::subtract:
  case Op::negate:
  case Op::multiply:
  case Op::add_days:
  case Op::add_months:
  case Op::end_of_year:
    return ValueKind::number;
  default:
    return ValueKind::truth;
  }
}

ValueKind kind_of_leaf(const Leaf& leaf) {
  const bool text = leaf.type == LanguageType::text || leaf.type == LanguageType::key;
  if (leaf.is_set)
    return text ? ValueKind::text_set : ValueKind::number_set;
  if (text)
    return ValueKind::text;
  return leaf.type == LanguageType::boolean && !leaf.optional ? ValueKind::truth
                                                              : ValueKind::number;
}

template <typename T> uint32_t pooled(std::vector<T>& pool, const T& value) {
  const auto found = std::find(pool.begin(), pool.end(), value);
  if (found != pool.end())
    return static_cast<uint32_t>(found - pool.begin());
  pool.push_back(value);
  return static_cast<uint32_t>(pool.size() - 1);
}

} // namespace

uint32_t ProgramBuilder::of(Op op, uint32_t a) {
  return add(op, result_of(op), lane(a), a);
}

uint32_t ProgramBuilder::of(Op op, uint32_t a, uint32_t b) {
  return add(op, result_of(op), std::max(lane(a), lane(b)), a, b);
}

uint32_t ProgramBuilder::number(int64_t value) {
  return add(Op::number, ValueKind::number, 0, pooled(number_pool_, value));
}

uint32_t ProgramBuilder::text(const std::string& value) {
  return add(Op::text, ValueKind::text, 0, pooled(text_pool_, value));
}

uint32_t ProgramBuilder::numbers(std::vector<int64_t> members) {
  const auto first = static_cast<uint32_t>(args.size());
  for (int64_t member : members)
    args.push_back(pooled(number_pool_, member));
  return add(Op::number_set, ValueKind::number_set, 0, first,
             static_cast<uint32_t>(members.size()));
}

uint32_t ProgramBuilder::texts(std::vector<std::string> members) {
  const auto first = static_cast<uint32_t>(args.size());
  for (const std::string& member : members)
    args.push_back(pooled(text_pool_, member));
  return add(Op::text_set, ValueKind::text_set, 0, first, static_cast<uint32_t>(members.size()));
}

uint32_t ProgramBuilder::read(uint32_t fact) {
  return add(Op::fact, kind_of_leaf(facts[fact]), 0, fact);
}

uint32_t ProgramBuilder::field(uint32_t table, uint32_t field) {
  return add(Op::field, kind_of_leaf(tables[table].fields[field]), static_cast<uint16_t>(table + 1),
             field);
}

uint32_t ProgramBuilder::lookup(uint32_t table, uint32_t field, uint32_t key) {
  return add(Op::lookup, kind_of_leaf(tables[table].fields[field]), lane(key), table, field, key);
}

uint32_t ProgramBuilder::list(Op op, const std::vector<uint32_t>& operands) {
  std::set<uint32_t> sorted(operands.begin(), operands.end());
  if (sorted.size() == 1)
    return *sorted.begin();
  const auto first = static_cast<uint32_t>(args.size());
  uint16_t in_lane = 0;
  for (uint32_t operand : sorted) {
    args.push_back(operand);
    in_lane = std::max(in_lane, lane(operand));
  }
  return add(op, ValueKind::truth, in_lane, first, static_cast<uint32_t>(sorted.size()));
}

uint32_t ProgramBuilder::fold(Op op, uint32_t table, uint32_t where, uint32_t body) {
  const bool is_truth = op == Op::every || op == Op::some;
  return add(op, is_truth ? ValueKind::truth : ValueKind::number, 0, table, where, body);
}

uint32_t ProgramBuilder::share(uint32_t table, uint32_t where, uint32_t that, int64_t q,
                               int64_t one) {
  const uint32_t q_node = number(q);
  const uint32_t one_node = number(one);
  const auto first = static_cast<uint32_t>(args.size());
  for (uint32_t arg : {where, that, q_node, one_node})
    args.push_back(arg);
  return add(Op::share, ValueKind::number, 0, table, first, 4);
}

uint32_t ProgramBuilder::excused(uint32_t key, uint32_t condition, uint32_t set) {
  return add(Op::excused, ValueKind::truth, lane(key), key, condition, set);
}

std::vector<uint8_t> ProgramBuilder::payload() const {
  std::vector<int64_t> numbers = number_pool_;
  std::sort(numbers.begin(), numbers.end());
  std::set<std::string> all(text_pool_.begin(), text_pool_.end());
  all.insert({"", "c"});
  for (const Leaf& leaf : facts)
    all.insert(leaf.name);
  for (const Table& table : tables) {
    all.insert(table.path);
    for (const Leaf& leaf : table.fields)
      all.insert(leaf.name);
  }
  const std::vector<std::string> strings(all.begin(), all.end());
  const auto string = [&](const std::string& text) {
    return static_cast<uint32_t>(std::lower_bound(strings.begin(), strings.end(), text) -
                                 strings.begin());
  };
  const auto number_index = [&](uint32_t pooled_index) {
    return static_cast<uint32_t>(
        std::lower_bound(numbers.begin(), numbers.end(), number_pool_[pooled_index]) -
        numbers.begin());
  };
  std::vector<uint32_t> final_args = args;
  std::vector<fb::Node> final_nodes;
  for (const Node& node : nodes) {
    uint32_t a = node.a;
    if (node.op == Op::number)
      a = number_index(a);
    if (node.op == Op::text)
      a = string(text_pool_[a]);
    if (node.op == Op::number_set || node.op == Op::text_set) {
      for (uint32_t k = 0; k < node.b; ++k) {
        uint32_t& arg = final_args[node.a + k];
        arg = node.op == Op::number_set ? number_index(arg) : string(text_pool_[arg]);
      }
      std::sort(final_args.begin() + node.a, final_args.begin() + node.a + node.b);
    }
    final_nodes.emplace_back(static_cast<uint8_t>(node.op), node.kind, node.lane, a, node.b,
                             node.c);
  }

  flatbuffers::FlatBufferBuilder b;
  const fb::Period never(0, false);
  const fb::Origin nowhere(0, 0, 0);
  const auto leaf_of = [&](const Leaf& leaf) {
    const fb::TypeRef type(leaf.type, leaf.optional, leaf.is_set, 0, 0);
    return fb::CreateFact(b, string(leaf.name), &type, 0, &never, 0, false, &nowhere, 0);
  };
  std::vector<flatbuffers::Offset<fb::Fact>> fact_offsets;
  for (const Leaf& leaf : facts)
    fact_offsets.push_back(leaf_of(leaf));
  std::vector<flatbuffers::Offset<fb::FactTable>> table_offsets;
  for (const Table& table : tables) {
    std::vector<flatbuffers::Offset<fb::Fact>> fields;
    for (const Leaf& leaf : table.fields)
      fields.push_back(leaf_of(leaf));
    const auto field_vector = b.CreateVector(fields);
    table_offsets.push_back(
        fb::CreateFactTable(b, string(table.path), field_vector, 0, 0, &never, &nowhere));
  }
  const std::vector<flatbuffers::Offset<fb::Enum>> enums = {
      fb::CreateEnum(b, 0, b.CreateVector(std::vector<uint32_t>{0, 0, 0}))};
  std::vector<flatbuffers::Offset<fb::Control>> control_offsets;
  for (const auto& [applies, implemented] : controls) {
    const auto evidence = b.CreateVector(std::vector<flatbuffers::Offset<fb::Evidence>>{});
    const auto covers = b.CreateVector(std::vector<uint32_t>{});
    const auto aligns = b.CreateVector(std::vector<uint32_t>{});
    control_offsets.push_back(fb::CreateControl(b, string("c"), 0, 0, 0, 0, 0, 0, applies,
                                                implemented, applies, implemented, evidence, covers,
                                                aligns, &nowhere));
  }
  std::vector<fb::Origin> origins(nodes.size(), nowhere);
  std::vector<flatbuffers::Offset<flatbuffers::String>> string_offsets;
  for (const std::string& text : strings)
    string_offsets.push_back(b.CreateString(text));

  const auto strings_v = b.CreateVector(string_offsets);
  const auto files_v = b.CreateVector(std::vector<uint32_t>{});
  const auto numbers_v = b.CreateVector(numbers);
  const auto args_v = b.CreateVector(final_args);
  const auto nodes_v = b.CreateVectorOfStructs(final_nodes);
  const auto origins_v = b.CreateVectorOfStructs(origins);
  const auto enums_v = b.CreateVector(enums);
  const auto facts_v = b.CreateVector(fact_offsets);
  const auto tables_v = b.CreateVector(table_offsets);
  const auto authorities_v = b.CreateVector(std::vector<flatbuffers::Offset<fb::Authority>>{});
  const auto roles_v = b.CreateVector(std::vector<flatbuffers::Offset<fb::Role>>{});
  const auto proposals_v = b.CreateVector(std::vector<flatbuffers::Offset<fb::Proposal>>{});
  const auto parameters_v = b.CreateVector(std::vector<flatbuffers::Offset<fb::Parameter>>{});
  const auto profiles_v = b.CreateVector(std::vector<flatbuffers::Offset<fb::Profile>>{});
  const auto provisions_v = b.CreateVector(std::vector<flatbuffers::Offset<fb::Provision>>{});
  const auto controls_v = b.CreateVector(control_offsets);
  const auto exceptions_v = b.CreateVector(std::vector<flatbuffers::Offset<fb::Exception>>{});
  const auto schedules_v = b.CreateVector(std::vector<flatbuffers::Offset<fb::Schedule>>{});
  const auto exposures_v = b.CreateVector(std::vector<flatbuffers::Offset<fb::Exposure>>{});
  const auto duties_v = b.CreateVector(std::vector<flatbuffers::Offset<fb::Duty>>{});
  b.Finish(fb::CreateBundle(
      b, 0, 0, 1, INT32_MIN, 0, strings_v, files_v, numbers_v, args_v, nodes_v, origins_v, enums_v,
      facts_v, tables_v, addressable, authorities_v, roles_v, proposals_v, parameters_v, profiles_v,
      provisions_v, controls_v, exceptions_v, 0, 0, duties_v, schedules_v, exposures_v));
  return {b.GetBufferPointer(), b.GetBufferPointer() + b.GetSize()};
}

std::vector<uint8_t> ProgramBuilder::with_header(const std::vector<uint8_t>& payload) {
  std::vector<uint8_t> file(header::size, 0);
  std::memcpy(file.data(), header::magic, header::magic_size);
  file[header::format_at] = 1;
  file[header::reader_at] = 1;
  for (uint32_t i = 0; i < 8; ++i) {
    file[header::payload_size_at + i] = static_cast<uint8_t>(uint64_t{payload.size()} >> (8 * i));
  }
  crypto_hash_sha256(file.data() + header::sha256_at, payload.data(), payload.size());
  file.insert(file.end(), payload.begin(), payload.end());
  return file;
}

TestFacts::TestFacts(const Bundle& of)
    : bundle(of), fact_cells(of.fact_count()), keys(of.table_count()), cells(of.table_count()),
      is_complete(of.table_count(), false) {
  for (uint32_t t = 0; t < of.table_count(); ++t)
    cells[t].resize(of.field_count(t));
}

void TestFacts::row(uint32_t table, const std::string& key, std::vector<Cell> row_cells) {
  keys[table].push_back(text(key));
  cells[table][0].push_back(known(keys[table].back()));
  for (size_t f = 0; f < row_cells.size(); ++f)
    cells[table][f + 1].push_back(row_cells[f]);
}

TextId TestFacts::text(const std::string& value) {
  const uint32_t found = bundle.find_string(value.data(), value.size());
  if (found != UINT32_MAX)
    return found;
  const auto [at, is_new] =
      text_ids_.emplace(value, bundle.string_count() + static_cast<uint32_t>(texts_.size()));
  if (is_new) {
    texts_.push_back(value);
    text_views_.push_back({texts_.back().data(), static_cast<uint32_t>(value.size())});
  }
  return at->second;
}

Cell TestFacts::known(int64_t number) {
  Cell cell;
  cell.number = number;
  cell.state = State::known;
  return cell;
}

Cell TestFacts::none() {
  Cell cell;
  cell.state = State::none;
  return cell;
}

Cell TestFacts::known_set(std::vector<int64_t> members) {
  std::sort(members.begin(), members.end());
  sets_.push_back(std::move(members));
  Cell cell;
  cell.members = sets_.back().data();
  cell.size = static_cast<uint32_t>(sets_.back().size());
  cell.state = State::known;
  return cell;
}

const BoundFacts& TestFacts::bound() {
  columns_.assign(bundle.table_count(), {});
  tables_.assign(bundle.table_count(), {});
  for (uint32_t t = 0; t < bundle.table_count(); ++t) {
    for (const auto& column : cells[t])
      columns_[t].push_back(column.data());
    tables_[t].rows = static_cast<uint32_t>(keys[t].size());
    tables_[t].complete = is_complete[t];
    tables_[t].keys = keys[t].data();
    tables_[t].columns = columns_[t].data();
  }
  bound_ = {};
  bound_.as_of = as_of;
  bound_.facts = fact_cells.data();
  bound_.tables = tables_.data();
  bound_.texts = text_views_.data();
  bound_.text_count = static_cast<uint32_t>(text_views_.size());
  return bound_;
}

ward_allocator heap() {
  return {nullptr,
          [](void*, size_t size, size_t alignment) {
            return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
          },
          [](void*, void* memory, size_t, size_t) { std::free(memory); }};
}

} // namespace ward::rt::test
