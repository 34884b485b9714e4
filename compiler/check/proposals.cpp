// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/describe.h"

#include <algorithm>

namespace ward::check {

namespace {

struct State {
  const Context& context;
  const model::Model& model = context.model;

  void run() {
    for (const model::Provision& provision : model.provisions) {
      if (provision.replaces.empty())
        continue;
      if (!provision.proposal) {
        context.sink
            .report(diag::ReplacesOutsideProposal, provision.citation_span,
                    citation_text(model, provision))
            .with_help("end the old provision with `until`, or move this one into a `proposal`");
        continue;
      }
      for (const model::CitationId citation : provision.replaces)
        check_target(citation, provision.citation_span);
    }
    for (const model::Proposal& proposal : model.proposals)
      for (const model::CitationId citation : proposal.repeals)
        check_target(citation, proposal.span);
  }

  void check_target(model::CitationId citation, source::Span span) {
    const auto& versions = model.citations[citation].versions;
    const auto stands = [&](model::ProvisionId id) {
      const model::Provision& version = model.provisions[id];
      return !version.proposal && !version.vacated && version.window.until_days > model.as_of_days;
    };
    if (std::any_of(versions.begin(), versions.end(), stands))
      return;
    diag::Diagnostic& finding =
        context.sink.report(diag::ReplacesNothing, span, citation_text(model, citation));
    for (const model::ProvisionId id : versions) {
      const model::Provision& version = model.provisions[id];
      finding.note(version.proposal  ? "itself only proposed"
                   : version.vacated ? "vacated on " + date_text(version.vacated->on_days)
                                     : "ended on " + date_text(version.window.until_days),
                   version.citation_span);
    }
    finding.with_help("name the provision that is in force today");
  }
};

} // namespace

void check_proposals(const Context& context) {
  State{context}.run();
}

} // namespace ward::check
