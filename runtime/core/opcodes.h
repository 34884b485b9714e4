// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace ward::rt {

/// The opcodes of opcodes.def, in its order.
enum class Op : uint8_t {
#define WARD_OP(name, result, a, b, c, lane) name,
#include "core/opcodes.def"
#undef WARD_OP
};

constexpr uint32_t op_count = 0
#define WARD_OP(name, result, a, b, c, lane) +1
#include "core/opcodes.def"
#undef WARD_OP
    ;

/// "logical_and"; static storage. `op` is one of the list.
const char* op_name(Op op);

} // namespace ward::rt
