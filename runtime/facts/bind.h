// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"
#include "core/bound_facts.h"
#include "core/bundle.h"
#include "ward/ward.h"

#include <cstddef>
#include <cstdint>

namespace ward::rt {

/// The limits of one evaluation in force: what the caller left zero has its default.
struct FactLimits {
  uint64_t max_facts_bytes = uint64_t{256} << 20;
  uint32_t max_facts_depth = 16;
  uint32_t max_rows = 1'000'000;
  uint64_t max_memory_bytes = uint64_t{4} << 30;

  static FactLimits from(const ward_limits* limits);
};

/// Whose facts, and as of when.
struct BindInput {
  const char* facts = nullptr;
  size_t size = 0;
  int32_t as_of = 0; ///< between first_day and last_day
  const char* profile = nullptr;
  const char* const* assume = nullptr;
  size_t assume_count = 0;
};

/// In a cell that is `stated`: null was stated, there is no value.
constexpr uint32_t stated_none = UINT32_MAX;

/// Reads one organization's facts, chapter 4 of the reference. What it gives lies in `arena`;
/// working memory comes from the same allocator and is given back. On failure `error` has place,
/// path and a sentence; it is zeroed by the caller.
ward_status bind_facts(const Bundle& bundle, const BindInput& input, const FactLimits& limits,
                       Arena& arena, BoundFacts& out, ward_error& error);

} // namespace ward::rt
