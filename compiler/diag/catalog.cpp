// SPDX-License-Identifier: Apache-2.0
#include "diag/catalog.h"

#include <algorithm>

namespace ward::diag {

std::optional<std::string_view> catalog_page(uint16_t code) {
  const std::span<const CatalogPage> pages = catalog_pages();
  const auto found =
      std::lower_bound(pages.begin(), pages.end(), code,
                       [](const CatalogPage& page, uint16_t value) { return page.code < value; });
  if (found == pages.end() || found->code != code)
    return std::nullopt;
  return found->text;
}

} // namespace ward::diag
