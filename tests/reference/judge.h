// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/facts.h"
#include "reference/value.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace ward::reference {

enum class Verdict : uint8_t {
  met,
  not_met,
  unknown,
  not_applicable,
  not_judged,
  implemented,
  not_implemented
};

const char* name_of(Verdict verdict);

struct Options {
  int32_t today = 0;
  model::ProfileId profile;               ///< or none
  std::vector<model::ProposalId> assumes; ///< besides the profile's
};

struct ElementResult {
  Truth applies = Truth::unknown;
  Truth met = Truth::unknown;
  bool contrary = false, not_shown = false, not_covered = false; ///< R3.19, of one not met
};

struct ProvisionResult {
  Verdict verdict = Verdict::not_judged;
  bool by_decision = false;            ///< R6.11
  bool partial = false;                ///< R3.19
  bool practice_gap = false;           ///< R3.5
  bool contributed = false;            ///< R3.18
  bool pending = false;                ///< R9.6
  bool late = false;                   ///< R9.9
  bool not_prompt = false;             ///< R9.7
  std::vector<ElementResult> elements; ///< in the order of model::Provision::elements
};

struct ControlResult {
  Verdict verdict = Verdict::unknown;
  bool excepted = false; ///< R10.4
};

/// R9.8: the days that a date may be; ends of time stand for what is unknown.
struct PossibleDays {
  std::set<Whole> days;
  bool none = false;
  bool earlier() const;
  bool later() const;
};

struct EventResult {
  std::string key;
  model::DutyStatus status = model::DutyStatus::unknown;
  Truth not_prompt = Truth::no;
  PossibleDays due;
};

struct DutyResult {
  std::vector<EventResult> events; ///< by key
};

struct Results {
  std::vector<ProvisionResult> provisions; ///< by ProvisionId
  std::vector<ControlResult> controls;     ///< by ControlId
  std::vector<DutyResult> duties;          ///< by DutyId
};

/// The slow, obvious evaluator: reads the model, not the program, and follows REFERENCE.md rule by
/// rule. Shares no code with the compiler's lowering or the runtime.
Results judge(const model::Model& model, const Facts& facts, const Options& options);

} // namespace ward::reference
