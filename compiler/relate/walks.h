// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "relate/network.h"

#include <set>
#include <span>
#include <vector>

namespace ward::relate {

/// One way from the source of the walks to a concept, as a link to the way before it.
struct Way {
  static constexpr uint32_t none = UINT32_MAX;

  ConceptId at;
  RelationSet composed;   ///< from the source to `at`, along this way
  uint32_t before = none; ///< index of the way that it continues
  StepId step;            ///< the last step; none at the source
  uint32_t length = 0;    ///< steps
};

/// A step of a walk, in the direction in which it is walked.
struct Walked {
  StepId step;
  ConceptId from, to;
  RelationSet relation;
};
using Walk = std::vector<Walked>;

/// Every way from one concept that says anything, shortest first: the closure for one row of the
/// network, by a worklist over its edges. A way that allows all five relations is not continued,
/// nor one than which a way as short says as much. So each concept is left at most as often as
/// there are relation sets, and the work is linear in the edges that are reached.
class Walks {
public:
  explicit Walks(const Network& network) : network_(network), first_(network.concepts().size()) {}

  /// Ways from `source`; silent rows are not walked, and of the others those in `only` where given.
  /// Forgets the ways before.
  void run(ConceptId source, const std::set<uint32_t>* only = nullptr);

  std::span<const Way> ways() const { return ways_; }
  /// Indices of the ways that end at `id`, shortest first.
  std::vector<uint32_t> ways_to(ConceptId id) const;
  /// What the ways to `id` leave (R7.10), before what only equality within an authority tells.
  RelationSet left(ConceptId id) const;
  /// The concepts that are reached, the source first.
  std::span<const ConceptId> reached() const { return reached_; }
  Walk walk(uint32_t way) const;
  /// The fewest and shortest ways whose intersection is left(id).
  std::vector<Walk> proof(ConceptId id) const;

private:
  bool offer(const Way& way);

  const Network& network_;
  std::vector<Way> ways_;
  std::vector<ConceptId> reached_;
  /// By concept: 1 + its last way, 0 where none; ways of one concept are linked by `earlier_`.
  std::vector<uint32_t> first_;
  std::vector<uint32_t> earlier_; ///< by way: 1 + the way to the same concept before it
};

} // namespace ward::relate
