// SPDX-License-Identifier: Apache-2.0
#include "parse/error_strategy.h"

#include "base/spelling.h"
#include "parse/reporter.h"

#include <fmt/core.h>

#include <vector>

namespace ward::parse {
namespace {

using antlr4::misc::IntervalSet;

bool has(const IntervalSet& set, size_t type) {
  return set.contains(type);
}

const Token& current(antlr4::Parser* parser) {
  return ours(parser->getCurrentToken());
}

// Rules whose mistakes stay in them: the reading goes on with the next of their kind.
bool is_clause_rule(size_t rule) {
  switch (rule) {
  case Parser::RuleDeclaration:
  case Parser::RuleField:
  case Parser::RuleAuthorityItem:
  case Parser::RuleIndexItem:
  case Parser::RuleProposalItem:
  case Parser::RuleProvisionItem:
  case Parser::RuleControlItem:
  case Parser::RuleCrosswalkItem:
  case Parser::RuleDutyItem:
  case Parser::RulePenaltyItem:
  case Parser::RuleExposureItem:
  case Parser::RuleAssessmentItem:
  case Parser::RuleProfileItem:
  case Parser::RuleTestItem:
  case Parser::RuleCaseItem:
  case Parser::RuleBinding:
    return true;
  default:
    return false;
  }
}

bool is_word(std::string_view text) {
  return !text.empty() && ((text[0] >= 'a' && text[0] <= 'z') ||
                           (text[0] >= 'A' && text[0] <= 'Z') || text[0] == '_');
}

} // namespace

const IntervalSet& first_tokens(const antlr4::Parser* parser, size_t rule) {
  const antlr4::atn::ATN& atn = parser->getATN();
  return atn.nextTokens(atn.ruleToStartState[rule]);
}

bool ErrorStrategy::spend_recovery() {
  if (recoveries_left_ > 0)
    --recoveries_left_;
  if (recoveries_left_ > 0 && !reporter_.is_full())
    return true;
  recoveries_left_ = 0;
  list_.seek(list_.tokens.size() - 1);
  return false;
}

const Token* ErrorStrategy::previous(const Token& token) const {
  return token.index > 0 && token.index < list_.tokens.size() ? &list_.tokens[token.index - 1]
                                                              : nullptr;
}

// What stands beside a token that was reported already is most likely no second mistake.
bool ErrorStrategy::follows_repair(const Token& seen) const {
  const Token* before = previous(seen);
  return seen.has(Token::was_repaired) ||
         (before && before->has(Token::was_repaired) && !seen.has(Token::first_on_line));
}

// Where something is missing at the end of a line, the place is there, not on the next line.
source::Span ErrorStrategy::place_of(const Token& seen) const {
  const Token* before = previous(seen);
  if (before && (seen.has(Token::first_on_line) || seen.getType() == antlr4::Token::EOF))
    return reporter_.span(before->end, before->end);
  return reporter_.span(seen.begin, seen.end);
}

bool ErrorStrategy::begins_declaration(const antlr4::Parser* parser, const Token& token) const {
  return token.has(Token::at_margin) &&
         has(first_tokens(parser, Parser::RuleDeclaration), token.getType());
}

void ErrorStrategy::complain(antlr4::Parser* parser, const IntervalSet& expected,
                             const Token& seen) {
  if (in_error_)
    return;
  in_error_ = true;
  const Token* before = previous(seen);
  if (follows_repair(seen))
    return;
  if (mend(parser->getContext(), expected, seen))
    throw Restart{};
  const size_t rule = parser->getContext()->getRuleIndex();
  std::string due = rule == Parser::RuleExpectation && before && before->getType() == Lexer::EXPECT
                        ? "`control`, `duty` or a citation"
                        : expected_phrase(expected, rule);
  if (before)
    due += " after " + seen_phrase(*before, reporter_.text(before->begin, before->end));
  reporter_.report(diag::UnexpectedToken, place_of(seen), due,
                   seen_phrase(seen, reporter_.text(seen.begin, seen.end)));
}

void ErrorStrategy::complain_unclosed(const Token& opener, const Token& seen) {
  if (in_error_)
    return;
  in_error_ = true;
  const std::string_view text = reporter_.text(opener.begin, opener.end);
  const std::string_view closer = text == "{" ? "}" : text == "(" ? ")" : "]";
  const source::Span end = place_of(seen);
  reporter_.report(diag::UnclosedBracket, reporter_.span(opener.begin, opener.end), text)
      .label({end.file, end.begin, end.begin}, fmt::format("`{}` is missing here", closer));
}

// An expression that was left unfinished swallows the keyword of the next line's clause as a name.
// That keyword, if `seen` stands on its line behind it; null else.
const Token* ErrorStrategy::swallowed_clause(const antlr4::Parser* parser, const Token& seen,
                                             size_t rule, uint32_t clause_begin) const {
  size_t at = seen.index;
  while (at > clause_begin && !list_.tokens[at].has(Token::first_on_line))
    --at;
  const Token& first = list_.tokens[at];
  if (at <= clause_begin || at == seen.index || first.depth != list_.tokens[clause_begin].depth ||
      rule == Parser::RuleField || rule == Parser::RuleBinding || rule == Parser::RuleDeclaration ||
      !has(first_tokens(parser, rule), first.getType()))
    return nullptr;
  return &first;
}

void ErrorStrategy::complain_of_clause(antlr4::Parser* parser, const RuleContext* context,
                                       const Token& seen) {
  if (in_error_)
    return;
  in_error_ = true;
  const Token* before = previous(seen);
  if (follows_repair(seen))
    return;
  const size_t rule = clause_rule(context);
  const IntervalSet& first = first_tokens(parser, rule);
  if (mend(context, first, seen))
    throw Restart{};
  const std::string_view text = reporter_.text(seen.begin, seen.end);
  const bool begins_clause =
      before && (seen.has(Token::first_on_line) || before->getType() == Lexer::LBRACE);
  if (!begins_clause || !is_word(text) || has(first, Lexer::IDENT)) {
    reporter_.report(diag::UnexpectedToken, place_of(seen),
                     fmt::format("{} or `}}` after {}", clause_phrase(context),
                                 seen_phrase(*before, reporter_.text(before->begin, before->end))),
                     seen_phrase(seen, text));
    return;
  }
  diag::Diagnostic& diagnostic = reporter_.report(
      diag::UnknownClause, reporter_.span(seen.begin, seen.end), text, construct_phrase(context));
  std::vector<std::string> words;
  for (size_t type = Lexer::AND; type < Lexer::UNIT; ++type)
    if (has(first, type))
      words.push_back(token_word(type));
  const std::vector<std::string_view> candidates(words.begin(), words.end());
  if (const std::string_view meant = base::nearest(text, candidates); !meant.empty())
    diagnostic.fix(reporter_.span(seen.begin, seen.end), std::string(meant),
                   fmt::format("replace with `{}`", meant));
  std::string list;
  for (const std::string& word : words)
    list += (list.empty() ? "`" : ", `") + word + "`";
  diagnostic.with_help("its clauses begin with " + list);
}

void ErrorStrategy::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) {
  if (quick_)
    throw Bail{};
  if (in_error_)
    return;
  const Token& seen = ours(error.getOffendingToken());
  const antlr4::atn::ATN& atn = parser->getATN();
  // A choice that looked further ahead knows what may stand at its beginning only.
  const bool at_start = seen.index == current(parser).index;
  if (at_start)
    complain(parser, atn.getExpectedTokens(error.getOffendingState(), parser->getContext()), seen);
  else
    complain(parser, IntervalSet::of(static_cast<ssize_t>(Lexer::IDENT)), seen);
}

