// SPDX-License-Identifier: Apache-2.0
#include "model/verify.h"

#include "model/print.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::model {
namespace {

struct Arity {
  size_t least = 0;
  size_t most = 0;
};
constexpr size_t any = SIZE_MAX;

Arity arity(ExprKind kind) {
  switch (kind) {
  case ExprKind::error:
  case ExprKind::truth_literal:
  case ExprKind::number_literal:
  case ExprKind::text_literal:
  case ExprKind::fact:
  case ExprKind::row:
  case ExprKind::argument:
  case ExprKind::let:
  case ExprKind::parameter:
  case ExprKind::today:
  case ExprKind::implemented:
    return {0, 0};
  case ExprKind::set_literal:
  case ExprKind::call:
    return {0, any};
  case ExprKind::field:
  case ExprKind::lookup:
  case ExprKind::logical_not:
  case ExprKind::is_none:
  case ExprKind::negate:
  case ExprKind::end_of_year:
  case ExprKind::shown:
  case ExprKind::known:
    return {1, 1};
  case ExprKind::logical_and:
  case ExprKind::logical_or:
    return {2, any};
  case ExprKind::implies:
  case ExprKind::compare:
  case ExprKind::truth_equal:
  case ExprKind::in_set:
  case ExprKind::age:
  case ExprKind::add:
  case ExprKind::subtract:
  case ExprKind::multiply:
  case ExprKind::date_add:
  case ExprKind::date_diff:
    return {2, 2};
  case ExprKind::includes:
  case ExprKind::latest:
  case ExprKind::earliest:
    return {1, any};
  case ExprKind::every:
  case ExprKind::some:
  case ExprKind::sum:
    return {1, 2};
  case ExprKind::count:
    return {0, 1};
  case ExprKind::share_compare:
  case ExprKind::min_compare:
  case ExprKind::max_compare:
    return {2, 3};
  case ExprKind::conditional:
    return {3, 3};
  }
  return {0, 0};
}

bool is_truth(const Type& type) {
  return type.kind == TypeKind::truth && !type.optional && !type.is_set;
}

struct Verifier {
  const Model& model;
  std::vector<std::string> out;

  template <typename... Args> void say(fmt::format_string<Args...> format, const Args&... args) {
    out.push_back(fmt::vformat(format, fmt::make_format_args(args...)));
  }
  template <typename Id, typename T>
  void in_range(Id id, const base::Store<Id, T>& store, std::string_view what) {
    if (!store.contains(id))
      say("{} names no entry of its store", what);
  }
  template <typename Id, typename T>
  void none_or_in_range(Id id, const base::Store<Id, T>& store, std::string_view what) {
    if (!id.is_none())
      in_range(id, store, what);
  }

  void run() {
    for (uint32_t i = 0; i < model.exprs.size(); ++i)
      expression(i);
    if (!out.empty())
      return; // the rest would walk them
    law();
    facts();
    for (const Role& role : model.roles)
      condition(role.when, "role " + role.name);
    for (const Let& let : model.lets)
      if (let.body.is_none() || let.type.kind == TypeKind::error)
        say("let {} has no body or type", let.name);
    for (const Predicate& predicate : model.predicates)
      condition(predicate.body, "predicate " + predicate.name);
    for (const Control& control : model.controls) {
      condition(control.implemented, "control " + control.path);
      optional_condition(control.applies, "control " + control.path);
      for (ParameterId id : control.parameters)
        in_range(id, model.parameters, "a control's parameter");
    }
    for (const Duty& each : model.duties)
      duty(each);
    for (const Exposure& each : model.exposures) {
      in_range(each.table, model.tables, "penalty " + each.path);
      for (ExprId id : {each.tier, each.requirement, each.from, each.count})
        in_range(id, model.exprs, "a clause of penalty " + each.path);
      none_or_in_range(each.authority, model.authorities, "penalty " + each.path);
      optional_condition(each.daily, "penalty " + each.path);
    }
    for (const Assessment& each : model.assessments) {
      const std::string what = "assessment " + each.path;
      none_or_in_range(each.table, model.tables, what);
      for (ExprId id : {each.scope, each.applies, each.inherited_when})
        optional_condition(id, what);
      for_each_root(each, [&](ExprId id) { in_range(id, model.exprs, "a clause of " + what); });
      if (!each.held)
        continue;
      in_range(each.held->table, model.tables, what);
      optional_condition(each.held->where, what);
      optional_condition(each.held->when, what);
    }
    for (const Profile& profile : model.profiles)
      optional_condition(profile.scope, "profile " + profile.name);
    for (const Exception& exception : model.exceptions)
      in_range(exception.control, model.controls, "an exception's control");
    for (const Crosswalk& crosswalk : model.crosswalks) {
      in_range(crosswalk.from, model.authorities, "a crosswalk's authority");
      in_range(crosswalk.to, model.authorities, "a crosswalk's authority");
      for (const CrosswalkRow& row : crosswalk.rows) {
        in_range(row.from.citation, model.citations, "a row's citation");
        in_range(row.to.citation, model.citations, "a row's citation");
      }
    }
    for (const Test& test : model.tests)
      given(test);
    if (!model.tables.contains(model.addressable))
      say("the built-in table of decisions is missing");
  }

