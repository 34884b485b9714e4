// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "parse/expected.h"
#include "parse/reporter.h"
#include "parse/tokenize.h"
#include "syntax/ast.h"

#include <vector>

namespace ward::parse {

using namespace syntax;
using ParseTree = antlr4::tree::ParseTree;

/// Turns ANTLR's tree of one declaration into ours, and checks what the grammar leaves open:
/// ranges of literals, clauses said twice. Every function takes null for what a mistake left out.
class Builder {
public:
  Builder(Reporter& reporter, base::Arena& arena, const Tokenized& tokenized);

  const ModuleDecl* module_decl(Parser::ModuleDeclContext* tree);
  UseDecl use_decl(Parser::UseDeclContext* tree);
  /// Null when nothing of use was understood.
  const Decl* declaration(Parser::DeclarationContext* tree);
  /// Warns of `///` that stands above nothing.
  void report_stray_docs();

private:
  // build_base.cpp
  Span span(const RuleContext* tree) const;
  Span span(const Token& token) const { return reporter_.span(token.begin, token.end); }
  std::string_view text(const Token& token) const { return reporter_.text(token.begin, token.end); }
  Name name(const RuleContext* tree) const;
  Name name(const Token& token) const;
  template <typename Trees> List<Name> names(const Trees& trees);
  Path path(RuleContext* tree);
  Citation citation(antlr4::tree::TerminalNode* leaf) const;
  List<Citation> citations(Parser::CitationsContext* tree);
  Text string(antlr4::tree::TerminalNode* leaf);
  Text string(const Token& token);
  List<Text> strings(Parser::StringsContext* tree);
  Date date(antlr4::tree::TerminalNode* leaf);
  Date date(const Token& token);
  Duration duration(Parser::DurationContext* tree);
  Duration duration(const Token& amount, const Token* unit);
  int64_t integer(const Token& token);
  Decimal decimal(const Token& token);
  Decimal percent(const Token& token);
  Decimal money(const Token& token);
  FactPath fact_path(Parser::FactPathContext* tree);
  template <typename Trees> List<FactPath> fact_paths(const Trees& trees);
  Target target(Parser::TargetContext* tree);
  TypeRef type(Parser::TypeContext* tree);
  Doc doc(const RuleContext* tree);
  template <typename T> const T* keep(T value) { return arena_.make<T>(value); }
  /// Whether a clause that may stand once stands for the first time; reports it else.
  bool once(bool is_first, const RuleContext* clause, std::string_view word,
            std::string_view construct);

  // build_expr.cpp
  const Expr* expr(RuleContext* tree);
  const Expr* missing(Span where) { return arena_.make<MissingExpr>(where); }
  const Expr* comparison(RuleContext* tree);
  const Expr* unary(RuleContext* tree);
  const Expr* logic(RuleContext* tree);
  const Expr* sum(RuleContext* tree);
  const Expr* product(RuleContext* tree);
  const Expr* factor(RuleContext* tree);
  const Expr* postfix(RuleContext* tree);
  const Expr* primary(RuleContext* tree);
  const Expr* literal(const Token& token, const Token* unit);
  List<const Expr*> expressions(RuleContext* tree);
  Rows rows(Parser::RowsContext* tree);
  Relation relation(const RuleContext* tree) const;

  // build_facts.cpp
  const Decl* enum_decl(Parser::EnumDeclContext* tree);
  const Decl* record_decl(Parser::RecordDeclContext* tree);
  const Decl* facts_decl(Parser::FactsDeclContext* tree);
  const Decl* let_decl(Parser::LetDeclContext* tree);
  const Decl* predicate_decl(Parser::PredicateDeclContext* tree);
  const Decl* role_decl(Parser::RoleDeclContext* tree);
  List<Field> fields(const std::vector<Parser::FieldContext*>& trees);
  Field field(Parser::FieldContext* tree);

  // build_law.cpp
  const Decl* authority_decl(Parser::AuthorityDeclContext* tree);
  const Decl* index_decl(Parser::IndexDeclContext* tree);
  const ProvisionDecl* provision_decl(Parser::ProvisionContext* tree);
  const Decl* proposal_decl(Parser::ProposalDeclContext* tree);
  AuthorityFacts authority_facts(const std::vector<Parser::AuthorityItemContext*>& items);
  Element element(Parser::ElementContext* tree);

  // build_control.cpp
  const Decl* control_decl(Parser::ControlDeclContext* tree);
  Parameter parameter(Parser::ParameterContext* tree);
  Evidence evidence(Parser::EvidenceContext* tree);
  SetRelation set_relation(const Parser::SetRelationContext* tree) const;

  // build_other.cpp
  const Decl* crosswalk_decl(Parser::CrosswalkDeclContext* tree);
  const Decl* duty_decl(Parser::DutyDeclContext* tree);
  const Decl* profile_decl(Parser::ProfileDeclContext* tree);
  const Decl* exception_decl(Parser::ExceptionDeclContext* tree);

  // build_penalty.cpp
  const Decl* penalty_decl(Parser::PenaltyDeclContext* tree);
  List<Charge> charges(const std::vector<Parser::ChargeContext*>& trees);
  void schedule(PenaltyDecl& out, const std::vector<Parser::PenaltyItemContext*>& items);
  void exposure(PenaltyDecl& out, const std::vector<Parser::ExposureItemContext*>& items);

  // build_assessment.cpp
  const Decl* assessment_decl(Parser::AssessmentDeclContext* tree);
  List<Weight> weights(const std::vector<Parser::WeightContext*>& trees);
  /// Whether the clause was one that reads rows.
  bool reading(AssessmentDecl& out, Parser::AssessmentItemContext* item,
               std::vector<Score>& scores);
  /// The expression behind a word of a clause; null where the word does not stand.
  const Expr* behind(antlr4::tree::TerminalNode* word);

  // build_test.cpp
  const Decl* test_decl(Parser::TestDeclContext* tree);
  Expectation expectation(Parser::ExpectationContext* tree);
  List<Binding> bindings(const std::vector<Parser::BindingContext*>& trees);

  Reporter& reporter_;
  base::Arena& arena_;
  const TokenList& list_;
  std::vector<Span> docs_;
  std::vector<bool> doc_used_;
};

/// The token of a leaf; null for null.
inline const Token* token_of(ParseTree* node) {
  auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(node);
  return leaf ? &ours(leaf->getSymbol()) : nullptr;
}
inline const Token* token_at(const RuleContext* tree, size_t index) {
  return index < tree->children.size() ? token_of(tree->children[index]) : nullptr;
}
inline RuleContext* rule_at(const RuleContext* tree, size_t index) {
  return index < tree->children.size() ? dynamic_cast<RuleContext*>(tree->children[index])
                                       : nullptr;
}

template <typename Trees> List<Name> Builder::names(const Trees& trees) {
  std::vector<Name> out;
  for (const auto* tree : trees)
    out.push_back(name(tree));
  return arena_.copy(out);
}

template <typename Trees> List<FactPath> Builder::fact_paths(const Trees& trees) {
  std::vector<FactPath> out;
  for (auto* tree : trees)
    out.push_back(fact_path(tree));
  return arena_.copy(out);
}

} // namespace ward::parse
