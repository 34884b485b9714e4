// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lower/layout.h"
#include "model/model.h"
#include "program/program.h"
#include "prove/query.h"

#include <cstdint>

namespace ward::prove {

/// What bounds the search for one query. Counted, never timed, so that it ends alike everywhere.
struct Limits {
  uint32_t solver_steps = 3'000'000; ///< Z3's rlimit for one call
  uint32_t calendar_rounds = 200;    ///< how often the calendar may correct the solver
  uint32_t minimizing_calls = 4'000; ///< calls that make a counterexample smaller
  uint32_t rows_shown = 100;         ///< rows of tables in a counterexample
};

/// What queries are about; all of it outlives them.
struct Subject {
  const model::Model& model;
  const lower::Layout& layout;
  const program::Program& program;
  const Replay& replay;
  const Price& price;
  Limits limits = {};
};

/// Decides a query by the solver. A witness is the least by day, parameters, rows, then values in
/// order of path; what it does not need is left out, and the runtime has agreed to it. `fault`
/// tells of a witness to which the runtime did not agree: a mistake of this program.
Answer solve(const Subject& subject, const Query& query, std::string& fault);

} // namespace ward::prove
