// SPDX-License-Identifier: Apache-2.0
#include "reference/state.h"

namespace ward::reference {

using model::ControlId;
using model::DecisionField;

Truth State::applies(ControlId id, const Reading& reading) const {
  const model::Control& control = model.controls[id];
  return control.applies ? truth(control.applies, reading, {}) : Truth::yes;
}

Truth State::implemented(ControlId id, const Reading& reading) const {
  return truth(model.controls[id].implemented, reading, {});
}

Truth State::both(ControlId id, const Reading& reading) const {
  return conjunction(applies(id, reading), implemented(id, reading));
}

// R6.8. The decision's own fields are facts like others.
Truth State::valid_decision(RowRef decision) const {
  const Reading law{.for_law = true, .excused_for = {}, .without = nullptr};
  const auto field = [&](DecisionField f) {
    return read_field(decision, static_cast<uint32_t>(f), law);
  };
  const Value today = Value::number(options.today);
  const auto is_true = [&](DecisionField f) {
    return compare(model::Compare::eq, field(f), Value::number(1));
  };
  Truth valid = compare(model::Compare::le, field(DecisionField::assessed_on), today);
  valid = conjunction(valid, is_true(DecisionField::rationale_written));
  const Value factors = field(DecisionField::factors);
  for (int64_t factor = 0; factor < 4; ++factor) {
    Tree one;
    one.leaf = Value::number(factor);
    valid = conjunction(valid, is_in(one, factors));
  }
  valid = conjunction(valid, compare(model::Compare::le, field(DecisionField::approved_on), today));

  const Value alternative = field(DecisionField::alternative);
  Truth in_place = Truth::no;
  for (uint32_t i = 0; i < model.controls.size(); ++i) {
    const ControlId id{i};
    const Truth named =
        compare(model::Compare::eq, alternative, Value::of_text(model.controls[id].path));
    in_place = disjunction(in_place, conjunction(named, both(id, law)));
  }
  Tree named;
  named.leaf = alternative;
  const Truth none_reasonable =
      conjunction(is_none(named), is_true(DecisionField::none_reason_written));
  return conjunction(valid, disjunction(in_place, none_reasonable));
}

// R6.9. The phantom row joins as in `some` (R5.8).
Truth State::decided_for_entity(model::CitationId id) const {
  const Reading law{.for_law = true, .excused_for = {}, .without = nullptr};
  Truth any = Truth::no;
  for (RowRef decision : rows_of(model.addressable)) {
    const Value citation =
        read_field(decision, static_cast<uint32_t>(DecisionField::citation), law);
    const Value entity =
        read_field(decision, static_cast<uint32_t>(DecisionField::for_entity), law);
    Truth one = compare(model::Compare::eq, citation, Value::of_text(model.citations[id].text));
    one = conjunction(one, compare(model::Compare::eq, entity, Value::number(1)));
    one = conjunction(one, valid_decision(decision));
    any = disjunction(any, one);
  }
  return any;
}

// R6.10.
Truth State::excused(model::CitationId provision, RowRef row) const {
  const Reading law{.for_law = true, .excused_for = {}, .without = nullptr};
  Truth any = Truth::no;
  Tree key;
  key.leaf = row.key == nullptr ? Value::unknown() : Value::of_text(*row.key);
  for (RowRef decision : rows_of(model.addressable)) {
    const auto field = [&](DecisionField f) {
      return read_field(decision, static_cast<uint32_t>(f), law);
    };
    Truth one = compare(model::Compare::eq, field(DecisionField::citation),
                        Value::of_text(model.citations[provision].text));
    one = conjunction(one, compare(model::Compare::eq, field(DecisionField::for_table),
                                   Value::of_text(model.tables[row.table].path)));
    one = conjunction(one, is_in(key, field(DecisionField::for_rows)));
    one = conjunction(one, valid_decision(decision));
    any = disjunction(any, one);
  }
  return any;
}

// R6.2, R10.4.
ControlResult State::control_result(ControlId id) const {
  ControlResult result;
  const Truth applying = applies(id, {}), done = implemented(id, {});
  if (applying == Truth::no)
    result.verdict = Verdict::not_applicable;
  else if (applying == Truth::unknown || done == Truth::unknown)
    result.verdict = Verdict::unknown;
  else
    result.verdict = done == Truth::yes ? Verdict::implemented : Verdict::not_implemented;

  if (result.verdict == Verdict::not_implemented)
    for (const model::Exception& exception : model.exceptions) {
      if (exception.control != id || options.today < exception.on_days ||
          options.today > exception.expires_days)
        continue;
      Reading without;
      without.without = &exception;
      if (exception.rows.empty() || both(id, without) == Truth::yes)
        result.excepted = true;
    }
  return result;
}

} // namespace ward::reference
