// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "parse/parse.h"
#include "source/span.h"

#include <optional>
#include <string>

namespace ward::source {
class SourceManager;
}

/// The house style of Ward text. Lines are broken where the author broke them, except that each
/// clause of a block of several lines has its own; blanks, indentation, columns and blank lines
/// follow from that. Tokens, comments and their order never change.
namespace ward::fmt_tool {

/// The text of `source` in the house style, its end a newline; nothing for a text with mistakes,
/// which is left alone. Formatting the result gives the same bytes.
std::optional<std::string> format(const source::SourceManager& sources, source::SourceId source,
                                  const parse::ParseLimits& limits);

}  // namespace ward::fmt_tool
