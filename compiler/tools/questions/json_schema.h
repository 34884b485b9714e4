// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"

#include <llvm/Support/JSON.h>

namespace ward::tool {

/// A JSON Schema (2020-12) of every fact that a bundle declares, in the form that the runtime takes
/// (REFERENCE.md R4.4, R4.5). It is no stricter than the runtime, and looser where a schema cannot
/// say what the runtime checks: ranges of amounts, days of the calendar, keys of rows.
llvm::json::Object facts_schema(const rt::Bundle& bundle);

} // namespace ward::tool
