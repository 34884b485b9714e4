// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/ids.h"
#include "model/law.h"
#include "source/span.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ward::model {

/// Where amounts stand: in the statute, in the regulation that adjusts it, or in a notice by which
/// the enforcer says how it will use its discretion.
enum class PenaltyBasis : uint8_t { statute, regulation, discretion };

/// What violations of one culpability cost. Money is in cents.
struct PenaltyTier {
  enum class Cap : uint8_t { none, amount, unpublished };
  std::string name; ///< `any` serves every culpability (R9.22)
  int64_t low = 0;  ///< per violation
  int64_t high = 0;
  Cap cap_kind = Cap::none; ///< per identical requirement and calendar year
  int64_t cap = 0;
  source::Span span;
};

/// Amounts for penalties that are assessed from a day on (R9.20).
struct PenaltySchedule {
  std::string path;
  ModuleId module;
  int32_t effective_days = 0;
  PenaltyBasis basis = PenaltyBasis::regulation;
  Window violations; ///< the days of violations that it is for
  std::vector<std::string> sources;
  std::vector<PenaltyTier> tiers;
  source::Span span; ///< of the path
};

/// Violations that the facts state, and the schedules that price them (R9.23). Expressions read the
/// row `row`.
struct Exposure {
  std::string path;
  ModuleId module;
  TableId table;
  RowVarId row;
  AuthorityId authority; ///< whose look-back bars; or none
  ExprId tier;           ///< of an enum whose members are tiers
  ExprId requirement;    ///< a text
  ExprId from;           ///< a date
  ExprId until;          ///< a date, or none: it goes on
  ExprId count;          ///< a count
  ExprId daily;          ///< a truth, or not written: F
  ExprId assessed;       ///< a date, or none, or not written: not assessed yet
  source::Span span;     ///< of the path
};

} // namespace ward::model
