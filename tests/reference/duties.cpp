// SPDX-License-Identifier: Apache-2.0
#include "reference/state.h"

#include <algorithm>

namespace ward::reference {

using model::Compare;
using model::Duty;
using model::DutyId;

namespace {

Tree day(int64_t number) {
  Tree tree;
  tree.leaf = Value::number(number);
  return tree;
}

Tree latest(const Tree& a, bool a_optional, const Tree& b, bool b_optional) {
  Tree tree;
  tree.kind = Tree::Kind::latest;
  tree.parts = {a, b};
  tree.optional = {a_optional, b_optional};
  return tree;
}

// R9.8, with an end of time on either side for the days that are unknown.
constexpr Whole before_all = -(Whole{1} << 60), after_all = Whole{1} << 60;

PossibleDays possible(const Tree& tree) {
  PossibleDays out;
  switch (tree.kind) {
  case Tree::Kind::leaf:
    if (tree.leaf.kind == Value::Kind::none)
      out.none = true;
    else if (tree.leaf.kind == Value::Kind::unknown)
      out.days = {before_all, after_all};
    else
      out.days = {*tree.leaf.low};
    return out;
  case Tree::Kind::conditional: {
    const PossibleDays yes = possible(tree.parts[0]), no = possible(tree.parts[1]);
    if (tree.condition == Truth::yes)
      return yes;
    if (tree.condition == Truth::no)
      return no;
    out = yes;
    out.days.insert(no.days.begin(), no.days.end());
    out.none |= no.none;
    return out;
  }
  default:
    break;
  }
  out = possible(tree.parts[0]);
  for (size_t i = 1; i < tree.parts.size(); ++i) {
    const PossibleDays next = possible(tree.parts[i]);
    PossibleDays joined;
    for (Whole a : out.days)
      for (Whole b : next.days)
        joined.days.insert(tree.kind == Tree::Kind::latest ? std::max(a, b) : std::min(a, b));
    if (out.none)
      joined.days.insert(next.days.begin(), next.days.end());
    if (next.none)
      joined.days.insert(out.days.begin(), out.days.end());
    joined.none = out.none && next.none;
    out = joined;
  }
  return out;
}

} // namespace

bool PossibleDays::earlier() const {
  return days.contains(before_all);
}
bool PossibleDays::later() const {
  return days.contains(after_all);
}

Reading State::reading_of(const Duty& duty) const {
  Reading reading;
  for (const model::Cite& cite : duty.cites)
    reading.for_law |=
        model.authorities[model.citations[cite.citation].authority].force == model::Force::law;
  return reading;
}

Tree State::date(model::ExprId id, const Duty& duty, RowRef row) const {
  Env env;
  env.rows[duty.row.index] = row;
  return tree(id, reading_of(duty), env);
}

// R9.3.
Truth State::happened(const Tree& date) const {
  const Truth past = compare(Compare::le, date, day(options.today));
  return conjunction(negation(is_none(date)), past == Truth::yes ? Truth::yes : Truth::unknown);
}

// R9.5.
Truth State::was_done(const Duty& duty, RowRef row) const {
  const Tree d = date(duty.done, duty, row);
  const Truth happened_then = happened(d);
  if (happened_then != Truth::yes)
    return happened_then;
  return compare(Compare::le, date(duty.arises, duty, row), d) == Truth::yes ? Truth::yes
                                                                             : Truth::unknown;
}

// R9.4.
Truth State::lawful(model::ProvisionId id, const Tree& on) const {
  const model::Provision& version = model.provisions[id];
  if (version.vacated || !model::is_judged(version.modality))
    return Truth::no;
  if (version.proposal && !is_assumed(version.proposal))
    return Truth::no;
  if (is_replaced(id))
    return Truth::no;
  Truth result = due(id, &on);
  if (version.window.from_days != INT32_MIN)
    result = conjunction(result, compare(Compare::ge, on, day(version.window.from_days)));
  if (version.window.until_days != INT32_MAX)
    result =
        conjunction(result, negation(compare(Compare::ge, on, day(version.window.until_days))));
  return result;
}

Truth State::arisen(const Duty& duty, RowRef row) const {
  Env env;
  env.rows[duty.row.index] = row;
  const Truth when = duty.when ? truth(duty.when, reading_of(duty), env) : Truth::yes;
  return conjunction(happened(date(duty.arises, duty, row)), when);
}

Truth State::under(const Duty& duty, model::CitationId citation, RowRef row) const {
  Truth any = Truth::no;
  for (const model::Cite& cite : duty.cites)
    if (cite.citation == citation)
      for (model::ElementId element : cite.elements)
        any = disjunction(any,
                          lawful(model.elements[element].provision, date(duty.arises, duty, row)));
  return conjunction(arisen(duty, row), any);
}

// R9.5: the limit.
Tree State::limit(const Duty& duty, RowRef row) const {
  const Tree by = date(duty.by, duty, row);
  if (!duty.not_before)
    return by;
  return latest(by, model.exprs[duty.by].type.optional, date(duty.not_before, duty, row),
                model.exprs[duty.not_before].type.optional);
}

// R9.6.
Truth State::in_order(model::ElementId id) const {
  const model::Element& element = model.elements[id];
  const model::CitationId citation = model.provisions[element.provision].citation;
  Truth all = Truth::yes;
  for (DutyId duty_id : element.duties) {
    const Duty& duty = model.duties[duty_id];
    for (RowRef row : rows_of(duty.table)) {
      const Truth passed = compare(Compare::lt, limit(duty, row), day(options.today));
      const Truth fine =
          disjunction(was_done(duty, row), conjunction(negation(passed), Truth::unknown));
      Truth one = disjunction(negation(under(duty, citation, row)), fine);
      if (row.key == nullptr && one != Truth::yes)
        one = Truth::unknown; // R5.8
      all = conjunction(all, one);
    }
  }
  return all;
}

EventResult State::event_result(const Duty& duty, RowRef row) const {
  const Tree today = day(options.today), a = date(duty.arises, duty, row),
             d = date(duty.done, duty, row), until = limit(duty, row);
  Truth bound = Truth::no;
  for (const model::Cite& cite : duty.cites)
    for (model::ElementId element : cite.elements)
      bound = disjunction(
          bound, conjunction(lawful(model.elements[element].provision, a), applies(element)));
  const Truth triggered = conjunction(arisen(duty, row), bound);
  const Truth done = was_done(duty, row), passed = compare(Compare::lt, until, today);
  Truth early = Truth::no, holding = Truth::no;
  if (duty.not_before) {
    const Tree hold = date(duty.not_before, duty, row);
    early = compare(Compare::lt, d, hold);
    holding = compare(Compare::lt, today, hold);
  }
  const Truth in_time = compare(Compare::le, d, until);
  const auto all = [&](std::initializer_list<Truth> truths) {
    Truth result = triggered;
    for (Truth one : truths)
      result = conjunction(result, one);
    return result;
  };
  const std::pair<model::DutyStatus, Truth> candidates[] = {
      {model::DutyStatus::met, all({done, in_time, negation(early)})},
      {model::DutyStatus::late, all({done, negation(in_time), negation(early)})},
      {model::DutyStatus::early, all({done, early})},
      {model::DutyStatus::overdue, all({negation(done), passed})},
      {model::DutyStatus::held, all({negation(done), negation(passed), holding})},
      {model::DutyStatus::pending, all({negation(done), negation(passed), negation(holding)})}};
  EventResult result;
  result.key = *row.key;
  result.status =
      triggered == Truth::no ? model::DutyStatus::not_triggered : model::DutyStatus::unknown;
  for (const auto& [status, truth] : candidates)
    if (truth == Truth::yes)
      result.status = status;
  if (duty.promptly) {
    const Value within = Value::number(duty.promptly->within.amount);
    Tree prompt =
        shifted(date(duty.promptly->after, duty, row), within, duty.promptly->within.months);
    const Tree plain = prompt;
    if (duty.not_before)
      prompt = latest(prompt, model.exprs[duty.promptly->after].type.optional,
                      date(duty.not_before, duty, row), model.exprs[duty.not_before].type.optional);
    // Where X is none nobody is ready, whatever the hold.
    if (duty.not_before && model.exprs[duty.promptly->after].type.optional) {
      Tree choice;
      choice.kind = Tree::Kind::conditional;
      choice.condition = is_none(date(duty.promptly->after, duty, row));
      choice.parts = {plain, prompt};
      prompt = choice;
    }
    result.not_prompt = disjunction(all({done, compare(Compare::lt, prompt, d)}),
                                    all({negation(done), compare(Compare::lt, prompt, today)}));
  }
  result.due = possible(until);
  return result;
}

// R9.6, R9.7, R9.9: what events add to the details of a provision.
void State::add_event_details(model::ProvisionId id, ProvisionResult& result) const {
  const model::Provision& provision = model.provisions[id];
  const model::Authority& authority = model.authorities[provision.authority];
  if (result.verdict == Verdict::not_judged || result.verdict == Verdict::not_applicable)
    return;
  for (const Duty& duty : model.duties) {
    const bool cites =
        std::any_of(duty.cites.begin(), duty.cites.end(), [&](const model::Cite& cite) {
          return std::any_of(
              cite.elements.begin(), cite.elements.end(),
              [&](model::ElementId element) { return model.elements[element].provision == id; });
        });
    if (!cites)
      continue;
    for (RowRef row : rows_of(duty.table)) {
      if (row.key == nullptr || under(duty, provision.citation, row) != Truth::yes)
        continue;
      const EventResult event = event_result(duty, row);
      using Status = model::DutyStatus;
      if ((event.status == Status::pending || event.status == Status::held) &&
          result.verdict == Verdict::unknown)
        result.pending = true;
      const Tree done = date(duty.done, duty, row);
      const PossibleDays on = possible(done);
      bool counts = true;
      if (authority.lookback && on.days.size() == 1 && !on.none) {
        const Value end =
            shifted(done_day(*on.days.begin()), Value::number(authority.lookback->amount),
                    authority.lookback->months)
                .leaf;
        counts = *end.low >= options.today;
      }
      if ((event.status == Status::late || event.status == Status::early) && counts)
        result.late = true;
      if (event.not_prompt == Truth::yes && counts)
        result.not_prompt = result.practice_gap = true;
    }
  }
}

Tree State::done_day(Whole number) {
  Tree tree;
  tree.leaf = Value::number(number);
  return tree;
}

// R5.14 under R5.17: a shift reaches every part.
Tree State::shifted(const Tree& date, const Value& by, bool months) {
  if (date.kind == Tree::Kind::leaf) {
    Tree out;
    out.leaf = months ? add_months(date.leaf, by) : add(date.leaf, by);
    return out;
  }
  Tree out = date;
  for (Tree& part : out.parts)
    part = shifted(part, by, months);
  return out;
}

DutyResult State::duty_result(DutyId id) const {
  const Duty& duty = model.duties[id];
  DutyResult result;
  for (RowRef row : rows_of(duty.table))
    if (row.key != nullptr)
      result.events.push_back(event_result(duty, row));
  return result;
}

} // namespace ward::reference
