// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bound_facts.h"
#include "ward/ward.h"

#include <cstddef>
#include <cstdint>

namespace ward::rt {

/// Growing bytes on the caller's allocator. Once an allocation fails, failed() is true and nothing
/// more is written.
class Buffer {
public:
  explicit Buffer(const ward_allocator& allocator) : allocator_(allocator) {}
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer();

  void put(char byte) { put(&byte, 1); }
  void put(const char* data, size_t size);
  void put(const char* text);
  void put(Bytes text) { put(text.data, text.size); }
  void put_number(uint64_t number);
  /// `size` bytes to be written by the caller, or null.
  char* extend(size_t size);

  /// Empty again; a failure is forgotten.
  void clear() {
    size_ = 0;
    failed_ = false;
  }
  const char* data() const { return data_; }
  size_t size() const { return size_; }
  bool failed() const { return failed_; }

private:
  bool reserve(size_t more);

  ward_allocator allocator_;
  char* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
  bool failed_ = false;
};

} // namespace ward::rt
