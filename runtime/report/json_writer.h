// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/buffer.h"

#include <cstdint>

namespace ward::rt {

/// Writes JSON without blanks, members in the order given. Texts are UTF-8. At most 63 levels.
class JsonWriter {
public:
  explicit JsonWriter(Buffer& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  JsonWriter& key(const char* name);
  void string(Bytes text);
  void string(const char* text);
  void number(uint64_t number);
  void boolean(bool value);
  void null();

  void member(const char* name, Bytes text) { key(name).string(text); }
  void member(const char* name, const char* text) { key(name).string(text); }
  void member(const char* name, uint32_t value) { key(name).number(value); }
  void member(const char* name, bool value) { key(name).boolean(value); }
  /// Left out where there is nothing to say.
  void optional_member(const char* name, Bytes text) {
    if (text.size > 0)
      member(name, text);
  }

private:
  void open(char bracket);
  void close(char bracket);
  void separate();

  Buffer& out_;
  uint64_t begun_ = 0; ///< bit d: something was written at depth d
  uint32_t depth_ = 0;
  bool after_key_ = false;
};

} // namespace ward::rt
