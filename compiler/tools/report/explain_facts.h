// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/report/view.h"

namespace ward::tool {

/// The facts of one member of a line ("reason", "to_met" ...) below a sentence; nothing if none.
/// With their questions where nobody answered them.
void add_facts(page::Page& page, const JsonObject& line, const char* name, const char* sentence);

/// The details of a line but `without`, " · on facts that are documented" behind them.
page::Words detail_words(const JsonObject& line, std::string_view without);

} // namespace ward::tool
