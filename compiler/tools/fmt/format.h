// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "parse/parse.h"
#include "source/span.h"

#include <optional>
#include <string>

namespace ward::diag {
class Sink;
}
namespace ward::source {
class SourceManager;
}

/// The house style of Ward text. Lines are broken where the author broke them, except that each
/// clause of a block of several lines has its own; blanks, indentation, columns and blank lines
/// follow from that. Tokens, comments and their order never change.
namespace ward::fmt_tool {

/// The text of `source` in the house style, its end a newline. A text with mistakes is left alone:
/// they are filed in `sink`, and there is nothing. Formatting the result gives the same bytes.
std::optional<std::string> format(const source::SourceManager& sources, source::SourceId source,
                                  const parse::ParseLimits& limits, diag::Sink& sink);

} // namespace ward::fmt_tool
