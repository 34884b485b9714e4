// SPDX-License-Identifier: Apache-2.0
#include "report/judge_duties.h"

#include "core/calendar.h"

namespace ward::rt {
namespace {

struct Events {
  Evaluation& evaluation;
  Evaluation* strict;
  Explainer* explainer;
  const bool* wanted; ///< whose reasons, by duty; null: of all
  ProvisionLine* provisions;
  Explainer without_presumptions;
  bool is_open = false;
  const bundle::Bundle& root = evaluation.bundle().root();
  const BoundFacts& facts = evaluation.facts();

  ward_status duty(uint32_t index, EventLine* events) {
    const bundle::Duty& duty = *root.duties()->Get(index);
    const uint32_t rows = facts.tables[duty.table()].rows;
    EventReader reader(evaluation, index);
    for (uint32_t row = 0; row < rows; ++row) {
      EventLine& event = events[row];
      reader.select(row);
      event.status = reader.status();
      event.not_prompt = reader.truth(duty.not_prompt());
      const EventFacts days = read_event(reader, duty);
      event.ahead = is_ahead(days.arises) || is_ahead(days.done);
      event.before =
          days.arises.is_one() && days.done.is_one() && days.done.items[0] < days.arises.items[0];
      details(duty, reader, event, days.done);
      if (strict != nullptr && event.status != EventStatus::unknown) {
        EventReader without(*strict, index);
        without.select(row);
        event.presumed = without.status() == EventStatus::unknown;
      }
      if (explainer == nullptr || (wanted != nullptr && !wanted[index]))
        continue;
      if (const ward_status status = explain(index, duty, row, event); status != WARD_OK)
        return status;
      if (!event.presumed)
        continue;
      if (const ward_status status = explain_presumption(index, duty, row, event);
          status != WARD_OK)
        return status;
    }
    return WARD_OK;
  }

  /// What could change a presumed status: what may matter where nothing is presumed.
  ward_status explain_presumption(uint32_t index, const bundle::Duty& duty, uint32_t row,
                                  EventLine& event) {
    if (!is_open) {
      is_open = true;
      if (const ward_status status = without_presumptions.open(*strict, nullptr); status != WARD_OK)
        return status;
    }
    const uint32_t node = duty.triggered();
    Explanation open_questions;
    const ward_status status =
        without_presumptions.explain_event(index, row, &node, 1, Truth::unknown, &open_questions);
    event.explanation.may_matter = open_questions.may_matter;
    return status;
  }

  bool is_ahead(const Days& days) const { return days.is_one() && days.items[0] > facts.as_of; }

  void details(const bundle::Duty& duty, const EventReader& reader, const EventLine& event,
               const Days& done) {
    for (const bundle::Cite* cite : *duty.cites()) {
      ProvisionLine& line = provisions[cite->provision()];
      if (line.why != WhyNot::judged || line.line.verdict == WARD_NOT_APPLICABLE ||
          reader.truth(cite->under()) != Truth::yes)
        continue;
      const bool open = event.status == EventStatus::pending || event.status == EventStatus::held;
      if (open && line.line.verdict == WARD_UNKNOWN)
        line.line.details |= bit(Detail::pending);
      const bundle::Provision& provision = *root.provisions()->Get(cite->provision());
      const bundle::Authority& authority = *root.authorities()->Get(provision.authority());
      const bool counts = !done.is_one() || is_within(authority, done.items[0], facts.as_of);
      if ((event.status == EventStatus::late || event.status == EventStatus::early) && counts)
        line.line.details |= bit(Detail::late);
      if (event.not_prompt == Truth::yes && counts)
        line.line.details |= bit(Detail::not_prompt) | bit(Detail::practice_gap);
    }
  }

  ward_status explain(uint32_t index, const bundle::Duty& duty, uint32_t row, EventLine& event) {
    const uint32_t nodes[] = {duty.triggered(), duty.met(),     duty.late(),   duty.early(),
                              duty.held(),      duty.pending(), duty.overdue()};
    uint32_t node = duty.triggered();
    Truth expected = Truth::yes;
    switch (event.status) {
    case EventStatus::not_triggered:
      expected = Truth::no;
      break;
    case EventStatus::pending:
      node = duty.pending();
      break;
    case EventStatus::held:
      node = duty.held();
      break;
    case EventStatus::met:
      node = duty.met();
      break;
    case EventStatus::late:
      node = duty.late();
      break;
    case EventStatus::early:
      node = duty.early();
      break;
    case EventStatus::overdue:
      node = duty.overdue();
      break;
    case EventStatus::unknown:
      return explainer->explain_event(index, row, nodes, sizeof nodes / sizeof nodes[0],
                                      Truth::unknown, &event.explanation);
    }
    return explainer->explain_event(index, row, &node, 1, expected, &event.explanation);
  }
};

} // namespace

bool is_within(const bundle::Authority& authority, int64_t day, int32_t as_of) {
  const bundle::Period& period = *authority.lookback();
  if (period.amount() == 0)
    return true;
  const int64_t end = period.months() ? add_months(day, period.amount()) : day + period.amount();
  return end >= as_of;
}

EventFacts read_event(const EventReader& reader, const bundle::Duty& duty) {
  EventFacts out;
  out.arises = reader.days(*duty.arises_on());
  out.due = reader.days(*duty.due_on());
  out.done = reader.days(*duty.done_on());
  out.not_before = reader.days(*duty.not_before_on());
  out.prompt = reader.days(*duty.prompt_on());
  return out;
}

ward_status judge_duties(Evaluation& evaluation, Evaluation* strict, Explainer* explainer,
                         const bool* wanted, Arena& arena, ProvisionLine* provisions,
                         Judgement& out) {
  Events state{evaluation, strict, explainer, wanted, provisions, Explainer(arena)};
  const uint32_t duties = state.root.duties()->size();
  auto* lines = arena.array<DutyLine>(duties);
  if (lines == nullptr)
    return WARD_ERR_OUT_OF_MEMORY;
  for (uint32_t i = 0; i < duties; ++i) {
    const BoundTable& table = state.facts.tables[state.root.duties()->Get(i)->table()];
    auto* events = arena.array<EventLine>(table.rows);
    if (events == nullptr)
      return WARD_ERR_OUT_OF_MEMORY;
    lines[i] = {events, table.rows, table.complete};
    if (const ward_status status = state.duty(i, events); status != WARD_OK)
      return status;
  }
  out.duties = lines;
  return WARD_OK;
}

} // namespace ward::rt
