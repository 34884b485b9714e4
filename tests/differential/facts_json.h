// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/facts.h"

#include <string>

namespace ward::differential {

/// The canonical JSON of facts (R4.4), each leaf with what it carries.
std::string facts_json(const model::Model& model, const reference::Facts& facts);

} // namespace ward::differential
