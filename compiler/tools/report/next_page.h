// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/report/open_questions.h"
#include "tools/report/view.h"

#include <cstddef>

namespace ward::tool {

/// Open questions of a report, in the order given: the first `limit`, or all if the view is verbose.
page::Page next_page(const View& view, const std::vector<OpenQuestion>& questions, size_t limit);

/// All of them, for programs.
JsonObject next_json(const View& view, const std::vector<OpenQuestion>& questions);
llvm::json::Array questions_json(const std::vector<OpenQuestion>& questions);

} // namespace ward::tool
