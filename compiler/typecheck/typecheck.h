// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "resolve/declarations.h"

namespace ward::diag {
class Sink;
}

namespace ward::typecheck {

/// Types every expression, default, bound, setting and test of the declarations into their model,
/// and hands the model back whole. What is wrong is filed in `sink` and becomes an error
/// expression; so a model of a build with errors is only good for reporting more of them.
model::Model typecheck(resolve::Declarations declarations, diag::Sink& sink);

} // namespace ward::typecheck
