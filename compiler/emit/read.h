// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ward::bundle {
struct Bundle;
}
namespace ward::program {
struct Program;
}

namespace ward::emit {

/// The program of a bundle that the runtime has opened, which verified it: read(emit(p)) is p.
program::Program read(const bundle::Bundle& bundle);

} // namespace ward::emit
