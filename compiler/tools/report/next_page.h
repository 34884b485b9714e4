// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/report/view.h"

#include <cstddef>

namespace ward::tool {

/// The open questions of a report, in the order in which to answer (REFERENCE.md R11.10): the
/// first `limit`, or all if the view is verbose.
page::Page next_page(const View& view, size_t limit);

/// All of them, for programs.
JsonObject next_json(const View& view);

} // namespace ward::tool
