// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "resolve/declarations.h"

#include <cstdint>
#include <functional>
#include <string_view>

namespace ward::diag {
class Sink;
}
namespace ward::source {
class SourceManager;
}

namespace ward::resolve {

/// The parsed file of a module that a `use` at `use` asks for; null when there is none. It may file
/// errors of its own (a file that cannot be read); if it files none, resolve says that the module
/// was not found. Asked once for each name.
using ModuleFinder = std::function<const syntax::File*(std::string_view module, source::Span use)>;

struct Input {
  const syntax::File* root = nullptr;
  ModuleFinder find;
  const source::SourceManager* sources = nullptr;
  int32_t as_of_days = 0; ///< the day of the check
};

/// Reads the declarations of the root module and of all that it reaches by `use` (R1.13) into a
/// model whose expressions are still to be typed, files what is wrong in `sink`, and goes on.
Declarations resolve(const Input& input, diag::Sink& sink);

} // namespace ward::resolve
