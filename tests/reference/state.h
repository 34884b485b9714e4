// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/judge.h"

#include <utility>

namespace ward::reference {

/// How an expression is read.
struct Reading {
  bool for_law = false;                      ///< R2.5: supplied facts are unknown
  model::CitationId excused_for;             ///< R6.10: or none
  const model::Exception* without = nullptr; ///< R10.4: rows left out, or null
};

/// A row under a variable: a key of a table's rows, or the phantom.
struct RowRef {
  model::TableId table;
  const std::string* key = nullptr; ///< null: the phantom row (R4.8)
};

/// What names mean where an expression stands.
struct Env {
  std::map<uint32_t, RowRef> rows; ///< by RowVarId
  struct Argument {
    bool is_row = false;
    RowRef row;
    Tree tree;
    Value set;
  };
  const std::vector<Argument>* arguments = nullptr; ///< of the predicate being read
  bool in_fold = false;                             ///< inside a quantifier or fold
  int sign =
      1; ///< 1 under an even number of negations, -1 under an odd one, 0 where it stands both ways
};

struct State {
  const model::Model& model;
  const Facts& facts;
  const Options& options;

  // expression.cpp
  Truth truth(model::ExprId id, const Reading& reading, const Env& env) const;
  Tree tree(model::ExprId id, const Reading& reading, const Env& env) const;
  Value set(model::ExprId id, const Reading& reading, const Env& env) const;
  RowRef row(model::ExprId id, const Env& env) const;

  // facts.cpp
  Value read(const Leaf* leaf, const model::FactInfo& info, const Reading& reading) const;
  Value read_field(RowRef row, uint32_t field, const Reading& reading) const;
  bool is_complete(model::TableId table) const;
  std::vector<RowRef> rows_of(model::TableId table) const; ///< known rows, then the phantom if open
  int64_t parameter(model::ParameterId id) const;
  bool is_assumed(model::ProposalId id) const;

  // controls.cpp
  Truth applies(model::ControlId id, const Reading& reading) const;
  Truth implemented(model::ControlId id, const Reading& reading) const;
  Truth both(model::ControlId id, const Reading& reading) const;
  Truth valid_decision(RowRef decision) const;
  Truth decided_for_entity(model::CitationId id) const;
  Truth excused(model::CitationId provision, RowRef row) const;
  ControlResult control_result(model::ControlId id) const;

  // provisions.cpp
  bool judged(model::ProvisionId id) const;
  bool judged(model::ProvisionId id, int32_t day) const;
  std::vector<model::ProvisionId> parents(model::ProvisionId id) const;
  Truth bound(model::ProvisionId id) const;
  Truth conditions(model::ProvisionId id) const;
  Truth applies(model::ProvisionId id) const;
  Truth applies(model::ElementId id) const;
  Truth due(model::ProvisionId id, const Tree* on = nullptr) const; ///< on the day `on`, else today
  bool is_replaced(model::ProvisionId id) const;
  Truth has_part(model::ProvisionId id) const;
  Truth applicable(model::ProvisionId id) const;
  Truth met(model::ProvisionId id, bool with_decisions) const;
  Truth met(model::ElementId id, bool with_decisions) const;
  Truth by_controls(model::ElementId id, const Reading& reading) const;
  Truth item_met(model::CitationId id, bool& contributed) const;
  ProvisionResult provision_result(model::ProvisionId id) const;

  // duties.cpp
  Reading reading_of(const model::Duty& duty) const;
  Tree date(model::ExprId id, const model::Duty& duty, RowRef row) const;
  Truth happened(const Tree& date) const;
  Truth was_done(const model::Duty& duty, RowRef row) const;
  Truth lawful(model::ProvisionId id, const Tree& on) const;
  Truth arisen(const model::Duty& duty, RowRef row) const;
  Truth under(const model::Duty& duty, model::CitationId citation, RowRef row) const;
  Tree limit(const model::Duty& duty, RowRef row) const;
  Truth in_order(model::ElementId id) const;
  EventResult event_result(const model::Duty& duty, RowRef row) const;
  DutyResult duty_result(model::DutyId id) const;
  void add_event_details(model::ProvisionId id, ProvisionResult& result) const;
  static Tree done_day(Whole number);
  static Tree shifted(const Tree& date, const Value& by, bool months);

private:
  Truth fold_truth(const model::Expr& expr, const Reading& reading, const Env& env) const;
  Truth share(const model::Expr& expr, const Reading& reading, const Env& env) const;
  Value count_or_sum(const model::Expr& expr, const Reading& reading, const Env& env) const;
  Truth where(const model::Expr& expr, size_t index, RowRef row, const Reading& reading,
              const Env& env) const;
  bool left_out(RowRef row, const Reading& reading) const;
};

} // namespace ward::reference