antlr4::Token* ErrorStrategy::make_up(size_t type) {
  const Token& next = list_.tokens[list_.position()];
  const Token* before = previous(next);
  const uint32_t at = before ? before->end : next.begin;
  Token& token = made_up_.emplace_back(type, at, at);
  token.index = Token::made_up;
  return &token;
}

antlr4::Token* ErrorStrategy::recoverInline(antlr4::Parser* parser) {
  if (quick_)
    throw Bail{};
  const antlr4::atn::ATN& atn = parser->getATN();
  const antlr4::atn::ATNState* state = atn.states[parser->getState()];
  const IntervalSet& expected = atn.nextTokens(const_cast<antlr4::atn::ATNState*>(state));
  const Token seen = current(parser);
  const size_t type = seen.getType();
  const auto opener = [&](size_t open) -> const Token* {
    antlr4::tree::TerminalNode* leaf = parser->getContext()->getToken(open, 0);
    return leaf ? &ours(leaf->getSymbol()) : nullptr;
  };
  const bool ends = type == antlr4::Token::EOF || begins_declaration(parser, seen);
  const std::pair<size_t, size_t> pairs[] = {{Lexer::LBRACE, Lexer::RBRACE},
                                             {Lexer::LPAREN, Lexer::RPAREN},
                                             {Lexer::LBRACK, Lexer::RBRACK}};
  for (auto [open, close] : pairs) {
    const bool line_ends = open != Lexer::LBRACE && seen.has(Token::first_on_line);
    if (!has(expected, close) || !(ends || line_ends || type == Lexer::RBRACE))
      continue;
    if (const Token* opened = opener(open)) {
      complain_unclosed(*opened, seen);
      return make_up(close);
    }
  }
  complain(parser, expected, seen);

  // One token too many.
  if (type != Lexer::RBRACE && !ends && !seen.has(Token::first_on_line) &&
      has(expected, list_.LA(2))) {
    list_.consume();
    in_error_ = false;
    antlr4::Token* wanted = parser->getCurrentToken();
    parser->consume();
    return wanted;
  }
  // One token too few.
  if (expected.size() == 1) {
    const auto wanted = static_cast<size_t>(expected.getMinElement());
    const auto& after = atn.nextTokens(state->transitions[0]->target, parser->getContext());
    const bool closes =
        wanted == Lexer::RBRACE || wanted == Lexer::RPAREN || wanted == Lexer::RBRACK;
    if (wanted != Lexer::IDENT && wanted != Lexer::CITATION && has(after, type) &&
        (closes || !seen.has(Token::first_on_line)))
      return make_up(wanted);
  }
  throw antlr4::InputMismatchException(parser);
}

