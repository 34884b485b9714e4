// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <llvm/Support/Allocator.h>

#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ward::base {

/// Owns everything made in it until it is destroyed; runs no destructors, so what it holds must
/// not need one. Not thread-safe; not copyable, so nothing in it can outlive it unnoticed.
class Arena {
public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  Arena(Arena&&) = default;
  Arena& operator=(Arena&&) = default;

  template <typename T, typename... Args> T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>, "the arena runs no destructors");
    return new (allocator_.Allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  /// A copy of `items` that lives as long as the arena.
  template <typename T> std::span<const T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_destructible_v<T> && std::is_trivially_copyable_v<T>);
    if (items.empty())
      return {};
    T* out = static_cast<T*>(allocator_.Allocate(sizeof(T) * items.size(), alignof(T)));
    std::memcpy(static_cast<void*>(out), items.data(), sizeof(T) * items.size());
    return {out, items.size()};
  }
  template <typename T> std::span<const T> copy(const std::vector<T>& items) {
    return copy(std::span<const T>(items));
  }

  std::string_view copy(std::string_view text) {
    if (text.empty())
      return {};
    char* out = static_cast<char*>(allocator_.Allocate(text.size(), 1));
    std::memcpy(out, text.data(), text.size());
    return {out, text.size()};
  }

  /// Bytes asked for so far, without the slack of the slabs.
  size_t bytes_used() const { return allocator_.getBytesAllocated(); }

private:
  llvm::BumpPtrAllocator allocator_;
};

} // namespace ward::base
