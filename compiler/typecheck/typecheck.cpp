// SPDX-License-Identifier: Apache-2.0
#include "typecheck/typecheck.h"

#include "model/verify.h"
#include "typecheck/state.h"

#include <cassert>

namespace ward::typecheck {
namespace {

struct Roots {
  State& state;
  resolve::Declarations& decls = state.decls;
  model::Model& model = state.model;

  void scope(model::ModuleId module, model::ControlId control = {},
             model::PredicateId predicate = {}) {
    state.scope = {module, control, predicate, {}, {}};
  }

  void signatures() {
    for (uint32_t i = 0; i < model.predicates.size(); ++i) {
      model::Predicate& predicate = model.predicates[model::PredicateId{i}];
      resolve::NameMap<source::Span> names;
      for (const syntax::PredicateParameter& each : decls.predicate_trees[i]->parameters) {
        const auto [found, added] = names.emplace(each.name.text, each.name.span);
        if (!added)
          state.sink.report(diag::DuplicateName, each.name.span, "argument", each.name.text)
              .note("it is declared here first", found->second);
        predicate.parameters.push_back(
            {std::string(each.name.text),
             resolve::find_type(decls, state.sink, predicate.module, each.type, true)});
      }
      state.read_inside.emplace_back(predicate.parameters.size(), false);
    }
    state.let_progress.assign(model.lets.size(), State::Progress::fresh);
  }

  void run() {
    signatures();
    hiding();
    check_parameters(state);
    for (uint32_t i = 0; i < model.lets.size(); ++i)
      state.type_let(model::LetId{i});
    predicates();
    for (uint32_t i = 0; i < model.roles.size(); ++i) {
      model::Role& role = model.roles[model::RoleId{i}];
      scope(role.module);
      role.when = state.optional_condition(decls.role_trees[i]->condition);
    }
    for (uint32_t i = 0; i < model.provisions.size(); ++i) {
      model::Provision& provision = model.provisions[model::ProvisionId{i}];
      scope(provision.module);
      provision.applies = state.optional_condition(decls.provision_trees[i]->applies_when);
    }
    for (uint32_t i = 0; i < model.elements.size(); ++i) {
      const syntax::Element* tree = decls.element_trees[i];
      if (!tree)
        continue;
      model::Element& element = model.elements[model::ElementId{i}];
      scope(model.provisions[element.provision].module);
      element.applies = state.optional_condition(tree->applies_when);
      element.expr = state.optional_condition(tree->condition);
    }
    for (uint32_t i = 0; i < model.controls.size(); ++i) {
      const model::ControlId id{i};
      model::Control& control = model.controls[id];
      scope(control.module, id);
      control.applies = state.optional_condition(decls.control_trees[i]->applies_when);
      control.implemented = state.optional_condition(decls.control_trees[i]->implemented_when);
    }
    for (uint32_t i = 0; i < model.profiles.size(); ++i) {
      model::Profile& profile = model.profiles[model::ProfileId{i}];
      scope(profile.module);
      profile.scope = state.optional_condition(decls.profile_trees[i]->scope_when);
    }
    check_settings(state);
    check_duties(state);
    check_exposures(state);
    check_assessments(state);
    check_expansion(state);
    check_tests(state);
  }

  /// Arguments, parameters and lets that would hide a fact or a name of the module.
  void hiding() {
    for (uint32_t i = 0; i < model.predicates.size(); ++i) {
      scope(model.predicates[model::PredicateId{i}].module);
      for (const syntax::PredicateParameter& each : decls.predicate_trees[i]->parameters)
        say_if_hiding(state, each.name);
    }
    for (uint32_t i = 0; i < model.parameters.size(); ++i) {
      scope(model.controls[model.parameters[model::ParameterId{i}].control].module);
      say_if_hiding(state, decls.parameter_trees[i]->name);
    }
    for (uint32_t i = 0; i < model.lets.size(); ++i) {
      const model::Let& let = model.lets[model::LetId{i}];
      scope(let.module);
      if (!let.control.is_none())
        say_if_hiding(state, decls.let_trees[i]->name);
      else if (const uint32_t node =
                   decls.fact_tree.child(resolve::FactTree::root, decls.let_trees[i]->name.text);
               node != resolve::FactTree::nothing && resolve::sees(decls, let.module, node))
        state.sink.report(diag::HiddenName, let.span, let.name, "facts");
    }
  }

  void predicates() {
    for (uint32_t i = 0; i < model.predicates.size(); ++i) {
      const model::PredicateId id{i};
      scope(model.predicates[id].module, {}, id);
      const model::ExprId body = state.optional_condition(decls.predicate_trees[i]->body);
      model.predicates[id].body = body;
    }
  }
};

} // namespace

model::Model typecheck(resolve::Declarations declarations, diag::Sink& sink) {
  State state{declarations, sink};
  Roots{state}.run();
  assert((sink.has_errors() || model::verify(declarations.model).empty()) &&
         "an error was not reported");
  return std::move(declarations.model);
}

} // namespace ward::typecheck
