// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"

#include <cstring>

namespace ward::rt {

void Message::put(char byte) {
  if (error_ == nullptr || length_ + 1 >= sizeof(error_->message))
    return;
  error_->message[length_++] = byte;
  error_->message[length_] = '\0';
}

Message& Message::operator<<(const char* text) {
  while (*text != '\0')
    put(*text++);
  return *this;
}

Message& Message::operator<<(Bytes text) {
  for (uint32_t i = 0; i < text.size; ++i)
    put(text.data[i]);
  return *this;
}

Message& Message::operator<<(uint64_t number) {
  char digits[20];
  uint32_t count = 0;
  do {
    digits[count++] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  while (count > 0)
    put(digits[--count]);
  return *this;
}

Message fail(ward_error* error, ward_status status, const char* message) {
  if (error != nullptr) {
    std::memset(error, 0, sizeof(*error));
    error->status = status;
  }
  Message result(error);
  result << message;
  return result;
}

} // namespace ward::rt
