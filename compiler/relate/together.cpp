// SPDX-License-Identifier: Apache-2.0
#include "relate/together.h"

#include "relate/relation.h"

#include <algorithm>

namespace ward::relate {

Together::Together(const Network& network, uint32_t authority)
    : network_(network), how_(network.concepts().size()) {
  const auto& concepts = network.concepts();
  std::vector<std::vector<ConceptId>> wholes(concepts.size()); // that have this part
  std::vector<uint32_t> missing(concepts.size());              // parts that are not covered
  std::vector<ConceptId> waiting;
  for (uint32_t i = 0; i < concepts.size(); ++i) {
    const ConceptId id{i};
    missing[i] = static_cast<uint32_t>(concepts[id].parts.size());
    for (const ConceptId part : concepts[id].parts)
      wholes[part.index].push_back(id);
    if (concepts[id].authority == authority) {
      how_[i] = {How::Kind::own, {}, {}};
      waiting.push_back(id);
    }
  }
  // First in, first out: each concept is shown by the fewest steps.
  for (size_t next = 0; next < waiting.size(); ++next) {
    const ConceptId id = waiting[next];
    const auto cover = [&](ConceptId other, How how) {
      if (covers(other))
        return;
      how_[other.index] = how;
      waiting.push_back(other);
    };
    for (const Edge& edge : network.edges(id))
      if (!network.is_silent(edge.step) && converse(edge.relation).is_subset_of(inside()))
        cover(edge.to, {How::Kind::inside, id, edge.step});
    for (const ConceptId whole : wholes[id.index])
      if (--missing[whole.index] == 0)
        cover(whole, {How::Kind::parts, {}, {}});
  }
}

std::vector<ConceptId> Together::by(ConceptId id) const {
  std::vector<ConceptId> out, waiting{id};
  while (!waiting.empty()) {
    const ConceptId at = waiting.back();
    waiting.pop_back();
    const How& how = how_[at.index];
    if (how.kind == How::Kind::own)
      out.push_back(at);
    else if (how.kind == How::Kind::inside)
      waiting.push_back(how.to);
    else if (how.kind == How::Kind::parts)
      for (const ConceptId part : network_.concepts()[at].parts)
        waiting.push_back(part);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<StepId> Together::proof(ConceptId id) const {
  std::vector<StepId> out;
  std::vector<ConceptId> waiting{id};
  while (!waiting.empty()) {
    const ConceptId at = waiting.back();
    waiting.pop_back();
    const How& how = how_[at.index];
    if (how.kind == How::Kind::inside) {
      out.push_back(how.step);
      waiting.push_back(how.to);
    } else if (how.kind == How::Kind::parts) {
      for (const ConceptId part : network_.concepts()[at].parts)
        waiting.push_back(part);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

} // namespace ward::relate
