// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/page/page.h"

#include <string>

namespace ward::page {

struct TextOptions {
  bool color = false;
  bool cut = true; ///< a fact too long for its line ends in "..."
};

/// For a terminal: 110 columns, places of facts in a column of their own.
std::string render_text(const Page& page, const TextOptions& options);

/// CommonMark with tables: sections as headings, findings as nested lists, facts as code.
std::string render_markdown(const Page& page);

} // namespace ward::page
