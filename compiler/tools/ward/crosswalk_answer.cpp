// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/crosswalk_answer.h"

#include <algorithm>
#include <set>

namespace ward::tool {

using relate::ConceptId;
using relate::Relative;

CrosswalkAnswers::CrosswalkAnswers(const CrosswalkLibrary& library, uint32_t hops)
    : library_(library), network_(library.claims), relatives_(network_, hops) {}

std::vector<Relative> CrosswalkAnswers::relatives(ConceptId id, std::optional<uint32_t> to) {
  std::vector<Relative> out = relatives_.of(id);
  if (to)
    std::erase_if(
        out, [&](const Relative& one) { return network_.concepts()[one.other].authority != *to; });
  return out;
}

const relate::Together& CrosswalkAnswers::together(uint32_t authority) {
  const auto found = together_.find(authority);
  if (found != together_.end())
    return found->second;
  return together_.emplace(authority, relate::Together(network_, authority)).first->second;
}

const bundle::CrosswalkRow* CrosswalkAnswers::row_between(ConceptId a, ConceptId b) const {
  for (const relate::Edge& edge : network_.edges(a))
    if (const uint32_t row = network_.steps()[edge.step].row;
        edge.to == b && row != relate::Step::axiom)
      return library_.rows[row];
  return nullptr;
}

std::string_view kind_word(Relative::Kind kind) {
  constexpr std::string_view all[] = {"stated", "proven", "narrowed", "unproven"};
  return all[static_cast<size_t>(kind)];
}

std::vector<ConceptId> judged_concepts(const CrosswalkAnswers& answers, uint32_t authority) {
  std::vector<ConceptId> out;
  std::set<ConceptId> seen;
  const CrosswalkLibrary& library = answers.library();
  for (uint32_t i = 0; i < library.provisions.size(); ++i) {
    if (library.claims.provisions[i].authority != authority ||
        library.provisions[i]->modality() > bundle::Modality::condition)
      continue;
    const ConceptId id = answers.network().of_provision(i);
    if (seen.insert(id).second)
      out.push_back(id);
  }
  return out;
}

} // namespace ward::tool
