// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api/allocator.h"
#include "core/evaluate.h"
#include "prove/query.h"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ward::driver {

/// What was judged, and what it was judged from; the bundle outlives it.
struct JudgedFacts {
  rt::Arena arena{rt::default_allocator()};
  rt::BoundFacts facts;
  std::vector<int64_t> parameters;
  rt::Evaluation evaluation;
};

/// Judges the facts of a witness, which are facts of `model`, by a bundle, as the document that a
/// test of them would be. `settings`: parameters that are not at their default, by their index in
/// the bundle. False: `refused` tells why.
bool judge_facts(const rt::Bundle& bundle, const model::Model& model, const prove::Witness& witness,
                 std::span<const std::pair<uint32_t, int64_t>> settings, JudgedFacts& out,
                 std::string& refused);

/// The truths of nodes of the bundle for the same.
prove::Replayed judge_nodes(const rt::Bundle& bundle, const model::Model& model,
                            const prove::Witness& witness,
                            std::span<const std::pair<uint32_t, int64_t>> settings,
                            std::span<const program::NodeId> nodes);

} // namespace ward::driver
