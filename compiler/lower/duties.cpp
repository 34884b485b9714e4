// SPDX-License-Identifier: Apache-2.0
#include "lower/duties.h"

#include <algorithm>

namespace ward::lower {

using model::DutyId;
using program::Op;

Duties::Duties(const model::Model& model, const Layout& layout, program::Builder& builder,
               Expressions& expressions)
    : model_(model), layout_(layout), builder_(builder), expressions_(expressions),
      events_(model.duties.size()) {}

NodeId Duties::compare(Compare op, ValueId left, ValueId right) {
  return expressions_.compare(op, left, right);
}

NodeId Duties::happened(ValueId day, std::optional<ValueId> arises) {
  NodeId past = compare(Compare::le, day, expressions_.today());
  if (arises) {
    const NodeId after = compare(Compare::le, *arises, day);
    past = builder_.logical_and({past, after});
  }
  const NodeId known = builder_.logical_or({past, builder_.unknown()});
  if (!expressions_.values()[day].optional)
    return known;
  const NodeId none = expressions_.is_none(day);
  return builder_.logical_and({builder_.logical_not(none), known});
}

const Duties::Event& Duties::event(DutyId id) {
  Event& made = events_[id.index];
  if (made.made)
    return made;
  made.made = true;
  const model::Duty& duty = model_.duties[id];
  for (const model::Cite& cite : duty.cites)
    if (model_.authorities[model_.citations[cite.citation].authority].force == model::Force::law)
      made.mode = Mode::law;
  const program::Origin outer = builder_.origin();
  builder_.set_origin(expressions_.origin(duty.path_span));
  const NodeId when = expressions_.condition(duty.when, made.mode);
  made.arises = expressions_.date(duty.arises, made.mode);
  made.done_on = expressions_.date(duty.done, made.mode);
  made.limit = expressions_.date(duty.by, made.mode);
  if (duty.not_before) {
    made.hold = expressions_.date(duty.not_before, made.mode);
    made.limit = expressions_.later_of(made.limit, made.hold);
  }
  if (duty.promptly) {
    const ValueId after = expressions_.date(duty.promptly->after, made.mode);
    made.prompt = expressions_.shifted(after, duty.promptly->within);
    if (duty.not_before)
      made.prompt = expressions_.unless_none(after, made.prompt,
                                             expressions_.later_of(made.prompt, made.hold));
  }
  const NodeId arisen = happened(made.arises);
  made.arisen = builder_.logical_and({arisen, when});
  made.done = happened(made.done_on, made.arises);
  made.passed = compare(Compare::lt, made.limit, expressions_.today());
  const NodeId waiting =
      builder_.logical_and({builder_.logical_not(made.passed), builder_.unknown()});
  made.fine = builder_.logical_or({made.done, waiting});
  builder_.set_origin(outer);
  return made;
}

/// Whether the event stands under the citation (R9.4).
NodeId Duties::under(DutyId id, model::CitationId citation) {
  event(id);
  const auto found = events_[id.index].under.find(citation);
  if (found != events_[id.index].under.end())
    return found->second;
  const model::Duty& duty = model_.duties[id];
  std::vector<model::ProvisionId> versions;
  for (const model::Cite& cite : duty.cites)
    if (cite.citation == citation)
      for (model::ElementId element : cite.elements)
        versions.push_back(model_.elements[element].provision);
  std::sort(versions.begin(), versions.end(), [&](model::ProvisionId x, model::ProvisionId y) {
    return layout_.provisions[x] < layout_.provisions[y];
  });
  versions.erase(std::unique(versions.begin(), versions.end()), versions.end());
  std::vector<NodeId> any;
  for (model::ProvisionId version : versions)
    any.push_back(lawful(version, events_[id.index].arises));
  const NodeId lawful_then = builder_.logical_or(std::move(any));
  const NodeId made = builder_.logical_and({events_[id.index].arisen, lawful_then});
  events_[id.index].under.emplace(citation, made);
  return made;
}

NodeId Duties::in_order(model::ElementId id) {
  const model::Element& element = model_.elements[id];
  std::vector<DutyId> duties = element.duties;
  std::sort(duties.begin(), duties.end(),
            [&](DutyId x, DutyId y) { return layout_.duties[x] < layout_.duties[y]; });
  std::vector<NodeId> all;
  for (DutyId duty : duties) {
    const program::Origin outer = builder_.origin();
    builder_.set_origin(expressions_.origin(model_.duties[duty].path_span));
    const NodeId where = under(duty, model_.provisions[element.provision].citation);
    const NodeId fine = event(duty).fine;
    all.push_back(builder_.fold(Op::every, layout_.tables[model_.duties[duty].table], where, fine));
    builder_.set_origin(outer);
  }
  return builder_.logical_and(std::move(all));
}

void Duties::add_steps(ValueId date, std::vector<program::DateStep>& out) {
  const Value value = expressions_.values()[date];
  const std::span<const ValueId> parts = expressions_.values().children(value);
  const std::vector<ValueId> children(parts.begin(), parts.end());
  for (ValueId child : children)
    add_steps(child, out);
  using Kind = program::DateStep::Kind;
  switch (value.kind) {
  case Value::Kind::node:
    return out.push_back({Kind::value, value.node, 0});
  case Value::Kind::unknown:
    return out.push_back({Kind::unknown, {}, 0});
  case Value::Kind::latest:
    return out.push_back({Kind::latest, {}, value.count});
  case Value::Kind::earliest:
    return out.push_back({Kind::earliest, {}, value.count});
  case Value::Kind::conditional:
    return out.push_back({Kind::choice, value.node, 2});
  }
}

std::vector<program::DateStep> Duties::steps(ValueId date) {
  std::vector<program::DateStep> out;
  add_steps(date, out);
  return out;
}

program::Duty Duties::record(DutyId id) {
  const model::Duty& duty = model_.duties[id];
  const program::Origin outer = builder_.origin();
  builder_.set_origin(expressions_.origin(duty.path_span));
  program::Duty made;
  made.path = builder_.text(duty.path);
  made.title = builder_.text(duty.title);
  made.doc = builder_.text(duty.doc);
  made.table = layout_.tables[duty.table];
  made.origin = expressions_.origin(duty.span);

  std::vector<NodeId> any;
  for (const model::Cite& cite : duty.cites)
    for (model::ElementId element : cite.elements) {
      const model::ProvisionId version = model_.elements[element].provision;
      const auto& all = model_.provisions[version].elements;
      const auto index = std::find(all.begin(), all.end(), element) - all.begin();
      const NodeId here = under(id, cite.citation);
      made.cites.push_back({layout_.provisions[version], static_cast<uint32_t>(index), here});
      const NodeId then = lawful(version, event(id).arises);
      const NodeId binds = applies(element);
      any.push_back(builder_.logical_and({then, binds}));
    }
  std::sort(made.cites.begin(), made.cites.end(), [](const auto& x, const auto& y) {
    return x.provision != y.provision ? x.provision < y.provision : x.element < y.element;
  });

  const Event& it = event(id);
  const NodeId bound = builder_.logical_or(std::move(any));
  made.triggered = builder_.logical_and({it.arisen, bound});
  const NodeId done = builder_.logical_and({made.triggered, it.done});
  const NodeId open = builder_.logical_and({made.triggered, builder_.logical_not(it.done)});
  NodeId holding = builder_.constant(false);
  NodeId against_hold = builder_.constant(false);
  if (duty.not_before) {
    holding = compare(Compare::gt, it.hold, expressions_.today());
    against_hold = compare(Compare::lt, it.done_on, it.hold);
  }
  const NodeId not_early = builder_.logical_not(against_hold);
  const NodeId in_time = compare(Compare::le, it.done_on, it.limit);
  made.met = builder_.logical_and({done, in_time, not_early});
  made.late = builder_.logical_and({done, builder_.logical_not(in_time), not_early});
  made.early = builder_.logical_and({done, against_hold});
  made.overdue = builder_.logical_and({open, it.passed});
  const NodeId not_passed = builder_.logical_not(it.passed);
  made.held = builder_.logical_and({open, not_passed, holding});
  made.pending = builder_.logical_and({open, not_passed, builder_.logical_not(holding)});
  made.not_prompt = builder_.constant(false);
  if (duty.promptly) {
    const NodeId done_after = compare(Compare::lt, it.prompt, it.done_on);
    const NodeId open_after = compare(Compare::lt, it.prompt, expressions_.today());
    made.not_prompt = builder_.logical_or(
        {builder_.logical_and({done, done_after}), builder_.logical_and({open, open_after})});
    made.prompt_on = steps(it.prompt);
    made.promptly = {duty.promptly->within.amount, duty.promptly->within.months};
  }
  made.arises_on = steps(it.arises);
  made.done_on = steps(it.done_on);
  made.due_on = steps(it.limit);
  if (duty.not_before)
    made.not_before_on = steps(it.hold);
  builder_.set_origin(outer);
  return made;
}

} // namespace ward::lower
