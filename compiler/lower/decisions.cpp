// SPDX-License-Identifier: Apache-2.0
#include "lower/law.h"

#include <algorithm>

namespace ward::lower {

using model::DecisionField;
using program::Op;

/// The built-in table of decisions, R6.6 to R6.10. Nodes here live in its lane unless they are
/// global.
NodeId Law::decision_field(DecisionField field) {
  const model::Record& record = model_.records[model_.tables[model_.addressable].record];
  const uint32_t index = static_cast<uint32_t>(field);
  return builder_.field(layout_.tables[model_.addressable], index,
                        program::kind_of(type_ref(record.fields[index].info.type, layout_)));
}

NodeId Law::is_text(DecisionField field, const std::string& text) {
  const NodeId read = decision_field(field);
  return builder_.binary(Op::equal, read, builder_.text_node(text));
}

/// R6.8: the control that the decision names applies and is implemented, as judged for a law.
NodeId Law::alternative_in_place() {
  const NodeId named = decision_field(DecisionField::alternative);
  std::vector<NodeId> terms;
  for (model::ControlId id : layout_.controls.ids) {
    const NodeId in_place = expressions_.in_place(id, Mode::law);
    const NodeId is =
        builder_.binary(Op::equal, named, builder_.text_node(model_.controls[id].path));
    terms.push_back(builder_.logical_and({is, in_place}));
  }
  return builder_.logical_or(std::move(terms));
}

/// R6.8, made once.
NodeId Law::valid_decision() {
  if (valid_)
    return valid_;
  const NodeId yes = builder_.number(1);
  const NodeId today = builder_.today();
  const auto stated = [&](DecisionField field) {
    return builder_.binary(Op::equal, decision_field(field), yes);
  };
  const auto passed = [&](DecisionField field) {
    return builder_.binary(Op::less_equal, decision_field(field), today);
  };
  std::vector<NodeId> terms{passed(DecisionField::assessed_on),
                            stated(DecisionField::rationale_written)};
  const model::Record& record = model_.records[model_.tables[model_.addressable].record];
  const model::Type& factors =
      record.fields[static_cast<uint32_t>(DecisionField::factors)].info.type;
  const size_t members = model_.enums[model::EnumId{factors.of}].members.size();
  const NodeId weighed = decision_field(DecisionField::factors);
  for (size_t i = 0; i < members; ++i)
    terms.push_back(builder_.binary(Op::in_set, builder_.number(static_cast<int64_t>(i)), weighed));
  terms.push_back(passed(DecisionField::approved_on));
  const NodeId none = builder_.unary(Op::is_none, decision_field(DecisionField::alternative));
  terms.push_back(builder_.logical_or(
      {alternative_in_place(),
       builder_.logical_and({none, stated(DecisionField::none_reason_written)})}));
  valid_ = builder_.logical_and(std::move(terms));
  return valid_;
}

/// R6.9.
NodeId Law::decided_for_entity(model::CitationId provision) {
  const NodeId valid = valid_decision();
  const NodeId named = is_text(DecisionField::citation, model_.citations[provision].text);
  const NodeId yes = builder_.number(1);
  const NodeId entity = builder_.binary(Op::equal, decision_field(DecisionField::for_entity), yes);
  return builder_.fold(Op::some, layout_.tables[model_.addressable],
                       builder_.logical_and({named, entity}), valid);
}

/// R6.10, in the lane of the table.
NodeId Law::excused(model::CitationId provision, model::TableId table) {
  // What follows is no part of the quantifier that asks.
  const program::Origin asking = builder_.origin();
  builder_.set_origin({});
  const NodeId valid = valid_decision();
  const NodeId named = is_text(DecisionField::citation, model_.citations[provision].text);
  const NodeId here = is_text(DecisionField::for_table, model_.tables[table].path);
  const NodeId rows = decision_field(DecisionField::for_rows);
  const uint32_t key_field = model_.records[model_.tables[table].record].key_field;
  const NodeId key = builder_.field(layout_.tables[table], key_field, program::ValueKind::text);
  const NodeId out = builder_.excused(key, builder_.logical_and({named, here, valid}), rows);
  builder_.set_origin(asking);
  return out;
}

} // namespace ward::lower
