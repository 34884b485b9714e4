// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace ward::facts {

/// What of a person a text looks like ("a social security number", "a person's name", "a birth
/// date", "a record number"), or null. A guess by shape alone, for `--strict`.
const char* looks_personal(std::string_view text);

} // namespace ward::facts
