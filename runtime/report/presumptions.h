// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"
#include "core/event.h"
#include "core/explain.h"

#include <cstdint>

namespace ward::rt {

/// A `shown x` (R5.21) that a duty's events read, and the leaves that x reads: nodes that are a
/// fact, a field or a lookup. Ascending.
struct Presumption {
  uint32_t shown = 0;
  const uint32_t* leaves = nullptr;
  uint32_t leaf_count = 0;
};

struct Presumptions {
  const Presumption* items = nullptr; ///< ascending by node
  uint32_t count = 0;
};

/// What the events of a duty presume until the contrary is shown. Lies in the arena, which says
/// whether memory ran out; then there are none.
Presumptions presumptions_of(const Bundle& bundle, uint32_t duty, Arena& arena);

/// What x is for the event selected last: T is shown, F and U are not.
Truth stated(const EventReader& reader, const Bundle& bundle, const Presumption& presumption);

/// The atoms that x reads of that event, by their place in the bundle. A key that is not known
/// leads nowhere.
AtomSet atoms_of(const Evaluation& evaluation, const Presumption& presumption, uint32_t table,
                 uint32_t row, Arena& arena);

} // namespace ward::rt
