// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ward::check {

/// "2026-01-31", of days since 1970-01-01 in years 1 to 9999; else what stands for no limit.
std::string date_text(int32_t days);

std::string_view designation_text(model::Designation designation);
std::string_view force_text(model::Force force);

const std::string& citation_text(const model::Model& model, model::CitationId citation);
const std::string& citation_text(const model::Model& model, const model::Provision& provision);

/// "2013-09-23, 2025-01-01 and 2026-03-04"; "a, b and 3 more" past five.
std::string list_text(const std::vector<std::string>& items);

} // namespace ward::check
