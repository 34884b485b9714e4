// SPDX-License-Identifier: Apache-2.0
#include "syntax/print.h"
#include "syntax/printer.h"

#include <fmt/core.h>

namespace ward::syntax {

void Printer::open(std::string_view word) {
  if (!out.empty() && out.back() != '\n' && out.back() != ' ' && out.back() != '(')
    out += ' ';
  out += '(';
  out += word;
}

void Printer::open_line(std::string_view word) {
  out += '\n';
  out.append(2 * static_cast<size_t>(++depth_), ' ');
  out += '(';
  out += word;
}

void Printer::close_line() {
  out += ')';
  --depth_;
}

void Printer::atom(std::string_view text) {
  if (!out.empty() && out.back() != '\n' && out.back() != '(')
    out += ' ';
  out += text;
}

void Printer::add(const Path& path) {
  std::string joined;
  for (const Name& part : path.parts) {
    if (!joined.empty())
      joined += '.';
    joined += part.text;
  }
  atom(joined.empty() ? "?" : joined);
}

void Printer::add(const Text& text) {
  std::string quoted = "\"";
  for (char c : text.value) {
    if (c == '"' || c == '\\')
      quoted += '\\';
    if (c == '\n')
      quoted += "\\n";
    else if (c == '\t')
      quoted += "\\t";
    else
      quoted += c;
  }
  atom(quoted + '"');
}

void Printer::add(const Date& date) {
  atom(fmt::format("{:04}-{:02}-{:02}", date.date.year, date.date.month, date.date.day));
}

void Printer::add(const Duration& duration) {
  constexpr std::string_view units[] = {"minute", "hour", "day", "week", "month", "year"};
  atom(fmt::format("{}:{}", duration.amount, units[static_cast<size_t>(duration.unit)]));
}

void Printer::add(const Decimal& decimal) {
  std::string digits = std::to_string(decimal.unscaled);
  if (decimal.scale > 0) {
    if (digits.size() <= decimal.scale)
      digits.insert(0, decimal.scale + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimal.scale, ".");
  }
  atom(digits);
}

void Printer::add(const FactPath& path) {
  std::string joined(path.head.is_missing() ? "?" : path.head.text);
  for (const FactStep& step : path.steps) {
    if (step.kind == FactStep::Kind::member)
      joined += fmt::format(".{}", step.member.text);
    else
      joined += fmt::format("[\"{}\"]", step.key.value);
  }
  atom(joined);
}

void Printer::add(const Target& target) {
  if (!target.has_elements) {
    add(target.citation);
    return;
  }
  open("elements");
  add(target.citation);
  add_all(target.elements);
  close();
}

void Printer::add(const TypeRef& type) {
  open("type");
  switch (type.kind) {
  case TypeRef::Kind::named:
    break;
  case TypeRef::Kind::set:
    atom(type.set_of_keys ? "set-of-keys" : "set");
    break;
  case TypeRef::Kind::table:
    atom("table");
    break;
  case TypeRef::Kind::key:
    atom("key");
    break;
  case TypeRef::Kind::missing:
    atom("?");
    close();
    return;
  }
  add(type.name);
  if (type.is_optional)
    atom("optional");
  close();
}

void Printer::add(const Doc& doc) {
  if (doc.text.empty())
    return;
  open("doc");
  add(Text{doc.text, doc.span});
  close();
}

void Printer::add(const Rows& rows) {
  open("rows");
  add(rows.variable);
  add(rows.table);
  if (rows.condition)
    add(rows.condition);
  close();
}

void Printer::access(const AccessExpr& access) {
  add(access.base);
  for (const AccessStep& step : access.steps) {
    if (step.kind == AccessStep::Kind::member) {
      atom(fmt::format(".{}", step.member.text));
      continue;
    }
    open("at");
    add(step.index);
    close();
  }
}

void Printer::add(const Expr* expr) {
  if (!expr) {
    atom("?");
    return;
  }
  if (const auto* name = expr->as<NameExpr>()) {
    add(name->name);
    return;
  }
  if (const auto* integer = expr->as<IntegerExpr>()) {
    number(integer->value);
    return;
  }
  if (const auto* boolean = expr->as<BoolExpr>()) {
    atom(boolean->value ? "true" : "false");
    return;
  }
  if (const auto* text = expr->as<TextExpr>()) {
    add(text->value);
    return;
  }
  if (const auto* compare = expr->as<CompareExpr>()) {
    open(relation_text(compare->op));
    add(compare->left);
    add(compare->right);
    close();
    return;
  }
  if (const auto* logic = expr->as<LogicExpr>()) {
    open(logic->op == LogicExpr::Op::conjunction ? "and" : "or");
    add_all(logic->operands);
    close();
    return;
  }
  if (const auto* quantifier = expr->as<QuantifierExpr>()) {
    open(quantifier->op == QuantifierExpr::Op::every ? "every" : "some");
    add(quantifier->rows);
    add(quantifier->body);
    close();
    return;
  }
  if (const auto* fold = expr->as<FoldExpr>()) {
    constexpr std::string_view words[] = {"fold-sum", "min", "max"};
    open(words[static_cast<size_t>(fold->op)]);
    add(fold->value);
    add(fold->rows);
    close();
    return;
  }
  open(expr_kind_name(expr->kind));
  switch (expr->kind) {
  case ExprKind::access:
    access(expr->to<AccessExpr>());
    break;
  case ExprKind::call:
    add(expr->to<CallExpr>().callee);
    add_all(expr->to<CallExpr>().arguments);
    break;
  case ExprKind::decimal:
    add(expr->to<DecimalExpr>().value);
    break;
  case ExprKind::percent:
    add(expr->to<PercentExpr>().value);
    break;
  case ExprKind::money:
    add(expr->to<MoneyExpr>().value);
    break;
  case ExprKind::date:
    add(expr->to<DateExpr>().value);
    break;
  case ExprKind::duration:
    add(expr->to<DurationExpr>().value);
    break;
  case ExprKind::citation:
    add(expr->to<CitationExpr>().citation);
    break;
  case ExprKind::negation:
    add(expr->to<NotExpr>().operand);
    break;
  case ExprKind::implies:
    add(expr->to<ImpliesExpr>().left);
    add(expr->to<ImpliesExpr>().right);
    break;
  case ExprKind::in:
    if (expr->to<InExpr>().negated)
      atom("not");
    add(expr->to<InExpr>().element);
    add(expr->to<InExpr>().set);
    break;
  case ExprKind::includes:
    add(expr->to<IncludesExpr>().set);
    add(expr->to<IncludesExpr>().members);
    break;
  case ExprKind::is_none:
    if (expr->to<IsNoneExpr>().negated)
      atom("not");
    add(expr->to<IsNoneExpr>().operand);
    break;
  case ExprKind::sum:
    for (const Term& term : expr->to<SumExpr>().terms) {
      atom(term.negative ? "-" : "+");
      add(term.value);
    }
    break;
  case ExprKind::product:
    add_all(expr->to<ProductExpr>().factors);
    break;
  case ExprKind::negate:
    add(expr->to<NegateExpr>().operand);
    break;
  case ExprKind::count:
    add(expr->to<CountExpr>().rows);
    break;
  case ExprKind::share:
    add(expr->to<ShareExpr>().rows);
    add(expr->to<ShareExpr>().body);
    break;
  case ExprKind::age:
    add(expr->to<AgeExpr>().operand);
    break;
  case ExprKind::shown:
    add(expr->to<ShownExpr>().operand);
    add(expr->to<ShownExpr>().by);
    break;
  case ExprKind::known:
    add(expr->to<KnownExpr>().operand);
    break;
  case ExprKind::conditional:
    add(expr->to<IfExpr>().condition);
    add(expr->to<IfExpr>().then_value);
    add(expr->to<IfExpr>().else_value);
    break;
  case ExprKind::row:
    for (const RowField& field : expr->to<RowExpr>().fields) {
      open(field.name.text);
      add(field.value);
      close();
    }
    break;
  case ExprKind::set:
    add_all(expr->to<SetExpr>().members);
    break;
  case ExprKind::list:
    add_all(expr->to<ListExpr>().items);
    break;
  default:
    break;
  }
  close();
}

std::string print(const Expr& expr) {
  Printer printer;
  printer.add(&expr);
  return std::move(printer.out);
}

} // namespace ward::syntax
