// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/facts.h"
#include "model/ids.h"
#include "source/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ward::model {

/// A level of maturity (R9.30). Shares are in millionths: 15% is 150,000.
struct AssessmentLevel {
  std::string name;
  int64_t weight = 0;
  bool optional = false;            ///< none counts as the worth 0
  std::optional<uint32_t> under;    ///< the level, before this one, that it may not pass
  std::optional<Period> incubation; ///< in place so long before it counts
  ExprId score;                     ///< an enum whose members are ratings, or none: on no table
  ExprId since;                     ///< a date
  source::Span span;
};

struct AssessmentRating {
  std::string name;
  int64_t worth = 0; ///< in millionths
  source::Span span;
};

/// Certificates that the facts state (R9.38). Expressions read the row `row`.
struct HeldCertificates {
  TableId table;
  RowVarId row;
  ExprId where;  ///< a truth, or none: every row
  ExprId issued; ///< a date
  ExprId until;  ///< a date, the last day; or none
  ExprId done;   ///< the day of the interim assessment; or none
  ExprId when;   ///< a truth: its scope is what is asked about; or none
};

/// How a framework scores, and what it scores (R9.30, R9.32). Expressions read the row `row`.
struct Assessment {
  std::string path;
  std::string title;
  ModuleId module;
  std::vector<std::string> sources;
  std::vector<std::string> unverified; ///< what no source at hand says
  std::optional<int32_t> effective_days;
  std::vector<AssessmentLevel> levels;
  std::vector<AssessmentRating> ratings;
  std::string unit;      ///< what is averaged: "domain"
  int64_t threshold = 0; ///< in millionths
  std::optional<Period> valid;
  std::optional<Period> interim_window;
  std::optional<Period> interim_after;
  int64_t count = 0; ///< statements in scope, 0: not said
  TableId table;     ///< of the statements; or none
  RowVarId row;
  ExprId group;   ///< an enum, one unit a member
  ExprId scope;   ///< a truth; or none
  ExprId applies; ///< a truth; or none
  ExprId because; ///< a text; or none
  ExprId share;   ///< a percent, all four of them or none
  ExprId inherited_score;
  ExprId inherited_from; ///< a text; or none
  ExprId inherited_when; ///< a truth; or none
  std::optional<HeldCertificates> held;
  source::Span span; ///< of the path
};

/// Each expression of an assessment that is there.
template <typename Visit> void for_each_root(const Assessment& each, Visit&& visit) {
  const auto call = [&](ExprId id) {
    if (!id.is_none())
      visit(id);
  };
  for (const AssessmentLevel& level : each.levels) {
    call(level.score);
    call(level.since);
  }
  for (ExprId id : {each.group, each.scope, each.applies, each.because, each.share,
                    each.inherited_score, each.inherited_from, each.inherited_when})
    call(id);
  if (each.held)
    for (ExprId id :
         {each.held->where, each.held->issued, each.held->until, each.held->done, each.held->when})
      call(id);
}

} // namespace ward::model
