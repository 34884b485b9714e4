// SPDX-License-Identifier: Apache-2.0
#include "core/verify.h"

namespace ward::rt {
namespace {

bool complete(const bundle::Fact& fact) {
  return fact.type() != nullptr && fact.fresh() != nullptr && fact.origin() != nullptr;
}

bool complete(const bundle::FactTable& table) {
  return table.fields() != nullptr && table.fresh() != nullptr && table.origin() != nullptr;
}

bool complete(const bundle::Authority& authority) {
  return authority.unjudged() != nullptr && authority.sources() != nullptr &&
         authority.lookback() != nullptr;
}

bool complete(const bundle::Profile& profile) {
  return profile.authorities() != nullptr && profile.settings() != nullptr &&
         profile.assumes() != nullptr;
}

bool complete(const bundle::Element& element) {
  return element.controls() != nullptr && element.origin() != nullptr;
}

bool complete(const bundle::Provision& provision) {
  if (provision.replaced_by() == nullptr || provision.elements() == nullptr ||
      provision.children() == nullptr || provision.contributors() == nullptr ||
      provision.sources() == nullptr || provision.binds() == nullptr ||
      provision.origin() == nullptr) {
    return false;
  }
  for (const bundle::Element* element : *provision.elements()) {
    if (!complete(*element))
      return false;
  }
  return true;
}

bool complete(const bundle::Control& control) {
  if (control.evidence() == nullptr || control.covers() == nullptr || control.aligns() == nullptr ||
      control.origin() == nullptr) {
    return false;
  }
  for (const bundle::Evidence* evidence : *control.evidence()) {
    if (evidence->fresh() == nullptr)
      return false;
  }
  return true;
}

bool complete(const bundle::Exception& exception) {
  return exception.rows() != nullptr && exception.origin() != nullptr;
}

bool complete(const bundle::Duty& duty) {
  return duty.cites() != nullptr && duty.promptly() != nullptr && duty.arises_on() != nullptr &&
         duty.done_on() != nullptr && duty.due_on() != nullptr && duty.not_before_on() != nullptr &&
         duty.prompt_on() != nullptr && duty.origin() != nullptr;
}

bool complete(const bundle::Schedule& schedule) {
  return schedule.sources() != nullptr && schedule.tiers() != nullptr &&
         schedule.origin() != nullptr;
}
bool complete(const bundle::Exposure& exposure) {
  return exposure.schedules() != nullptr && exposure.origin() != nullptr;
}

bool complete(const bundle::Assessment& assessment) {
  if (assessment.sources() == nullptr || assessment.unverified() == nullptr ||
      assessment.levels() == nullptr || assessment.ratings() == nullptr ||
      assessment.valid() == nullptr || assessment.interim_window() == nullptr ||
      assessment.interim_after() == nullptr || assessment.origin() == nullptr)
    return false;
  for (const bundle::Level* level : *assessment.levels()) {
    if (level->incubation() == nullptr)
      return false;
  }
  return true;
}

bool complete(const bundle::Enum& item) {
  return item.members() != nullptr;
}
bool complete(const bundle::Role& role) {
  return role.origin() != nullptr;
}
bool complete(const bundle::Parameter& parameter) {
  return parameter.type() != nullptr;
}

bool complete(const bundle::Crosswalk& crosswalk) {
  if (crosswalk.sources() == nullptr || crosswalk.rows() == nullptr ||
      crosswalk.origin() == nullptr) {
    return false;
  }
  for (const bundle::CrosswalkRow* row : *crosswalk.rows()) {
    if (row->from_elements() == nullptr || row->to_elements() == nullptr ||
        row->origin() == nullptr)
      return false;
  }
  return true;
}

template <typename T>
ward_status check(const Verify& verify, const char* what,
                  const flatbuffers::Vector<flatbuffers::Offset<T>>* items) {
  for (uint32_t i = 0; i < items->size(); ++i) {
    if (!complete(*items->Get(i)))
      return verify.bad(what, i, "lacks a field");
  }
  return WARD_OK;
}

} // namespace

ward_status Verify::complete() {
  const bool present =
      root.strings() != nullptr && root.files() != nullptr && root.numbers() != nullptr &&
      root.args() != nullptr && root.nodes() != nullptr && root.origins() != nullptr &&
      root.enums() != nullptr && root.facts() != nullptr && root.tables() != nullptr &&
      root.authorities() != nullptr && root.roles() != nullptr && root.proposals() != nullptr &&
      root.parameters() != nullptr && root.profiles() != nullptr && root.provisions() != nullptr &&
      root.controls() != nullptr && root.exceptions() != nullptr && root.duties() != nullptr &&
      root.schedules() != nullptr && root.exposures() != nullptr;
  if (!present)
    return bad("root", 0, "lacks a field");
  ward_status status = check(*this, "enum", root.enums());
  if (status == WARD_OK)
    status = check(*this, "fact", root.facts());
  if (status == WARD_OK)
    status = check(*this, "table", root.tables());
  if (status != WARD_OK)
    return status;
  for (uint32_t t = 0; t < root.tables()->size(); ++t) {
    for (const bundle::Fact* field : *root.tables()->Get(t)->fields()) {
      if (!ward::rt::complete(*field))
        return bad("table", t, "has a field that lacks a field");
    }
  }
  status = check(*this, "authority", root.authorities());
  if (status == WARD_OK)
    status = check(*this, "role", root.roles());
  if (status == WARD_OK)
    status = check(*this, "parameter", root.parameters());
  if (status == WARD_OK)
    status = check(*this, "profile", root.profiles());
  if (status == WARD_OK)
    status = check(*this, "provision", root.provisions());
  if (status == WARD_OK)
    status = check(*this, "control", root.controls());
  if (status == WARD_OK)
    status = check(*this, "exception", root.exceptions());
  // Bundles of earlier writers have none.
  if (status == WARD_OK && root.crosswalks() != nullptr)
    status = check(*this, "crosswalk", root.crosswalks());
  if (status == WARD_OK)
    status = check(*this, "duty", root.duties());
  if (status == WARD_OK)
    status = check(*this, "schedule", root.schedules());
  if (status == WARD_OK)
    status = check(*this, "exposure", root.exposures());
  if (status == WARD_OK && root.assessments() != nullptr)
    status = check(*this, "assessment", root.assessments());
  return status;
}

} // namespace ward::rt
