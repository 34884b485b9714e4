// SPDX-License-Identifier: Apache-2.0
#include "relate/walks.h"

#include <algorithm>

namespace ward::relate {

void Walks::run(ConceptId source, const std::set<uint32_t>* only) {
  for (const ConceptId id : reached_)
    first_[id.index] = 0;
  reached_.clear();
  ways_.clear();
  earlier_.clear();
  offer({source, model::Relation::equal, Way::none, StepId(), 0});
  for (uint32_t next = 0; next < ways_.size(); ++next) {
    const Way from = ways_[next];
    for (const Edge& edge : network_.edges(from.at)) {
      if (edge.step == from.step || network_.is_silent(edge.step))
        continue;
      if (const uint32_t row = network_.steps()[edge.step].row;
          only != nullptr && row != Step::axiom && only->count(row) == 0)
        continue;
      offer({edge.to, compose(from.composed, edge.relation), next, edge.step, from.length + 1});
    }
  }
}

bool Walks::offer(const Way& way) {
  if (way.composed.is_any())
    return false;
  uint32_t& last = first_[way.at.index];
  for (uint32_t each = last; each != 0; each = earlier_[each - 1])
    if (ways_[each - 1].composed.is_subset_of(way.composed))
      return false;
  if (last == 0)
    reached_.push_back(way.at);
  ways_.push_back(way);
  earlier_.push_back(last);
  last = static_cast<uint32_t>(ways_.size());
  return true;
}

std::vector<uint32_t> Walks::ways_to(ConceptId id) const {
  std::vector<uint32_t> out;
  for (uint32_t each = first_[id.index]; each != 0; each = earlier_[each - 1])
    out.push_back(each - 1);
  std::reverse(out.begin(), out.end());
  return out;
}

RelationSet Walks::left(ConceptId id) const {
  RelationSet out = RelationSet::any();
  for (uint32_t each = first_[id.index]; each != 0; each = earlier_[each - 1])
    out = out & ways_[each - 1].composed;
  return out;
}

Walk Walks::walk(uint32_t way) const {
  Walk out;
  for (; ways_[way].before != Way::none; way = ways_[way].before) {
    const Way& last = ways_[way];
    const ConceptId from = ways_[last.before].at;
    const Step& step = network_.steps()[last.step];
    out.push_back(
        {last.step, from, last.at, step.from == from ? step.relation : converse(step.relation)});
  }
  std::reverse(out.begin(), out.end());
  return out;
}

std::vector<Walk> Walks::proof(ConceptId id) const {
  std::vector<uint32_t> needed = ways_to(id);
  const RelationSet all = left(id);
  // The longest goes first, as long as the others leave the same.
  for (size_t drop = needed.size(); drop-- > 0;) {
    RelationSet without = RelationSet::any();
    for (size_t i = 0; i < needed.size(); ++i)
      if (i != drop)
        without = without & ways_[needed[i]].composed;
    if (without == all)
      needed.erase(needed.begin() + static_cast<std::ptrdiff_t>(drop));
  }
  std::vector<Walk> out;
  for (const uint32_t way : needed)
    out.push_back(walk(way));
  return out;
}

} // namespace ward::relate
