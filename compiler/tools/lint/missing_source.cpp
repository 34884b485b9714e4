// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

namespace ward::lint {

using namespace syntax;

void check_missing_source(const Context& context, diag::Sink& sink) {
  const auto report = [&](source::Span span, std::string_view what) {
    sink.report(diag::MissingSource, span, std::string(what))
        .with_help("name the text, its edition or date, and where in it");
  };
  context.each<IndexDecl>([&](const IndexDecl& index) {
    if (index.sources.empty())
      report(index.authority.span, "this index");
  });
  context.each<CrosswalkDecl>([&](const CrosswalkDecl& crosswalk) {
    if (crosswalk.sources.empty())
      report(crosswalk.from.span, "this crosswalk");
  });
  context.each<PenaltyDecl>([&](const PenaltyDecl& penalty) {
    if (penalty.sources.empty())
      report(penalty.name.span, "this penalty");
  });
  context.each<AssessmentDecl>([&](const AssessmentDecl& assessment) {
    if (assessment.sources.empty())
      report(assessment.name.span, "this assessment");
  });
  context.each<ProposalDecl>([&](const ProposalDecl& proposal) {
    if (proposal.facts.sources.empty())
      report(proposal.name.span, "this proposal");
  });
  // What does not stand in the text stands somewhere else.
  context.each_provision([&](const ProvisionDecl& provision) {
    for (const Element& element : provision.elements)
      if (element.basis && element.basis->text != "text" && !element.basis_source)
        report(element.basis->span, "an element from " + std::string(element.basis->text));
  });
}

} // namespace ward::lint
