// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program/verify.h"

namespace ward::program {

/// The part of verify() that looks at instructions; the records are right already.
std::optional<Violation> verify_nodes(const Program& program);

} // namespace ward::program
