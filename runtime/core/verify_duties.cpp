// SPDX-License-Identifier: Apache-2.0
#include "core/verify.h"

namespace ward::rt {
namespace {

using Steps = flatbuffers::Vector<const bundle::DateStep*>;

/// A node of this kind, of the table's lane or global.
bool of_event(const Verify& v, uint32_t node, uint32_t table, bundle::ValueKind kind) {
  if (node >= v.root.nodes()->size())
    return false;
  const bundle::Node& found = *v.root.nodes()->Get(node);
  return found.kind() == kind && (found.lane() == 0 || found.lane() == table + 1);
}

/// Each step finds the dates that it joins, and one is left: none only where `optional`.
bool date_ok(Verify& v, const Steps& steps, uint32_t table, bool optional) {
  if (steps.size() > v.budget)
    return false;
  v.budget -= steps.size();
  uint32_t dates = 0;
  for (uint32_t i = 0; i < steps.size(); ++i) {
    const bundle::DateStep& step = *steps.Get(i);
    switch (step.kind()) {
    case bundle::DateStepKind::value:
      if (!of_event(v, step.node(), table, bundle::ValueKind::number))
        return false;
      ++dates;
      break;
    case bundle::DateStepKind::unknown:
      ++dates;
      break;
    case bundle::DateStepKind::choice:
      if (step.count() != 2 || !of_event(v, step.node(), table, bundle::ValueKind::truth))
        return false;
      [[fallthrough]];
    case bundle::DateStepKind::latest:
    case bundle::DateStepKind::earliest:
      if (step.count() < 2 || step.count() > dates)
        return false;
      dates = dates - step.count() + 1;
      break;
    default:
      return false;
    }
  }
  return dates == 1 || (optional && dates == 0);
}

bool duty_ok(Verify& v, const bundle::Duty& duty) {
  const bundle::Bundle& root = v.root;
  if (!v.string_ok(duty.path()) || !v.string_ok(duty.title()) || !v.string_ok(duty.doc()) ||
      duty.table() >= root.tables()->size() || duty.promptly()->amount() < 0 ||
      (duty.origin()->line() != 0 && duty.origin()->file() >= root.files()->size())) {
    return false;
  }
  for (const bundle::Cite* cite : *duty.cites()) {
    if (cite->provision() >= root.provisions()->size() ||
        cite->element() >= root.provisions()->Get(cite->provision())->elements()->size() ||
        !of_event(v, cite->under(), duty.table(), bundle::ValueKind::truth)) {
      return false;
    }
  }
  for (uint32_t node : {duty.triggered(), duty.met(), duty.late(), duty.early(), duty.held(),
                        duty.pending(), duty.overdue(), duty.not_prompt()}) {
    if (!of_event(v, node, duty.table(), bundle::ValueKind::truth))
      return false;
  }
  return date_ok(v, *duty.arises_on(), duty.table(), false) &&
         date_ok(v, *duty.done_on(), duty.table(), false) &&
         date_ok(v, *duty.due_on(), duty.table(), false) &&
         date_ok(v, *duty.not_before_on(), duty.table(), true) &&
         date_ok(v, *duty.prompt_on(), duty.table(), true);
}

} // namespace

ward_status Verify::duties() {
  for (uint32_t i = 0; i < root.duties()->size(); ++i) {
    if (!duty_ok(*this, *root.duties()->Get(i)))
      return bad("duty", i, "refers to what does not exist");
    if (i > 0 && root.duties()->Get(i - 1)->path() >= root.duties()->Get(i)->path())
      return bad("duty", i, "is not in order");
  }
  return WARD_OK;
}

} // namespace ward::rt
