// SPDX-License-Identifier: Apache-2.0
#include "parse/outline.h"

#include "diag/sink.h"
#include "parse/bad_token.h"
#include "parse/error_strategy.h"
#include "parse/expected.h"
#include "parse/nesting.h"
#include "parse/reporter.h"
#include "parse/tokenize.h"

#include <algorithm>
#include <iterator>

namespace ward::parse {
namespace {

using Flag = OutlineToken::Flag;

constexpr size_t item_rules[] = {
    Parser::RuleField,        Parser::RuleAuthorityItem, Parser::RuleIndexItem,
    Parser::RuleProposalItem, Parser::RuleProvisionItem, Parser::RuleControlItem,
    Parser::RuleDutyItem,     Parser::RulePenaltyItem,   Parser::RuleAssessmentItem,
    Parser::RuleProfileItem,  Parser::RuleTestItem,      Parser::RuleCaseItem,
    Parser::RuleBinding,      Parser::RuleCrosswalkItem, Parser::RuleDeclaration,
    Parser::RuleModuleDecl,   Parser::RuleUseDecl,
};
constexpr size_t part_rules[] = {Parser::RuleFieldNote, Parser::RuleDetails, Parser::RuleBecause,
                                 Parser::RuleCharge};
constexpr size_t list_rules[] = {Parser::RuleStrings, Parser::RuleCitations};

/// Tokens that begin a part of what their rule reads, unless they are its first.
struct PartToken {
  size_t rule;
  size_t type;
};
constexpr PartToken part_tokens[] = {
    {Parser::RuleField, Parser::STRING},
    {Parser::RuleAuthorityItem, Parser::FROM},
    {Parser::RuleIndexItem, Parser::BECAUSE},
    {Parser::RuleProvisionItem, Parser::BECAUSE},
    {Parser::RuleProvisionItem, Parser::APPLIES},
    {Parser::RuleProvisionItem, Parser::DECIDED},
    {Parser::RuleProvisionItem, Parser::REQUIRES},
    {Parser::RuleProvisionItem, Parser::FROM},
    {Parser::RuleDeclaration, Parser::AT},
    {Parser::RuleDeclaration, Parser::BECAUSE},
    {Parser::RuleDeclaration, Parser::APPROVED},
    {Parser::RuleDeclaration, Parser::EXPIRES},
    {Parser::RuleDeclaration, Parser::COMPENSATED},
    {Parser::RuleControlItem, Parser::FRESH},
    {Parser::RuleControlItem, Parser::BECAUSE},
    {Parser::RuleControlItem, Parser::PER},
    {Parser::RuleControlItem, Parser::DEFAULT},
    {Parser::RuleCrosswalkItem, Parser::STRENGTH},
    {Parser::RuleCrosswalkItem, Parser::BECAUSE},
};

template <typename List> bool holds(const List& list, size_t value) {
  return std::find(std::begin(list), std::end(list), value) != std::end(list);
}

struct Marker {
  std::vector<OutlineToken>& out;

  void set(const Token* token, int flags) {
    if (token && token->index < out.size())
      out[token->index].flags |= static_cast<uint16_t>(flags);
  }

  static const Token* first(const RuleContext* tree) { return &ours(tree->start); }
  static const Token* leaf(antlr4::tree::ParseTree* node) {
    auto* terminal = dynamic_cast<antlr4::tree::TerminalNode*>(node);
    return terminal ? &ours(terminal->getSymbol()) : nullptr;
  }

  void walk(RuleContext* tree) {
    if (!tree->start || !tree->stop)
      return;
    rule(tree);
    for (antlr4::tree::ParseTree* child : tree->children) {
      if (const Token* token = leaf(child))
        mark(tree, *token);
      else
        walk(static_cast<RuleContext*>(child));
    }
  }

