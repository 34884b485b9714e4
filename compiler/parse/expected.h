// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "parse/tokens.h"

#include "WardParser.h"

#include <string>
#include <string_view>

namespace ward::parse {

using Parser = grammar::WardParser;
using RuleContext = antlr4::ParserRuleContext;

/// The word or sign of a token kind in the grammar; empty for kinds of many texts.
std::string token_word(size_t type);

/// "a type", "`{` or a string": what may stand where the parser is. `rule` is the rule it is in.
std::string expected_phrase(const antlr4::misc::IntervalSet& expected, size_t rule);

/// "a clause of a control": what the loop in `context` reads; empty when it reads no clauses.
std::string clause_phrase(const RuleContext* context);
/// "a control", "the index of an authority": the construct that `context` is.
std::string construct_phrase(const RuleContext* context);
/// The rule of the clauses that the loop in `context` reads; SIZE_MAX for none.
size_t clause_rule(const RuleContext* context);

/// `seen` as a person would name it.
std::string seen_phrase(const Token& seen, std::string_view text);

} // namespace ward::parse