void ErrorStrategy::sync(antlr4::Parser* parser) {
  if (quick_)
    return;
  const antlr4::atn::ATN& atn = parser->getATN();
  antlr4::atn::ATNState* state = atn.states[parser->getState()];
  const IntervalSet& next = atn.nextTokens(state);
  const Token& seen = current(parser);
  if (has(next, seen.getType()) || has(next, antlr4::Token::EPSILON))
    return;
  const RuleContext* context = parser->getContext();
  const size_t rule = clause_rule(context);
  if (rule == SIZE_MAX || !has(next, Lexer::RBRACE) || has(next, Lexer::COMMA)) {
    if (!in_error_)
      complain(parser, next, seen);
    throw antlr4::InputMismatchException(parser);
  }
  // Between the clauses of a construct. An end that is missing is the closing brace's matter.
  if (seen.getType() == antlr4::Token::EOF || begins_declaration(parser, seen))
    return;
  const auto* clause = context->children.empty()
                           ? nullptr
                           : dynamic_cast<const RuleContext*>(context->children.back());
  const Token* swallowed = clause && clause->start
                               ? swallowed_clause(parser, seen, rule, ours(clause->start).index)
                               : nullptr;
  if (swallowed && !in_error_) {
    const Token& before = list_.tokens[swallowed->index - 1];
    reporter_.report(diag::UnexpectedToken, place_of(*swallowed),
                     "the rest of the expression after " +
                         seen_phrase(before, reporter_.text(before.begin, before.end)),
                     seen_phrase(*swallowed, reporter_.text(swallowed->begin, swallowed->end)));
    if (spend_recovery())
      list_.seek(swallowed->index);
    return;
  }
  complain_of_clause(parser, context, seen);
  if (spend_recovery())
    skip_to_clause(parser, rule, seen.depth, true);
  in_error_ = false;
}

