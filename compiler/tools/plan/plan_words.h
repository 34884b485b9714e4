// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/page/page.h"
#include "tools/plan/plan.h"
#include "tools/report/view.h"

namespace ward::tool {

// Pieces that the plans for provisions and for scores share.

std::string counted(size_t number, const char* noun); ///< "1 step", "3 steps"

/// Adds a line to an item; a label that stands just above is not said again.
void add_field(page::Item& item, const std::string& label, page::Words words);

/// What is to be so: first what is known to be otherwise, then what nobody knows.
void add_changes(const View& view, page::Item& item, const std::vector<Change>& all);

/// "law first: ..." before a plan for what is no law; nothing where no law is open.
void add_law_first(const LawOpen& law, page::Page& page);

llvm::json::Array changes_json(const std::vector<Change>& all);
llvm::json::Object law_json(const LawOpen& law);

} // namespace ward::tool
