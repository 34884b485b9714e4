// SPDX-License-Identifier: Apache-2.0
#include "tools/whatif/world.h"

#include "facts/bind.h"
#include "tools/whatif/reads.h"

namespace ward::tool {

std::string World::open() {
  std::vector<const char*> assume;
  for (const std::string& name : input_.assume)
    assume.push_back(name.c_str());
  rt::BindInput input;
  input.facts = input_.json.data();
  input.size = input_.json.size();
  input.as_of = input_.as_of_days;
  input.profile = input_.profile.empty() ? nullptr : input_.profile.c_str();
  input.assume = assume.empty() ? nullptr : assume.data();
  input.assume_count = assume.size();
  ward_error error{};
  if (rt::bind_facts(bundle_, input, rt::FactLimits::from(nullptr), arena_, bound_, error) !=
      WARD_OK)
    return error.message;
  find_circumstances();
  return "";
}

WhatIf World::judge(const ChangedFacts& facts) const {
  auto out = std::make_unique<Rejudged>(facts, arena_.allocator());
  out->bound = out->facts.bound(out->storage);
  rt::JudgeOptions options;
  options.without_reasons = true;
  if (rt::evaluate(bundle_, out->bound, out->arena, &out->evaluation) != WARD_OK ||
      rt::judge(out->evaluation, nullptr, options, out->arena, out->verdicts) != WARD_OK)
    return nullptr;
  return out;
}

void World::find_circumstances() {
  facts_.assign(bundle_.fact_count(), false);
  for (uint32_t i = 0; i < bundle_.table_count(); ++i)
    fields_.emplace_back(bundle_.field_count(i), false);
  std::vector<uint32_t> nodes;
  for (const bundle::Role* role : *bundle_.root().roles())
    nodes.push_back(role->node());
  for (const bundle::Provision* provision : *bundle_.root().provisions()) {
    nodes.push_back(provision->applies());
    for (const bundle::Element* element : *provision->elements())
      nodes.push_back(element->applies());
  }
  for (const rt::Atom& read : reads_of(bundle_, nodes)) {
    if (read.kind == rt::Atom::Kind::fact)
      facts_[read.index] = true;
    if (read.kind == rt::Atom::Kind::field)
      fields_[read.index][read.field] = true;
  }
}

bool World::is_circumstance(const rt::Atom& leaf) const {
  return leaf.kind == rt::Atom::Kind::fact ? facts_[leaf.index] : fields_[leaf.index][leaf.field];
}

} // namespace ward::tool
