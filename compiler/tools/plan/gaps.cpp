// SPDX-License-Identifier: Apache-2.0
#include "tools/plan/gaps.h"

#include "tools/report/bundle_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::tool {

bool Gaps::in_target(uint32_t provision) const {
  const bundle::Provision& one = *bundle.root().provisions()->Get(provision);
  return target.empty() ||
         text_of(bundle, bundle.root().authorities()->Get(one.authority())->name()) == target;
}

ward_verdict Gaps::element(const Rejudged& state, ElementId id) const {
  const rt::ProvisionLine& line = state.verdicts.provisions[id.provision];
  return line.why == rt::WhyNot::judged
             ? state.verdicts.elements[line.first_element + id.element].verdict
             : WARD_NOT_JUDGED;
}

std::set<ElementId> Gaps::with(const Rejudged& state, ward_verdict verdict) const {
  std::set<ElementId> out;
  const auto& provisions = *bundle.root().provisions();
  for (uint32_t i = 0; i < provisions.size(); ++i) {
    const ward_verdict whole = state.verdict(i);
    if (!in_target(i) || whole == WARD_NOT_JUDGED || whole == WARD_NOT_APPLICABLE)
      continue;
    // What a provision does not lack is no gap: it was decided for the entity.
    if (verdict == WARD_NOT_MET && whole == WARD_MET)
      continue;
    for (uint32_t k = 0; k < provisions.Get(i)->elements()->size(); ++k)
      if (provisions.Get(i)->elements()->Get(k)->basis() == bundle::Basis::text &&
          element(state, {i, k}) == verdict)
        out.insert({i, k});
  }
  return out;
}

Tallies Gaps::count(const Rejudged& state) const {
  Tallies out;
  for (uint32_t i = 0; i < bundle.root().provisions()->size(); ++i) {
    if (!in_target(i))
      continue;
    const ward_verdict verdict = state.verdict(i);
    out.met += verdict == WARD_MET ? 1 : 0;
    out.not_met += verdict == WARD_NOT_MET ? 1 : 0;
    out.unknown += verdict == WARD_UNKNOWN ? 1 : 0;
    out.not_applicable += verdict == WARD_NOT_APPLICABLE ? 1 : 0;
  }
  return out;
}

LawOpen Gaps::law(const Rejudged& state) const {
  LawOpen out;
  for (uint32_t i = 0; i < bundle.root().provisions()->size(); ++i) {
    const ward_verdict verdict = state.verdict(i);
    if (!is_law(i) || verdict == WARD_NOT_JUDGED)
      continue;
    ++out.judged;
    out.not_met += verdict == WARD_NOT_MET ? 1 : 0;
    out.unknown += verdict == WARD_UNKNOWN ? 1 : 0;
  }
  return out;
}

std::vector<Turn> Gaps::turns(const Rejudged& from, const Rejudged& to) const {
  std::vector<Turn> out;
  for (uint32_t i = 0; i < bundle.root().provisions()->size(); ++i)
    if (from.verdict(i) != to.verdict(i))
      out.push_back({citation(i), from.verdict(i), to.verdict(i)});
  return out;
}

Rest Gaps::rest(const Rejudged& state, uint32_t provision) const {
  const bundle::Provision& one = *bundle.root().provisions()->Get(provision);
  Rest out;
  out.citation = citation(provision);
  out.verdict = state.verdict(provision);
  for (uint32_t k = 0; k < one.elements()->size(); ++k)
    if (one.elements()->Get(k)->basis() == bundle::Basis::text &&
        element(state, {provision, k}) == out.verdict)
      out.elements.push_back(text_of(bundle, one.elements()->Get(k)->name()));
  for (const uint32_t child : *one.children())
    if (state.verdict(child) == out.verdict)
      out.parts.push_back(citation(child));
  for (const uint32_t need : failed_needs(state, provision))
    out.needs.push_back(citation(need));
  return out;
}

bool Gaps::is_law(uint32_t provision) const {
  return force_rank(provision) == 0;
}

uint32_t Gaps::force_rank(uint32_t provision) const {
  const bundle::Provision& one = *bundle.root().provisions()->Get(provision);
  switch (bundle.root().authorities()->Get(one.authority())->force()) {
  case bundle::Force::law:
    return 0;
  case bundle::Force::contract:
    return 1;
  case bundle::Force::policy:
    return 2;
  case bundle::Force::framework:
    return 3;
  case bundle::Force::guidance:
    break;
  }
  return 4;
}

std::string Gaps::citation(uint32_t provision) const {
  return text_of(bundle, bundle.root().provisions()->Get(provision)->citation());
}

std::string Gaps::name(ElementId id) const {
  const bundle::Provision& one = *bundle.root().provisions()->Get(id.provision);
  return fmt::format("{}.{{{}}}", citation(id.provision),
                     text_of(bundle, one.elements()->Get(id.element)->name()));
}

std::vector<uint32_t> Gaps::failed_needs(const Rejudged& state, uint32_t provision) const {
  std::vector<uint32_t> out;
  const bundle::Provision& one = *bundle.root().provisions()->Get(provision);
  if (one.needs() == nullptr)
    return out;
  for (const bundle::Need* need : *one.needs()) {
    const bool met = std::any_of(need->any_of()->begin(), need->any_of()->end(),
                                 [&](uint32_t each) { return state.verdict(each) == WARD_MET; });
    for (const uint32_t each : *need->any_of())
      if (!met && state.verdict(each) == WARD_NOT_MET)
        out.push_back(each);
  }
  return out;
}

Step described(const World& world, const Gaps& gaps, const Candidate& candidate) {
  const rt::Bundle& bundle = world.bundle();
  Step step;
  step.hours = candidate.hours;
  if (candidate.is_control()) {
    const bundle::Control& control = *bundle.root().controls()->Get(candidate.control);
    step.control = text_of(bundle, control.path());
    step.title = text_of(bundle, control.title());
    step.owner = text_of(bundle, control.owner());
    step.effort = text_of(bundle, control.effort());
  } else {
    const bundle::Provision& provision =
        *bundle.root().provisions()->Get(candidate.element.provision);
    step.element = gaps.name(candidate.element);
    step.title = text_of(bundle, provision.elements()->Get(candidate.element.element)->phrase());
    if (step.title.empty())
      step.title = text_of(bundle, provision.title());
  }
  return step;
}

} // namespace ward::tool
