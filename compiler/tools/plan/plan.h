// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/whatif/describe.h"
#include "tools/whatif/world.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ward::tool {

constexpr uint32_t max_plan_days = 3660; ///< of what is looked ahead for

struct PlanOptions {
  std::string target; ///< an authority by name; "" for all that are judged
  int32_t within_days = 90;
};

/// A provision whose verdict a step changes.
struct Turn {
  std::string citation;
  ward_verdict from = WARD_UNKNOWN;
  ward_verdict to = WARD_UNKNOWN;
};

/// What is not met of a provision that a step works on, after it.
struct Rest {
  std::string citation;
  std::vector<std::string> elements; ///< of its own, from the text
  std::vector<std::string> parts;    ///< citations below it
  std::vector<std::string> needs;    ///< citations that it needs
  ward_verdict verdict = WARD_NOT_MET;
};

/// An addressable decision that could stand in a step's stead (45 CFR 164.306(d)(3)).
struct Alternative {
  std::string citation;
  bool computed = false;   ///< else `blocked` says what stood in the way
  std::vector<Turn> turns; ///< by the decision alone, on the facts before the step
  std::string blocked;
};

/// One thing to do.
struct Step {
  std::string control; ///< its path; "" where the facts alone decide an element
  std::string element; ///< "hipaa:164.312(b).{record}" where there is no control
  std::string title, owner, effort;
  std::optional<uint32_t> hours;    ///< of effort; nothing where it states none
  std::string because;              ///< why it stands here
  std::vector<Change> changes;      ///< what the effect was computed with
  std::string not_computed;         ///< why no effect is known; "" where it is
  std::vector<std::string> closes;  ///< elements from the text that become met
  std::vector<Turn> turns;          ///< every verdict that changes, from the step before
  std::vector<Rest> rest;           ///< provisions of `closes` that are still not met
  std::vector<std::string> instead; ///< other controls that would close one of those elements
  std::vector<Alternative> alternatives;
};

/// A day on which something in place ends, if it is not kept up.
struct Lapse {
  int32_t day = 0;                   ///< the first on which it is so no more
  std::vector<std::string> elements; ///< "hipaa:164.312(b).{record}", that are met no more
  std::vector<std::string> controls; ///< that held them, and are not in place any more
  std::vector<Turn> loses;           ///< verdicts that change on the day
  std::vector<Change> changes;       ///< what keeps all of that; judged on that day
  std::vector<std::string> not_kept; ///< elements for which no changes are known, with the reason
};

/// Verdicts of a target, counted.
struct Tallies {
  uint32_t met = 0, not_met = 0, unknown = 0, not_applicable = 0;
};

/// Provisions of law that are judged, and what is open of them.
struct LawOpen {
  uint32_t judged = 0, not_met = 0, unknown = 0;
};

struct Plan {
  std::optional<LawOpen> law_first; ///< of a target that is no law (R14.9)
  std::vector<Step> steps;          ///< in order; those without an effect last
  std::vector<Lapse> lapses;        ///< by day
  Tallies now, after;               ///< of the target, before and after all steps
  std::vector<Rest> left;           ///< not met after all steps
  uint32_t hours = 0;               ///< of the steps whose effect is known
  uint32_t without_hours = 0;       ///< of those, how many state no effort
  std::string fault;                ///< memory ran out; then nothing else counts
};

/// What to do about what is not met, in the order of REFERENCE.md R14.5, with what each step does
/// to the verdicts as the runtime judges it.
Plan make_plan(const World& world, const PlanOptions& options);

} // namespace ward::tool
