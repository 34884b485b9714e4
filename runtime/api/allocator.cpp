// SPDX-License-Identifier: Apache-2.0
#include "api/allocator.h"

#include <cstdlib>

namespace ward::rt {
namespace {

void* allocate_default(void*, size_t size, size_t alignment) {
  if (alignment <= alignof(max_align_t))
    return std::malloc(size);
  if (size > SIZE_MAX - alignment)
    return nullptr;
  // The size of an aligned block is a multiple of its alignment.
  return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

void release_default(void*, void* memory, size_t, size_t) {
  std::free(memory);
}

} // namespace

ward_allocator default_allocator() {
  return {nullptr, allocate_default, release_default};
}

ward_allocator CountingAllocator::allocator() {
  return {this, allocate, release};
}

void* CountingAllocator::allocate(void* context, size_t size, size_t alignment) {
  auto& self = *static_cast<CountingAllocator*>(context);
  if (size > self.limit_ - self.used_) {
    self.exceeded_ = true;
    return nullptr;
  }
  void* memory = self.inner_.allocate(self.inner_.context, size, alignment);
  if (memory != nullptr)
    self.used_ += size;
  return memory;
}

void CountingAllocator::release(void* context, void* memory, size_t size, size_t alignment) {
  auto& self = *static_cast<CountingAllocator*>(context);
  self.used_ -= size;
  self.inner_.release(self.inner_.context, memory, size, alignment);
}

} // namespace ward::rt
