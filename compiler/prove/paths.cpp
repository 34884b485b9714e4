// SPDX-License-Identifier: Apache-2.0
#include "prove/paths.h"

#include <fmt/format.h>

namespace ward::prove {

std::string path_of(const program::Program& program, const Leaf& leaf) {
  if (leaf.table == UINT32_MAX)
    return program.text(program.facts[leaf.index].path);
  const program::Table& table = program.tables[leaf.table];
  return fmt::format("{}[{:03}].{}", program.text(table.path), leaf.row,
                     program.text(table.fields[leaf.index].path));
}

} // namespace ward::prove
