// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/plan/plan.h"
#include "tools/whatif/solve.h"

#include <map>
#include <set>

namespace ward::tool {

/// An element by its places in the bundle.
struct ElementId {
  uint32_t provision = 0;
  uint32_t element = 0;
  friend auto operator<=>(const ElementId&, const ElementId&) = default;
};

/// What a step may be: a control, or an element that no control covers.
struct Candidate {
  uint32_t control = UINT32_MAX;
  ElementId element;
  std::vector<uint32_t> truths; ///< that are T when it is done
  Solution first;               ///< on the facts as they are
  std::optional<uint32_t> hours;

  bool is_control() const { return control != UINT32_MAX; }
};

/// Reading verdicts of one judged state for one target.
struct Gaps {
  const World& world;
  const rt::Bundle& bundle;
  std::string target;

  explicit Gaps(const World& the_world, std::string the_target)
      : world(the_world), bundle(the_world.bundle()), target(std::move(the_target)) {}

  bool in_target(uint32_t provision) const;
  ward_verdict element(const Rejudged& state, ElementId id) const;
  /// Elements from the text of judged provisions of the target with this verdict.
  std::set<ElementId> with(const Rejudged& state, ward_verdict verdict) const;
  Tallies count(const Rejudged& state) const;
  std::vector<Turn> turns(const Rejudged& from, const Rejudged& to) const;
  LawOpen law(const Rejudged& state) const; ///< whatever the target
  Rest rest(const Rejudged& state, uint32_t provision) const;

  bool is_law(uint32_t provision) const;
  uint32_t force_rank(uint32_t provision) const; ///< law first
  std::string citation(uint32_t provision) const;
  std::string name(ElementId id) const; ///< "hipaa:164.312(b).{record}"
  /// Provisions that a provision needs and fails by: of a list of which none is met (R3.11).
  std::vector<uint32_t> failed_needs(const Rejudged& state, uint32_t provision) const;
};

/// A step with what its control says of itself.
Step described(const World& world, const Gaps& gaps, const Candidate& candidate);

/// What is in place on the day and is not so later, within the days asked for.
std::vector<Lapse> find_lapses(const World& world, const PlanOptions& options, std::string& fault);

} // namespace ward::tool
