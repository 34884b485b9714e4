// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/expr.h"
#include "model/facts.h"
#include "model/ids.h"
#include "model/law.h"
#include "source/span.h"

#include <optional>
#include <string>
#include <vector>

namespace ward::model {

struct Bound {
  Compare op = Compare::ge;
  int64_t number = 0; ///< scaled by the parameter's type
};

struct Parameter {
  std::string name;
  ControlId control;
  Type type;
  std::vector<Bound> bounds;
  int64_t default_number = 0;
  source::Span span;
};

struct Evidence {
  std::string name;
  std::string title;
  std::optional<Period> fresh;
};

/// One `covers` clause, resolved to elements of versions in force on or after the day of the check
/// (R3.15, R3.16).
struct Cover {
  CitationId citation;
  std::vector<std::string> names;  ///< as written; empty: all from the text
  std::vector<ElementId> elements; ///< sorted
  source::Span span;
};

struct Align {
  CitationId citation;
  std::vector<std::string> names;
  Relation relation = Relation::intersects;
  source::Span span;
};

struct Control {
  std::string path;
  std::string title;
  std::string doc;
  std::string pillar;
  std::string owner;
  std::string effort; ///< as written
  std::string cost;   ///< as written
  ModuleId module;
  ExprId applies;     ///< none: always
  ExprId implemented; ///< none only where that was reported (R6.1)
  std::vector<ParameterId> parameters;
  std::vector<Evidence> evidence;
  std::vector<Cover> covers;
  std::vector<Align> aligns;
  std::vector<std::pair<std::string, std::string>> maturity; ///< level, fact path
  std::string
      trusted_because; ///< why what stays unproved of it is accepted (R8.7); empty: it is not
  source::Span trusted_span;
  source::Span span; ///< the whole declaration
  source::Span path_span;
};

struct ExceptionRow {
  TableId table;
  std::string key;
  source::Span span;
};

struct Exception {
  std::string name;
  ControlId control;
  ModuleId module;
  std::vector<ExceptionRow> rows; ///< empty: the control as a whole
  std::string because;
  std::string approved_by;
  int32_t on_days = 0;
  int32_t expires_days = 0; ///< last day in
  ControlId compensated_by; ///< or none
  source::Span span;
};

struct ProfileSetting {
  ParameterId parameter;
  int64_t number = 0;
  source::Span span;
};

enum class Proof : uint8_t { self_stated, documented, sampled, independently_tested };

struct Profile {
  std::string name;
  std::string title;
  ModuleId module;
  std::vector<AuthorityId> authorities; ///< empty: all
  std::vector<std::pair<AuthorityId, source::Span>> claims_in_full;
  std::vector<ProfileSetting> settings;
  std::vector<ProposalId> assumes;
  ExprId scope; ///< or none
  Proof minimum_proof = Proof::self_stated;
  source::Span span;
};

} // namespace ward::model
