// SPDX-License-Identifier: Apache-2.0
#include "core/verify.h"

namespace ward::rt {
namespace {

bool element_ok(Verify& v, const bundle::Element& element) {
  return v.string_ok(element.name()) && v.string_ok(element.phrase()) &&
         element.basis() <= bundle::Basis::MAX && v.global_truth(element.applies()) &&
         v.global_truth(element.met()) && v.global_truth(element.met_plain()) &&
         v.global_truth(element.expression(), true) &&
         v.global_truth(element.by_controls(), true) && v.global_truth(element.in_order(), true) &&
         v.below(*element.controls(), v.root.controls()->size());
}

bool provision_ok(Verify& v, const bundle::Provision& p) {
  const bundle::Bundle& root = v.root;
  if (!v.string_ok(p.citation()) || !v.string_ok(p.title()) || !v.string_ok(p.says()) ||
      !v.string_ok(p.vacated_by()) || !v.string_ok(p.due_text()) || !v.strings_ok(p.sources()) ||
      !v.strings_ok(p.binds()) || p.designation() > bundle::Designation::MAX ||
      p.modality() > bundle::Modality::MAX || p.authority() >= root.authorities()->size() ||
      p.proposal() > root.proposals()->size()) {
    return false;
  }
  if (!v.below(*p.replaced_by(), root.proposals()->size()) ||
      !v.below(*p.contributors(), root.controls()->size())) {
    return false;
  }
  if (p.needs() != nullptr)
    for (const bundle::Need* need : *p.needs())
      if (need->any_of() == nullptr || !v.below(*need->any_of(), root.provisions()->size()))
        return false;
  // What is never judged (R3.2) may have no nodes.
  const bool judged = p.modality() <= bundle::Modality::condition;
  if (!v.global_truth(p.applicable(), !judged) || !v.global_truth(p.applies(), !judged) ||
      !v.global_truth(p.due(), !judged) || !v.global_truth(p.met(), !judged) ||
      !v.global_truth(p.met_plain(), !judged) || !v.global_truth(p.entity_decision(), true)) {
    return false;
  }
  for (const bundle::Element* element : *p.elements()) {
    if (!element_ok(v, *element))
      return false;
  }
  return true;
}

bool control_ok(Verify& v, const bundle::Control& c) {
  if (!v.string_ok(c.path()) || !v.string_ok(c.title()) || !v.string_ok(c.doc()) ||
      !v.string_ok(c.pillar()) || !v.string_ok(c.owner()) || !v.string_ok(c.effort()) ||
      !v.string_ok(c.cost()) || !v.strings_ok(c.aligns()) ||
      !v.below(*c.covers(), v.root.provisions()->size()) ||
      (c.names() != nullptr && !v.below(*c.names(), v.root.controls()->size()))) {
    return false;
  }
  for (const bundle::Evidence* evidence : *c.evidence()) {
    if (!v.string_ok(evidence->name()) || !v.string_ok(evidence->title()) ||
        evidence->fresh()->amount() < 0) {
      return false;
    }
  }
  return v.global_truth(c.applies()) && v.global_truth(c.implemented()) &&
         v.global_truth(c.law_applies()) && v.global_truth(c.law_implemented());
}

bool profile_ok(Verify& v, const bundle::Profile& p) {
  if (p.settings()->size() > v.budget || !aligned(*p.settings()))
    return false;
  v.budget -= p.settings()->size();
  for (const bundle::Setting* setting : *p.settings()) {
    if (setting->parameter() >= v.root.parameters()->size())
      return false;
  }
  return v.string_ok(p.name()) && v.string_ok(p.title()) && p.minimum_proof() <= 3 &&
         v.below(*p.authorities(), v.root.authorities()->size()) &&
         v.below(*p.assumes(), v.root.proposals()->size()) && v.global_truth(p.scope(), true);
}

bool exception_ok(Verify& v, const bundle::Exception& e) {
  for (const bundle::ExceptionRow* row : *e.rows()) {
    if (row->table() >= v.root.tables()->size() || !v.string_ok(row->key()))
      return false;
  }
  return v.string_ok(e.name()) && v.string_ok(e.because()) && v.string_ok(e.approved_by()) &&
         e.control() < v.root.controls()->size() &&
         e.compensated_by() <= v.root.controls()->size() && v.global_truth(e.implemented_without());
}

template <typename T>
ward_status each(Verify& v, const char* what,
                 const flatbuffers::Vector<flatbuffers::Offset<T>>& items,
                 bool (*ok)(Verify&, const T&)) {
  for (uint32_t i = 0; i < items.size(); ++i) {
    if (!ok(v, *items.Get(i)))
      return v.bad(what, i, "refers to what does not exist");
  }
  return WARD_OK;
}

bool authority_ok(Verify& v, const bundle::Authority& a) {
  if (a.traits() != nullptr) {
    for (const bundle::Trait* trait : *a.traits()) {
      if (!v.string_ok(trait->name()) || !v.string_ok(trait->text()) ||
          !v.string_ok(trait->source()))
        return false;
    }
  }
  return v.string_ok(a.name()) && v.string_ok(a.title()) && a.force() <= bundle::Force::MAX &&
         v.strings_ok(a.unjudged()) && v.strings_ok(a.sources()) &&
         v.string_ok(a.lookback_source()) && a.lookback()->amount() >= 0 &&
         (a.issued_by() == nullptr || v.strings_ok(a.issued_by())) &&
         (a.enforced_by() == nullptr || v.strings_ok(a.enforced_by()));
}

bool crosswalk_ok(Verify& v, const bundle::Crosswalk& c) {
  for (const bundle::CrosswalkRow* row : *c.rows()) {
    if (!v.string_ok(row->from()) || !v.string_ok(row->to()) || !v.string_ok(row->because()) ||
        !v.strings_ok(row->from_elements()) || !v.strings_ok(row->to_elements()) ||
        row->relation() > bundle::Relation::MAX || row->strength() > 10 ||
        !v.origin_ok(*row->origin()))
      return false;
  }
  return v.string_ok(c.title()) && v.strings_ok(c.sources()) &&
         c.from() < v.root.authorities()->size() && c.to() < v.root.authorities()->size() &&
         v.origin_ok(*c.origin());
}

bool role_ok(Verify& v, const bundle::Role& r) {
  return v.string_ok(r.name()) && v.global_truth(r.node()) && v.origin_ok(*r.origin());
}

bool proposal_ok(Verify& v, const bundle::Proposal& p) {
  return v.string_ok(p.name()) && v.string_ok(p.title());
}

template <typename T>
bool origins_ok(Verify& v, const flatbuffers::Vector<flatbuffers::Offset<T>>& items) {
  for (const T* item : items) {
    if (!v.origin_ok(*item->origin()))
      return false;
  }
  return true;
}

} // namespace

// A parent and its children name each other. The version of a parent that is in force names its
// children too, so a child may stand under several versions but names one.
ward_status Verify::tree() {
  const auto& provisions = *root.provisions();
  const uint32_t count = provisions.size();
  for (uint32_t i = 0; i < count; ++i) {
    const bundle::Provision& p = *provisions.Get(i);
    if (p.parent() > count)
      return bad("provision", i, "has a parent that does not exist");
    if (!below(*p.children(), count))
      return bad("provision", i, "has a child that does not exist");
  }
  // Kahn's order over child edges, then the same walk over parents by counting steps.
  Arena scratch(arena.allocator());
  uint32_t* waiting = scratch.array<uint32_t>(count);
  uint32_t* ready = scratch.array<uint32_t>(count);
  if (waiting == nullptr || ready == nullptr)
    return out_of_memory(error);
  for (uint32_t i = 0; i < count; ++i) {
    for (uint32_t child : *provisions.Get(i)->children())
      ++waiting[child];
  }
  uint32_t found = 0;
  for (uint32_t i = 0; i < count; ++i) {
    if (waiting[i] == 0)
      ready[found++] = i;
  }
  for (uint32_t next = 0; next < found; ++next) {
    for (uint32_t child : *provisions.Get(ready[next])->children()) {
      if (--waiting[child] == 0)
        ready[found++] = child;
    }
  }
  if (found != count)
    return bad("provision", 0, "or another is a child of itself");
  for (uint32_t i = 0; i < count; ++i)
    waiting[i] = 0;
  for (uint32_t i = 0; i < count; ++i) {
    if (provisions.Get(i)->parent() != 0)
      ++waiting[provisions.Get(i)->parent() - 1];
  }
  found = 0;
  for (uint32_t i = 0; i < count; ++i) {
    if (waiting[i] == 0)
      ready[found++] = i;
  }
  for (uint32_t next = 0; next < found; ++next) {
    const uint32_t parent = provisions.Get(ready[next])->parent();
    if (parent != 0 && --waiting[parent - 1] == 0)
      ready[found++] = parent - 1;
  }
  if (found != count)
    return bad("provision", 0, "or another is a parent of itself");
  return WARD_OK;
}

ward_status Verify::verdicts() {
  if (!string_ok(root.library()) || !string_ok(root.version()) || !string_ok(root.compiler()) ||
      !string_ok(root.standard_library()) || !string_ok(root.standard_version())) {
    return bad("root", 0, "names no string");
  }
  for (uint32_t i = 0; i < root.origins()->size(); ++i) {
    if (!origin_ok(*root.origins()->Get(i)))
      return bad("origin", i, "names no file");
  }
  if (!origins_ok(*this, *root.facts()) || !origins_ok(*this, *root.tables()) ||
      !origins_ok(*this, *root.provisions()) || !origins_ok(*this, *root.controls()) ||
      !origins_ok(*this, *root.exceptions())) {
    return bad("origin", 0, "of a declaration names no file");
  }
  for (uint32_t i = 0; i < root.tables()->size(); ++i) {
    if (!origins_ok(*this, *root.tables()->Get(i)->fields())) {
      return bad("table", i, "has a field whose origin names no file");
    }
  }
  for (uint32_t i = 0; i < root.provisions()->size(); ++i) {
    if (!origins_ok(*this, *root.provisions()->Get(i)->elements())) {
      return bad("provision", i, "has an element whose origin names no file");
    }
  }
  ward_status status = each(*this, "authority", *root.authorities(), authority_ok);
  if (status == WARD_OK)
    status = each(*this, "role", *root.roles(), role_ok);
  if (status == WARD_OK)
    status = each(*this, "proposal", *root.proposals(), proposal_ok);
  if (status == WARD_OK)
    status = each(*this, "profile", *root.profiles(), profile_ok);
  if (status == WARD_OK)
    status = each(*this, "provision", *root.provisions(), provision_ok);
  if (status == WARD_OK)
    status = each(*this, "control", *root.controls(), control_ok);
  if (status == WARD_OK)
    status = each(*this, "exception", *root.exceptions(), exception_ok);
  if (status == WARD_OK && root.crosswalks() != nullptr)
    status = each(*this, "crosswalk", *root.crosswalks(), crosswalk_ok);
  return status;
}

} // namespace ward::rt
