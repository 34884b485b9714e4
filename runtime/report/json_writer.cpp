// SPDX-License-Identifier: Apache-2.0
#include "report/json_writer.h"

#include <cstring>

namespace ward::rt {

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  const uint64_t bit = uint64_t{1} << depth_;
  if ((begun_ & bit) != 0)
    out_.put(',');
  begun_ |= bit;
}

void JsonWriter::open(char bracket) {
  separate();
  out_.put(bracket);
  ++depth_;
  begun_ &= ~(uint64_t{1} << depth_);
}

void JsonWriter::close(char bracket) {
  --depth_;
  out_.put(bracket);
}

JsonWriter& JsonWriter::key(const char* name) {
  string(name);
  out_.put(':');
  after_key_ = true;
  return *this;
}

void JsonWriter::string(const char* text) {
  string({text, static_cast<uint32_t>(std::strlen(text))});
}

void JsonWriter::string(Bytes text) {
  static constexpr char hex[] = "0123456789abcdef";
  separate();
  out_.put('"');
  uint32_t written = 0;
  for (uint32_t i = 0; i < text.size; ++i) {
    const unsigned char byte = static_cast<unsigned char>(text.data[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\')
      continue;
    out_.put(text.data + written, i - written);
    written = i + 1;
    switch (byte) {
    case '"':
      out_.put("\\\"");
      break;
    case '\\':
      out_.put("\\\\");
      break;
    case '\n':
      out_.put("\\n");
      break;
    case '\r':
      out_.put("\\r");
      break;
    case '\t':
      out_.put("\\t");
      break;
    default:
      out_.put("\\u00");
      out_.put(hex[byte >> 4]);
      out_.put(hex[byte & 15]);
    }
  }
  out_.put(text.data + written, text.size - written);
  out_.put('"');
}

void JsonWriter::number(uint64_t number) {
  separate();
  out_.put_number(number);
}

void JsonWriter::boolean(bool value) {
  separate();
  out_.put(value ? "true" : "false");
}

void JsonWriter::null() {
  separate();
  out_.put("null");
}

} // namespace ward::rt
