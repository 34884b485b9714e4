// SPDX-License-Identifier: Apache-2.0
#include "prove/context.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::prove {

namespace {

/// Elements from the text that controls settle: what nothing covers at all is listed elsewhere.
struct State {
  Context& context;
  const model::Model& model = context.model;

  void run() {
    for (uint32_t i = 0; i < model.elements.size(); ++i)
      ask(model::ElementId{i});
  }

  void ask(model::ElementId id) {
    const model::Element& element = model.elements[id];
    if (element.covered_by.empty() || element.kind == model::Element::Kind::decided ||
        element.basis != model::Basis::text || !context.is_law(element.provision))
      return;
    const bool always =
        std::any_of(element.covered_by.begin(), element.covered_by.end(),
                    [&](model::ControlId control) { return !model.controls[control].applies; });
    if (always)
      return;
    const bool own = std::any_of(
        element.covered_by.begin(), element.covered_by.end(),
        [&](model::ControlId control) { return context.is_own(model.controls[control].module); });
    std::optional<Query> query = context.on_days_of(element.provision);
    if (!query || (!own && !is_claimed(element.provision)))
      return;
    query->show = true;
    query->hold.push_back(context.lowered(id).applies);
    for (const model::ControlId control : element.covered_by)
      query->fail.push_back(context.lowered(control).law_applies);
    Context* const to = &context;
    context.ask(
        fmt::format("a control that covers {} applies whenever it does", context.name_of(id)),
        element.span, std::move(*query), [to, id](const Answer& answer) {
          if (answer.outcome == Outcome::possible)
            State{*to}.report(id, answer.witness);
        });
  }

  bool is_claimed(model::ProvisionId id) const {
    for (const model::Profile& profile : model.profiles)
      for (const auto& [authority, span] : profile.claims_in_full)
        if (authority == model.provisions[id].authority)
          return true;
    return false;
  }

  void report(model::ElementId id, const Witness& witness) {
    const model::Element& element = model.elements[id];
    const model::Control& first = model.controls[element.covered_by.front()];
    const std::string& citation =
        model.citations[model.provisions[element.provision].citation].text;
    diag::Diagnostic& finding =
        is_claimed(element.provision)
            ? context.sink.report(diag::ClaimedLawWithoutControl, model.exprs[first.applies].span,
                                  citation, element.name)
            : context.sink.report(diag::LawWithoutControl, model.exprs[first.applies].span,
                                  citation, element.name);
    finding.at("does not reach:");
    show(context, witness, finding);
    for (size_t i = 1; i < element.covered_by.size(); ++i)
      finding.note("nor does this",
                   model.exprs[model.controls[element.covered_by[i]].applies].span);
    finding.with_help(
        "only the law decides whether it applies: let a control reach these organizations too");
  }
};

} // namespace

void ask_applicable(Context& context) {
  State{context}.run();
}

} // namespace ward::prove
