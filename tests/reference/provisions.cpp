// SPDX-License-Identifier: Apache-2.0
#include "reference/state.h"

#include <algorithm>

namespace ward::reference {

using model::CitationId;
using model::ElementId;
using model::ProvisionId;

namespace {

Truth from(bool value) {
  return value ? Truth::yes : Truth::no;
}

bool is_framework(model::Force force) {
  return force == model::Force::framework || force == model::Force::guidance;
}

} // namespace

// R3.10.
bool State::judged(ProvisionId id) const {
  return judged(id, options.today);
}

bool State::judged(ProvisionId id, int32_t day) const {
  const model::Provision& provision = model.provisions[id];
  if (day < provision.window.from_days || day >= provision.window.until_days)
    return false;
  if (provision.vacated || !model::is_judged(provision.modality))
    return false;
  if (provision.proposal && !is_assumed(provision.proposal))
    return false;
  return !is_replaced(id);
}

// R3.17.
bool State::is_replaced(ProvisionId id) const {
  const model::Provision& provision = model.provisions[id];
  const auto names = [&](const std::vector<CitationId>& list) {
    return std::find(list.begin(), list.end(), provision.citation) != list.end();
  };
  for (uint32_t i = 0; i < model.proposals.size(); ++i)
    if (is_assumed(model::ProposalId{i}) && names(model.proposals[model::ProposalId{i}].repeals))
      return true;
  for (const model::Provision& other : model.provisions)
    if (other.proposal && is_assumed(other.proposal) && names(other.replaces))
      return true;
  return false;
}

// R2.2, R3.6.
Truth State::bound(ProvisionId id) const {
  const model::Provision& provision = model.provisions[id];
  const Reading law{.for_law = true, .excused_for = {}, .without = nullptr};
  const auto holds = [&](const model::Binds& binds) {
    if (binds.all)
      return Truth::yes;
    Truth any = Truth::no;
    for (model::RoleId role : binds.roles)
      any = disjunction(any, truth(model.roles[role].when, law, {}));
    return any;
  };
  Truth result = holds(model.authorities[provision.authority].binds);
  if (provision.binds)
    return conjunction(result, holds(*provision.binds));
  for (ProvisionId parent : parents(id))
    result = conjunction(result, bound(parent));
  return result;
}

// The versions of the parent that are judged on the day; what is no longer in force reads its
// parents as they stood on its last day (R9.5).
std::vector<ProvisionId> State::parents(ProvisionId id) const {
  const int32_t day = std::min(options.today, model.provisions[id].window.until_days - 1);
  std::vector<ProvisionId> found;
  if (const CitationId parent = model.provisions[id].parent)
    for (ProvisionId version : model.citations[parent].versions)
      if (judged(version, day))
        found.push_back(version);
  return found;
}

Truth State::conditions(ProvisionId id) const {
  const model::Provision& provision = model.provisions[id];
  const bool law = model.authorities[provision.authority].force == model::Force::law;
  const Reading reading{.for_law = law, .excused_for = {}, .without = nullptr};
  Truth result = provision.applies ? truth(provision.applies, reading, {}) : Truth::yes;
  for (ProvisionId parent : parents(id))
    result = conjunction(result, conditions(parent));
  return result;
}

Truth State::applies(ProvisionId id) const {
  return conjunction(bound(id), conditions(id));
}

Truth State::applies(ElementId id) const {
  const model::Element& element = model.elements[id];
  const model::Provision& provision = model.provisions[element.provision];
  const bool law = model.authorities[provision.authority].force == model::Force::law;
  const Reading reading{.for_law = law, .excused_for = {}, .without = nullptr};
  Truth result = applies(element.provision);
  if (element.applies)
    result = conjunction(result, truth(element.applies, reading, {}));
  return result;
}

// R3.13.
Truth State::due(ProvisionId id, const Tree* on) const {
  const model::Provision& provision = model.provisions[id];
  if (provision.due.empty())
    return Truth::yes;
  const Reading law{.for_law = true, .excused_for = {}, .without = nullptr};
  const model::Binds& binds =
      provision.binds ? *provision.binds : model.authorities[provision.authority].binds;
  const auto past = [&](int32_t days) {
    if (on == nullptr)
      return from(days <= options.today);
    Tree day;
    day.leaf = Value::number(days);
    return compare(model::Compare::ge, *on, day); // R9.4
  };
  const auto has = [&](model::RoleId role) { return truth(model.roles[role].when, law, {}); };

  Truth general = Truth::yes;
  for (const model::DueDate& date : provision.due)
    if (!date.role)
      general = past(date.days);
  Truth refined = Truth::yes, any_refinement = Truth::no;
  for (const model::DueDate& date : provision.due) {
    const bool binding =
        std::find(binds.roles.begin(), binds.roles.end(), date.role) != binds.roles.end();
    if (!date.role || (!binds.all && binding))
      continue;
    refined = conjunction(refined, disjunction(negation(has(date.role)), past(date.days)));
    any_refinement = disjunction(any_refinement, has(date.role));
  }
  const Truth without_own = conjunction(refined, disjunction(any_refinement, general));
  if (binds.all)
    return without_own;

  Truth result = Truth::no;
  for (model::RoleId role : binds.roles) {
    Truth dated = without_own;
    for (const model::DueDate& date : provision.due)
      if (date.role == role)
        dated = past(date.days);
    result = disjunction(result, conjunction(has(role), dated));
  }
  return result;
}

// R3.9.
Truth State::has_part(ProvisionId id) const {
  const model::Provision& provision = model.provisions[id];
  Truth any = Truth::no;
  for (ElementId element : provision.elements)
    if (model.elements[element].basis == model::Basis::text)
      any = disjunction(any, applies(element));
  for (CitationId child : provision.children)
    for (ProvisionId version : model.citations[child].versions)
      if (judged(version))
        any = disjunction(any, applicable(version));
  if (provision.derived)
    for (const std::vector<CitationId>& need : provision.needs)
      for (CitationId citation : need)
        for (ProvisionId version : model.citations[citation].versions)
          if (judged(version))
            any = disjunction(any, applicable(version));
  return any;
}

Truth State::applicable(ProvisionId id) const {
  return conjunction(conjunction(applies(id), due(id)), has_part(id));
}

// R3.11.
Truth State::met(ProvisionId id, bool with_decisions) const {
  const model::Provision& provision = model.provisions[id];
  Truth all = Truth::yes;
  for (ElementId element : provision.elements)
    if (model.elements[element].basis == model::Basis::text)
      all = conjunction(all, disjunction(negation(applies(element)), met(element, with_decisions)));
  for (CitationId child : provision.children)
    for (ProvisionId version : model.citations[child].versions)
      if (judged(version))
        all = conjunction(all,
                          disjunction(negation(applicable(version)), met(version, with_decisions)));
  for (const std::vector<CitationId>& need : provision.needs) {
    Truth some_applies = Truth::no, some_met = Truth::no;
    for (CitationId citation : need)
      for (ProvisionId version : model.citations[citation].versions)
        if (judged(version)) {
          some_applies = disjunction(some_applies, applicable(version));
          some_met =
              disjunction(some_met, conjunction(applicable(version), met(version, with_decisions)));
        }
    all = conjunction(all, disjunction(negation(some_applies), some_met));
  }
  if (with_decisions && provision.designation == model::Designation::addressable)
    all = disjunction(all, decided_for_entity(provision.citation));
  return all;
}

// R3.7; an exclusion reaches the covering controls as judged for the provision (R6.10).
Truth State::by_controls(ElementId id, const Reading& reading) const {
  Truth any = Truth::no;
  for (model::ControlId control : model.elements[id].covered_by)
    any = disjunction(any, both(control, reading));
  return any;
}

// R3.18.
Truth State::item_met(CitationId id, bool& contributed) const {
  Truth meets = Truth::no;
  bool others = false;
  for (uint32_t i = 0; i < model.controls.size(); ++i)
    for (const model::Align& align : model.controls[model::ControlId{i}].aligns) {
      if (align.citation != id)
        continue;
      if (align.relation == model::Relation::equal || align.relation == model::Relation::superset)
        meets = disjunction(meets, both(model::ControlId{i}, {}));
      else if (align.relation != model::Relation::none)
        others = true;
    }
  contributed = others && meets != Truth::yes;
  return others ? disjunction(meets, Truth::unknown) : meets;
}

Truth State::met(ElementId id, bool with_decisions) const {
  const model::Element& element = model.elements[id];
  const model::Provision& provision = model.provisions[element.provision];
  const model::Force force = model.authorities[provision.authority].force;
  if (is_framework(force) && element.kind == model::Element::Kind::by_controls) {
    bool contributed = false;
    return item_met(provision.citation, contributed);
  }
  Reading reading{.for_law = force == model::Force::law, .excused_for = {}, .without = nullptr};
  if (with_decisions && provision.designation == model::Designation::addressable)
    reading.excused_for = provision.citation;
  // R9.6: a duty settles it too, and then no control has to.
  const Truth ordered = element.duties.empty() ? Truth::yes : in_order(id);
  const bool needs_control = element.duties.empty() || !element.covered_by.empty();
  Truth result = needs_control ? by_controls(id, reading) : Truth::yes;
  if (element.kind == model::Element::Kind::decided)
    result = truth(element.expr, reading, {});
  if (element.kind == model::Element::Kind::floor)
    result = conjunction(result, truth(element.expr, reading, {}));
  return conjunction(result, ordered);
}

// R3.12, R3.19, R6.11.
ProvisionResult State::provision_result(ProvisionId id) const {
  const model::Provision& provision = model.provisions[id];
  ProvisionResult result;
  if (!judged(id))
    return result;
  const model::Force force = model.authorities[provision.authority].force;
  const bool law = force == model::Force::law;
  if (options.profile) {
    const model::Profile& profile = model.profiles[options.profile];
    const auto& chosen = profile.authorities;
    if (!chosen.empty() &&
        std::find(chosen.begin(), chosen.end(), provision.authority) == chosen.end())
      return result; // R10.2
    if (is_framework(force) && profile.scope && truth(profile.scope, {}, {}) != Truth::yes)
      return result;
  }
  if (conjunction(applies(id), has_part(id)) != Truth::no && due(id) == Truth::no)
    return result; // upcoming

  const Truth applicable_here = applicable(id), met_here = met(id, true);
  if (applicable_here == Truth::no)
    result.verdict = Verdict::not_applicable;
  else if (applicable_here == Truth::unknown || met_here == Truth::unknown)
    result.verdict = Verdict::unknown;
  else
    result.verdict = met_here == Truth::yes ? Verdict::met : Verdict::not_met;
  result.by_decision = result.verdict == Verdict::met && met(id, false) != Truth::yes;

  bool some_met = false, some_not = false;
  for (ElementId element : provision.elements) {
    ElementResult one;
    one.applies = applies(element);
    one.met = met(element, true);
    const model::Element& about = model.elements[element];
    if (one.met == Truth::no) {
      Reading reading{.for_law = law, .excused_for = {}, .without = nullptr};
      one.contrary = about.expr && truth(about.expr, reading, {}) == Truth::no;
      if (!about.duties.empty() && in_order(element) == Truth::no)
        one.contrary = true; // R9.6
      if (!one.contrary) {
        one.not_covered = about.covered_by.empty();
        one.not_shown = !one.not_covered;
      }
    }
    if (one.applies == Truth::yes && about.basis == model::Basis::text) {
      some_met |= one.met == Truth::yes;
      some_not |= one.met == Truth::no;
    }
    if (one.applies == Truth::yes && about.basis != model::Basis::text && one.met == Truth::no)
      result.practice_gap = true;
    result.elements.push_back(one);
  }
  result.partial = some_met && some_not && result.verdict == Verdict::not_met;
  if (is_framework(force))
    item_met(provision.citation, result.contributed);
  add_event_details(id, result);
  return result;
}

Results judge(const model::Model& model, const Facts& facts, const Options& options) {
  const State state{model, facts, options};
  Results results;
  for (uint32_t i = 0; i < model.provisions.size(); ++i)
    results.provisions.push_back(state.provision_result(ProvisionId{i}));
  for (uint32_t i = 0; i < model.controls.size(); ++i)
    results.controls.push_back(state.control_result(model::ControlId{i}));
  for (uint32_t i = 0; i < model.duties.size(); ++i)
    results.duties.push_back(state.duty_result(model::DutyId{i}));
  return results;
}

const char* name_of(Verdict verdict) {
  switch (verdict) {
  case Verdict::met:
    return "met";
  case Verdict::not_met:
    return "not_met";
  case Verdict::unknown:
    return "unknown";
  case Verdict::not_applicable:
    return "not_applicable";
  case Verdict::not_judged:
    return "not_judged";
  case Verdict::implemented:
    return "implemented";
  case Verdict::not_implemented:
    return "not_implemented";
  }
  return "";
}

} // namespace ward::reference
