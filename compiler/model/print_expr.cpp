// SPDX-License-Identifier: Apache-2.0
#include "model/print.h"

#include <fmt/format.h>

namespace ward::model {
namespace {

std::string decimal_text(int64_t number, int scale) {
  const bool negative = number < 0;
  uint64_t magnitude =
      negative ? uint64_t{0} - static_cast<uint64_t>(number) : static_cast<uint64_t>(number);
  std::string digits = std::to_string(magnitude);
  if (scale > 0) {
    if (digits.size() <= static_cast<size_t>(scale))
      digits.insert(0, static_cast<size_t>(scale) + 1 - digits.size(), '0');
    digits.insert(digits.size() - static_cast<size_t>(scale), ".");
    while (digits.back() == '0')
      digits.pop_back();
    if (digits.back() == '.')
      digits.pop_back();
  }
  return (negative ? "-" : "") + digits;
}

std::string day_text(int64_t days) {
  const int64_t shifted = days + 719468;
  const int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int64_t day_of_era = shifted - era * 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month = (5 * day_of_year + 2) / 153;
  const int64_t day = day_of_year - (153 * month + 2) / 5 + 1;
  const int64_t civil = month < 10 ? month + 3 : month - 9;
  return fmt::format("{:04}-{:02}-{:02}", year_of_era + era * 400 + (civil <= 2 ? 1 : 0), civil,
                     day);
}

struct Printer {
  const Model& model;
  std::string out;

  void head(std::string_view word, const Expr& expr) {
    out += "(";
    out += word;
    operands(expr);
    out += ")";
  }
  void operands(const Expr& expr) {
    for (ExprId operand : model.operands_of(expr)) {
      out += ' ';
      print(operand);
    }
  }

  std::string row_name(uint32_t ref) const {
    const TableId table = model.row_vars[RowVarId{ref}];
    return fmt::format("{}#{}", table.is_none() ? "?" : model.tables[table].path, ref);
  }
  void fold(std::string_view word, const Expr& expr) {
    head(std::string(word) + " " + row_name(expr.ref), expr);
  }
  void folded_compare(std::string_view word, const Expr& expr) {
    fold(std::string(word) + std::string(compare_text(static_cast<Compare>(expr.number))), expr);
  }
  std::string field_name(RecordId record, int64_t field) const {
    return model.records[record].fields[static_cast<size_t>(field)].name;
  }

