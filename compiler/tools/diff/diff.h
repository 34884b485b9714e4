// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prove/compare.h"
#include "tools/diff/change.h"

#include <cstdint>
#include <string>

namespace ward::diff {

struct Side {
  prove::Policy policy;
  /// Of a source that was compiled; null of a bundle, which holds no bounds of parameters.
  const model::Model* model = nullptr;
};

/// Compares two policies from the day of the check on, `as_of_days` since 1970-01-01. `proofs` is
/// of the same two.
Diff compare(const Side& before, const Side& after, prove::Comparison& proofs, int32_t as_of_days);

} // namespace ward::diff
