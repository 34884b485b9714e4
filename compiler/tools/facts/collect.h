// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bundle_generated.h"
#include "tools/facts/tree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ward::facts {

constexpr uint64_t max_fact_file_bytes = uint64_t{256} << 20;

/// Facts of several files as one canonical JSON document (REFERENCE.md R4.4, R4.12).
struct Collected {
  std::string json;
  std::vector<Problem> problems; ///< in order of file and place; any of them: judge nothing

  /// The place in a file of what stands at a byte of `json`, for the runtime's errors.
  Place place_of(uint64_t offset) const;

  /// Takes the fact out in which a byte of `json` lies; what stands elsewhere keeps its offset.
  /// False if no fact has it.
  bool take_out(uint64_t offset);

  std::vector<std::pair<uint64_t, Place>> places; ///< by offset
  /// Of each fact its name and value, from one byte up to another, ascending.
  std::vector<std::pair<uint64_t, uint64_t>> facts;
};

struct CollectOptions {
  /// Reports texts and keys that look like a person's name, a birth date or a record number.
  bool strict = false;
};

/// Reads `.yaml`, `.yml`, `.json` and `.csv` files and merges them by path and row key. Values are
/// written by the declared types of `bundle`, so that a bare `no` stays a text where a text is due.
/// What no declaration knows is passed on for the runtime to name.
Collected collect(const bundle::Bundle& bundle, const std::vector<std::string>& files,
                  const CollectOptions& options);

} // namespace ward::facts
