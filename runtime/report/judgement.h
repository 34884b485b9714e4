// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"
#include "core/bound_facts.h"
#include "core/bundle.h"
#include "core/evaluate.h"
#include "core/event.h"
#include "core/explain.h"
#include "ward/ward.h"

#include <cstdint>

namespace ward::rt {

/// Why a version of a provision has no verdict (R3.10, R3.12, R10.2). The order is that of the
/// tests: the first that holds is reported.
enum class WhyNot : uint8_t {
  judged,
  modality,     ///< permission, exception, definition, scope (R3.2)
  vacated,      ///< R3.14
  not_in_force, ///< the day lies outside of its window
  not_assumed,  ///< of a proposal that is not assumed (R3.17)
  replaced,     ///< by an assumed proposal
  not_selected, ///< the profile leaves its authority out
  out_of_scope, ///< the profile's scope leaves it out
  upcoming,     ///< not due yet (R3.12)
};

/// What stands beside a verdict, never instead of it. Bits of Line::details.
enum class Detail : uint8_t {
  partial,      ///< some elements are met, some not
  contrary,     ///< an element is known false
  not_shown,    ///< controls cover an element, none is implemented
  not_covered,  ///< nothing here covers an element
  practice_gap, ///< a part that is not from the text is not done
  by_decision,  ///< would not be met without addressable decisions
  excepted,     ///< an exception covers what is missing
  presumed,     ///< rests on a presumption
  no_instances, ///< met over nothing
  stale,        ///< unknown, and a stale fact may matter
  undated,      ///< unknown, and a fact that must be dated is not
  assumed,      ///< the report assumes a proposal
  corroborated, ///< supplied facts stand beside it (R11.6)
  contributed,  ///< controls align without meeting it (R3.18)
  unverified,   ///< met or implemented on the organization's own word alone
  pending,      ///< unknown, and an event is not due yet (R9.6)
  late,         ///< an act was late or against a hold: a past violation (R9.9)
  not_prompt,   ///< in time, but not promptly (R9.7)
};
constexpr uint32_t detail_count = 18;
constexpr uint32_t bit(Detail detail) {
  return 1u << static_cast<uint32_t>(detail);
}

/// Why an element is not met (R3.19).
enum class Ground : uint8_t { none, contrary, not_shown, not_covered };

/// A verdict with what it rests on.
struct Line {
  ward_verdict verdict = WARD_NOT_JUDGED;
  uint32_t details = 0;
  Explanation explanation; ///< empty without reasons
  bool has_proof = false;
  Proof weakest = Proof::independently_tested; ///< of the facts of its reason (R4.13)
};

struct ElementLine {
  ward_verdict verdict = WARD_NOT_JUDGED;
  Ground ground = Ground::none;
};

/// A decision that the reason names: a row of the table `addressable`.
struct DecisionUse {
  uint32_t row = 0;
  bool alternative = false; ///< in place; else none is reasonable
};

struct ProvisionLine {
  Line line;
  WhyNot why = WhyNot::judged;
  uint32_t replaced_by = 0;   ///< why replaced: index in proposals
  uint32_t first_element = 0; ///< in Judgement::elements; as many as the provision has
  const DecisionUse* decisions = nullptr;
  uint32_t decision_count = 0;
  AtomSet corroborated_by;
};

struct ControlLine {
  Line line;                                   ///< its own (R6.2)
  ward_verdict for_law = WARD_NOT_IMPLEMENTED; ///< with supplied facts unknown (R2.5)
  uint32_t exception = 0; ///< 1 + index of the first exception that covers what is missing
};

enum class ExceptionState : uint8_t { active, not_yet, expired };

struct ExceptionLine {
  ExceptionState state = ExceptionState::active;
  bool applies = false; ///< its control has the detail excepted by it (R10.4)
};

/// One row of a duty's table.
struct EventLine {
  EventStatus status = EventStatus::unknown;
  Truth not_prompt = Truth::no;
  bool presumed = false;   ///< without presumptions the status would be unknown
  bool ahead = false;      ///< it arises, or is said to be done, after the day of the report (R9.3)
  bool before = false;     ///< it is said to be done before it arose (R9.5)
  Explanation explanation; ///< empty without reasons
};

struct DutyLine {
  const EventLine* events = nullptr; ///< one for each row of the table
  uint32_t count = 0;
  bool complete = false; ///< else there may be events that nobody stated
};

struct AuthorityCount {
  uint32_t met = 0, not_met = 0, unknown = 0, not_applicable = 0, not_judged = 0;
  bool selected = true; ///< by the profile
};

/// Every verdict of one report, in the order of the bundle.
struct Judgement {
  const ProvisionLine* provisions = nullptr;
  const ElementLine* elements = nullptr;
  const ControlLine* controls = nullptr;
  const ExceptionLine* exceptions = nullptr;
  const AuthorityCount* authorities = nullptr;
  bool assumes = false; ///< some proposal is assumed
  const DutyLine* duties = nullptr;
};

struct JudgeOptions {
  bool without_reasons = false;
  /// Of which controls, provisions and duties a reader wants the reasons, by their index in the
  /// bundle; null: of all. The other lines lack their reasons and the details that come from these.
  const bool* control_reasons = nullptr;
  const bool* provision_reasons = nullptr;
  const bool* duty_reasons = nullptr;
};

/// Judges every provision and control. WARD_OK or WARD_ERR_OUT_OF_MEMORY. `strict`: the evaluation
/// without presumptions, or null where the bundle has none.
ward_status judge(Evaluation& evaluation, Evaluation* strict, const JudgeOptions& options,
                  Arena& arena, Judgement& out);

ward_verdict provision_verdict(Outcome outcome);
ward_verdict control_verdict(Outcome outcome);

} // namespace ward::rt
