// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace ward::formats {

/// The change from one text to another as `diff -u` writes it, with `path` in its head; empty when
/// there is none. Where the texts differ in more than 2,000 lines, what lies between the first and
/// the last change is one hunk.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

} // namespace ward::formats
