// SPDX-License-Identifier: Apache-2.0
#include "report/supplied.h"

#include "core/operands.h"
#include "report/scores.h"

#include <algorithm>

namespace ward::rt {
namespace {

bool any_supplied(const bundle::Bundle& root) {
  for (const bundle::Fact* fact : *root.facts())
    if (fact->supplied_by() != 0)
      return true;
  for (const bundle::FactTable* table : *root.tables())
    for (const bundle::Fact* field : *table->fields())
      if (field->supplied_by() != 0)
        return true;
  return false;
}

} // namespace

ward_status SuppliedFacts::open(Evaluation& evaluation, Explainer& explainer) {
  evaluation_ = &evaluation;
  explainer_ = &explainer;
  const Bundle& bundle = evaluation.bundle();
  const bundle::Bundle& root = bundle.root();
  if (!any_supplied(root))
    return WARD_OK;
  reads_ = arena_.array<bool>(bundle.node_count());
  sets_ = arena_.array<AtomSet>(root.controls()->size());
  known_ = arena_.array<bool>(root.controls()->size());
  if (arena_.failed())
    return WARD_ERR_OUT_OF_MEMORY;
  for (uint32_t i = 0; i < bundle.node_count(); ++i) {
    const bundle::Node& node = bundle.node(i);
    bool reads = false;
    const auto visit = [&](uint32_t operand) { reads = reads || reads_[operand]; };
    switch (bundle.op(i)) {
    case Op::fact:
      reads = root.facts()->Get(node.a())->supplied_by() != 0;
      break;
    case Op::field:
      reads = root.tables()->Get(node.lane() - 1u)->fields()->Get(node.a())->supplied_by() != 0;
      break;
    case Op::lookup:
      reads = root.tables()->Get(node.a())->fields()->Get(node.b())->supplied_by() != 0;
      break;
    default:
      break;
    }
    for_each_operand(bundle, i, visit);
    if (has_row_roots(bundle.op(i)))
      for_each_row_root(bundle, i, visit);
    reads_[i] = reads;
  }
  return find_certificates();
}

ward_status SuppliedFacts::find_certificates() {
  const Bundle& bundle = evaluation_->bundle();
  if (bundle.assessment_count() == 0)
    return WARD_OK;
  held_ = arena_.array<bool*>(bundle.table_count());
  if (held_ == nullptr)
    return WARD_ERR_OUT_OF_MEMORY;
  std::fill(held_, held_ + bundle.table_count(), nullptr);
  for (uint32_t i = 0; i < bundle.assessment_count(); ++i) {
    const uint32_t table = bundle.root().assessments()->Get(i)->held_table();
    if (table == 0)
      continue;
    const uint32_t rows = evaluation_->facts().tables[table - 1].rows;
    bool*& held = held_[table - 1];
    if (held == nullptr) {
      held = arena_.array<bool>(size_t{rows} + 1);
      if (held == nullptr)
        return WARD_ERR_OUT_OF_MEMORY;
      std::fill(held, held + rows, false);
    }
    Certificates found;
    if (const ward_status status = read_certificates(*evaluation_, i, arena_, &found);
        status != WARD_OK)
      return status;
    for (uint32_t k = 0; k < found.count; ++k)
      if (found.items[k].status == CertificateStatus::held)
        held[found.items[k].row] = true;
  }
  return WARD_OK;
}

bool SuppliedFacts::is_lapsed(const Atom& atom) const {
  return held_ != nullptr && atom.kind == Atom::Kind::field && held_[atom.index] != nullptr &&
         !held_[atom.index][atom.row];
}

bool SuppliedFacts::is_supplied(const Atom& atom) const {
  const bundle::Bundle& root = evaluation_->bundle().root();
  if (atom.kind == Atom::Kind::fact)
    return root.facts()->Get(atom.index)->supplied_by() != 0;
  if (atom.kind != Atom::Kind::field)
    return false;
  return root.tables()->Get(atom.index)->fields()->Get(atom.field)->supplied_by() != 0;
}

ward_status SuppliedFacts::read_by(uint32_t index, AtomSet& out) {
  if (known_[index]) {
    out = sets_[index];
    return WARD_OK;
  }
  const bundle::Control& control = *evaluation_->bundle().root().controls()->Get(index);
  AtomSet set;
  if (reads_[control.applies()] || reads_[control.implemented()]) {
    AtomSet all;
    const ward_status status =
        explainer_->atoms_of({control.applies(), control.implemented()}, &all);
    if (status != WARD_OK)
      return status;
    Atom* kept = arena_.array<Atom>(all.count);
    if (kept == nullptr)
      return WARD_ERR_OUT_OF_MEMORY;
    for (uint32_t i = 0; i < all.count; ++i)
      if (is_supplied(all.items[i]) && !is_lapsed(all.items[i]) &&
          cell_of(evaluation_->facts(), all.items[i]).state != State::unknown)
        kept[set.count++] = all.items[i];
    set.items = kept;
  }
  known_[index] = true;
  sets_[index] = set;
  out = set;
  return WARD_OK;
}

ward_status SuppliedFacts::behind(const bundle::Provision& provision, const ControlLine* controls,
                                  AtomSet& out) {
  if (reads_ == nullptr)
    return WARD_OK;
  // Sets of several controls are joined in the order of the controls, without repeats.
  AtomSet joined;
  for (const bundle::Element* element : *provision.elements()) {
    for (uint32_t control : *element->controls()) {
      if (controls[control].line.verdict != WARD_IMPLEMENTED)
        continue;
      AtomSet set;
      if (const ward_status status = read_by(control, set); status != WARD_OK)
        return status;
      if (set.count == 0)
        continue;
      Atom* items = arena_.array<Atom>(size_t{joined.count} + set.count);
      if (items == nullptr)
        return WARD_ERR_OUT_OF_MEMORY;
      uint32_t count = 0;
      for (uint32_t i = 0; i < joined.count; ++i)
        items[count++] = joined.items[i];
      for (uint32_t i = 0; i < set.count; ++i) {
        bool there = false;
        for (uint32_t k = 0; k < joined.count && !there; ++k)
          there = joined.items[k] == set.items[i];
        if (!there)
          items[count++] = set.items[i];
      }
      joined = {items, count};
    }
  }
  out = joined;
  return WARD_OK;
}

} // namespace ward::rt