  void rule(RuleContext* tree) {
    const size_t index = tree->getRuleIndex();
    if (holds(item_rules, index))
      set(first(tree), Flag::begins_item);
    if (holds(part_rules, index))
      set(first(tree), Flag::begins_part);
    if (holds(list_rules, index))
      list(first(tree)->index, tree);
    else if (const size_t skip = words_before_list(tree); skip > 0)
      list(first(tree)->index + skip, tree);
    if (auto* field = dynamic_cast<Parser::FieldContext*>(tree)) {
      row(tree, RowKind::field);
      if (!field->fieldNote().empty())
        set(first(field->fieldNote(0)), Flag::begins_cell);
    } else if (index == Parser::RuleAuthorityItem) {
      row(tree, RowKind::authority);
      const bool two_words = dynamic_cast<Parser::AuthorityIssuedContext*>(tree) ||
                             dynamic_cast<Parser::AuthorityEnforcedContext*>(tree);
      cell(first(tree)->index + (two_words ? 2 : 1));
    } else if (dynamic_cast<Parser::ElementContext*>(tree)) {
      row(tree, RowKind::element);
    } else if (dynamic_cast<Parser::EvidenceContext*>(tree)) {
      row(tree, RowKind::evidence);
    } else if (auto* mapping = dynamic_cast<Parser::MappingContext*>(tree)) {
      row(tree, RowKind::mapping);
      set(first(mapping->setRelation()), Flag::begins_cell);
      set(first(mapping->target(1)), Flag::begins_cell);
    }
  }

  /// Tokens of a clause `keyword a, b, c` before its list; 0 where there is none.
  static size_t words_before_list(RuleContext* tree) {
    if (dynamic_cast<Parser::FieldSuppliedContext*>(tree))
      return 2;
    if (dynamic_cast<Parser::AuthorityBindsContext*>(tree) ||
        dynamic_cast<Parser::ProvisionBindsContext*>(tree) ||
        dynamic_cast<Parser::DueContext*>(tree) || dynamic_cast<Parser::BecauseContext*>(tree) ||
        dynamic_cast<Parser::DetailsContext*>(tree) ||
        dynamic_cast<Parser::MaturityContext*>(tree) ||
        dynamic_cast<Parser::LevelsContext*>(tree) || dynamic_cast<Parser::RatingsContext*>(tree) ||
        dynamic_cast<Parser::DutyCitesContext*>(tree) ||
        dynamic_cast<Parser::TestAssumeContext*>(tree) ||
        dynamic_cast<Parser::ProfileAssumeContext*>(tree) ||
        dynamic_cast<Parser::ProfileAuthoritiesContext*>(tree))
      return 1;
    return 0;
  }

  void list(size_t begin, RuleContext* tree) {
    const uint32_t end = ours(tree->stop).index;
    if (begin >= end || end >= out.size())
      return;
    out[begin].flags |= Flag::begins_list;
    out[end].flags |= Flag::ends_list;
  }

  void row(RuleContext* tree, RowKind kind) { out[first(tree)->index].row = kind; }
  void cell(size_t index) {
    if (index < out.size())
      out[index].flags |= Flag::begins_cell;
  }

  void mark(RuleContext* tree, const Token& token) {
    const size_t index = tree->getRuleIndex();
    const bool is_first = &token == first(tree);
    for (const PartToken& part : part_tokens)
      if (part.rule == index && part.type == token.type && !is_first)
        set(&token, Flag::begins_part);
    switch (token.type) {
    case Parser::COMMA:
    case Parser::QUESTION:
      set(&token, Flag::glue_before);
      break;
    case Parser::DOT:
      set(&token, Flag::glue_before | Flag::glue_after);
      break;
    case Parser::MINUS:
      if (dynamic_cast<Parser::NegativeContext*>(tree))
        set(&token, Flag::glue_after);
      break;
    case Parser::COLON:
      if (index == Parser::RuleField)
        set(&token, Flag::begins_cell);
      break;
    case Parser::STRING:
      string(tree, token);
      break;
    case Parser::LPAREN: {
      const bool grouping = dynamic_cast<Parser::GroupContext*>(tree) ||
                            dynamic_cast<Parser::ConditionalContext*>(tree);
      set(&token, Flag::opens | Flag::glue_after | (grouping ? 0 : Flag::glue_before));
      break;
    }
    case Parser::RPAREN:
      set(&token, Flag::closes | Flag::glue_before);
      break;
    case Parser::LBRACK:
    case Parser::RBRACK:
      bracket(tree, token);
      break;
    case Parser::LBRACE:
    case Parser::RBRACE:
      brace(tree, token);
      break;
    default:
      break;
    }
  }

