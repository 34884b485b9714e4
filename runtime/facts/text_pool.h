// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"
#include "core/bundle.h"
#include "facts/vec.h"

#include <cstdint>

namespace ward::rt {

/// The texts of one evaluation: equal texts have equal ids. Those of the bundle keep its indices,
/// others are copied to `keep` and numbered after them.
class TextPool {
public:
  /// `seed` makes it costly to write facts whose texts collide; the table itself lies in `scratch`.
  TextPool(const Bundle& bundle, Arena& keep, Arena& scratch, uint64_t seed)
      : bundle_(bundle), keep_(keep), scratch_(scratch), seed_(seed), added_(scratch) {}

  /// Without memory: 0, and the arena that had none says so.
  TextId intern(Bytes text);
  Bytes text(TextId id) const {
    const uint32_t own = bundle_.string_count();
    return id < own ? bundle_.string(id) : added_[id - own];
  }
  uint32_t added_count() const { return added_.size(); }
  const Bytes* added() const { return added_.items(); }

private:
  struct Slot {
    uint32_t hash = 0;
    uint32_t id_plus_one = 0;
  };
  bool grow();

  const Bundle& bundle_;
  Arena& keep_;
  Arena& scratch_;
  uint64_t seed_;
  Vec<Bytes> added_;
  Slot* slots_ = nullptr;
  uint32_t capacity_ = 0; ///< a power of two, or 0
  uint32_t used_ = 0;
};

/// SipHash-1-3: same bytes, same number, on every machine.
uint64_t hash_bytes(const char* data, size_t size, uint64_t seed);

} // namespace ward::rt
