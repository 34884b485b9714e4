// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bound_facts.h"

namespace ward::rt {

/// Finds, among the names offered, the one that a misspelt name most likely means: at most a third
/// of it differs. Among equals the first offered.
class Nearest {
public:
  explicit Nearest(Bytes wanted);
  void offer(Bytes candidate);
  /// Empty where nothing is near.
  Bytes best() const { return best_; }

private:
  Bytes wanted_;
  Bytes best_;
  uint32_t distance_; ///< of best_, or one more than is near
};

} // namespace ward::rt
