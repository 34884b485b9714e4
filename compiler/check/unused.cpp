// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/leaf.h"
#include "check/walk.h"

#include <string_view>
#include <vector>

namespace ward::check {

namespace {

using model::ExprKind;
using model::TypeKind;

struct State {
  const Context& context;
  const model::Model& model = context.model;
  std::vector<bool> facts = std::vector<bool>(model.facts.size());
  std::vector<bool> tables = std::vector<bool>(model.tables.size());
  std::vector<bool> records = std::vector<bool>(model.records.size());
  std::vector<bool> enums = std::vector<bool>(model.enums.size());
  std::vector<bool> lets = std::vector<bool>(model.lets.size());
  std::vector<bool> predicates = std::vector<bool>(model.predicates.size());
  std::vector<bool> parameters = std::vector<bool>(model.parameters.size());
  std::vector<std::vector<bool>> fields;

  void run() {
    for (const model::Record& record : model.records)
      fields.emplace_back(record.fields.size());
    for (const model::Expr& expr : model.exprs)
      mark(expr);
    for (const model::Control& control : model.controls)
      for (const auto& [level, path] : control.maturity)
        mark_path(path);
    for (const model::Duty& duty : model.duties)
      tables[duty.table.index] = true;
    for (const model::Exposure& each : model.exposures)
      tables[each.table.index] = true;
    for (const model::Assessment& each : model.assessments) {
      if (each.table)
        tables[each.table.index] = true;
      if (each.held)
        tables[each.held->table.index] = true;
    }
    for (const model::Table& table : model.tables)
      records[table.record.index] = true;
    for (const model::Fact& fact : model.facts)
      mark_type(fact.info.type);
    for (const model::Record& record : model.records)
      for (const model::Field& field : record.fields)
        mark_type(field.info.type);
    for (const model::Predicate& predicate : model.predicates)
      for (const model::PredicateParameter& parameter : predicate.parameters)
        mark_type(parameter.type);
    for (const model::Parameter& parameter : model.parameters)
      mark_type(parameter.type);
    report();
  }

  // Whatever an expression anywhere reads is used: what only an unused `let` reads is found when
  // that is gone.
  void mark(const model::Expr& expr) {
    mark_type(expr.type);
    switch (expr.kind) {
    case ExprKind::fact:
      facts[expr.ref] = true;
      break;
    case ExprKind::lookup:
      tables[expr.ref] = true;
      [[fallthrough]];
    case ExprKind::field: {
      const Leaf leaf = leaf_of(model, expr);
      fields[leaf.record.index][leaf.field] = true;
      break;
    }
    case ExprKind::let:
      lets[expr.ref] = true;
      break;
    case ExprKind::call:
      predicates[expr.ref] = true;
      break;
    case ExprKind::parameter:
      parameters[expr.ref] = true;
      break;
    case ExprKind::every:
    case ExprKind::some:
    case ExprKind::count:
    case ExprKind::sum:
    case ExprKind::share_compare:
    case ExprKind::min_compare:
    case ExprKind::max_compare:
      tables[model.row_vars[model::RowVarId{expr.ref}].index] = true;
      break;
    default:
      break;
    }
  }

  void mark_type(const model::Type& type) {
    if (type.kind == TypeKind::enumeration)
      enums[type.of] = true;
    if (type.kind == TypeKind::key)
      tables[type.of] = true;
    if (type.kind == TypeKind::row)
      records[type.of] = true;
  }

  // `path` of a leaf fact; rows have no maturity.
  void mark_path(std::string_view path) {
    for (uint32_t i = 0; i < model.facts.size(); ++i)
      if (model.facts[model::FactId{i}].path == path)
        facts[i] = true;
  }

  void report() {
    for (uint32_t i = 0; i < model.facts.size(); ++i) {
      const model::Fact& fact = model.facts[model::FactId{i}];
      if (!facts[i] && context.is_own(fact.module))
        context.sink.report(diag::UnusedFact, fact.info.span, fact.path)
            .with_help("ask for it in a control, or take it out: nobody should be asked in vain");
    }
    for (uint32_t i = 0; i < model.tables.size(); ++i) {
      const model::Table& table = model.tables[model::TableId{i}];
      if (!tables[i] && model::TableId{i} != model.addressable && context.is_own(table.module))
        context.sink.report(diag::UnusedTable, table.span, table.path)
            .with_help("ask for its rows in a control, or take it out");
      // A table that nothing reads says enough of its fields.
      if (!tables[i])
        fields[table.record.index].assign(fields[table.record.index].size(), true);
    }
    const model::RecordId built_in = model.tables[model.addressable].record;
    for (uint32_t i = 0; i < model.records.size(); ++i)
      if (model::RecordId{i} != built_in)
        report_record(model.records[model::RecordId{i}], i);
    for (uint32_t i = 0; i < model.enums.size(); ++i) {
      const model::Enum& item = model.enums[model::EnumId{i}];
      if (!enums[i] && context.is_own(item.module))
        context.sink.report(diag::UnusedEnum, item.span, item.name).with_help("take it out");
    }
    for (uint32_t i = 0; i < model.lets.size(); ++i) {
      const model::Let& let = model.lets[model::LetId{i}];
      if (!lets[i] && context.is_own(let.module))
        context.sink.report(diag::UnusedLet, let.span, let.name).with_help("take it out");
    }
    for (uint32_t i = 0; i < model.predicates.size(); ++i) {
      const model::Predicate& predicate = model.predicates[model::PredicateId{i}];
      if (!predicates[i] && context.is_own(predicate.module))
        context.sink.report(diag::UnusedPredicate, predicate.span, predicate.name)
            .with_help("take it out");
    }
    for (uint32_t i = 0; i < model.parameters.size(); ++i) {
      const model::Parameter& parameter = model.parameters[model::ParameterId{i}];
      const model::Control& control = model.controls[parameter.control];
      if (!parameters[i] && context.is_own(control.module))
        context.sink.report(diag::UnusedParameter, parameter.span, control.path, parameter.name)
            .with_help("read it in `implemented when`, or take it out");
    }
  }

  void report_record(const model::Record& record, uint32_t index) {
    if (!context.is_own(record.module))
      return;
    if (!records[index]) {
      context.sink.report(diag::UnusedRecord, record.span, record.name)
          .with_help("declare a `table of` it, or take it out");
      return;
    }
    for (uint32_t i = 0; i < record.fields.size(); ++i) {
      if (fields[index][i] || i == record.key_field)
        continue;
      context.sink
          .report(diag::UnusedField, record.fields[i].info.span, record.fields[i].name, record.name)
          .with_help("ask for it in a control, or take it out: nobody should be asked in vain");
    }
  }
};

} // namespace

void check_unused(const Context& context) {
  State{context}.run();
}

} // namespace ward::check
