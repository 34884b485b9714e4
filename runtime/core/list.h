// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"

#include <cstdint>
#include <cstring>
#include <type_traits>

namespace ward::rt {

/// A growing array in an arena; what it outgrows stays there until the arena goes. push() after the
/// arena failed does nothing: callers look at arena.failed() when they are done.
template <typename T> class List {
  static_assert(std::is_trivially_copyable_v<T>);

public:
  void push(Arena& arena, const T& item) {
    if (size_ == capacity_ && !grow(arena))
      return;
    items_[size_++] = item;
  }
  T pop() { return items_[--size_]; }
  void clear() { size_ = 0; }

  uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](uint32_t index) { return items_[index]; }
  const T& operator[](uint32_t index) const { return items_[index]; }
  T* begin() { return items_; }
  T* end() { return items_ + size_; }
  const T* begin() const { return items_; }
  const T* end() const { return items_ + size_; }
  void resize_down(uint32_t size) { size_ = size; }

private:
  bool grow(Arena& arena) {
    if (capacity_ > UINT32_MAX / 2)
      return false;
    const uint32_t wanted = capacity_ == 0 ? 16 : capacity_ * 2;
    T* items = arena.array<T>(wanted);
    if (items == nullptr)
      return false;
    if (size_ != 0)
      std::memcpy(items, items_, sizeof(T) * size_);
    items_ = items;
    capacity_ = wanted;
    return true;
  }

  T* items_ = nullptr;
  uint32_t size_ = 0;
  uint32_t capacity_ = 0;
};

} // namespace ward::rt
