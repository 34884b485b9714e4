// SPDX-License-Identifier: Apache-2.0
#include "report/buffer.h"

#include <cstring>

namespace ward::rt {

Buffer::~Buffer() {
  if (data_ != nullptr)
    allocator_.release(allocator_.context, data_, capacity_, 1);
}

bool Buffer::reserve(size_t more) {
  if (failed_)
    return false;
  if (more <= capacity_ - size_)
    return true;
  size_t capacity = capacity_ == 0 ? 4096 : capacity_;
  while (capacity - size_ < more) {
    if (capacity > SIZE_MAX / 2) {
      failed_ = true;
      return false;
    }
    capacity *= 2;
  }
  char* data = static_cast<char*>(allocator_.allocate(allocator_.context, capacity, 1));
  if (data == nullptr) {
    failed_ = true;
    return false;
  }
  if (size_ > 0)
    std::memcpy(data, data_, size_);
  if (data_ != nullptr)
    allocator_.release(allocator_.context, data_, capacity_, 1);
  data_ = data;
  capacity_ = capacity;
  return true;
}

void Buffer::put(const char* data, size_t size) {
  if (size == 0 || !reserve(size))
    return;
  std::memcpy(data_ + size_, data, size);
  size_ += size;
}

void Buffer::put(const char* text) {
  put(text, std::strlen(text));
}

void Buffer::put_number(uint64_t number) {
  char digits[20];
  size_t at = sizeof digits;
  do {
    digits[--at] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  put(digits + at, sizeof digits - at);
}

char* Buffer::extend(size_t size) {
  if (!reserve(size))
    return nullptr;
  char* begin = data_ + size_;
  size_ += size;
  return begin;
}

} // namespace ward::rt
