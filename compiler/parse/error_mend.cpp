// SPDX-License-Identifier: Apache-2.0
// Mistakes that have one likely meaning: told in their own words, and mended in the tokens.
#include "parse/error_strategy.h"

#include "parse/reporter.h"

#include <fmt/core.h>

#include <vector>

namespace ward::parse {
namespace {

using antlr4::misc::IntervalSet;

bool has(const IntervalSet& set, size_t type) {
  return set.contains(type);
}

bool begins_word(std::string_view text) {
  return !text.empty() && ((text[0] >= 'a' && text[0] <= 'z') ||
                           (text[0] >= 'A' && text[0] <= 'Z') || text[0] == '_');
}

} // namespace

bool ErrorStrategy::mend(const RuleContext* context, const IntervalSet& expected,
                         const Token& seen) {
  return recoveries_left_ > 1 && (mend_citation(expected, seen) || mend_reserved(expected, seen) ||
                                  mend_operator(context, expected, seen));
}

// `id:text` is one token, a citation; where a name is due it was meant as `id: text`.
bool ErrorStrategy::mend_citation(const IntervalSet& expected, const Token& seen) {
  if (seen.getType() != Lexer::CITATION || has(expected, Lexer::CITATION) ||
      !has(expected, Lexer::IDENT))
    return false;
  const std::string_view text = reporter_.text(seen.begin, seen.end);
  const auto colon = static_cast<uint32_t>(text.find(':'));
  const std::string_view type = text.substr(colon + 1);
  if (type.find_first_of("(-") != std::string_view::npos || !begins_word(type))
    return false;
  const uint32_t at = seen.begin + colon;
  reporter_.report(diag::NoBlankAfterColon, reporter_.span(seen.begin, seen.end), text)
      .fix(reporter_.span(at + 1, at + 1), " ", "put a blank after the colon");
  std::vector<Token> parts;
  parts.emplace_back(Lexer::IDENT, seen.begin, at);
  parts.front().flags = seen.flags;
  parts.emplace_back(Lexer::COLON, at, at + 1);
  uint32_t begin = at + 1;
  for (uint32_t end = begin; end <= seen.end; ++end) {
    if (end < seen.end && reporter_.text()[end] != '.')
      continue;
    const std::string_view word = reporter_.text(begin, end);
    size_t kind = Lexer::IDENT;
    // A type may be called by a keyword: `count`, `days`.
    for (size_t type_word = Lexer::COUNT; type_word < Lexer::UNIT; ++type_word)
      if (token_word(type_word) == word)
        kind = type_word;
    parts.emplace_back(kind, begin, end);
    if (end < seen.end)
      parts.emplace_back(Lexer::DOT, end, end + 1);
    begin = end + 1;
  }
  const auto where = list_.tokens.begin() + seen.index;
  *where = parts.front();
  list_.tokens.insert(where + 1, parts.begin() + 1, parts.end());
  list_.renumber();
  return true;
}

bool ErrorStrategy::mend_reserved(const IntervalSet& expected, const Token& seen) {
  const size_t type = seen.getType();
  const bool reserved = type >= Lexer::AND && type <= Lexer::FORCE;
  if (!reserved || !has(expected, Lexer::IDENT) || has(expected, type) || has(expected, Lexer::INT))
    return false;
  const Token* before = previous(seen);
  const bool after_name = before && before->getType() == Lexer::IDENT;
  if (after_name && type <= Lexer::IS)
    return false;
  reporter_
      .report(diag::ReservedWord, reporter_.span(seen.begin, seen.end),
              reporter_.text(seen.begin, seen.end), "a name here")
      .with_help("choose another name");
  list_.tokens[seen.index].set_type(Lexer::IDENT);
  return true;
}

bool ErrorStrategy::mend_operator(const RuleContext* context, const IntervalSet& expected,
                                  const Token& seen) {
  const source::Span span = reporter_.span(seen.begin, seen.end);
  Token& token = list_.tokens[seen.index];
  const size_t type = seen.getType();
  if (type == Lexer::EQ && has(expected, Lexer::ASSIGN)) {
    reporter_.report(diag::ComparisonAssigns, span).fix(span, "=", "replace with `=`");
    token.set_type(Lexer::ASSIGN);
    return true;
  }
  // The expression that ended before `seen`, from the outside in.
  const RuleContext* at = context;
  while (at && !at->children.empty()) {
    const auto* last = dynamic_cast<const RuleContext*>(at->children.back());
    if (!last)
      return false;
    at = last;
    const auto child_token = [&](size_t kind) {
      for (auto* child : at->children)
        if (auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(child))
          if (leaf->getSymbol()->getType() == kind)
            return &ours(leaf->getSymbol());
      return static_cast<const Token*>(nullptr);
    };
    if (type == Lexer::ASSIGN && at->getRuleIndex() == Parser::RuleUnary) {
      reporter_.report(diag::AssignmentCompares, span).fix(span, "==", "replace with `==`");
      token.set_type(Lexer::EQ);
      return true;
    }
    if (type == Lexer::IMPLIES && at->getRuleIndex() == Parser::RuleExpression) {
      const Token* first = child_token(Lexer::IMPLIES);
      if (!first)
        continue;
      reporter_.report(diag::ChainedImplies, span)
          .label(reporter_.span(first->begin, first->end), "the first `implies`")
          .with_help("put parentheses round the one that is meant first");
      token.set_type(Lexer::AND);
      return true;
    }
    if ((type == Lexer::AND || type == Lexer::OR) && at->getRuleIndex() == Parser::RuleLogical) {
      const size_t other = type == Lexer::AND ? Lexer::OR : Lexer::AND;
      const Token* first = child_token(other);
      if (!first)
        continue;
      reporter_.report(diag::MixedAndOr, span)
          .label(reporter_.span(first->begin, first->end),
                 fmt::format("`{}` here", token_word(other)))
          .with_help("write `(a and b) or c`, or `a and (b or c)`");
      token.set_type(other);
      return true;
    }
    const bool relation = type >= Lexer::EQ && type <= Lexer::GT;
    if (relation && at->getRuleIndex() == Parser::RuleUnary && at->children.size() > 1 &&
        dynamic_cast<const Parser::ComparisonContext*>(at)) {
      const auto* first = dynamic_cast<const RuleContext*>(at->children[1]);
      diag::Diagnostic& diagnostic = reporter_.report(diag::ChainedComparison, span);
      if (first && first->start)
        diagnostic.label(reporter_.span(ours(first->start).begin, ours(first->start).end),
                         "the first comparison");
      diagnostic.with_help("write `a <= b and b <= c`");
      token.set_type(Lexer::AND);
      return true;
    }
  }
  return false;
}

} // namespace ward::parse
