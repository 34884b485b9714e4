// SPDX-License-Identifier: Apache-2.0
#include "core/event.h"

#include "core/calendar.h"

namespace ward::rt {
namespace {

void add(Days& to, int64_t day) {
  uint32_t at = 0;
  while (at < to.count && to.items[at] < day)
    ++at;
  if (at < to.count && to.items[at] == day)
    return;
  if (to.count == Days::most) {
    // Full: the earliest days give way, and it is said that there are some.
    to.earlier = true;
    if (at == 0)
      return;
    for (uint32_t i = 1; i < at; ++i)
      to.items[i - 1] = to.items[i];
    to.items[at - 1] = day;
    return;
  }
  for (uint32_t i = to.count; i > at; --i)
    to.items[i] = to.items[i - 1];
  to.items[at] = day;
  ++to.count;
}

void join(Days& to, const Days& from) {
  for (uint32_t i = 0; i < from.count; ++i)
    add(to, from.items[i]);
  to.may_be_none = to.may_be_none || from.may_be_none;
  to.earlier = to.earlier || from.earlier;
  to.later = to.later || from.later;
}

/// The latest (or earliest) of two dates, none skipped: each day of one with each of the other.
Days extreme(const Days& a, const Days& b, bool latest) {
  Days out;
  for (uint32_t i = 0; i < a.count; ++i)
    for (uint32_t k = 0; k < b.count; ++k)
      add(out, (a.items[i] < b.items[k]) == latest ? b.items[k] : a.items[i]);
  if (a.may_be_none || (a.earlier && latest) || (a.later && !latest))
    for (uint32_t k = 0; k < b.count; ++k)
      add(out, b.items[k]);
  if (b.may_be_none || (b.earlier && latest) || (b.later && !latest))
    for (uint32_t i = 0; i < a.count; ++i)
      add(out, a.items[i]);
  out.may_be_none = a.may_be_none && b.may_be_none;
  // What only one side leaves open is open when the other does not bound it.
  const auto bounds = [](const Days& d) { return d.count > 0 && !d.may_be_none; };
  if (latest) {
    out.later = a.later || b.later;
    out.earlier = (a.earlier && (!bounds(b) || b.earlier)) || (b.earlier && !bounds(a));
  } else {
    out.earlier = a.earlier || b.earlier;
    out.later = (a.later && (!bounds(b) || b.later)) || (b.later && !bounds(a));
  }
  return out;
}

Days day_of(const Value& value) {
  Days out;
  if (value.state == State::none) {
    out.may_be_none = true;
  } else if (value.exact() && value.low >= first_day && value.low <= last_day) {
    add(out, static_cast<int64_t>(value.low));
  } else {
    out.earlier = out.later = true;
  }
  return out;
}

} // namespace

EventStatus EventReader::status() const {
  if (truth(duty_.triggered()) == Truth::no)
    return EventStatus::not_triggered;
  const struct {
    uint32_t node;
    EventStatus status;
  } all[] = {{duty_.pending(), EventStatus::pending}, {duty_.held(), EventStatus::held},
             {duty_.met(), EventStatus::met},         {duty_.late(), EventStatus::late},
             {duty_.early(), EventStatus::early},     {duty_.overdue(), EventStatus::overdue}};
  for (const auto& one : all) {
    if (truth(one.node) == Truth::yes)
      return one.status;
  }
  return EventStatus::unknown;
}

Days EventReader::days(const flatbuffers::Vector<const bundle::DateStep*>& steps) const {
  // Steps are operands first, and the bundle's verifier saw that they fit; the stack is cut to what
  // a report can show, and what falls off it is unknown.
  constexpr uint32_t most_waiting = 16;
  Days stack[most_waiting];
  uint32_t waiting = 0;
  Days anything;
  anything.earlier = anything.later = anything.may_be_none = true;
  for (uint32_t i = 0; i < steps.size(); ++i) {
    const bundle::DateStep& step = *steps.Get(i);
    if (step.kind() <= bundle::DateStepKind::unknown) {
      if (waiting == most_waiting)
        return anything;
      Days one = anything;
      if (step.kind() == bundle::DateStepKind::value)
        one = day_of(evaluation_.value(step.node()));
      stack[waiting++] = one;
      continue;
    }
    waiting -= step.count();
    Days joined = stack[waiting];
    if (step.kind() == bundle::DateStepKind::choice) {
      const Truth condition = truth(step.node());
      if (condition == Truth::no)
        joined = stack[waiting + 1];
      else if (condition == Truth::unknown)
        join(joined, stack[waiting + 1]);
    } else {
      for (uint32_t k = 1; k < step.count(); ++k)
        joined = extreme(joined, stack[waiting + k], step.kind() == bundle::DateStepKind::latest);
    }
    stack[waiting++] = joined;
  }
  return waiting == 1 ? stack[0] : Days{};
}

} // namespace ward::rt
