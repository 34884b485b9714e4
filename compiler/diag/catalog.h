// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace ward::diag {

struct CatalogPage {
  uint16_t code;
  std::string_view file_name; ///< "1203-assignment-compares.md"
  std::string_view text;      ///< Markdown
};

/// Every page that was built in, by code.
std::span<const CatalogPage> catalog_pages();
/// The page of a code; nothing when there is none.
std::optional<std::string_view> catalog_page(uint16_t code);

} // namespace ward::diag
