// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/facts/focus.h"
#include "tools/ward/judged.h"

namespace ward::tool {

/// Judges as if of a table nothing but one row had happened (facts::collect_about). Judge all of it
/// first: what is wrong with the facts is said there.
Judged judge_row(const OpenedBundle& opened, const std::string& path, const JudgeRequest& request,
                 const Common& common, const facts::Focus& focus);

} // namespace ward::tool
