// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace ward::prove {

/// Of the solver that this program runs with, "4.8.12": the library's own word, not that of its
/// headers.
std::string solver_version();

} // namespace ward::prove
