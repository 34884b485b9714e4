// SPDX-License-Identifier: Apache-2.0
#include "check/check.h"
#include "check/context.h"
#include "check/describe.h"
#include "check/law.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::check {

namespace {

using model::Element;
using model::Provision;

bool is_uncovered(const Element& element) {
  return element.basis == model::Basis::text && element.covered_by.empty() &&
         element.duties.empty();
}

struct State {
  const Context& context;
  const model::Model& model = context.model;

  void run() {
    for (const model::Profile& profile : model.profiles) {
      const JudgedSet judged(model, profile.assumes);
      for (const auto& [authority, span] : profile.claims_in_full)
        check_claim(profile, authority, span, judged);
    }
  }

  void check_claim(const model::Profile& profile, model::AuthorityId authority, source::Span span,
                   const JudgedSet& judged) {
    const std::string& name = model.authorities[authority].name;
    const auto& selected = profile.authorities;
    if (!selected.empty() &&
        std::find(selected.begin(), selected.end(), authority) == selected.end()) {
      context.sink.report(diag::ClaimNotSelected, span, profile.name, name)
          .with_help(fmt::format("add `{}` to its `authorities`, or drop the claim", name));
      return;
    }
    bool anything = false;
    for (const Provision& provision : model.provisions) {
      if (provision.authority != authority || !judged.contains(provision))
        continue;
      anything = true;
      for (const model::ElementId id : provision.elements)
        if (is_uncovered(model.elements[id]))
          report(provision, model.elements[id], profile, name, span);
    }
    if (!anything)
      context.sink.report(diag::EmptyClaim, span, profile.name, name, date_text(model.as_of_days))
          .with_help("load the library that holds its provisions, or drop the claim");
  }

  void report(const Provision& provision, const Element& element, const model::Profile& profile,
              const std::string& authority, source::Span claim) {
    const std::string& citation = citation_text(model, provision);
    context.sink
        .report(diag::UncoveredElement, element.implicit ? provision.citation_span : element.span,
                element.name, citation)
        .note(fmt::format("profile `{}` claims `{}` in full", profile.name, authority), claim)
        .with_help(element.implicit
                       ? fmt::format("write `covers {}` in a control, or drop the claim", citation)
                       : fmt::format("write `covers {}.{{{}}}` in a control, or drop the claim",
                                     citation, element.name));
  }
};

} // namespace

void check_claims(const Context& context) {
  State{context}.run();
}

std::vector<model::ElementId> list_uncovered(const model::Model& model) {
  std::vector<model::ElementId> out;
  const JudgedSet judged(model, {});
  for (uint32_t i = 0; i < model.elements.size(); ++i) {
    const Element& element = model.elements[model::ElementId{i}];
    if (is_uncovered(element) && judged.contains(model.provisions[element.provision]))
      out.push_back(model::ElementId{i});
  }
  return out;
}

} // namespace ward::check
