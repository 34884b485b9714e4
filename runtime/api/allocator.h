// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ward/ward.h"

#include <cstddef>
#include <cstdint>

namespace ward::rt {

/// malloc and free: the only place of the library that knows them.
ward_allocator default_allocator();

/// Passes requests on and refuses those beyond a limit. Its address is the context of what
/// allocator() gives, so it stays where it is.
class CountingAllocator {
public:
  CountingAllocator(const ward_allocator& inner, uint64_t limit) : inner_(inner), limit_(limit) {}
  CountingAllocator(const CountingAllocator&) = delete;
  CountingAllocator& operator=(const CountingAllocator&) = delete;

  ward_allocator allocator();
  /// A request was refused for the limit, not by the inner allocator.
  bool exceeded() const { return exceeded_; }

private:
  static void* allocate(void* context, size_t size, size_t alignment);
  static void release(void* context, void* memory, size_t size, size_t alignment);

  ward_allocator inner_;
  uint64_t limit_;
  uint64_t used_ = 0;
  bool exceeded_ = false;
};

} // namespace ward::rt
