// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/diff/change.h"
#include "tools/page/page.h"

#include <llvm/Support/JSON.h>

#include <string>
#include <vector>

namespace ward::diff {

/// What was compared, for the head of what is written.
struct Titles {
  std::string before, after; ///< paths as given
  bool before_is_bundle = false, after_is_bundle = false;
  std::string as_of; ///< YYYY-MM-DD
};

/// How many changes there are that `--fail-on` counts by a name: weaker, coverage, worse, flips,
/// any.
size_t count(const Diff& diff, const std::string& name);

page::Page diff_page(const Diff& diff, const Titles& titles);
llvm::json::Object diff_json(const Diff& diff, const Titles& titles);

} // namespace ward::diff
