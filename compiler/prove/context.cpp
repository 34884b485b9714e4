// SPDX-License-Identifier: Apache-2.0
#include "prove/context.h"

#include "core/calendar.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::prove {

const program::Control& Context::lowered(model::ControlId id) const {
  return program.controls[subject.layout.controls[id]];
}

const program::Provision& Context::lowered(model::ProvisionId id) const {
  return program.provisions[subject.layout.provisions[id]];
}

const program::Element& Context::lowered(model::ElementId id) const {
  const model::ProvisionId of = model.elements[id].provision;
  const auto& elements = model.provisions[of].elements;
  const auto at = std::find(elements.begin(), elements.end(), id) - elements.begin();
  return lowered(of).elements[static_cast<size_t>(at)];
}

std::optional<Query> Context::on_days_of(model::ProvisionId id) const {
  const model::Provision& provision = model.provisions[id];
  if (!model::is_judged(provision.modality) || provision.vacated)
    return std::nullopt;
  Query query = on_any_day();
  query.first_day = std::max(query.first_day, provision.window.from_days);
  query.last_day = std::min(query.last_day, provision.window.until_days - 1);
  if (query.first_day > query.last_day)
    return std::nullopt;
  const program::Provision& made = lowered(id);
  if (made.proposal != 0)
    query.assumed.push_back(made.proposal - 1);
  for (const uint32_t proposal : made.replaced_by)
    if (proposal + 1 != made.proposal)
      query.not_assumed.push_back(proposal);
  return query;
}

Query Context::on_any_day() const {
  Query query;
  query.first_day = model.as_of_days;
  query.last_day = rt::last_day;
  return query;
}

void Context::hold_in_place(Query& query, model::ControlId control, bool for_law) const {
  const program::Control& made = lowered(control);
  query.hold.push_back(for_law ? made.law_applies : made.applies);
  query.hold.push_back(for_law ? made.law_implemented : made.implemented);
}

bool Context::is_law(model::ProvisionId id) const {
  return model.authorities[model.provisions[id].authority].force == model::Force::law;
}

std::string Context::name_of(model::ElementId id) const {
  const model::Element& element = model.elements[id];
  const model::Provision& provision = model.provisions[element.provision];
  return fmt::format("the element `{}` of `{}`", element.name,
                     model.citations[provision.citation].text);
}

} // namespace ward::prove
