// SPDX-License-Identifier: Apache-2.0
#include "parse/build.h"

namespace ward::parse {

// Most expressions are one operand under eight rules with one child each; these are passed by.
const Expr* Builder::expr(RuleContext* tree) {
  if (!tree || !tree->start)
    return missing(span(tree));
  while (tree->children.size() == 1) {
    RuleContext* only = rule_at(tree, 0);
    if (!only)
      break;
    tree = only;
  }
  if (tree->children.empty())
    return missing(reporter_.span(ours(tree->start).begin, ours(tree->start).begin));
  switch (tree->getRuleIndex()) {
  case Parser::RuleExpression: {
    auto* out = arena_.make<ImpliesExpr>(span(tree));
    out->left = expr(rule_at(tree, 0));
    out->right = expr(rule_at(tree, 2));
    return out;
  }
  case Parser::RuleLogical:
    return logic(tree);
  case Parser::RuleUnary:
    return unary(tree);
  case Parser::RuleAdditive:
    return sum(tree);
  case Parser::RuleMultiplicative:
    return product(tree);
  case Parser::RuleFactor:
    return factor(tree);
  case Parser::RulePostfix:
    return postfix(tree);
  case Parser::RulePrimary:
    return primary(tree);
  case Parser::RuleName:
  case Parser::RuleContextual: {
    auto* out = arena_.make<NameExpr>(span(tree));
    out->name = name(tree);
    return out;
  }
  default:
    return missing(span(tree));
  }
}

const Expr* Builder::logic(RuleContext* tree) {
  auto* out = arena_.make<LogicExpr>(span(tree));
  const Token* op = token_at(tree, 1);
  out->op =
      op && op->getType() == Lexer::OR ? LogicExpr::Op::disjunction : LogicExpr::Op::conjunction;
  out->operands = expressions(tree);
  return out;
}

List<const Expr*> Builder::expressions(RuleContext* tree) {
  std::vector<const Expr*> out;
  if (tree)
    for (ParseTree* child : tree->children)
      if (auto* rule = dynamic_cast<RuleContext*>(child))
        out.push_back(expr(rule));
  return arena_.copy(out);
}

Relation Builder::relation(const RuleContext* tree) const {
  const Token* token = tree ? token_at(tree, 0) : nullptr;
  switch (token ? token->getType() : size_t{Lexer::EQ}) {
  case Lexer::NE:
    return Relation::ne;
  case Lexer::LT:
    return Relation::lt;
  case Lexer::LE:
    return Relation::le;
  case Lexer::GT:
    return Relation::gt;
  case Lexer::GE:
    return Relation::ge;
  default:
    return Relation::eq;
  }
}

const Expr* Builder::unary(RuleContext* tree) {
  const Token* first = token_at(tree, 0);
  if (!first)
    return comparison(tree);
  switch (first->getType()) {
  case Lexer::NOT: {
    auto* out = arena_.make<NotExpr>(span(tree));
    out->operand = expr(rule_at(tree, 1));
    return out;
  }
  case Lexer::EVERY:
  case Lexer::SOME: {
    auto* quantified = dynamic_cast<Parser::QuantifiedContext*>(tree);
    if (!quantified)
      return missing(span(tree));
    auto* out = arena_.make<QuantifierExpr>(span(tree));
    out->op =
        first->getType() == Lexer::EVERY ? QuantifierExpr::Op::every : QuantifierExpr::Op::some;
    out->rows.variable = name(quantified->name());
    out->rows.table = expr(quantified->postfix());
    if (quantified->WHERE())
      out->rows.condition = expr(quantified->expression());
    const Span last = out->rows.condition ? out->rows.condition->span : out->rows.table->span;
    out->rows.span = reporter_.span(out->rows.variable.span.begin,
                                    std::max(last.end, out->rows.variable.span.end));
    out->body = expr(quantified->unary());
    return out;
  }
  case Lexer::SHOWN: {
    auto* shown = dynamic_cast<Parser::ShownContext*>(tree);
    if (!shown)
      return missing(span(tree));
    auto* out = arena_.make<ShownExpr>(span(tree));
    out->operand = expr(shown->postfix());
    out->by = citation(shown->CITATION());
    return out;
  }
  default:
    return missing(span(tree));
  }
}

const Expr* Builder::comparison(RuleContext* tree) {
  RuleContext* left = rule_at(tree, 0);
  if (RuleContext* op = rule_at(tree, 1)) {
    auto* out = arena_.make<CompareExpr>(span(tree));
    out->op = relation(op);
    out->op_span = span(op);
    out->left = expr(left);
    out->right = expr(rule_at(tree, 2));
    return out;
  }
  const Token* op = token_at(tree, 1);
  const bool negated = op && (op->getType() == Lexer::NOT ||
                              (token_at(tree, 2) && token_at(tree, 2)->getType() == Lexer::NOT));
  size_t kind = op ? op->getType() : size_t{Lexer::BAD_CHAR};
  if (kind == Lexer::NOT)
    kind = Lexer::IN;
  switch (kind) {
  case Lexer::IN: {
    auto* out = arena_.make<InExpr>(span(tree));
    out->negated = negated;
    out->element = expr(left);
    out->set = expr(rule_at(tree, tree->children.size() - 1));
    return out;
  }
  case Lexer::INCLUDES: {
    auto* out = arena_.make<IncludesExpr>(span(tree));
    out->set = expr(left);
    out->members = expr(rule_at(tree, 2));
    return out;
  }
  case Lexer::IS: {
    auto* out = arena_.make<IsNoneExpr>(span(tree));
    out->negated = negated;
    out->operand = expr(left);
    return out;
  }
  default:
    return expr(left);
  }
}

const Expr* Builder::sum(RuleContext* tree) {
  std::vector<Term> terms;
  bool negative = false;
  for (size_t i = 0; i < tree->children.size(); ++i) {
    if (RuleContext* term = rule_at(tree, i)) {
      terms.push_back({negative, expr(term)});
      negative = false;
    } else if (const Token* sign = token_at(tree, i)) {
      negative = sign->getType() == Lexer::MINUS;
    }
  }
  if (terms.size() == 1)
    return terms.front().value;
  auto* out = arena_.make<SumExpr>(span(tree));
  out->terms = arena_.copy(terms);
  return out;
}

const Expr* Builder::product(RuleContext* tree) {
  const List<const Expr*> factors = expressions(tree);
  if (factors.size() == 1)
    return factors.front();
  auto* out = arena_.make<ProductExpr>(span(tree));
  out->factors = factors;
  return out;
}

Rows Builder::rows(Parser::RowsContext* tree) {
  Rows out;
  out.span = span(tree);
  out.variable = name(tree ? tree->name() : nullptr);
  out.table = expr(tree ? tree->postfix() : nullptr);
  if (tree && tree->WHERE())
    out.condition = expr(tree->expression());
  return out;
}

const Expr* Builder::factor(RuleContext* tree) {
  const Token* first = token_at(tree, 0);
  switch (first ? first->getType() : size_t{Lexer::BAD_CHAR}) {
  case Lexer::MINUS: {
    auto* out = arena_.make<NegateExpr>(span(tree));
    out->operand = expr(rule_at(tree, 1));
    return out;
  }
  case Lexer::KNOWN: {
    auto* out = arena_.make<KnownExpr>(span(tree));
    out->operand = expr(rule_at(tree, 1));
    return out;
  }
  case Lexer::AGE: {
    auto* out = arena_.make<AgeExpr>(span(tree));
    out->operand = expr(rule_at(tree, 2));
    return out;
  }
  case Lexer::COUNT: {
    auto* count = dynamic_cast<Parser::CountOfContext*>(tree);
    if (!count)
      break;
    auto* out = arena_.make<CountExpr>(span(tree));
    out->rows = rows(count->rows());
    return out;
  }
  case Lexer::SHARE: {
    auto* share = dynamic_cast<Parser::ShareOfContext*>(tree);
    if (!share)
      break;
    auto* out = arena_.make<ShareExpr>(span(tree));
    out->rows = rows(share->rows());
    out->body = expr(share->expression());
    return out;
  }
  case Lexer::SUM:
  case Lexer::MIN:
  case Lexer::MAX: {
    auto* fold = dynamic_cast<Parser::FoldOfContext*>(tree);
    if (!fold)
      break;
    auto* out = arena_.make<FoldExpr>(span(tree));
    out->op = first->getType() == Lexer::SUM   ? FoldExpr::Op::sum
              : first->getType() == Lexer::MIN ? FoldExpr::Op::min
                                               : FoldExpr::Op::max;
    out->value = expr(fold->expression());
    out->rows = rows(fold->rows());
    return out;
  }
  default:
    break;
  }
  return missing(span(tree));
}

const Expr* Builder::postfix(RuleContext* tree) {
  RuleContext* head = rule_at(tree, 0);
  const Expr* base = expr(head);
  std::vector<AccessStep> steps;
  const auto wrap = [&](Span whole) -> const Expr* {
    if (steps.empty())
      return base;
    auto* out = arena_.make<AccessExpr>(whole);
    out->base = base;
    out->steps = arena_.copy(steps);
    return out;
  };
  for (size_t i = 1; i < tree->children.size(); ++i) {
    RuleContext* child = rule_at(tree, i);
    if (!child)
      continue;
    const Token* before = token_at(tree, i - 1);
    const uint32_t begin = before ? before->begin : ours(child->start).begin;
    if (child->getRuleIndex() == Parser::RuleMemberName) {
      steps.push_back(
          {AccessStep::Kind::member, name(child), nullptr, reporter_.span(begin, span(child).end)});
    } else if (child->getRuleIndex() == Parser::RuleExpression) {
      const Token* closer = token_at(tree, i + 1);
      steps.push_back({AccessStep::Kind::index,
                       {},
                       expr(child),
                       reporter_.span(begin, closer ? closer->end : span(child).end)});
    } else if (child->getRuleIndex() == Parser::RuleArguments) {
      // `module.predicate(...)`: what was read so far is the name that is called.
      std::vector<Name> parts;
      const auto* first = base->as<NameExpr>();
      bool names_only = first != nullptr;
      if (first)
        parts.push_back(first->name);
      for (const AccessStep& step : steps) {
        names_only = names_only && step.kind == AccessStep::Kind::member;
        parts.push_back(step.member);
      }
      const Span callee = reporter_.span(span(tree).begin, ours(child->start).begin);
      if (!names_only) {
        reporter_.report(diag::CallOfNoName, span(child))
            .with_help("a table's row is reached with `[key]`");
        continue;
      }
      auto* call = arena_.make<CallExpr>(reporter_.span(callee.begin, span(child).end));
      call->callee = {arena_.copy(parts), callee};
      call->arguments = expressions(child);
      base = call;
      steps.clear();
    }
  }
  return wrap(span(tree));
}

const Expr* Builder::literal(const Token& token, const Token* unit) {
  const Span where = span(token);
  switch (token.getType()) {
  case Lexer::INT: {
    if (unit) {
      const Duration value = duration(token, unit);
      auto* out = arena_.make<DurationExpr>(value.span);
      out->value = value;
      return out;
    }
    auto* out = arena_.make<IntegerExpr>(where);
    out->value = integer(token);
    return out;
  }
  case Lexer::DECIMAL: {
    auto* out = arena_.make<DecimalExpr>(where);
    out->value = decimal(token);
    return out;
  }
  case Lexer::PERCENT: {
    auto* out = arena_.make<PercentExpr>(where);
    out->value = percent(token);
    return out;
  }
  case Lexer::MONEY: {
    auto* out = arena_.make<MoneyExpr>(where);
    out->value = money(token);
    return out;
  }
  case Lexer::DATE: {
    auto* out = arena_.make<DateExpr>(where);
    out->value = date(token);
    return out;
  }
  case Lexer::STRING: {
    auto* out = arena_.make<TextExpr>(where);
    out->value = string(token);
    return out;
  }
  case Lexer::TRUE:
  case Lexer::FALSE: {
    auto* out = arena_.make<BoolExpr>(where);
    out->value = token.getType() == Lexer::TRUE;
    return out;
  }
  default:
    return missing(where);
  }
}

const Expr* Builder::primary(RuleContext* tree) {
  const Token* first = token_at(tree, 0);
  if (!first) { // a call: its name and its arguments
    RuleContext* callee = rule_at(tree, 0);
    if (!callee || callee->getRuleIndex() != Parser::RuleName)
      return missing(span(tree));
    auto* out = arena_.make<CallExpr>(span(tree));
    const Name called = name(callee);
    out->callee = {arena_.copy(std::span<const Name>(&called, 1)), called.span};
    out->arguments = expressions(rule_at(tree, 1));
    return out;
  }
  switch (first->getType()) {
  case Lexer::CITATION: {
    auto* out = arena_.make<CitationExpr>(span(*first));
    out->citation = citation(dynamic_cast<antlr4::tree::TerminalNode*>(tree->children[0]));
    return out;
  }
  case Lexer::LPAREN: {
    auto* choice = dynamic_cast<Parser::ConditionalContext*>(tree);
    if (!choice)
      return expr(rule_at(tree, 1));
    auto* out = arena_.make<IfExpr>(span(tree));
    out->condition = expr(choice->expression(0));
    out->then_value = expr(choice->expression(1));
    out->else_value = expr(choice->expression(2));
    return out;
  }
  case Lexer::LBRACE: {
    auto* row = dynamic_cast<Parser::RowLiteralContext*>(tree);
    if (!row) {
      auto* out = arena_.make<SetExpr>(span(tree));
      out->members = expressions(tree);
      return out;
    }
    std::vector<RowField> fields;
    for (Parser::RowFieldContext* field : row->rowField())
      fields.push_back({name(field->memberName()), expr(field->expression())});
    auto* out = arena_.make<RowExpr>(span(tree));
    out->fields = arena_.copy(fields);
    return out;
  }
  case Lexer::LBRACK: {
    auto* out = arena_.make<ListExpr>(span(tree));
    out->items = expressions(tree);
    return out;
  }
  default: {
    const Token* unit = token_at(tree, 1);
    return literal(*first, unit && unit->getType() == Lexer::UNIT ? unit : nullptr);
  }
  }
}

} // namespace ward::parse
