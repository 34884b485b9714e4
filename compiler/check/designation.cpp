// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/describe.h"
#include "check/law.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::check {

namespace {

using model::Designation;
using model::Provision;

struct State {
  const Context& context;
  const model::Model& model = context.model;

  void run() {
    for (const Provision& provision : model.provisions) {
      check_modality(provision);
      if (provision.designation == Designation::none)
        continue;
      if (!is_law(model, provision))
        report_outside_law(provision);
      else if (provision.designation == Designation::standard)
        check_standard(provision);
      else
        check_specification(provision);
    }
  }

  void check_modality(const Provision& provision) {
    if (provision.modality != model::Modality::condition || provision.applies)
      return;
    context.sink
        .report(diag::ConditionWithoutApplies, provision.citation_span,
                citation_text(model, provision))
        .with_help("write `applies when` and the use of the permission that it belongs to");
  }

  void report_outside_law(const Provision& provision) {
    const model::Authority& authority = authority_of(model, provision);
    context.sink
        .report(diag::DesignationOutsideLaw, provision.citation_span,
                citation_text(model, provision), designation_text(provision.designation),
                authority.name)
        .note(fmt::format("`{}` has force {}", authority.name, force_text(authority.force)),
              authority.span)
        .with_help("leave the designation out");
  }

  const Provision* standard_in(model::CitationId citation) {
    if (!citation)
      return nullptr;
    for (const model::ProvisionId id : model.citations[citation].versions)
      if (model.provisions[id].designation == Designation::standard)
        return &model.provisions[id];
    return nullptr;
  }

  void check_standard(const Provision& provision) {
    model::CitationId above = provision.parent;
    // As many steps as there are citations end a cycle, which is reported elsewhere.
    for (size_t step = 0; above && step < model.citations.size(); ++step) {
      if (const Provision* standard = standard_in(above)) {
        context.sink
            .report(diag::StandardUnderStandard, provision.citation_span,
                    citation_text(model, provision), citation_text(model, above))
            .note("the standard above it", standard->citation_span)
            .with_help("make one of them a specification, or write `under` another provision");
        return;
      }
      const auto& versions = model.citations[above].versions;
      above = versions.empty() ? model::CitationId::none() : model.provisions[versions[0]].parent;
    }
  }

  void check_specification(const Provision& provision) {
    if (standard_in(provision.parent) != nullptr)
      return;
    diag::Diagnostic& finding = context.sink.report(
        diag::SpecificationWithoutStandard, provision.citation_span,
        citation_text(model, provision), designation_text(provision.designation));
    if (provision.parent) {
      const auto& versions = model.citations[provision.parent].versions;
      finding.note(
          fmt::format("its parent `{}` is no standard", citation_text(model, provision.parent)),
          versions.empty() ? source::Span::none() : model.provisions[versions[0]].citation_span);
    }
    if (const Provision* nearest = nearest_standard(provision))
      finding.with_help(fmt::format("write `under {}`, or the standard that it belongs to",
                                    citation_text(model, *nearest)));
    else
      finding.with_help("write `under` and the standard that it belongs to");
  }

  /// The standard whose citation begins like this one for longest; the first of equals.
  const Provision* nearest_standard(const Provision& provision) {
    const std::string& text = citation_text(model, provision);
    const Provision* best = nullptr;
    size_t best_length = 0;
    for (const Provision& other : model.provisions) {
      if (other.designation != Designation::standard || other.authority != provision.authority ||
          &other == &provision)
        continue;
      const std::string& candidate = citation_text(model, other);
      const auto length = static_cast<size_t>(
          std::mismatch(text.begin(), text.end(), candidate.begin(), candidate.end()).first -
          text.begin());
      if (best == nullptr || length > best_length)
        best = &other, best_length = length;
    }
    return best;
  }
};

} // namespace

void check_designation(const Context& context) {
  State{context}.run();
}

} // namespace ward::check
