// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cctype>
#include <cstdlib>
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ward::rt::test {

/// A JSON text read back, for tests; shares no code with the reader and the writer of the runtime.
class JsonValue {
public:
  static JsonValue parse(std::string_view text) {
    const char* at = text.data();
    const char* end = at + text.size();
    JsonValue value = read(at, end);
    skip(at, end);
    REQUIRE_MESSAGE(at == end, "something follows the JSON");
    return value;
  }

  bool IsNull() const { return kind_ == 'n'; }
  bool GetBool() const {
    REQUIRE((kind_ == 't' || kind_ == 'f'));
    return kind_ == 't';
  }
  int GetInt() const {
    REQUIRE(kind_ == '0');
    return std::atoi(text_.c_str());
  }
  const std::string& GetString() const {
    REQUIRE(kind_ == '"');
    return text_;
  }
  size_t Size() const { return items_.size(); }
  const std::vector<JsonValue>& GetArray() const {
    REQUIRE(kind_ == '[');
    return items_;
  }
  bool HasMember(const std::string& name) const {
    for (const std::string& one : names_)
      if (one == name)
        return true;
    return false;
  }
  const JsonValue& operator[](const char* name) const {
    for (size_t i = 0; i < names_.size(); ++i)
      if (names_[i] == name)
        return items_[i];
    FAIL("no member " << name);
    return *this;
  }
  const JsonValue& operator[](int index) const {
    REQUIRE(static_cast<size_t>(index) < items_.size());
    return items_[static_cast<size_t>(index)];
  }

private:
  static void skip(const char*& at, const char* end) {
    while (at != end && std::isspace(static_cast<unsigned char>(*at)))
      ++at;
  }
  static bool take(const char*& at, const char* end, char c) {
    skip(at, end);
    if (at == end || *at != c)
      return false;
    ++at;
    return true;
  }
  static std::string read_string(const char*& at, const char* end) {
    std::string out;
    REQUIRE(take(at, end, '"'));
    while (at != end && *at != '"') {
      REQUIRE(static_cast<unsigned char>(*at) >= 0x20);
      if (*at != '\\') {
        out += *at++;
        continue;
      }
      ++at;
      REQUIRE(at != end);
      const char c = *at++;
      if (c == 'u') {
        REQUIRE(end - at > 4);
        out += static_cast<char>(std::strtol(std::string(at, 4).c_str(), nullptr, 16));
        at += 4;
      } else {
        out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
      }
    }
    REQUIRE(take(at, end, '"'));
    return out;
  }
  static JsonValue read(const char*& at, const char* end) {
    JsonValue value;
    skip(at, end);
    REQUIRE(at != end);
    value.kind_ = *at;
    if (*at == '"') {
      value.text_ = read_string(at, end);
    } else if (*at == '{' || *at == '[') {
      const char close = *at++ == '{' ? '}' : ']';
      if (take(at, end, close))
        return value;
      do {
        if (close == '}') {
          value.names_.push_back(read_string(at, end));
          REQUIRE(take(at, end, ':'));
        }
        value.items_.push_back(read(at, end));
      } while (take(at, end, ','));
      REQUIRE(take(at, end, close));
    } else if (*at >= '0' && *at <= '9') {
      value.kind_ = '0';
      while (at != end && *at >= '0' && *at <= '9')
        value.text_ += *at++;
    } else {
      const std::string word = *at == 't' ? "true" : *at == 'f' ? "false" : "null";
      REQUIRE(std::string_view(at, static_cast<size_t>(end - at)).substr(0, word.size()) == word);
      at += word.size();
    }
    return value;
  }

  char kind_ = 'n';
  std::string text_;
  std::vector<std::string> names_;
  std::vector<JsonValue> items_;
};

} // namespace ward::rt::test
