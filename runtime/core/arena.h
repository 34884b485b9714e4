// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ward/ward.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <type_traits>

namespace ward::rt {

/// Bump allocation on the caller's allocator, freed as a whole. An allocation that fails returns
/// null and sets `failed`; nothing aborts. Objects are trivially destructible.
class Arena {
public:
  explicit Arena(const ward_allocator& allocator) : allocator_(allocator) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  /// `size` bytes, or null.
  void* allocate(size_t size, size_t alignment);

  /// `count` value-initialized objects, or null. Zero objects give a non-null pointer.
  template <typename T> T* array(size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (count > SIZE_MAX / sizeof(T)) {
      failed_ = true;
      return nullptr;
    }
    void* memory = allocate(count == 0 ? 1 : count * sizeof(T), alignof(T));
    if (memory == nullptr)
      return nullptr;
    T* items = static_cast<T*>(memory);
    for (size_t i = 0; i < count; ++i)
      new (items + i) T();
    return items;
  }

  bool failed() const { return failed_; }
  /// Bytes asked of the allocator so far.
  size_t reserved_bytes() const { return reserved_; }
  const ward_allocator& allocator() const { return allocator_; }

private:
  struct Block {
    Block* next;
    size_t size;
  };

  ward_allocator allocator_;
  Block* blocks_ = nullptr;
  char* cursor_ = nullptr;
  char* end_ = nullptr;
  size_t reserved_ = 0;
  bool failed_ = false;
};

} // namespace ward::rt
