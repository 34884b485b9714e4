// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace ward::check {

/// A set of truths that a condition may take: some of T, F, U.
class Truths {
public:
  constexpr Truths() = default;
  static constexpr Truths none() { return {}; }
  static constexpr Truths yes() { return Truths(1); }
  static constexpr Truths no() { return Truths(2); }
  static constexpr Truths unknown() { return Truths(4); }
  static constexpr Truths any() { return Truths(7); }
  static constexpr Truths of(bool value) { return value ? yes() : no(); }

  constexpr bool may_be_true() const { return bits_ & 1; }
  constexpr bool may_be_false() const { return bits_ & 2; }
  constexpr bool may_be_unknown() const { return bits_ & 4; }
  constexpr bool is_any() const { return bits_ == 7; }

  constexpr Truths& add(Truths other) {
    bits_ |= other.bits_;
    return *this;
  }
  constexpr Truths& add_if(bool condition, Truths other) { return condition ? add(other) : *this; }
  friend constexpr bool operator==(Truths, Truths) = default;

private:
  explicit constexpr Truths(uint8_t bits) : bits_(bits) {}
  uint8_t bits_ = 0;
};

// R5.1, over sets whose members combine independently.
constexpr Truths negate(Truths a) {
  Truths out;
  out.add_if(a.may_be_false(), Truths::yes());
  out.add_if(a.may_be_true(), Truths::no());
  out.add_if(a.may_be_unknown(), Truths::unknown());
  return out;
}
constexpr Truths both(Truths a, Truths b) {
  const auto not_false = [](Truths x) { return x.may_be_true() || x.may_be_unknown(); };
  Truths out;
  if (a == Truths::none() || b == Truths::none())
    return out;
  out.add_if(a.may_be_true() && b.may_be_true(), Truths::yes());
  out.add_if(a.may_be_false() || b.may_be_false(), Truths::no());
  out.add_if((a.may_be_unknown() && not_false(b)) || (b.may_be_unknown() && not_false(a)),
             Truths::unknown());
  return out;
}
constexpr Truths either(Truths a, Truths b) {
  return negate(both(negate(a), negate(b)));
}

} // namespace ward::check
