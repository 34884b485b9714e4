// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bound_facts.h"

#include <cstddef>
#include <cstdint>

namespace ward::rt {

/// Writes into a buffer of fixed size, for the fields of ward_error. What does not fit is cut
/// before a character, never inside one; control characters are shown as `?`. Always terminated.
class FixedText {
public:
  FixedText(char* buffer, size_t capacity) : buffer_(buffer), capacity_(capacity) {
    buffer_[0] = '\0';
  }

  FixedText& operator<<(const char* text);
  FixedText& operator<<(Bytes text);
  FixedText& operator<<(uint64_t number);
  FixedText& operator<<(uint32_t number) { return *this << static_cast<uint64_t>(number); }

  size_t size() const { return size_; }
  /// Back to an earlier size(), to leave a path as it was entered.
  void truncate(size_t size);

private:
  void append(const char* data, size_t size);

  char* buffer_;
  size_t capacity_;
  size_t size_ = 0;
  bool full_ = false; ///< cut: nothing is appended any more
};

} // namespace ward::rt
