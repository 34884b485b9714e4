// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bundle_generated.h"

#include "core/arena.h"
#include "core/bound_facts.h"
#include "core/opcodes.h"
#include "core/value.h"
#include "ward/ward.h"

#include <cstdint>

namespace ward::rt {

/// A run of node indices, ascending.
struct NodeList {
  const uint32_t* items = nullptr;
  uint32_t size = 0;

  const uint32_t* begin() const { return items; }
  const uint32_t* end() const { return items + size; }
};

/// The order of a fold's slice: first what the cheap conjuncts of the row's condition read, then
/// the rest of the condition, then the rest. A row that a conjunct or the condition rules out (F)
/// adds to the fold what its condition alone says, and the nodes after need no value.
struct RowGuard {
  uint32_t cheap = 0;     ///< nodes of the slice that the conjuncts need
  uint32_t condition = 0; ///< and the whole condition
  NodeList conjuncts;     ///< row or global truths
};

/// The limits in force: what the caller left zero has its default.
struct BundleLimits {
  uint64_t max_bundle_bytes = uint64_t{1} << 30;
  uint32_t max_nodes = 50'000'000;
  uint32_t max_depth = 16;                         ///< nesting of FlatBuffers tables
  uint32_t max_objects = 20'000'000;               ///< FlatBuffers tables in a bundle
  uint64_t max_slice_operands = uint64_t{1} << 26; ///< read for one row of every fold together

  static BundleLimits from(const ward_limits* limits);
};

/// A verified, immutable rule bundle. Until open succeeds nothing may be asked of it. What open
/// guarantees: every vector and struct of the schema is present; every index into strings, numbers,
/// args, nodes, enums, tables, ... is in range (1-based ones too); operands precede their users and
/// agree in kind and lane; nodes that verdicts name are global truths; children and parents agree
/// and form no cycle; a table's key field is a text. Safe to share between threads.
class Bundle {
public:
  explicit Bundle(const ward_allocator& allocator, const BundleLimits& limits = {})
      : limits_(limits), arena_(allocator) {}
  Bundle(const Bundle&) = delete;
  Bundle& operator=(const Bundle&) = delete;
  ~Bundle();

  /// Maps the file; it must not change while the bundle lives. Call once. `error` may be null.
  ward_status open_mapped(const char* path, ward_error* error);
  /// Copies the bytes (header and payload). Call once.
  ward_status open_copy(const void* data, size_t size, ward_error* error);

  const bundle::Bundle& root() const { return *root_; }
  const uint8_t* sha256() const { return sha256_; } ///< of the payload, 32 bytes

  uint32_t node_count() const { return node_count_; }
  const bundle::Node& node(uint32_t index) const { return nodes_[index]; }
  Op op(uint32_t index) const { return static_cast<Op>(nodes_[index].op()); }
  bool is_truth(uint32_t index) const { return nodes_[index].kind() == bundle::ValueKind::truth; }
  uint32_t arg(uint32_t index) const { return args_[index]; }
  int64_t number(uint32_t index) const { return numbers_[index]; }

  uint32_t string_count() const { return string_count_; }
  Bytes string(uint32_t index) const;
  /// The index of a string, or UINT32_MAX. Binary search.
  uint32_t find_string(const char* data, size_t size) const;

  uint32_t fact_count() const { return fact_count_; }
  uint32_t table_count() const { return table_count_; }
  uint32_t field_count(uint32_t table) const { return tables_[table].fields; }
  uint32_t key_field(uint32_t table) const { return tables_[table].key_field; }

  /// For a fold: the row nodes to evaluate for one row of its table, operands first. For `excused`:
  /// those of its condition and set, in the lane of `addressable`. Empty for other nodes.
  NodeList slice(uint32_t node) const;
  /// For a fold or `excused`: where its slice can stop.
  RowGuard guard(uint32_t node) const;
  /// For a duty: the row nodes to evaluate for one event, operands first.
  NodeList duty_slice(uint32_t duty) const {
    const uint32_t rank = slice_count_ + duty;
    return {slice_nodes_ + slice_starts_[rank], slice_starts_[rank + 1] - slice_starts_[rank]};
  }
  /// The same for one row of what a penalty prices.
  NodeList exposure_slice(uint32_t exposure) const {
    return duty_slice(root_->duties()->size() + exposure);
  }
  /// The same for one statement that an assessment scores, and for one certificate.
  NodeList statement_slice(uint32_t assessment) const {
    return duty_slice(root_->duties()->size() + root_->exposures()->size() + 2 * assessment);
  }
  NodeList certificate_slice(uint32_t assessment) const {
    return duty_slice(root_->duties()->size() + root_->exposures()->size() + 2 * assessment + 1);
  }
  /// Bundles without any lack the field.
  uint32_t assessment_count() const {
    return root_->assessments() == nullptr ? 0 : root_->assessments()->size();
  }
  /// A constant set's members.
  SetView constant_set(uint32_t node) const;
  /// Where the value of a node that is no truth lies in an evaluation's values, below slot_count().
  uint32_t slot(uint32_t node) const { return slots_[node]; }
  uint32_t slot_count() const { return slot_count_; }
  /// The rank of an `excused` among them.
  uint32_t excused_rank(uint32_t node) const { return slots_[node]; }
  uint32_t excused_count() const { return excused_count_; }
  /// Whether some node is `shown`, so that verdicts may rest on a presumption (R5.21).
  bool presumes() const { return presumes_; }

private:
  struct TableShape {
    uint32_t fields = 0;
    uint32_t key_field = 0;
  };

  ward_status open_bytes(const uint8_t* data, size_t size, ward_error* error);
  ward_status build_index(ward_error* error);
  uint32_t slice_rank(uint32_t node) const; ///< UINT32_MAX: none

  BundleLimits limits_;
  Arena arena_;
  void* mapping_ = nullptr;
  size_t mapping_size_ = 0;
  const uint8_t* sha256_ = nullptr;
  const bundle::Bundle* root_ = nullptr;
  const bundle::Node* nodes_ = nullptr;
  const uint32_t* args_ = nullptr;
  const int64_t* numbers_ = nullptr;
  uint32_t node_count_ = 0;
  uint32_t string_count_ = 0;
  uint32_t fact_count_ = 0;
  uint32_t table_count_ = 0;
  uint32_t slot_count_ = 0;
  uint32_t excused_count_ = 0;
  bool presumes_ = false;
  const TableShape* tables_ = nullptr;
  const uint32_t* slots_ = nullptr;
  uint32_t slice_count_ = 0;
  const uint32_t* slice_owners_ = nullptr; ///< ascending: the nodes that have a slice
  const uint32_t* slice_starts_ = nullptr; ///< slice_count_ + duties + exposures + 2 assessments
                                           ///< + 1: those of the nodes, then of these
  const uint32_t* slice_nodes_ = nullptr;
  const RowGuard* guards_ = nullptr; ///< one for each of slice_owners_
  uint32_t set_count_ = 0;
  const uint32_t* set_owners_ = nullptr; ///< ascending
  const SetView* sets_ = nullptr;
};

} // namespace ward::rt
