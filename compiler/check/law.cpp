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
    if (!provision.proposal || !assumed_[provision.proposal.index]) continue;
    for (const model::CitationId citation : provision.replaces) replaced_[citation.index] = true;
  }
}

bool JudgedSet::contains(const model::Provision& provision) const {
  if (!model::is_judged(provision.modality) || provision.vacated) return false;
  if (!holds(provision.window, model_.as_of_days)) return false;
  if (provision.proposal) return assumed_[provision.proposal.index];
  return !replaced_[provision.citation.index];
}

}  // namespace ward::check
