// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program/parts.h"

#include <vector>

/// Records of chapter 9 of the language reference.
namespace ward::program {

/// One step of a date, operands first: a value, or what joins the `count` dates before it.
struct DateStep {
  enum class Kind : uint8_t { value, unknown, latest, earliest, choice };
  Kind kind = Kind::value;
  NodeId node; ///< value; of a choice its condition, between the then and the else before it
  uint32_t count = 0;
  friend bool operator==(const DateStep&, const DateStep&) = default;
};

struct Cite {
  uint32_t provision = 0;
  uint32_t element = 0; ///< index in the provision's
  NodeId under;         ///< the event stands under the citation (R9.4)
  friend bool operator==(const Cite&, const Cite&) = default;
};

/// Nodes are truths in the lane of the table, or global (R9.5).
struct Duty {
  Text path;
  Text title;
  Text doc;
  uint32_t table = 0;
  std::vector<Cite> cites;
  NodeId triggered;
  NodeId met;
  NodeId late;
  NodeId early;
  NodeId held;
  NodeId pending;
  NodeId overdue;
  NodeId not_prompt;
  Period promptly;
  std::vector<DateStep> arises_on;
  std::vector<DateStep> done_on;
  std::vector<DateStep> due_on;
  std::vector<DateStep> not_before_on; ///< empty: no `not before`
  std::vector<DateStep> prompt_on;     ///< empty: no `promptly`
  Origin origin;
  friend bool operator==(const Duty&, const Duty&) = default;
};

enum class PenaltyBasis : uint8_t { statute, regulation, discretion };
enum class CapKind : uint8_t { none, amount, unpublished };

/// Money in cents.
struct Tier {
  Text name;
  int64_t low = 0;
  int64_t high = 0;
  CapKind cap_kind = CapKind::none;
  int64_t cap = 0;
  friend bool operator==(const Tier&, const Tier&) = default;
};

struct Schedule {
  Text path;
  PenaltyBasis basis = PenaltyBasis::regulation;
  int32_t effective = 0;
  int32_t from_day = no_day;
  int32_t until_day = open_end;
  std::vector<Text> sources;
  std::vector<Tier> tiers;
  Origin origin;
  friend bool operator==(const Schedule&, const Schedule&) = default;
};

/// Nodes are values of a row of the table, or global; those that may be missing are no_node.
struct Exposure {
  Text path;
  uint32_t table = 0;
  uint32_t authority = 0; ///< 1 + index
  std::vector<uint32_t> schedules;
  uint32_t tier_enum = 0;
  NodeId tier;
  NodeId requirement;
  NodeId from;
  NodeId until;
  NodeId count;
  NodeId daily;
  NodeId assessed;
  Origin origin;
  friend bool operator==(const Exposure&, const Exposure&) = default;
};

} // namespace ward::program
