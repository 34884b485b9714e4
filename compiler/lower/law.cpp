// SPDX-License-Identifier: Apache-2.0
#include "lower/law.h"

#include <algorithm>

namespace ward::lower {

using model::CitationId;
using model::ControlId;
using model::Provision;
using model::ProvisionId;
using program::Op;

Law::Law(const model::Model& model, const Layout& layout, program::Builder& builder,
         Expressions& expressions)
    : model_(model), layout_(layout), builder_(builder), expressions_(expressions),
      duties_(model, layout, builder, expressions), nodes_(model.provisions.size()),
      elements_(model.elements.size()), replaced_by_(model.provisions.size()),
      aligned_(model.citations.size()) {
  expressions_.excused = [this](CitationId provision, model::TableId table) {
    return excused(provision, table);
  };
  duties_.lawful = [this](ProvisionId version, ValueId at) { return lawful(version, at); };
  duties_.applies = [this](model::ElementId element) { return elements_[element.index].applies; };
}

void Law::run() {
  find_replacements();
  find_alignments();
  // Before any expression asks for it: it reads every control and belongs to no expression's
  // budget.
  for (const Provision& provision : model_.provisions)
    if (is_addressable(provision))
      valid_decision();
  for (ProvisionId id : parents_first())
    applies(id);
  for (ProvisionId id : layout_.provisions.ids)
    elements(id);
  for (ProvisionId id : parts_first())
    met(id);
}

Mode Law::mode_of(const Provision& provision) const {
  return model_.authorities[provision.authority].force == model::Force::law ? Mode::law : Mode::own;
}
bool Law::is_addressable(const Provision& provision) const {
  return provision.designation == model::Designation::addressable;
}
bool Law::can_be_judged(const Provision& provision) const {
  return model::is_judged(provision.modality) && !provision.vacated;
}
bool Law::overlap(const Provision& x, const Provision& y) const {
  return x.window.from_days < y.window.until_days && y.window.from_days < x.window.until_days;
}

NodeId Law::on_or_after(int32_t day, std::optional<ValueId> at) {
  if (at)
    return expressions_.compare(Compare::ge, *at, expressions_.constant_day(day));
  const NodeId first = builder_.number(day);
  return builder_.binary(Op::less_equal, first, builder_.today());
}

/// R9.4: the version could be judged on the day `at`, and was due then.
NodeId Law::lawful(ProvisionId id, ValueId at) {
  const Provision& it = model_.provisions[id];
  std::vector<NodeId> terms;
  if (it.window.from_days != INT32_MIN)
    terms.push_back(on_or_after(it.window.from_days, at));
  if (it.window.until_days != INT32_MAX)
    terms.push_back(builder_.logical_not(on_or_after(it.window.until_days, at)));
  if (it.proposal)
    terms.push_back(builder_.assumed(layout_.proposals[it.proposal]));
  for (uint32_t proposal : replaced_by_[id.index])
    terms.push_back(builder_.logical_not(builder_.assumed(proposal)));
  terms.push_back(due(it, at));
  return builder_.logical_and(std::move(terms));
}

/// R3.10 for one version, beyond what holds on the days on which `on` is judged.
NodeId Law::judged(ProvisionId id, ProvisionId on) {
  const Provision& it = model_.provisions[id];
  const Provision& base = model_.provisions[on];
  std::vector<NodeId> terms;
  if (it.window.from_days > base.window.from_days)
    terms.push_back(on_or_after(it.window.from_days));
  if (it.window.until_days < base.window.until_days)
    terms.push_back(builder_.logical_not(on_or_after(it.window.until_days)));
  if (it.proposal && it.proposal != base.proposal)
    terms.push_back(builder_.assumed(layout_.proposals[it.proposal]));
  const std::vector<uint32_t>& known = replaced_by_[on.index];
  for (uint32_t proposal : replaced_by_[id.index])
    if (!std::binary_search(known.begin(), known.end(), proposal))
      terms.push_back(builder_.logical_not(builder_.assumed(proposal)));
  return builder_.logical_and(std::move(terms));
}

NodeId Law::role(model::RoleId id) {
  return expressions_.condition(model_.roles[id].when, Mode::law);
}

NodeId Law::any_role(const model::Binds& binds) {
  if (binds.all)
    return builder_.constant(true);
  std::vector<NodeId> roles;
  for (model::RoleId id : binds.roles)
    roles.push_back(role(id));
  return builder_.logical_or(std::move(roles));
}

/// R3.13.
NodeId Law::due(const Provision& provision, std::optional<ValueId> at) {
  if (provision.due.empty())
    return builder_.constant(true);
  const model::Binds& of_authority = model_.authorities[provision.authority].binds;
  const model::Binds& binds =
      provision.binds && !provision.binds->all ? *provision.binds : of_authority;
  const auto is_binding = [&](model::RoleId id) {
    return !binds.all && std::find(binds.roles.begin(), binds.roles.end(), id) != binds.roles.end();
  };
  NodeId otherwise = builder_.constant(true);
  std::vector<NodeId> none_later;
  std::vector<NodeId> any;
  for (const model::DueDate& date : provision.due) {
    if (!date.role) {
      otherwise = on_or_after(date.days, at);
    } else if (!is_binding(date.role)) {
      any.push_back(role(date.role));
      none_later.push_back(builder_.implies(any.back(), on_or_after(date.days, at)));
    }
  }
  any.push_back(otherwise);
  none_later.push_back(builder_.logical_or(std::move(any)));
  const NodeId undated = builder_.logical_and(std::move(none_later));
  if (binds.all)
    return undated;
  std::vector<NodeId> terms;
  for (model::RoleId id : binds.roles) {
    NodeId dated = undated;
    for (const model::DueDate& date : provision.due)
      if (date.role == id)
        dated = on_or_after(date.days, at);
    terms.push_back(builder_.logical_and({role(id), dated}));
  }
  return builder_.logical_or(std::move(terms));
}

/// A(P), R3.6. Parents are done before.
void Law::applies(ProvisionId id) {
  const Provision& provision = model_.provisions[id];
  std::vector<NodeId> bound{any_role(model_.authorities[provision.authority].binds)};
  if (provision.binds)
    bound.push_back(any_role(*provision.binds));
  std::vector<NodeId> conditions{expressions_.condition(provision.applies, mode_of(provision))};
  if (provision.parent)
    for (ProvisionId parent : model_.citations[provision.parent].versions) {
      const Provision& above = model_.provisions[parent];
      if (!can_be_judged(above) || !overlap(above, provision))
        continue;
      const NodeId there = judged(parent, id);
      if (!provision.binds)
        bound.push_back(builder_.implies(there, nodes_[parent.index].bound));
      conditions.push_back(builder_.implies(there, nodes_[parent.index].conditions));
    }
  ProvisionNodes& nodes = nodes_[id.index];
  nodes.bound = builder_.logical_and(std::move(bound));
  nodes.conditions = builder_.logical_and(std::move(conditions));
  nodes.applies = builder_.logical_and({nodes.bound, nodes.conditions});
  nodes.due = due(provision);
}

NodeId Law::by_controls(const model::Element& element, const Provision& provision, uint32_t variant,
                        std::vector<ControlId>& controls) {
  controls = element.covered_by;
  std::sort(controls.begin(), controls.end(),
            [&](ControlId x, ControlId y) { return layout_.controls[x] < layout_.controls[y]; });
  std::vector<NodeId> terms;
  for (ControlId control : controls)
    terms.push_back(expressions_.in_place(control, mode_of(provision), variant));
  return builder_.logical_or(std::move(terms));
}

/// R3.18.
NodeId Law::by_alignment(const model::Element& element, const Provision& provision,
                         std::vector<ControlId>& controls) {
  std::vector<NodeId> terms;
  bool contributed = false;
  for (const Aligned& each : aligned(provision.citation)) {
    const std::vector<std::string>& names = each.align->names;
    if (!names.empty() && std::find(names.begin(), names.end(), element.name) == names.end())
      continue;
    const model::Relation relation = each.align->relation;
    if (relation == model::Relation::equal || relation == model::Relation::superset) {
      terms.push_back(expressions_.in_place(each.control, Mode::own));
      if (controls.empty() || controls.back() != each.control)
        controls.push_back(each.control);
    } else if (relation != model::Relation::none) {
      contributed = true;
    }
  }
  if (contributed)
    terms.push_back(builder_.unknown());
  return builder_.logical_or(std::move(terms));
}

void Law::elements(ProvisionId id) {
  const Provision& provision = model_.provisions[id];
  const model::Force force = model_.authorities[provision.authority].force;
  const bool by_align = force == model::Force::framework || force == model::Force::guidance;
  const Mode mode = mode_of(provision);
  const uint32_t excusing =
      is_addressable(provision) ? expressions_.excusing(provision.citation) : 0;
  for (model::ElementId element_id : provision.elements) {
    const model::Element& element = model_.elements[element_id];
    ElementNodes& nodes = elements_[element_id.index];
    nodes.applies = builder_.logical_and(
        {nodes_[id.index].applies, expressions_.condition(element.applies, mode)});
    const bool decided = element.kind == model::Element::Kind::decided;
    NodeId expression = builder_.constant(true);
    NodeId expression_decided = expression;
    if (element.kind != model::Element::Kind::by_controls) {
      expression = expressions_.condition(element.expr, mode);
      expression_decided = expressions_.condition(element.expr, mode, excusing);
      nodes.expression = expression;
    }
    std::vector<ControlId> controls;
    NodeId shown = by_align ? by_alignment(element, provision, controls)
                            : by_controls(element, provision, 0, controls);
    NodeId shown_decided =
        by_align || excusing == 0 ? shown : by_controls(element, provision, excusing, controls);
    nodes.controls = std::move(controls);
    NodeId in_order = builder_.constant(true);
    if (!element.duties.empty())
      in_order = nodes.in_order = duties_.in_order(element_id);
    // Where a duty settles it, no control has to (R9.6).
    const bool by_duty = nodes.in_order && nodes.controls.empty();
    if (decided || by_duty)
      shown = shown_decided = builder_.constant(true);
    if (!decided)
      nodes.by_controls = shown;
    nodes.met_plain = builder_.logical_and({expression, shown, in_order});
    nodes.met = builder_.logical_and({expression_decided, shown_decided, in_order});
  }
}

void Law::add_children(ProvisionId id, std::vector<NodeId>& has, std::vector<NodeId>& met,
                       std::vector<NodeId>& plain) {
  for (ProvisionId child : children(id)) {
    const ProvisionNodes& nodes = nodes_[child.index];
    const NodeId part = builder_.logical_and({judged(child, id), nodes.applicable});
    has.push_back(part);
    met.push_back(builder_.implies(part, nodes.met));
    plain.push_back(builder_.implies(part, nodes.met_plain));
  }
}

void Law::add_needs(ProvisionId id, std::vector<NodeId>& has, std::vector<NodeId>& met,
                    std::vector<NodeId>& plain) {
  const Provision& provision = model_.provisions[id];
  for (const std::vector<CitationId>& group : provision.needs) {
    std::vector<NodeId> applicable;
    std::vector<NodeId> good;
    std::vector<NodeId> good_plain;
    for (CitationId citation : group)
      for (ProvisionId needed : model_.citations[citation].versions) {
        const Provision& other = model_.provisions[needed];
        if (!can_be_judged(other) || !overlap(other, provision))
          continue;
        const ProvisionNodes& nodes = nodes_[needed.index];
        const NodeId one = builder_.logical_and({judged(needed, id), nodes.applicable});
        applicable.push_back(one);
        good.push_back(builder_.logical_and({one, nodes.met}));
        good_plain.push_back(builder_.logical_and({one, nodes.met_plain}));
      }
    const NodeId any = builder_.logical_or(std::move(applicable));
    if (provision.derived)
      has.push_back(any);
    met.push_back(builder_.implies(any, builder_.logical_or(std::move(good))));
    plain.push_back(builder_.implies(any, builder_.logical_or(std::move(good_plain))));
  }
}

/// R3.9 and R3.11. Children and what is needed are done before.
void Law::met(ProvisionId id) {
  const Provision& provision = model_.provisions[id];
  ProvisionNodes& nodes = nodes_[id.index];
  std::vector<NodeId> has;
  std::vector<NodeId> met;
  std::vector<NodeId> plain;
  for (model::ElementId element : provision.elements) {
    if (model_.elements[element].basis != model::Basis::text)
      continue;
    const ElementNodes& part = elements_[element.index];
    has.push_back(part.applies);
    met.push_back(builder_.implies(part.applies, part.met));
    plain.push_back(builder_.implies(part.applies, part.met_plain));
  }
  add_children(id, has, met, plain);
  add_needs(id, has, met, plain);
  const NodeId has_part = builder_.logical_or(std::move(has));
  nodes.has_part_that_applies = builder_.logical_and({nodes.applies, has_part});
  nodes.applicable = builder_.logical_and({nodes.applies, nodes.due, has_part});
  nodes.met_plain = builder_.logical_and(std::move(plain));
  nodes.met = builder_.logical_and(std::move(met));
  if (is_addressable(provision)) {
    nodes.entity_decision = decided_for_entity(provision.citation);
    nodes.met = builder_.logical_or({nodes.entity_decision, nodes.met});
  }
}

} // namespace ward::lower
