// SPDX-License-Identifier: Apache-2.0
#include "facts/fixed_text.h"

#include <cstring>

namespace ward::rt {

FixedText& FixedText::operator<<(const char* text) {
  append(text, std::strlen(text));
  return *this;
}

FixedText& FixedText::operator<<(Bytes text) {
  append(text.data, text.size);
  return *this;
}

FixedText& FixedText::operator<<(uint64_t number) {
  char digits[20];
  size_t at = sizeof digits;
  do {
    digits[--at] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  append(digits + at, sizeof digits - at);
  return *this;
}

void FixedText::truncate(size_t size) {
  if (size > size_)
    return;
  size_ = size;
  buffer_[size_] = '\0';
  full_ = false;
}

void FixedText::append(const char* data, size_t size) {
  if (full_ || size == 0)
    return;
  const size_t room = capacity_ - 1 - size_;
  if (size > room) {
    full_ = true;
    size = room;
    // 10xxxxxx continues a character: its beginning would be left alone.
    while (size > 0 && (static_cast<unsigned char>(data[size]) & 0xC0) == 0x80)
      --size;
  }
  for (size_t i = 0; i < size; ++i) {
    const unsigned char byte = static_cast<unsigned char>(data[i]);
    buffer_[size_ + i] = byte < 0x20 || byte == 0x7F ? '?' : data[i];
  }
  size_ += size;
  buffer_[size_] = '\0';
}

} // namespace ward::rt