void ErrorStrategy::skip_to_clause(antlr4::Parser* parser, size_t rule, uint8_t depth,
                                   bool must_move) {
  const IntervalSet& first = first_tokens(parser, rule);
  for (;; list_.consume(), must_move = false) {
    const Token& token = list_.tokens[list_.position()];
    const size_t type = token.getType();
    if (type == antlr4::Token::EOF || (type == Lexer::RBRACE && token.depth <= depth) ||
        begins_declaration(parser, token))
      return;
    if (must_move || token.depth != depth || !token.has(Token::first_on_line))
      continue;
    // A field and a binding begin with any name, even one that is reserved.
    const size_t second = list_.LA(2);
    const bool begins =
        rule == Parser::RuleField     ? second == Lexer::COLON || type == Lexer::CITATION
        : rule == Parser::RuleBinding ? second == Lexer::DOT || second == Lexer::ASSIGN ||
                                            second == Lexer::LBRACK || second == Lexer::OPEN
                                      : has(first, type);
    if (begins)
      return;
  }
}

void ErrorStrategy::skip_to_declaration(antlr4::Parser* parser) {
  if (!spend_recovery())
    return;
  const IntervalSet& first = first_tokens(parser, Parser::RuleDeclaration);
  for (;;) {
    list_.consume();
    const Token& token = list_.tokens[list_.position()];
    const size_t type = token.getType();
    const bool begins = has(first, type) || type == Lexer::MODULE || type == Lexer::USE;
    if (type == antlr4::Token::EOF ||
        (begins &&
         (token.has(Token::at_margin) || (token.depth == 0 && token.has(Token::first_on_line)))))
      return;
  }
}

void ErrorStrategy::recover(antlr4::Parser* parser, std::exception_ptr error) {
  if (quick_)
    throw Bail{};
  const RuleContext* context = parser->getContext();
  const size_t rule = context->getRuleIndex();
  if (!is_clause_rule(rule))
    std::rethrow_exception(error);
  const Token& start = ours(context->start);
  const bool moved = list_.position() > start.index;
  if (rule == Parser::RuleDeclaration) {
    // The token at fault may itself begin the next declaration.
    const Token& seen = list_.tokens[list_.position()];
    if (!(moved && begins_declaration(parser, seen)))
      skip_to_declaration(parser);
    else
      spend_recovery();
  } else if (spend_recovery()) {
    const Token* swallowed =
        swallowed_clause(parser, list_.tokens[list_.position()], rule, start.index);
    if (swallowed)
      list_.seek(swallowed->index);
    else
      skip_to_clause(parser, rule, start.depth, !moved);
  }
  in_error_ = false;
}

void ErrorStrategy::complain_after(antlr4::Parser* parser, const RuleContext* declaration) {
  const Token& seen = current(parser);
  in_error_ = true;
  const Token* before = previous(seen);
  if (!follows_repair(seen)) {
    if (declaration && mend(declaration, {}, seen)) {
      in_error_ = false;
      throw Restart{};
    }
    const std::string_view text = reporter_.text(seen.begin, seen.end);
    if (seen.getType() == Lexer::RBRACE || seen.getType() == Lexer::RPAREN ||
        seen.getType() == Lexer::RBRACK) {
      reporter_.report(diag::UnopenedBracket, reporter_.span(seen.begin, seen.end), text);
    } else if (seen.has(Token::first_on_line) && is_word(text)) {
      diag::Diagnostic& diagnostic =
          reporter_.report(diag::UnknownDeclaration, reporter_.span(seen.begin, seen.end), text);
      const IntervalSet& first = first_tokens(parser, Parser::RuleDeclaration);
      std::vector<std::string> words;
      for (size_t type = Lexer::AND; type < Lexer::UNIT; ++type)
        if (has(first, type))
          words.push_back(token_word(type));
      const std::vector<std::string_view> candidates(words.begin(), words.end());
      if (const std::string_view meant = base::nearest(text, candidates); !meant.empty())
        diagnostic.fix(reporter_.span(seen.begin, seen.end), std::string(meant),
                       fmt::format("replace with `{}`", meant));
    } else {
      std::string due = "a declaration";
      if (before)
        due += " after " + seen_phrase(*before, reporter_.text(before->begin, before->end));
      reporter_.report(diag::UnexpectedToken, reporter_.span(seen.begin, seen.end), due,
                       seen_phrase(seen, text));
    }
  }
  skip_to_declaration(parser);
  in_error_ = false;
}

} // namespace ward::parse
