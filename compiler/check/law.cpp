// SPDX-License-Identifier: Apache-2.0
#include "check/law.h"

namespace ward::check {

JudgedSet::JudgedSet(const model::Model& model, std::span<const model::ProposalId> assumed)
    : model_(model), assumed_(model.proposals.size()), replaced_(model.citations.size()) {
  for (const model::ProposalId proposal : assumed) {
    assumed_[proposal.index] = true;
    for (const model::CitationId repealed : model.proposals[proposal].repeals)
      replaced_[repealed.index] = true;
  }
  for (const model::Provision& provision : model.provisions) {
    if (!provision.proposal || !assumed_[provision.proposal.index])
      continue;
    for (const model::CitationId citation : provision.replaces)
      replaced_[citation.index] = true;
  }
}

bool JudgedSet::contains(const model::Provision& provision) const {
  if (!model::is_judged(provision.modality) || provision.vacated)
    return false;
  if (!holds(provision.window, model_.as_of_days))
    return false;
  if (provision.proposal)
    return assumed_[provision.proposal.index];
  return !replaced_[provision.citation.index];
}

bool cites_law(const model::Model& model, const model::Duty& duty) {
  for (const model::Cite& cite : duty.cites)
    if (model.authorities[model.citations[cite.citation].authority].force == model::Force::law)
      return true;
  return false;
}

std::vector<model::ExprId> roots_of(const model::Duty& duty) {
  std::vector<model::ExprId> out;
  for (const model::ExprId root : {duty.arises, duty.when, duty.done, duty.by, duty.not_before,
                                   duty.promptly ? duty.promptly->after : model::ExprId()})
    if (root)
      out.push_back(root);
  return out;
}

} // namespace ward::check
