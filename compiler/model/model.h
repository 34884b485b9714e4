// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/id.h"
#include "model/assessments.h"
#include "model/controls.h"
#include "model/crosswalks.h"
#include "model/duties.h"
#include "model/expr.h"
#include "model/facts.h"
#include "model/ids.h"
#include "model/law.h"
#include "model/penalties.h"
#include "model/tests.h"

#include <span>
#include <string>
#include <vector>

namespace ward::model {

struct Module {
  std::string name;
  source::SourceId file;
  std::optional<int32_t> as_of_days;
  std::vector<ModuleId> uses;
  std::string doc;
};

/// What the manifest says of the library that is compiled; goes into the bundle.
struct LibraryInfo {
  std::string name;
  std::string version;
  uint64_t release = 0;
  std::optional<int32_t> reviewed_days;
};

/// The resolved, typed meaning of a build. Holds no pointer into the AST.
///
/// INVARIANT: stores are in order of declaration, modules in order of dependency and then of name,
/// so that the same sources give the same model.
/// INVARIANT: without errors in the sink no ExprKind::error and no TypeKind::error is left.
struct Model {
  LibraryInfo library;
  std::optional<LibraryInfo> standard; ///< the built-in library, where a module of it is used
  base::Store<ModuleId, Module> modules;
  base::Store<AuthorityId, Authority> authorities;
  base::Store<RoleId, Role> roles;
  base::Store<CitationId, Citation> citations;
  base::Store<ProvisionId, Provision> provisions;
  base::Store<ElementId, Element> elements;
  base::Store<ProposalId, Proposal> proposals;
  std::vector<IndexedCitation> index; ///< sorted by citation
  base::Store<EnumId, Enum> enums;
  base::Store<RecordId, Record> records;
  base::Store<TableId, Table> tables;
  base::Store<FactId, Fact> facts;
  base::Store<LetId, Let> lets;
  base::Store<PredicateId, Predicate> predicates;
  base::Store<ControlId, Control> controls;
  base::Store<ParameterId, Parameter> parameters;
  base::Store<ExceptionId, Exception> exceptions;
  base::Store<DutyId, Duty> duties;
  base::Store<ScheduleId, PenaltySchedule> schedules;
  base::Store<ExposureId, Exposure> exposures;
  base::Store<AssessmentId, Assessment> assessments;
  base::Store<ProfileId, Profile> profiles;
  std::vector<Crosswalk> crosswalks;
  std::vector<Test> tests;
  base::Store<RowVarId, TableId> row_vars; ///< the table each row variable runs over
  base::Store<ExprId, Expr> exprs;
  std::vector<ExprId> operands;
  std::vector<std::string> texts;

  /// The built-in table of addressable decisions (R6.6), always there.
  TableId addressable;
  /// The day of the check; not part of the meaning of a bundle.
  int32_t as_of_days = 0;

  std::span<const ExprId> operands_of(const Expr& expr) const {
    return {operands.data() + expr.operands_begin, expr.operands_count};
  }
  std::span<const ExprId> operands_of(ExprId id) const { return operands_of(exprs[id]); }
};

/// Field indices of the built-in record `AddressableDecision` (R6.6), in this order.
enum class DecisionField : uint32_t {
  id,
  citation,
  for_entity,
  for_table,
  for_rows,
  assessed_on,
  rationale_written,
  factors,
  approved_on,
  alternative,
  none_reason_written,
};

} // namespace ward::model