  void expression(uint32_t index) {
    const Expr& expr = model.exprs[ExprId{index}];
    if (expr.kind == ExprKind::error || expr.type.kind == TypeKind::error) {
      say("expression {} is an error", index);
      return;
    }
    const Arity want = arity(expr.kind);
    if (expr.operands_count < want.least || expr.operands_count > want.most ||
        uint64_t{expr.operands_begin} + expr.operands_count > model.operands.size()) {
      say("expression {} has {} operands", index, expr.operands_count);
      return;
    }
    for (ExprId operand : model.operands_of(expr))
      if (operand.index >= index) {
        say("expression {} stands before its operand {}", index, operand.index);
        return;
      }
    if (!reference(expr))
      say("expression {} refers to nothing", index);
    types(index, expr);
  }

  bool reference(const Expr& expr) const {
    switch (expr.kind) {
    case ExprKind::text_literal:
      return expr.ref < model.texts.size();
    case ExprKind::fact:
      return expr.ref < model.facts.size();
    case ExprKind::lookup:
      return expr.ref < model.tables.size();
    case ExprKind::row:
    case ExprKind::every:
    case ExprKind::some:
    case ExprKind::count:
    case ExprKind::sum:
    case ExprKind::share_compare:
    case ExprKind::min_compare:
    case ExprKind::max_compare:
      return expr.ref < model.row_vars.size();
    case ExprKind::argument:
      return expr.ref < model.predicates.size() && expr.number >= 0 &&
             static_cast<size_t>(expr.number) <
                 model.predicates[PredicateId{expr.ref}].parameters.size();
    case ExprKind::call:
      return expr.ref < model.predicates.size() &&
             expr.operands_count == model.predicates[PredicateId{expr.ref}].parameters.size();
    case ExprKind::let:
      return expr.ref < model.lets.size();
    case ExprKind::parameter:
      return expr.ref < model.parameters.size();
    case ExprKind::shown:
      return expr.ref < model.citations.size();
    case ExprKind::implemented:
      return expr.ref < model.controls.size();
    case ExprKind::compare:
    case ExprKind::truth_equal:
    case ExprKind::age:
      return expr.ref <= static_cast<uint32_t>(Compare::ge);
    default:
      return true;
    }
  }

  void types(uint32_t index, const Expr& expr) {
    const auto operands = model.operands_of(expr);
    const auto truths = [&](size_t first) {
      for (size_t i = first; i < operands.size(); ++i)
        if (!is_truth(model.exprs[operands[i]].type))
          say("operand {} of expression {} is no truth", i, index);
    };
    switch (expr.kind) {
    case ExprKind::logical_not:
    case ExprKind::logical_and:
    case ExprKind::logical_or:
    case ExprKind::implies:
    case ExprKind::truth_equal:
    case ExprKind::every:
    case ExprKind::some:
    case ExprKind::count:
    case ExprKind::shown:
      truths(0);
      break;
    case ExprKind::sum:
      truths(1);
      break;
    case ExprKind::min_compare:
    case ExprKind::max_compare:
      truths(2);
      break;
    case ExprKind::compare: {
      const Type& a = model.exprs[operands[0]].type;
      const Type& b = model.exprs[operands[1]].type;
      if (a.is_set || b.is_set || a.of != b.of)
        say("expression {} compares {} with {}", index, type_text(model, a), type_text(model, b));
      break;
    }
    case ExprKind::in_set:
      if (!model.exprs[operands[1]].type.is_set)
        say("expression {} asks for a member of no set", index);
      break;
    case ExprKind::is_none:
      if (!model.exprs[operands[0]].type.optional)
        say("expression {} asks for none of {}", index,
            type_text(model, model.exprs[operands[0]].type));
      break;
    default:
      break;
    }
  }

  void condition(ExprId id, const std::string& what) {
    if (!model.exprs.contains(id))
      say("{} has no condition", what);
    else if (!is_truth(model.exprs[id].type))
      say("the condition of {} is no truth", what);
  }
  void optional_condition(ExprId id, const std::string& what) {
    if (!id.is_none())
      condition(id, what);
  }

