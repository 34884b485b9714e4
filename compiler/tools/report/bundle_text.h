// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"

#include <cstdint>
#include <string>

namespace ward::tool {

/// A string of a bundle by its index.
inline std::string text_of(const rt::Bundle& bundle, uint32_t string) {
  const rt::Bytes bytes = bundle.string(string);
  return std::string(bytes.data, bytes.size);
}

/// A day as "2026-11-22".
std::string format_day(int32_t days);

} // namespace ward::tool
