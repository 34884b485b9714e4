// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/ward/crosswalk_library.h"

#include <optional>
#include <string>

namespace ward::tool {

/// Which crosswalks to export, by the authorities that they go from and to.
struct ExportFilter {
  std::optional<uint32_t> from, to;
};

/// The rows as stated: a header, then from, relation, to, strength, because, crosswalk, source.
std::string export_csv(const CrosswalkLibrary& library, const ExportFilter& filter);

/// The rows as stated, as an OSCAL 1.2 mapping collection; "" where there are none, which OSCAL
/// cannot say. Its UUIDs are of version 5 over what they name: the same rows, the same bytes.
std::string export_oscal(const CrosswalkLibrary& library, const ExportFilter& filter);

/// The namespace of the properties that OSCAL has no word for (`strength`).
constexpr std::string_view oscal_namespace = "urn:ward:oscal";

} // namespace ward::tool