  void string(RuleContext* tree, const Token& token) {
    if (tree->getRuleIndex() == Parser::RuleField)
      set(&token, Flag::begins_cell);
    if (dynamic_cast<Parser::EvidenceContext*>(tree))
      set(&token, Flag::begins_cell | Flag::begins_part);
    // The first string of an element is its text, a second the source of its basis.
    if (auto* element = dynamic_cast<Parser::ElementContext*>(tree);
        element && leaf(element->STRING(0)) == &token)
      set(&token, Flag::begins_cell);
  }

  void bracket(RuleContext* tree, const Token& token) {
    const bool opens = token.type == Parser::LBRACK;
    const bool is_list = dynamic_cast<Parser::ListLiteralContext*>(tree) != nullptr;
    const bool is_tight = !is_list || tree->children.size() == 2;
    set(&token, opens ? Flag::opens : Flag::closes);
    if (opens && !is_list)
      set(&token, Flag::glue_before);
    if (is_tight)
      set(&token, opens ? Flag::glue_after : Flag::glue_before);
  }

  void brace(RuleContext* tree, const Token& token) {
    const bool opens = token.type == Parser::LBRACE;
    const size_t index = tree->getRuleIndex();
    const bool is_tight = index == Parser::RuleTarget || tree->children.size() == 2 ||
                          dynamic_cast<Parser::SetLiteralContext*>(tree);
    const bool is_block = index != Parser::RuleTarget && index != Parser::RulePrimary &&
                          !dynamic_cast<Parser::EnumDeclContext*>(tree);
    set(&token, opens ? Flag::opens : Flag::closes);
    if (is_tight)
      set(&token, opens ? Flag::glue_after : Flag::glue_before);
    if (is_block)
      set(&token, Flag::of_block);
  }
};

} // namespace

std::optional<Outline> outline(const source::SourceManager& sources, source::SourceId source,
                               const ParseLimits& limits) {
  diag::Sink sink;
  Reporter reporter(sink, source, sources.text(source), limits);
  report_hidden_characters(reporter);
  Tokenized tokenized = tokenize(reporter);
  TokenList& list = tokenized.list;
  if (sink.has_errors() || find_too_deep(list.tokens, limits.max_nesting))
    return std::nullopt;
  Outline out;
  for (const Token& token : list.tokens)
    if (token.getType() != antlr4::Token::EOF)
      out.tokens.push_back({reporter.span(token.begin, token.end), 0, RowKind::none});
  out.trivia = std::move(tokenized.trivia);
  Parser parser(&list);
  auto strategy = std::make_shared<ErrorStrategy>(reporter, list, limits.max_recoveries);
  strategy->set_quick(true);
  parser.setErrorHandler(strategy);
  parser.removeErrorListeners();
  Marker marker{out.tokens};
  try {
    while (list.LA(1) != antlr4::Token::EOF) {
      // Only the trees of one declaration are alive at a time.
      const size_t at = list.position(), next = list.LA(1);
      parser.reset();
      list.seek(at);
      marker.walk(next == Lexer::MODULE ? static_cast<RuleContext*>(parser.moduleDecl())
                  : next == Lexer::USE  ? static_cast<RuleContext*>(parser.useDecl())
                                        : parser.declaration());
      if (list.position() == at)
        return std::nullopt;
    }
  } catch (const Bail&) {
    return std::nullopt;
  }
  return out;
}

} // namespace ward::parse
