// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prove/encode.h"
#include "prove/solve.h"

#include <string>

namespace ward::prove {

/// The facts of a model of the solver. False: they have more rows than may be shown.
bool read_witness(const Subject& subject, const Encoding& encoding, const z3::model& model,
                  Witness& out);

/// What is wrong with a witness by the runtime; empty where it agrees.
std::string replay(const Subject& subject, const Query& query, const Witness& witness);
/// Leaves out of a witness, in order of path, what the runtime does not need for the same truths:
/// tables, rows, fields, facts.
void reduce(const Subject& subject, const Query& query, Witness& witness);

} // namespace ward::prove
