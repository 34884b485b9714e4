// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "parse/expected.h"
#include "source/span.h"

#include <deque>

namespace ward::parse {

class Reporter;

/// Thrown through ANTLR's frames when the quick reading of a declaration meets a mistake.
struct Bail {};
/// Thrown likewise when a mistake was reported and mended in the tokens: read the declaration anew.
struct Restart {};

/// How mistakes are told and got over. Quick: not at all, Bail. Careful: each is reported in words
/// of the language, then the reading goes on with the next clause, of which the layout (a line's
/// first word, braces) tells the beginning; what ANTLR would throw away is more.
class ErrorStrategy final : public antlr4::ANTLRErrorStrategy {
public:
  ErrorStrategy(Reporter& reporter, TokenList& list, uint32_t max_recoveries)
      : reporter_(reporter), list_(list), recoveries_left_(max_recoveries) {}

  void set_quick(bool quick) { quick_ = quick; }
  bool gave_up() const { return recoveries_left_ == 0; }
  /// Counts one recovery; when none is left the rest of the file is skipped.
  bool spend_recovery();
  /// True from a mistake until the next token that fits.
  bool inErrorRecoveryMode(antlr4::Parser*) override { return in_error_; }

  void reset(antlr4::Parser*) override { in_error_ = false; }
  void reportMatch(antlr4::Parser*) override { in_error_ = false; }
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  void sync(antlr4::Parser* parser) override;

  /// What stands behind a whole declaration begins no other. May throw Restart.
  void complain_after(antlr4::Parser* parser, const RuleContext* declaration);
  /// Moves to the next token that may begin a declaration, from the one after the current.
  void skip_to_declaration(antlr4::Parser* parser);

private:
  void complain(antlr4::Parser* parser, const antlr4::misc::IntervalSet& expected,
                const Token& seen);
  source::Span place_of(const Token& seen) const;
  bool mend(const RuleContext* context, const antlr4::misc::IntervalSet& expected,
            const Token& seen);
  bool mend_citation(const antlr4::misc::IntervalSet& expected, const Token& seen);
  bool mend_reserved(const antlr4::misc::IntervalSet& expected, const Token& seen);
  bool mend_operator(const RuleContext* context, const antlr4::misc::IntervalSet& expected,
                     const Token& seen);
  void complain_of_clause(antlr4::Parser* parser, const RuleContext* context, const Token& seen);
  void complain_unclosed(const Token& opener, const Token& seen);
  bool begins_declaration(const antlr4::Parser* parser, const Token& token) const;
  void skip_to_clause(antlr4::Parser* parser, size_t rule, uint8_t depth, bool must_move);
  antlr4::Token* make_up(size_t type);
  const Token* previous(const Token& token) const;
  const Token* swallowed_clause(const antlr4::Parser* parser, const Token& seen, size_t rule,
                                uint32_t clause_begin) const;
  bool follows_repair(const Token& seen) const;

  Reporter& reporter_;
  TokenList& list_;
  uint32_t recoveries_left_;
  bool quick_ = true;
  bool in_error_ = false;
  std::deque<Token> made_up_;
};

/// The token kinds that may begin `rule`.
const antlr4::misc::IntervalSet& first_tokens(const antlr4::Parser* parser, size_t rule);

} // namespace ward::parse
