// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/value.h"

#include <cstdint>

namespace ward::rt {

/// A run of bytes, not terminated.
struct Bytes {
  const char* data = nullptr;
  uint32_t size = 0;
};

/// Where a value comes from, as the facts said (R4.4).
struct Provenance {
  Bytes source;              ///< "asset inventory", empty if not said
  Bytes at;                  ///< "facts.yaml:12"; empty: use line
  uint32_t line = 0;         ///< line of the JSON document, from 1
  int32_t as_of = INT32_MIN; ///< days, INT32_MIN: undated
};

/// One table: cells in columns, one row after another in ascending order of key bytes.
struct BoundTable {
  uint32_t rows = 0;
  bool complete = false;
  Cause open_because =
      Cause::absent; ///< stale or not_yet where a declaration was given but does not count
  const TextId* keys = nullptr;             ///< rows of them
  const Cell* const* columns = nullptr;     ///< field -> rows of cells; the key field's column too
  const uint32_t* row_provenance = nullptr; ///< rows of them
  uint32_t complete_provenance = 0;
};

/// One organization's facts, read as of a day: staleness, proof and completeness are decided
/// (R4.6, R4.7, R4.13). Everything lies in the arena of the evaluation.
struct BoundFacts {
  int32_t as_of = 0;
  const Cell* facts = nullptr;        ///< one for each Bundle::facts
  const BoundTable* tables = nullptr; ///< one for each Bundle::tables
  const Provenance* provenances = nullptr;
  uint32_t provenance_count = 0;
  const Bytes* texts = nullptr; ///< texts[id - string_count of the bundle]
  uint32_t text_count = 0;
  const int64_t* parameters = nullptr; ///< values in force: defaults, or the profile's
  const bool* assumed = nullptr;       ///< one for each proposal
  uint32_t profile = UINT32_MAX;       ///< index in profiles, or none
  Bytes organization;                  ///< the document's "organization", may be empty
};

} // namespace ward::rt
