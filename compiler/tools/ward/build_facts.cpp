// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/build_facts.h"

#include "prove/solver_version.h"
#include "ward/ward.h"

#include <fmt/format.h>

namespace ward::tool {

std::string build_facts() {
  return fmt::format("ward {}\n"
                     "revision: {}\n"
                     "bundle format: {}\n"
                     "solver: Z3 {}\n"
                     "compiler: {}",
                     WARD_VERSION, revision, WARD_BUNDLE_FORMAT, prove::solver_version(),
#ifdef __clang__
                     "Clang " __clang_version__
#else
                     "GCC " __VERSION__
#endif
  );
}

} // namespace ward::tool
