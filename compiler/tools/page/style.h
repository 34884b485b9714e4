// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace ward::page {

/// Colours for a terminal, or nothing at all.
class Style {
public:
  explicit Style(bool on) : on_(on) {}

  std::string bold(std::string_view text) const { return wrap("1", text); }
  std::string dim(std::string_view text) const { return wrap("2", text); }
  std::string error(std::string_view text) const { return wrap("1;31", text); }
  std::string good(std::string_view text) const { return wrap("32", text); }
  std::string bad(std::string_view text) const { return wrap("31", text); }
  std::string unknown(std::string_view text) const { return wrap("33", text); }

private:
  std::string wrap(const char* code, std::string_view text) const {
    if (!on_)
      return std::string(text);
    return std::string("\x1b[") + code + "m" + std::string(text) + "\x1b[0m";
  }
  bool on_;
};

} // namespace ward::page
