// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace ward::syntax {
struct File;
struct Expr;

/// The tree as s-expressions, a declaration or clause a line: stable text for tests. Spans and
/// trivia are left out.
std::string print(const File& file);
std::string print(const Expr& expr);

} // namespace ward::syntax
