// SPDX-License-Identifier: Apache-2.0
#include "core/opcodes.h"

namespace ward::rt {

const char* op_name(Op op) {
  switch (op) {
#define WARD_OP(name, result, a, b, c, lane)                                                       \
  case Op::name:                                                                                   \
    return #name;
#include "core/opcodes.def"
#undef WARD_OP
  }
  return "?";
}

} // namespace ward::rt
