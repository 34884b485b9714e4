// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace ward::bench {

/// What one piece of work in a process of its own took.
struct Taken {
  double seconds = 0; ///< of a processor, inside the process: steady on a busy machine
  double wall_seconds = 0;
  double megabytes = 0;  ///< its peak of resident memory, by wait4; the empty process holds some
  double phases[8] = {}; ///< wall seconds, as the work filled them in
  double size = 0;       ///< as the work filled it in
};

/// Runs `work` in a child, so that each run starts cold as a person's does, and its peak of memory
/// is its own. Nothing if the child died or `work` returned false.
std::optional<Taken> in_child(const std::function<bool(Taken&)>& work);

} // namespace ward::bench
