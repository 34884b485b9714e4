// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"

#include <cstdint>
#include <cstring>
#include <type_traits>

namespace ward::rt {

/// A growing array in an arena. What it outgrows stays there until the arena goes, so that it
/// costs at most twice its size. Without memory add() is false and nothing changes.
template <typename T> class Vec {
  static_assert(std::is_trivially_copyable_v<T>);

public:
  explicit Vec(Arena& arena) : arena_(arena) {}

  bool add(const T& item) {
    if (size_ == capacity_ && !grow())
      return false;
    items_[size_++] = item;
    return true;
  }
  uint32_t size() const { return size_; }
  const T* items() const { return items_; }
  T& operator[](uint32_t index) { return items_[index]; }
  const T& operator[](uint32_t index) const { return items_[index]; }
  const T* begin() const { return items_; }
  const T* end() const { return items_ + size_; }

private:
  bool grow() {
    if (capacity_ > UINT32_MAX / 2)
      return false;
    const uint32_t capacity = capacity_ == 0 ? 16 : capacity_ * 2;
    void* memory = arena_.allocate(size_t{capacity} * sizeof(T), alignof(T));
    if (memory == nullptr)
      return false;
    if (size_ > 0)
      std::memcpy(memory, static_cast<const void*>(items_), size_ * sizeof(T));
    items_ = static_cast<T*>(memory);
    capacity_ = capacity;
    return true;
  }

  Arena& arena_;
  T* items_ = nullptr;
  uint32_t size_ = 0;
  uint32_t capacity_ = 0;
};

} // namespace ward::rt
