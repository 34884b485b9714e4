// SPDX-License-Identifier: Apache-2.0
#include "facts/text_pool.h"

#include <cstring>

namespace ward::rt {
namespace {

uint64_t rotate(uint64_t value, int bits) {
  return (value << bits) | (value >> (64 - bits));
}

struct Sip {
  uint64_t v0, v1, v2, v3;

  void round() {
    v0 += v1, v1 = rotate(v1, 13) ^ v0, v0 = rotate(v0, 32);
    v2 += v3, v3 = rotate(v3, 16) ^ v2;
    v0 += v3, v3 = rotate(v3, 21) ^ v0;
    v2 += v1, v1 = rotate(v1, 17) ^ v2, v2 = rotate(v2, 32);
  }
};

/// Eight bytes, the first lowest, on every machine.
uint64_t load(const char* data, size_t count) {
  uint64_t word = 0;
  for (size_t i = 0; i < count; ++i)
    word |= uint64_t{static_cast<unsigned char>(data[i])} << (8 * i);
  return word;
}

} // namespace

uint64_t hash_bytes(const char* data, size_t size, uint64_t seed) {
  Sip sip{seed ^ 0x736f6d6570736575, ~seed ^ 0x646f72616e646f6d, seed ^ 0x6c7967656e657261,
          ~seed ^ 0x7465646279746573};
  size_t at = 0;
  for (; at + 8 <= size; at += 8) {
    const uint64_t word = load(data + at, 8);
    sip.v3 ^= word;
    sip.round();
    sip.v0 ^= word;
  }
  const uint64_t last = load(data + at, size - at) | (uint64_t{size & 0xFF} << 56);
  sip.v3 ^= last;
  sip.round();
  sip.v0 ^= last;
  sip.v2 ^= 0xFF;
  for (int i = 0; i < 3; ++i)
    sip.round();
  return sip.v0 ^ sip.v1 ^ sip.v2 ^ sip.v3;
}

TextId TextPool::intern(Bytes text) {
  if ((used_ + 1) * 2 > capacity_ && !grow())
    return 0;
  const uint32_t hash = static_cast<uint32_t>(hash_bytes(text.data, text.size, seed_));
  uint32_t at = hash & (capacity_ - 1);
  for (; slots_[at].id_plus_one != 0; at = (at + 1) & (capacity_ - 1)) {
    if (slots_[at].hash != hash)
      continue;
    const Bytes known = this->text(slots_[at].id_plus_one - 1);
    if (known.size == text.size &&
        (text.size == 0 || std::memcmp(known.data, text.data, text.size) == 0))
      return slots_[at].id_plus_one - 1;
  }
  TextId id = bundle_.find_string(text.data, text.size);
  if (id == UINT32_MAX) {
    id = bundle_.string_count() + added_.size();
    char* copy = static_cast<char*>(keep_.allocate(text.size == 0 ? 1 : text.size, 1));
    if (copy == nullptr)
      return 0;
    if (text.size > 0)
      std::memcpy(copy, text.data, text.size);
    if (!added_.add({copy, text.size}))
      return 0;
  }
  slots_[at] = {hash, id + 1};
  ++used_;
  return id;
}

bool TextPool::grow() {
  const uint32_t capacity = capacity_ == 0 ? 256 : capacity_ * 2;
  Slot* slots = scratch_.array<Slot>(capacity);
  if (slots == nullptr)
    return false;
  for (uint32_t i = 0; i < capacity_; ++i) {
    if (slots_[i].id_plus_one == 0)
      continue;
    uint32_t at = slots_[i].hash & (capacity - 1);
    while (slots[at].id_plus_one != 0)
      at = (at + 1) & (capacity - 1);
    slots[at] = slots_[i];
  }
  slots_ = slots;
  capacity_ = capacity;
  return true;
}

} // namespace ward::rt
