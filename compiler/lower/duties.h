// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lower/expressions.h"
#include "lower/layout.h"
#include "model/model.h"
#include "program/builder.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace ward::lower {

/// Chapter 9 of the language reference: a duty as truths in the lane of its table, and what it says
/// of an element as an `every` over that table. Nodes are made when they are first asked for, one
/// statement after another.
class Duties {
public:
  Duties(const model::Model& model, const Layout& layout, program::Builder& builder,
         Expressions& expressions);

  /// Whether a version was in force and due on the day `at` (R9.4), told by the law's own rules.
  std::function<NodeId(model::ProvisionId version, ValueId at)> lawful;
  std::function<NodeId(model::ElementId element)> applies;

  /// D of the element (R9.6): every duty that cites it is in order. T where none does.
  NodeId in_order(model::ElementId element);
  /// The duty's record, with the truths of R9.5. After every element was asked for.
  program::Duty record(model::DutyId duty);

private:
  /// Truths of one event, in the lane of the table; dates as values.
  struct Event {
    bool made = false;
    Mode mode = Mode::own;
    ValueId arises = 0;
    ValueId done_on = 0;
    ValueId limit = 0; ///< `by`, not before the end of a hold
    ValueId hold = 0;  ///< meaningless without `not before`
    ValueId prompt = 0;
    NodeId arisen; ///< and the `when`
    NodeId done;
    NodeId passed;
    NodeId fine;
    std::map<model::CitationId, NodeId> under;
  };

  const Event& event(model::DutyId duty);
  NodeId under(model::DutyId duty, model::CitationId citation);
  NodeId compare(Compare op, ValueId left, ValueId right);
  /// On or before today; U where later: what lies ahead has not happened (R9.3). Where an act is
  /// asked of, U too if it is before `arises` (R9.5).
  NodeId happened(ValueId day, std::optional<ValueId> arises = {});
  std::vector<program::DateStep> steps(ValueId date);
  void add_steps(ValueId date, std::vector<program::DateStep>& out);

  const model::Model& model_;
  const Layout& layout_;
  program::Builder& builder_;
  Expressions& expressions_;
  std::vector<Event> events_;
};

} // namespace ward::lower
