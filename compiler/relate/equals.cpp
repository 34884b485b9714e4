// SPDX-License-Identifier: Apache-2.0
#include "relate/equals.h"

#include <algorithm>
#include <map>

namespace ward::relate {

Equals::Equals(const Network& network) : network_(network) {
  const uint32_t count = static_cast<uint32_t>(network.concepts().size());
  for (uint32_t i = 0; i < count; ++i)
    above_.push_back(ConceptId{i});
  for (uint32_t i = 0; i < network.steps().size(); ++i) {
    const Step& step = network.steps()[StepId{i}];
    if (step.relation != RelationSet(model::Relation::equal) || network.is_silent(StepId{i}))
      continue;
    // The lower one stays the root, so that results do not depend on the order of rows.
    const ConceptId a = root(step.from), b = root(step.to);
    above_[std::max(a, b).index] = std::min(a, b);
  }
  authorities_.resize(count);
  for (uint32_t i = 0; i < count; ++i)
    authorities_[root(ConceptId{i}).index].push_back(network.concepts()[ConceptId{i}].authority);
  for (auto& list : authorities_)
    std::sort(list.begin(), list.end());
}

ConceptId Equals::root(ConceptId id) const {
  ConceptId top = id;
  while (above_[top.index] != top)
    top = above_[top.index];
  while (above_[id.index] != top) {
    const ConceptId next = above_[id.index];
    above_[id.index] = top;
    id = next;
  }
  return top;
}

bool Equals::are_apart(ConceptId a, ConceptId b) const {
  const ConceptId left = root(a), right = root(b);
  if (left == right)
    return false;
  const auto& some = authorities(left);
  return std::any_of(some.begin(), some.end(), [&](uint32_t authority) {
    return std::binary_search(authorities(right).begin(), authorities(right).end(), authority);
  });
}

std::vector<std::pair<ConceptId, ConceptId>> Equals::collisions() const {
  std::vector<std::pair<ConceptId, ConceptId>> out;
  std::map<std::pair<ConceptId, uint32_t>, ConceptId> first;
  for (uint32_t i = 0; i < network_.concepts().size(); ++i) {
    const ConceptId id{i};
    const auto [found, is_new] =
        first.emplace(std::pair(root(id), network_.concepts()[id].authority), id);
    if (!is_new)
      out.emplace_back(found->second, id);
  }
  return out;
}

} // namespace ward::relate
