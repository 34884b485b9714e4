// SPDX-License-Identifier: Apache-2.0
#include "parse/expected.h"

#include <fmt/core.h>

#include <vector>

namespace ward::parse {
namespace {

struct Construct {
  size_t clause;
  std::string_view words;
  std::string_view clause_words;
};

template <typename Context> bool is(const RuleContext* context) {
  return dynamic_cast<const Context*>(context) != nullptr;
}

// What stands between the braces of a construct.
Construct construct_of(const RuleContext* context) {
  if (is<Parser::RecordDeclContext>(context))
    return {Parser::RuleField, "a record", "a field"};
  if (is<Parser::FactsDeclContext>(context))
    return {Parser::RuleField, "a `facts` block", "a fact"};
  if (is<Parser::AuthorityDeclContext>(context))
    return {Parser::RuleAuthorityItem, "an authority", "a clause of an authority"};
  if (is<Parser::IndexDeclContext>(context))
    return {Parser::RuleIndexItem, "an index", "a clause of an index"};
  if (is<Parser::ProposalDeclContext>(context))
    return {Parser::RuleProposalItem, "a proposal", "a clause of a proposal"};
  if (is<Parser::ControlDeclContext>(context))
    return {Parser::RuleControlItem, "a control", "a clause of a control"};
  if (is<Parser::CrosswalkDeclContext>(context))
    return {Parser::RuleCrosswalkItem, "a crosswalk", "a mapping"};
  if (is<Parser::DutyDeclContext>(context))
    return {Parser::RuleDutyItem, "a duty", "a clause of a duty"};
  if (const auto* penalty = dynamic_cast<const Parser::PenaltyDeclContext*>(context)) {
    // ON() has no const form; the token is there once the parser is past it.
    if (const_cast<Parser::PenaltyDeclContext*>(penalty)->ON())
      return {Parser::RuleExposureItem, "a penalty on a table", "a clause of a penalty on a table"};
    return {Parser::RulePenaltyItem, "a penalty", "a clause of a penalty"};
  }
  if (is<Parser::AssessmentDeclContext>(context))
    return {Parser::RuleAssessmentItem, "an assessment", "a clause of an assessment"};
  if (is<Parser::ProfileDeclContext>(context))
    return {Parser::RuleProfileItem, "a profile", "a clause of a profile"};
  if (is<Parser::TestDeclContext>(context))
    return {Parser::RuleTestItem, "a test", "a clause of a test"};
  if (is<Parser::ProvisionContext>(context))
    return {Parser::RuleProvisionItem, "a provision", "a clause of a provision"};
  if (is<Parser::TestCaseContext>(context))
    return {Parser::RuleCaseItem, "a case", "`with` or `expect`"};
  if (is<Parser::GivenContext>(context))
    return {Parser::RuleBinding, "a `given` block", "a fact"};
  if (is<Parser::GivenWithContext>(context) || is<Parser::CaseWithContext>(context))
    return {Parser::RuleBinding, "a `with` block", "a fact"};
  return {SIZE_MAX, "", ""};
}

std::string_view name_phrase(size_t rule) {
  switch (rule) {
  case Parser::RuleType:
  case Parser::RuleTypeName:
    return "a type";
  case Parser::RuleFactPath:
    return "a fact";
  case Parser::RulePath:
    return "a name";
  default:
    return "a name";
  }
}

std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0)
      out += i + 1 == parts.size() ? " or " : ", ";
    out += parts[i];
  }
  return out;
}

} // namespace

std::string token_word(size_t type) {
  const std::string& literal = Parser(nullptr).getVocabulary().getLiteralName(type);
  return literal.size() > 2 ? literal.substr(1, literal.size() - 2) : "";
}

std::string expected_phrase(const antlr4::misc::IntervalSet& expected, size_t rule) {
  std::vector<std::string> parts;
  const bool expression = expected.contains(static_cast<size_t>(Lexer::LPAREN)) &&
                          expected.contains(static_cast<size_t>(Lexer::INT));
  const bool name = expected.contains(static_cast<size_t>(Lexer::IDENT));
  if (rule == Parser::RuleType)
    parts.emplace_back("a type");
  else if (expression)
    parts.emplace_back("an expression");
  else if (name)
    parts.emplace_back(name_phrase(rule));
  size_t hidden = 0;
  for (size_t type = Lexer::AND; type < Lexer::BAD_NUMBER; ++type) {
    if (!expected.contains(type))
      continue;
    // What an expression or a name may begin with is said by these words.
    const bool begins_name = type >= Lexer::COUNT && type <= Lexer::UNIT;
    if ((name || expression) && (begins_name || type == Lexer::IDENT))
      continue;
    if (expression && (type <= Lexer::FALSE || type == Lexer::MINUS || type == Lexer::LPAREN ||
                       type == Lexer::LBRACE || type == Lexer::LBRACK ||
                       (type >= Lexer::CITATION && type <= Lexer::STRING)))
      continue;
    switch (type) {
    case Lexer::CITATION:
      parts.emplace_back("a citation");
      continue;
    case Lexer::DATE:
      parts.emplace_back("a date");
      continue;
    case Lexer::PERCENT:
      parts.emplace_back("a percentage");
      continue;
    case Lexer::MONEY:
      parts.emplace_back("an amount of money");
      continue;
    case Lexer::INT:
      parts.emplace_back("a whole number");
      continue;
    case Lexer::STRING:
      parts.emplace_back("a string in double quotes");
      continue;
    case Lexer::UNIT:
      parts.emplace_back("a unit of time");
      continue;
    default:
      break;
    }
    if (parts.size() < 6)
      parts.push_back(fmt::format("`{}`", token_word(type)));
    else
      ++hidden;
  }
  if (hidden > 0)
    parts.emplace_back("the like");
  return parts.empty() ? "the end of the file" : join(parts);
}

size_t clause_rule(const RuleContext* context) {
  return construct_of(context).clause;
}
std::string clause_phrase(const RuleContext* context) {
  return std::string(construct_of(context).clause_words);
}
std::string construct_phrase(const RuleContext* context) {
  return std::string(construct_of(context).words);
}

std::string seen_phrase(const Token& seen, std::string_view text) {
  if (seen.getType() == antlr4::Token::EOF)
    return "the end of the file";
  constexpr size_t longest = 40;
  if (text.size() <= longest)
    return fmt::format("`{}`", text);
  size_t cut = longest;
  while (cut > 0 && (static_cast<uint8_t>(text[cut]) & 0xC0) == 0x80)
    --cut;
  return fmt::format("`{}...`", text.substr(0, cut));
}

} // namespace ward::parse
