// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ward::diag {
struct Diagnostic;
}
namespace ward::source {
struct Span;
}

namespace ward::resolve {

/// Up to three of `candidates` that a slip of the hand could have turned into `written`, nearest
/// first, then by their bytes. An edit is a letter inserted, dropped, changed or swapped with the
/// next; about one for three letters is allowed.
std::vector<std::string> nearest(std::string_view written,
                                 const std::vector<std::string>& candidates);

/// Adds "did you mean" to a diagnostic; with a single candidate also the fix that writes it at
/// `place`. Nothing when there are none.
void suggest(diag::Diagnostic& diagnostic, source::Span place,
             const std::vector<std::string>& names);

} // namespace ward::resolve