  void print(ExprId id) {
    if (id.is_none()) {
      out += "nothing";
      return;
    }
    const Expr& expr = model.exprs[id];
    switch (expr.kind) {
    case ExprKind::error:
      out += "error";
      return;
    case ExprKind::truth_literal:
      out += expr.number != 0 ? "true" : "false";
      return;
    case ExprKind::number_literal:
      out += number_text(model, expr.type, expr.number);
      return;
    case ExprKind::text_literal:
      out += (expr.type.kind == TypeKind::key ? "key\"" : "\"") + model.texts[expr.ref] + "\"";
      return;
    case ExprKind::set_literal:
      return head("set", expr);
    case ExprKind::fact:
      out += "(fact " + model.facts[FactId{expr.ref}].path + ")";
      return;
    case ExprKind::field: {
      const Type row = model.exprs[model.operands_of(expr)[0]].type;
      return head("field " + field_name(RecordId{row.of}, expr.number), expr);
    }
    case ExprKind::lookup: {
      const Table& table = model.tables[TableId{expr.ref}];
      return head("lookup " + table.path + " " + field_name(table.record, expr.number), expr);
    }
    case ExprKind::row:
      out += row_name(expr.ref);
      return;
    case ExprKind::argument:
      out += "(argument " +
             model.predicates[PredicateId{expr.ref}]
                 .parameters[static_cast<size_t>(expr.number)]
                 .name +
             ")";
      return;
    case ExprKind::let:
      out += "(let " + model.lets[LetId{expr.ref}].name + ")";
      return;
    case ExprKind::call:
      return head("call " + model.predicates[PredicateId{expr.ref}].name, expr);
    case ExprKind::parameter:
      out += "(parameter " + model.parameters[ParameterId{expr.ref}].name + ")";
      return;
    case ExprKind::today:
      out += "today";
      return;
    case ExprKind::logical_not:
      return head("not", expr);
    case ExprKind::logical_and:
      return head("and", expr);
    case ExprKind::logical_or:
      return head("or", expr);
    case ExprKind::implies:
      return head("implies", expr);
    case ExprKind::compare:
      return head(compare_text(static_cast<Compare>(expr.ref)), expr);
    case ExprKind::truth_equal:
      return head("truth" + std::string(compare_text(static_cast<Compare>(expr.ref))), expr);
    case ExprKind::in_set:
      return head("in", expr);
    case ExprKind::includes:
      return head("includes", expr);
    case ExprKind::is_none:
      return head("is_none", expr);
    case ExprKind::age:
      return head("age" + std::string(compare_text(static_cast<Compare>(expr.ref))), expr);
    case ExprKind::every:
      return fold("every", expr);
    case ExprKind::some:
      return fold("some", expr);
    case ExprKind::count:
      return fold("count", expr);
    case ExprKind::sum:
      return fold("sum", expr);
    case ExprKind::share_compare:
      return folded_compare("share", expr);
    case ExprKind::min_compare:
      return folded_compare("min", expr);
    case ExprKind::max_compare:
      return folded_compare("max", expr);
    case ExprKind::add:
      return head("+", expr);
    case ExprKind::subtract:
      return head("-", expr);
    case ExprKind::negate:
      return head("negate", expr);
    case ExprKind::multiply:
      return head("*", expr);
    case ExprKind::date_add:
      return head("date+", expr);
    case ExprKind::date_diff:
      return head("date-", expr);
    case ExprKind::end_of_year:
      return head("end_of_year", expr);
    case ExprKind::latest:
      return head("latest", expr);
    case ExprKind::earliest:
      return head("earliest", expr);
    case ExprKind::conditional:
      return head("if", expr);
    case ExprKind::shown:
      return head("shown " + model.citations[CitationId{expr.ref}].text, expr);
    case ExprKind::known:
      return head("known", expr);
    case ExprKind::implemented:
      out += "(implemented " + model.controls[ControlId{expr.ref}].path + ")";
      return;
    }
  }
};

} // namespace

std::string_view compare_text(Compare op) {
  constexpr std::string_view texts[] = {"==", "!=", "<", "<=", ">", ">="};
  return texts[static_cast<size_t>(op)];
}

std::string number_text(const Model& model, const Type& type, int64_t number) {
  switch (type.kind) {
  case TypeKind::truth:
    return number != 0 ? "true" : "false";
  case TypeKind::percent:
    return decimal_text(number, type.scale - 2) + "%";
  case TypeKind::money:
    return (number < 0 ? "-$" : "$") + decimal_text(number < 0 ? -number : number, type.scale);
  case TypeKind::date:
    return day_text(number);
  case TypeKind::days:
    return decimal_text(number, type.scale) + " days";
  case TypeKind::months:
    return decimal_text(number, type.scale) + " months";
  case TypeKind::minutes:
    return decimal_text(number, type.scale) + " minutes";
  case TypeKind::enumeration: {
    const std::vector<std::string>& members = model.enums[EnumId{type.of}].members;
    return number >= 0 && static_cast<size_t>(number) < members.size()
               ? members[static_cast<size_t>(number)]
               : "?";
  }
  default:
    return decimal_text(number, type.scale);
  }
}

std::string type_text(const Model& model, const Type& type) {
  constexpr std::string_view names[] = {"an error", "bool",    "count",   "integer",
                                        "decimal",  "percent", "money",   "date",
                                        "days",     "months",  "minutes", "text"};
  std::string out;
  if (type.kind == TypeKind::enumeration)
    out = model.enums[EnumId{type.of}].name;
  else if (type.kind == TypeKind::key)
    out = "key of " + model.tables[TableId{type.of}].path;
  else if (type.kind == TypeKind::row)
    out = "a row of " + model.records[RecordId{type.of}].name;
  else
    out = names[static_cast<size_t>(type.kind)];
  const uint8_t usual = type.kind == TypeKind::decimal   ? decimal_scale
                        : type.kind == TypeKind::percent ? percent_scale
                        : type.kind == TypeKind::money   ? money_scale
                                                         : 0;
  if (type.scale != usual)
    out += fmt::format(" with {} digits", type.scale);
  if (type.is_set)
    out = "set of " + out;
  if (type.optional)
    out += "?";
  return out;
}

std::string print_expr(const Model& model, ExprId expr) {
  Printer printer{model, {}};
  printer.print(expr);
  return std::move(printer.out);
}

} // namespace ward::model
