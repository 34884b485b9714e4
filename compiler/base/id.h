// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace ward::base {

/// A typed index into a Store. Ids with different tags never compare or convert.
template <typename Tag> struct Id {
  static constexpr uint32_t none_index = UINT32_MAX;

  uint32_t index = none_index;

  static constexpr Id none() { return {}; }
  constexpr bool is_none() const { return index == none_index; }
  constexpr explicit operator bool() const { return index != none_index; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

/// Append-only table addressed by its id. Ids stay valid for the store's life; references die at
/// the next add().
template <typename IdT, typename T> class Store {
public:
  IdT add(T value) {
    assert(items_.size() < IdT::none_index);
    items_.push_back(std::move(value));
    return IdT{static_cast<uint32_t>(items_.size() - 1)};
  }

  T& operator[](IdT id) {
    assert(id.index < items_.size());
    return items_[id.index];
  }
  const T& operator[](IdT id) const {
    assert(id.index < items_.size());
    return items_[id.index];
  }

  bool contains(IdT id) const { return id.index < items_.size(); }
  size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  void reserve(size_t count) { items_.reserve(count); }

  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

private:
  std::vector<T> items_;
};

} // namespace ward::base

/// Hashing is by index alone; the tag is in the type.
template <typename Tag> struct std::hash<ward::base::Id<Tag>> {
  size_t operator()(ward::base::Id<Tag> id) const noexcept { return id.index; }
};
