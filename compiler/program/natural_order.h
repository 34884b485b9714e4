// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace ward::program {

/// Orders citations as their law is printed: below 0, 0 or above 0. Numbers count as numbers
/// (`164.2` before `164.10`, `(9)` before `(10)`); letters in parentheses as `a, ..., z, aa`, and
/// as Roman numbers where they follow a number or a capital (`(1)(v)` before `(1)(ix)`,
/// `(a)(1)(A)(ii)`); a parent comes before its children. Total: 0 for equal texts only.
int compare_citations(std::string_view left, std::string_view right);

} // namespace ward::program
