// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace ward::program {
struct Program;
}

namespace ward::emit {

/// The bytes of a .wardb file (runtime/FORMAT.md) for a verified program: the same program gives
/// the same bytes, everywhere. Empty only past the 2 GiB that a FlatBuffer can hold.
std::vector<uint8_t> emit(const program::Program& program);

} // namespace ward::emit
