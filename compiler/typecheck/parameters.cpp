// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

#include "resolve/nearest.h"

namespace ward::typecheck {
namespace {

bool holds(int64_t number, const model::Bound& bound) {
  using model::Compare;
  switch (bound.op) {
  case Compare::eq:
    return number == bound.number;
  case Compare::ne:
    return number != bound.number;
  case Compare::lt:
    return number < bound.number;
  case Compare::le:
    return number <= bound.number;
  case Compare::gt:
    return number > bound.number;
  case Compare::ge:
    return number >= bound.number;
  }
  return false;
}

/// The bound that `number` breaks, as written; empty when it keeps all.
std::string broken_bound(const State& state, const model::Parameter& parameter, int64_t number) {
  for (const model::Bound& bound : parameter.bounds)
    if (!holds(number, bound))
      return std::string(model::compare_text(bound.op)) + " " +
             model::number_text(state.model, parameter.type, bound.number);
  return {};
}

} // namespace

void check_parameters(State& state) {
  using model::TypeKind;
  for (uint32_t i = 0; i < state.model.parameters.size(); ++i) {
    model::Parameter& parameter = state.model.parameters[model::ParameterId{i}];
    const syntax::Parameter& tree = *state.decls.parameter_trees[i];
    state.scope = {state.model.controls[parameter.control].module, {}, {}, {}, {}};
    const TypeKind kind = parameter.type.kind;
    if (kind == TypeKind::error)
      continue;
    if (parameter.type.optional || parameter.type.is_set || kind == TypeKind::text ||
        kind == TypeKind::key) {
      state.sink.report(diag::ParameterType, tree.type.span, state.text(parameter.type))
          .with_help("a parameter is a number, a duration, a date, a bool or an enum member");
      parameter.type = {};
      continue;
    }
    const bool ordered = is_number(kind) || kind == TypeKind::date;
    for (const syntax::Parameter::Bound& bound : tree.bounds) {
      const auto op = static_cast<model::Compare>(bound.op);
      if (!ordered && op != model::Compare::eq && op != model::Compare::ne) {
        state.sink.report(diag::NoOrder, bound.value->span, model::compare_text(op),
                          state.text(parameter.type));
        continue;
      }
      if (const auto number = state.constant(*bound.value, parameter.type))
        parameter.bounds.push_back({op, *number});
    }
    if (!tree.default_value)
      continue;
    if (const auto number = state.constant(*tree.default_value, parameter.type)) {
      parameter.default_number = *number;
      if (const std::string broken = broken_bound(state, parameter, *number); !broken.empty())
        state.sink.report(diag::OutOfBounds, tree.default_value->span, parameter.name, broken);
    }
  }
}

void check_settings(State& state) {
  for (uint32_t i = 0; i < state.model.profiles.size(); ++i) {
    const model::ProfileId id{i};
    const model::ModuleId module = state.model.profiles[id].module;
    state.scope = {module, {}, {}, {}, {}};
    for (const syntax::ProfileSetting& setting : state.decls.profile_trees[i]->settings) {
      if (setting.parameter.is_missing())
        continue;
      const syntax::Name& last = setting.parameter.parts.back();
      const auto owner = setting.parameter.parts.first(setting.parameter.parts.size() - 1);
      if (owner.empty()) {
        state.sink.report(diag::SettingWithoutControl, setting.parameter.span, last.text)
            .with_help("write the control before it: `set access.passwords." +
                       std::string(last.text) + " = ...`");
        continue;
      }
      const syntax::Path path{owner, source::join(owner.front().span, owner.back().span)};
      const model::ControlId control = resolve::find_control(state.decls, state.sink, module,
                                                             resolve::path_text(path), path.span);
      if (control.is_none())
        continue;
      const model::Parameter* found = nullptr;
      model::ParameterId parameter;
      std::vector<std::string> names;
      for (model::ParameterId each : state.model.controls[control].parameters) {
        names.push_back(state.model.parameters[each].name);
        if (names.back() == last.text) {
          found = &state.model.parameters[each];
          parameter = each;
        }
      }
      if (!found) {
        auto& out = state.sink.report(diag::UnknownParameter, last.span,
                                      state.model.controls[control].path, last.text);
        resolve::suggest_near(state.decls, out, last.span, last.text, [&] { return names; });
        continue;
      }
      bool again = false;
      for (const model::ProfileSetting& other : state.model.profiles[id].settings)
        if (other.parameter == parameter) {
          state.sink.report(diag::SetTwice, setting.parameter.span, last.text)
              .note("it is set here first", other.span);
          again = true;
          break;
        }
      const auto number =
          setting.value ? state.constant(*setting.value, found->type) : std::nullopt;
      if (!number || again)
        continue;
      if (const std::string broken = broken_bound(state, *found, *number); !broken.empty())
        state.sink.report(diag::OutOfBounds, setting.value->span, last.text, broken)
            .note("its bounds are declared here", found->span);
      else
        state.model.profiles[id].settings.push_back({parameter, *number, setting.span});
    }
  }
}

} // namespace ward::typecheck
