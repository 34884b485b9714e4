// SPDX-License-Identifier: Apache-2.0
#include "lower/law.h"

#include <algorithm>

namespace ward::lower {

using model::CitationId;
using model::ControlId;
using model::Provision;
using model::ProvisionId;

std::vector<ProvisionId> Law::children(ProvisionId id) const {
  const Provision& provision = model_.provisions[id];
  std::vector<ProvisionId> out;
  for (CitationId citation : provision.children)
    for (ProvisionId child : model_.citations[citation].versions)
      if (can_be_judged(model_.provisions[child]) && overlap(model_.provisions[child], provision))
        out.push_back(child);
  std::sort(out.begin(), out.end(), [&](ProvisionId x, ProvisionId y) {
    return layout_.provisions[x] < layout_.provisions[y];
  });
  return out;
}

ProvisionId Law::parent(ProvisionId id) const {
  const Provision& provision = model_.provisions[id];
  ProvisionId found;
  if (provision.parent)
    for (ProvisionId version : model_.citations[provision.parent].versions)
      if (overlap(model_.provisions[version], provision) &&
          (!found ||
           model_.provisions[found].window.from_days < model_.provisions[version].window.from_days))
        found = version;
  return found;
}

std::vector<ControlId> Law::contributors(ProvisionId id) const {
  const Provision& provision = model_.provisions[id];
  const model::Force force = model_.authorities[provision.authority].force;
  std::vector<ControlId> out;
  if (force != model::Force::framework && force != model::Force::guidance)
    return out;
  for (const Aligned& each : aligned(provision.citation)) {
    const model::Relation relation = each.align->relation;
    const bool part =
        relation == model::Relation::subset || relation == model::Relation::intersects;
    if (part && (out.empty() || out.back() != each.control))
      out.push_back(each.control);
  }
  return out;
}

/// Walks depth first without recursion: a hostile tree may be deep. `below(id, visit)` calls visit
/// on what must come before id.
template <typename F>
static std::vector<ProvisionId> depth_first(const std::vector<ProvisionId>& roots, size_t count,
                                            F&& below) {
  enum : uint8_t { fresh, open, done };
  std::vector<uint8_t> state(count, fresh);
  std::vector<ProvisionId> out;
  std::vector<ProvisionId> stack;
  for (ProvisionId root : roots) {
    stack.push_back(root);
    while (!stack.empty()) {
      const ProvisionId id = stack.back();
      if (state[id.index] == fresh) {
        state[id.index] = open;
        const size_t first = stack.size();
        below(id, [&](ProvisionId other) {
          if (state[other.index] == fresh)
            stack.push_back(other);
        });
        std::reverse(stack.begin() + static_cast<ptrdiff_t>(first), stack.end());
        continue;
      }
      stack.pop_back();
      if (state[id.index] == open) {
        state[id.index] = done;
        out.push_back(id);
      }
    }
  }
  return out;
}

std::vector<ProvisionId> Law::parents_first() const {
  return depth_first(layout_.provisions.ids, model_.provisions.size(),
                     [&](ProvisionId id, auto&& visit) {
                       const CitationId parent = model_.provisions[id].parent;
                       if (parent)
                         for (ProvisionId version : model_.citations[parent].versions)
                           visit(version);
                     });
}

std::vector<ProvisionId> Law::parts_first() const {
  return depth_first(layout_.provisions.ids, model_.provisions.size(),
                     [&](ProvisionId id, auto&& visit) {
                       for (ProvisionId child : children(id))
                         visit(child);
                       for (const auto& group : model_.provisions[id].needs)
                         for (CitationId citation : group)
                           for (ProvisionId version : model_.citations[citation].versions)
                             visit(version);
                     });
}

/// R3.17: what a provision of a proposal replaces and what the proposal repeals.
void Law::find_replacements() {
  const auto replace = [&](CitationId citation, model::ProposalId proposal) {
    for (ProvisionId version : model_.citations[citation].versions)
      if (model_.provisions[version].proposal != proposal)
        replaced_by_[version.index].push_back(layout_.proposals[proposal]);
  };
  for (const Provision& provision : model_.provisions)
    if (provision.proposal)
      for (CitationId citation : provision.replaces)
        replace(citation, provision.proposal);
  for (uint32_t i = 0; i < model_.proposals.size(); ++i)
    for (CitationId citation : model_.proposals[model::ProposalId{i}].repeals)
      replace(citation, model::ProposalId{i});
  for (std::vector<uint32_t>& proposals : replaced_by_) {
    std::sort(proposals.begin(), proposals.end());
    proposals.erase(std::unique(proposals.begin(), proposals.end()), proposals.end());
  }
}

void Law::find_alignments() {
  for (ControlId id : layout_.controls.ids)
    for (const model::Align& align : model_.controls[id].aligns)
      aligned_[align.citation.index].push_back({id, &align});
}

} // namespace ward::lower
