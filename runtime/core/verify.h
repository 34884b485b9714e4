// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"
#include "core/error.h"

#include <cstdint>

namespace ward::rt {

/// What Bundle promises of a payload that the FlatBuffers verifier accepted. WARD_ERR_BAD_BUNDLE,
/// WARD_ERR_LIMIT or WARD_ERR_OUT_OF_MEMORY; working memory is taken from the arena.
ward_status verify_payload(const bundle::Bundle& root, uint64_t payload_size,
                           const BundleLimits& limits, Arena& arena, ward_error* error);

/// The parts of it, in order; each relies on those before.
struct Verify {
  const bundle::Bundle& root;
  const BundleLimits& limits;
  Arena& arena;
  ward_error* error;
  /// Entries of index vectors still to be read. Vectors that share bytes would make a small payload
  /// slow to read; those that do not share fit.
  uint64_t budget;

  ward_status complete(); ///< no vector or struct is missing
  ward_status pools();    ///< strings, numbers, files
  ward_status shapes();   ///< enums, facts, tables, parameters
  ward_status program();  ///< nodes
  ward_status tree();     ///< children and parents of provisions
  ward_status verdicts(); ///< everything else
  ward_status duties();
  ward_status penalties();
  ward_status assessments();

  ward_status bad(const char* what, uint64_t index, const char* problem) const;
  bool string_ok(uint32_t index) const { return index < root.strings()->size(); }
  bool strings_ok(const flatbuffers::Vector<uint32_t>* indices) {
    return below(*indices, root.strings()->size());
  }
  bool below(const flatbuffers::Vector<uint32_t>& indices, uint32_t count);
  /// Global, or of the row of a table. no_node only where `optional`.
  bool of_row(uint32_t node, uint32_t table, bundle::ValueKind kind, bool optional) const;
  bool origin_ok(const bundle::Origin& origin) const;
  /// no_node only where `optional`.
  bool global_truth(uint32_t node, bool optional = false) const;
};

inline ward_status out_of_memory(ward_error* error) {
  fail(error, WARD_ERR_OUT_OF_MEMORY, "out of memory: give the library more, or a smaller bundle");
  return WARD_ERR_OUT_OF_MEMORY;
}

/// Whether a vector's items lie where their type may be read: FlatBuffers checks the vector's
/// offset, which is enough for items of four bytes. An empty one lies anywhere.
template <typename V> bool aligned(const V& vector) {
  return vector.size() == 0 || reinterpret_cast<uintptr_t>(vector.Data()) % 8 == 0;
}

/// The kind of a leaf of this type. A boolean that may be none is a number, since a truth cannot
/// be.
bundle::ValueKind kind_of(const bundle::TypeRef& type);
/// Whether a node that reads such a leaf may have this kind: kind_of, or a boolean as a number.
bool reads_as(const bundle::TypeRef& type, bundle::ValueKind kind);

} // namespace ward::rt
