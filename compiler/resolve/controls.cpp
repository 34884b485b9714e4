// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"
#include "resolve/state.h"

#include <algorithm>

namespace ward::resolve {
namespace {

struct Declarer {
  State& state;
  const syntax::ControlDecl& decl;
  model::ControlId id;

  /// Names inside a control: parameters and lets share one list.
  void inside(NameMap<source::Span>& names, const syntax::Name& name) {
    const auto [found, added] = names.emplace(name.text, name.span);
    if (!added)
      state.twice("a name of this control,", name.text, name.span, found->second);
  }

  void run(model::ModuleId module) {
    model::Control out;
    out.path = path_text(decl.name);
    out.title = decl.title.value;
    out.doc = decl.doc.text;
    out.module = module;
    if (decl.pillar)
      out.pillar = decl.pillar->text;
    if (decl.owner)
      out.owner = decl.owner->value;
    if (decl.effort)
      out.effort = state.written(decl.effort->span);
    if (decl.cost)
      out.cost = state.written(decl.cost->span) +
                 (decl.cost_per ? " per " + std::string(decl.cost_per->text) : "");
    out.span = decl.span;
    out.path_span = decl.name.span;
    if (!decl.implemented_when)
      state.sink.report(diag::ControlWithoutClause, decl.name.span, out.path)
          .with_help("add `implemented when ...`: the facts that show it in place");
    if (decl.trusted_because) {
      out.trusted_because = decl.trusted_because->value;
      out.trusted_span = decl.trusted_because->span;
    }
    NameMap<source::Span> names;
    for (const syntax::Evidence& evidence : decl.evidence) {
      model::Evidence made{std::string(evidence.name.text),
                           evidence.text ? std::string(evidence.text->value) : "",
                           {}};
      if (evidence.fresh_for)
        made.fresh = to_period(state.sink, *evidence.fresh_for);
      const bool repeated =
          std::any_of(out.evidence.begin(), out.evidence.end(),
                      [&](const model::Evidence& other) { return other.name == made.name; });
      if (repeated)
        state.sink.report(diag::RepeatedItem, evidence.name.span, evidence.name.text, "evidence");
      else
        out.evidence.push_back(std::move(made));
    }
    for (const syntax::MaturityRating& rating : decl.maturity)
      maturity(out, rating, module);
    const std::string path = out.path;
    id = state.model.controls.add(std::move(out));
    state.out.control_trees.push_back(&decl);
    state.out.control_lets.emplace_back();
    if (!decl.name.is_missing()) {
      const auto [found, added] = state.out.controls.emplace(path, id);
      if (!added)
        state.twice("control", path, decl.name.span, state.model.controls[found->second].path_span);
    }
    for (const syntax::Parameter& parameter : decl.parameters) {
      if (parameter.name.is_missing())
        continue;
      inside(names, parameter.name);
      model::Parameter made;
      made.name = parameter.name.text;
      made.control = id;
      made.type = find_type(state.out, state.sink, module, parameter.type, false);
      made.span = parameter.name.span;
      state.model.controls[id].parameters.push_back(state.model.parameters.add(std::move(made)));
      state.out.parameter_trees.push_back(&parameter);
    }
    for (const syntax::LetDecl* let : decl.lets) {
      if (let->name.is_missing())
        continue;
      inside(names, let->name);
      model::Let made;
      made.name = let->name.text;
      made.module = module;
      made.control = id;
      made.span = let->name.span;
      state.out.control_lets[id.index].push_back(state.model.lets.add(std::move(made)));
      state.out.let_trees.push_back(let);
    }
  }

  void maturity(model::Control& out, const syntax::MaturityRating& rating, model::ModuleId module) {
    constexpr std::string_view levels[] = {"policy", "procedure", "implemented", "measured",
                                           "managed"};
    if (rating.level.is_missing())
      return;
    if (std::find(std::begin(levels), std::end(levels), rating.level.text) == std::end(levels)) {
      state.sink
          .report(diag::UnknownWord, rating.level.span, rating.level.text, "a level of maturity")
          .with_help("write one of policy, procedure, implemented, measured, managed");
      return;
    }
    const bool repeated =
        std::any_of(out.maturity.begin(), out.maturity.end(),
                    [&](const auto& other) { return other.first == rating.level.text; });
    if (repeated) {
      state.sink.report(diag::RepeatedItem, rating.level.span, rating.level.text, "maturity");
      return;
    }
    const FactTarget target = find_fact(state.out, state.sink, module, rating.path);
    if (target.kind == FactTarget::Kind::fact || target.kind == FactTarget::Kind::field)
      out.maturity.emplace_back(rating.level.text, fact_path_text(rating.path));
    else if (target.kind != FactTarget::Kind::nothing)
      state.sink.report(diag::NotALeaf, rating.path.span, fact_path_text(rating.path));
  }
};

} // namespace

void declare_controls(State& state) {
  each_declaration<syntax::ControlDecl>(state, [&](const auto& decl, model::ModuleId module) {
    Declarer{state, decl, {}}.run(module);
  });
}

} // namespace ward::resolve
