// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <type_traits>

namespace ward::rt {

/// Kleene truth; the numbers are those of opcode `truth`.
enum class Truth : uint8_t { no = 0, yes = 1, unknown = 2 };

constexpr Truth truth_of(bool value) {
  return value ? Truth::yes : Truth::no;
}
constexpr Truth negate(Truth truth) {
  return truth == Truth::unknown ? truth : truth_of(truth == Truth::no);
}

enum class State : uint8_t { known, none, unknown };

/// Why a fact is unknown; `absent` also stands for what nobody said.
enum class Cause : uint8_t { absent, stale, undated, not_yet, weak_proof };

enum class Proof : uint8_t { self_stated, documented, sampled, independently_tested };

/// A text known to one evaluation: indices below Bundle::string_count are the bundle's strings,
/// the rest are texts of the facts, interned, so that equal texts have equal ids.
using TextId = uint32_t;

constexpr uint32_t no_node = UINT32_MAX;

/// The members of a set: numbers (enum ordinals, scaled numbers) or text ids, ascending, no
/// repeats.
struct SetView {
  const int64_t* items = nullptr;
  uint32_t size = 0;
};

/// One leaf as bound: 24 bytes, so that a column of a table is one array.
struct Cell {
  union {
    int64_t number = 0;     ///< bool 0/1, scaled number, date as days, enum ordinal, TextId
    const int64_t* members; ///< set: `size` items, ascending
  };
  uint32_t size = 0;       ///< set: members
  uint32_t provenance = 0; ///< index in BoundFacts::provenances, 0: nothing said
  State state = State::unknown;
  Cause cause = Cause::absent;
  Proof proof = Proof::self_stated;
  /// What was stated, though it reads as unknown by its cause (stale, undated, not_yet,
  /// weak_proof).
  bool stated = false;
};
static_assert(std::is_trivially_destructible_v<Cell> && sizeof(Cell) == 24);

} // namespace ward::rt
