// SPDX-License-Identifier: Apache-2.0
#include "prove/context.h"

#include <fmt/format.h>

namespace ward::prove {

namespace {

struct State {
  Context& context;
  const model::Model& model = context.model;

  void run() {
    for (uint32_t i = 0; i < model.elements.size(); ++i) {
      const model::ElementId id{i};
      const model::Element& element = model.elements[id];
      if (element.kind == model::Element::Kind::by_controls)
        continue;
      for (const model::ControlId control : element.covered_by)
        ask(id, control);
    }
  }

  void ask(model::ElementId id, model::ControlId control) {
    const model::Element& element = model.elements[id];
    std::optional<Query> query = context.on_days_of(element.provision);
    if (!query)
      return;
    query->show = true;
    const program::Element& made = context.lowered(id);
    query->hold.push_back(made.applies);
    context.hold_in_place(*query, control, context.is_law(element.provision));
    query->fail.push_back(made.expression);
    const model::Control& it = model.controls[control];
    Question question;
    question.query = std::move(*query);
    question.what = fmt::format("`{}` implies {}", it.path, context.name_of(id));
    question.about = control;
    question.place = place_of(control, id);
    question.then = [this_context = &context, id, control](const Answer& answer) {
      if (answer.outcome == Outcome::possible)
        State{*this_context}.report(id, control, answer.witness);
    };
    context.ask(std::move(question));
  }

  source::Span place_of(model::ControlId control, model::ElementId element) {
    const model::CitationId citation = model.provisions[model.elements[element].provision].citation;
    for (const model::Cover& cover : model.controls[control].covers)
      if (cover.citation == citation)
        return cover.span;
    return model.controls[control].path_span;
  }

  void report(model::ElementId id, model::ControlId control, const Witness& witness) {
    const model::Element& element = model.elements[id];
    const model::Provision& provision = model.provisions[element.provision];
    const model::Control& it = model.controls[control];
    const std::string& citation = model.citations[provision.citation].text;
    diag::Diagnostic& finding = context.sink.report(
        diag::CoverNotEntailed, model.exprs[it.implemented].span, it.path, citation);
    finding.at("lets this pass:");
    show(context, witness, finding);
    finding.note(fmt::format("but the element `{}` asks for this", element.name),
                 model.exprs[element.expr].span);
    finding.with_help(
        fmt::format("ask for at least what the element asks for, or do not cover `{}`", citation));
  }
};

} // namespace

/// Elements are visited in order of declaration, so that questions come in the order of the law.
void ask_entailment(Context& context) {
  State{context}.run();
}

} // namespace ward::prove
