// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <utility>
#include <variant>

namespace ward::base {

/// The failure half of an Expected: `return Unexpected{LoadError{...}};`
template <typename E> struct Unexpected {
  E error;
};
template <typename E> Unexpected(E) -> Unexpected<E>;

/// A value, or the reason why there is none. For broken surroundings (files, bundles); users'
/// mistakes are diagnostics and programmers' mistakes are asserts. Reading the half that is not
/// there is a bug.
template <typename T, typename E> class [[nodiscard]] Expected {
public:
  Expected(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Expected(Unexpected<E> failure) : state_(std::in_place_index<1>, std::move(failure.error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return std::get<0>((assert(has_value()), state_)); }
  const T& value() const& { return std::get<0>((assert(has_value()), state_)); }
  T&& value() && { return std::get<0>((assert(has_value()), std::move(state_))); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const E& error() const {
    assert(!has_value());
    return std::get<1>(state_);
  }

private:
  std::variant<T, E> state_;
};

} // namespace ward::base
