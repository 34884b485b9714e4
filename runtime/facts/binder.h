// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"
#include "core/bundle.h"
#include "facts/bind.h"
#include "facts/fixed_text.h"
#include "facts/json_tape.h"
#include "facts/text_pool.h"
#include "facts/vec.h"

#include <cstdint>

namespace ward::rt {

/// The place of a fact, for errors: `systems["portal"].mfa`, `org.size.as_of`.
struct FactPath {
  Bytes base; ///< of a leaf, a table or a group; empty at the top
  Bytes key;
  uint32_t row_number = 0; ///< from 1, shown where the key is not known; 0 outside of rows
  bool has_key = false;
  Bytes field;
  Bytes member; ///< of a wrapper: as_of, source ...

  FactPath with_field(Bytes name) const {
    FactPath path = *this;
    path.field = name;
    return path;
  }
  FactPath with_member(Bytes name) const {
    FactPath path = *this;
    path.member = name;
    return path;
  }
};

/// What a leaf inherits: the nearest wins (R4.4).
struct Scope {
  Bytes source;
  Bytes at;
  int32_t as_of = INT32_MIN;
};

/// A `key of t` value that must name a row if t is complete (R4.10).
struct KeyUse {
  uint32_t token = 0;
  uint32_t target = 0; ///< the table named
  TextId key = 0;
  uint32_t owner = 0; ///< index in facts, or in tables where `in_row`
  uint32_t field = 0;
  TextId row = 0;
  bool in_row = false;
};

/// Runs of indices in Bundle::facts and Bundle::tables that share a prefix of their paths.
struct SchemaRange {
  uint32_t fact_begin = 0, fact_end = 0;
  uint32_t table_begin = 0, table_end = 0;
  bool empty() const { return fact_begin == fact_end && table_begin == table_end; }
};

/// The state of bind_facts(). Methods return false once `error` is filled.
struct Binder {
  Binder(const Bundle& the_bundle, const BindInput& the_input, const FactLimits& the_limits,
         Arena& keep_arena, Arena& scratch_arena, ward_error& the_error, uint64_t seed)
      : bundle(the_bundle), schema(the_bundle.root()), input(the_input), limits(the_limits),
        keep(keep_arena), scratch(scratch_arena), error(the_error),
        texts(the_bundle, keep_arena, scratch_arena, seed), provenances(scratch_arena),
        key_uses(scratch_arena) {}

  const Bundle& bundle;
  const bundle::Bundle& schema;
  const BindInput& input;
  const FactLimits& limits;
  Arena& keep;
  Arena& scratch;
  ward_error& error;
  JsonTape tape;
  TextPool texts;
  Vec<Provenance> provenances;
  Vec<KeyUse> key_uses;
  uint8_t minimum_proof = 0;
  Bytes organization;
  Cell* facts = nullptr;
  BoundTable* tables = nullptr;
  /// The token of each row's object, in the order of the bound rows; scratch.
  const uint32_t** row_tokens = nullptr;
  uint64_t* seen_facts = nullptr; ///< bit d: the member of depth d that begins this run was met
  uint64_t* seen_tables = nullptr;
  uint32_t complete_token = 0; ///< 0: the document declares nothing complete

  // bind.cpp
  bool bind_document();
  bool bind_group(uint32_t object, const SchemaRange& range, Bytes prefix, uint32_t depth,
                  const Scope& scope);
  bool unknown_member(const Token& key, const SchemaRange& range, Bytes prefix, uint32_t depth);
  bool bind_complete();
  bool bind_declaration(uint32_t object, bool* declared);
  bool check_keys();

  // bind_leaf.cpp
  bool bind_leaf(uint32_t token, const bundle::Fact& fact, const FactPath& path, const Scope& scope,
                 Cell& cell, KeyUse use);
  bool bind_value(uint32_t token, const bundle::Fact& fact, const FactPath& path, Cell& cell,
                  const KeyUse& use);
  bool bind_set(uint32_t token, const bundle::TypeRef& type, const FactPath& path, Cell& cell,
                const KeyUse& use);
  bool bind_scalar(const Token& token, const bundle::TypeRef& type, const FactPath& path,
                   int64_t& out);
  bool bind_enum(const Token& token, const bundle::TypeRef& type, const FactPath& path,
                 int64_t& out);
  bool read_text(const Token& token, const FactPath& path, Bytes& out);
  bool read_date(const Token& token, const FactPath& path, int32_t& out);
  bool wrong_kind(const Token& token, const FactPath& path, const char* expected);

  // bind_table.cpp
  bool bind_table(uint32_t token, uint32_t table, const Scope& scope);
  // bind_decisions.cpp
  bool check_decisions();

  const Token& token(uint32_t index) const { return tape.tokens[index]; }
  /// Sets place and path; the sentence is written to what it returns.
  FixedText fail(const Token& at, const FactPath& path, ward_status status = WARD_ERR_BAD_FACTS);
  bool no_memory();
  uint32_t line_of(uint32_t offset);
  /// An index in provenances; 0 only without memory.
  uint32_t provenance(const Scope& scope, uint32_t line);
  /// A copy that outlives the document.
  Bytes keep_text(Bytes text);
  /// Why a value said on `as_of` does not count today (R4.6); false: it counts.
  bool outdated(int32_t as_of, const bundle::Period* fresh, Cause& cause) const;

private:
  uint32_t line_ = 1;
  uint32_t line_offset_ = 0;
};

inline bool same_bytes(Bytes a, Bytes b) {
  return a.size == b.size && (a.size == 0 || std::memcmp(a.data, b.data, a.size) == 0);
}
inline bool same_bytes(Bytes a, const char* b) {
  return same_bytes(a, Bytes{b, static_cast<uint32_t>(std::strlen(b))});
}
/// Negative, zero or positive, by bytes.
int compare_bytes(Bytes a, Bytes b);

} // namespace ward::rt
