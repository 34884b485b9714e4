// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"
#include "core/explain.h"

#include <vector>

namespace ward::tool {

/// The leaves that nodes read, directly or below them, each once: facts, fields of tables (of no
/// row in particular), and tables whose rows are gone through.
std::vector<rt::Atom> reads_of(const rt::Bundle& bundle, const std::vector<uint32_t>& nodes);

} // namespace ward::tool