  void law() {
    for (uint32_t i = 0; i < model.citations.size(); ++i) {
      const Citation& citation = model.citations[CitationId{i}];
      in_range(citation.authority, model.authorities, citation.text);
      if (citation.versions.empty())
        say("{} has no version", citation.text);
      for (size_t v = 0; v < citation.versions.size(); ++v) {
        const Provision& version = model.provisions[citation.versions[v]];
        if (version.citation.index != i)
          say("a version of {} is of another citation", citation.text);
        if (v > 0 &&
            model.provisions[citation.versions[v - 1]].window.from_days > version.window.from_days)
          say("the versions of {} are out of order", citation.text);
      }
    }
    for (uint32_t i = 0; i < model.provisions.size(); ++i) {
      const Provision& provision = model.provisions[ProvisionId{i}];
      const std::string& text = model.citations[provision.citation].text;
      optional_condition(provision.applies, text);
      if (!provision.parent.is_none())
        for (ProvisionId id : model.citations[provision.parent].versions) {
          const auto& list = model.provisions[id].children;
          if (!std::binary_search(list.begin(), list.end(), provision.citation))
            say("{} is missing among the children of its parent", text);
        }
      for (ElementId id : provision.elements) {
        const Element& element = model.elements[id];
        if (element.provision.index != i)
          say("an element of {} is of another provision", text);
        optional_condition(element.applies, text + "." + element.name);
        if (element.kind == Element::Kind::by_controls)
          continue;
        condition(element.expr, text + "." + element.name);
      }
    }
    for (uint32_t c = 0; c < model.controls.size(); ++c)
      for (const Cover& cover : model.controls[ControlId{c}].covers)
        for (ElementId id : cover.elements) {
          const auto& list = model.elements[id].covered_by;
          if (std::find(list.begin(), list.end(), ControlId{c}) == list.end())
            say("an element does not know that {} covers it", model.controls[ControlId{c}].path);
        }
  }

  void duty(const Duty& each) {
    in_range(each.table, model.tables, "duty " + each.path);
    in_range(each.row, model.row_vars, "the row of duty " + each.path);
    if (each.cites.empty())
      say("duty {} cites nothing", each.path);
    for (const Cite& cite : each.cites)
      for (ElementId id : cite.elements)
        in_range(id, model.elements, "an element that duty " + each.path + " cites");
    optional_condition(each.when, "duty " + each.path);
    const auto date = [&](ExprId id, bool optional) {
      if (id.is_none() || model.exprs[id].type.kind != TypeKind::date ||
          (model.exprs[id].type.optional && !optional))
        say("a clause of duty {} is no date", each.path);
    };
    date(each.arises, true);
    date(each.done, true);
    date(each.by, false);
    if (!each.not_before.is_none())
      date(each.not_before, true);
    if (each.promptly)
      date(each.promptly->after, true);
  }
  void facts() {
    const auto good = [&](const FactInfo& info, const std::string& what) {
      if (info.type.kind == TypeKind::error || info.type.kind == TypeKind::row)
        say("{} has no type", what);
      none_or_in_range(info.supplied_by, model.authorities, "the supplier of " + what);
    };
    for (const Fact& fact : model.facts)
      good(fact.info, fact.path);
    for (const Table& table : model.tables)
      in_range(table.record, model.records, table.path);
    for (const Record& record : model.records) {
      if (record.key_field >= record.fields.size() ||
          record.fields[record.key_field].info.type != Type{TypeKind::text})
        say("record {} has no key of type text", record.name);
      for (const Field& field : record.fields)
        good(field.info, record.name + "." + field.name);
    }
  }

  void given(const Test& test) {
    for (const Binding& binding : test.given) {
      if (binding.kind == Binding::Kind::fact) {
        in_range(binding.fact, model.facts, test.name);
        continue;
      }
      if (!model.tables.contains(binding.table)) {
        say("test {} gives rows of no table", test.name);
        continue;
      }
      const Record& record = model.records[model.tables[binding.table].record];
      for (const GivenRow& row : binding.rows)
        for (const GivenField& field : row.fields)
          if (field.field >= record.fields.size())
            say("test {} gives a field that {} does not have", test.name, record.name);
    }
    for (const Expectation& expect : test.expects)
      if (int(!expect.control.is_none()) + int(!expect.citation.is_none()) +
              int(!expect.duty.is_none()) !=
          1)
        say("test {} expects something of nothing or of two", test.name);
  }
};

} // namespace

std::vector<std::string> verify(const Model& model) {
  Verifier verifier{model, {}};
  verifier.run();
  return std::move(verifier.out);
}

} // namespace ward::model
