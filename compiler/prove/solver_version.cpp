// SPDX-License-Identifier: Apache-2.0
#include "prove/solver_version.h"

#include <fmt/format.h>
#include <z3++.h>

namespace ward::prove {

std::string solver_version() {
  unsigned major = 0, minor = 0, build = 0, revision = 0;
  Z3_get_version(&major, &minor, &build, &revision);
  return fmt::format("{}.{}.{}", major, minor, build);
}

} // namespace ward::prove
