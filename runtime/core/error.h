// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bound_facts.h"
#include "ward/ward.h"

#include <cstdint>

namespace ward::rt {

/// Writes the message of an error, cut to what fits and always terminated. `error` may be null.
class Message {
public:
  explicit Message(ward_error* error) : error_(error) {
    if (error_ != nullptr)
      error_->message[0] = '\0';
  }
  Message& operator<<(const char* text);
  Message& operator<<(Bytes text);
  Message& operator<<(uint64_t number);

private:
  void put(char byte);

  ward_error* error_;
  uint32_t length_ = 0;
};

/// Zeroes the error, sets its status and writes the first part of its message.
Message fail(ward_error* error, ward_status status, const char* message);

} // namespace ward::rt
