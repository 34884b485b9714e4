// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prove/prove.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ward::prove {

/// One question, and what is done with its answer. `about` is the control whose author may say
/// `trusted because` when it is not decided, or none.
struct Question {
  Query query;
  std::string what; ///< "`records.keep` implies the element `retain` of `hipaa:164.316(b)(2)(i)`"
  model::ControlId about;
  source::Span place; ///< of a finding that it is not decided
  std::function<void(const Answer&)> then;
  /// In a policy without mistakes there is one, and nothing of it is shown: asked with others.
  bool likely = false;
};

/// What every family of questions is given. Questions asked while others are answered come later.
struct Context {
  const Subject& subject;
  const model::Model& model;
  const program::Program& program;
  std::vector<bool> own; ///< by module
  diag::Sink& sink;
  std::deque<Question> questions;
  /// What is decided without a search, and what the runtime did not agree to there.
  size_t settled = 0;
  std::vector<std::string> faults = {};

  bool is_own(model::ModuleId module) const { return module && own[module.index]; }
  void ask(Question question) { questions.push_back(std::move(question)); }
  void ask(std::string what, source::Span place, Query query,
           std::function<void(const Answer&)> then, bool likely = false) {
    questions.push_back({std::move(query), std::move(what), {}, place, std::move(then), likely});
  }

  const program::Control& lowered(model::ControlId id) const;
  const program::Provision& lowered(model::ProvisionId id) const;
  const program::Element& lowered(model::ElementId id) const;

  /// A query about a version of a provision: on the days from the check on on which it is in force,
  /// with its proposal assumed and what would replace it not. Nothing where it is never judged
  /// then.
  std::optional<Query> on_days_of(model::ProvisionId id) const;
  /// A query about any day from the check on.
  Query on_any_day() const;
  /// Adds that the control applies and is implemented, as judged for the provision (R2.5).
  void hold_in_place(Query& query, model::ControlId control, bool for_law) const;
  bool is_law(model::ProvisionId id) const;

  std::string
  name_of(model::ElementId id) const; ///< "the element `retain` of `hipaa:164.316(b)(2)(i)`"
};

/// The counterexample below a finding: the facts, and what has to be said beside them.
void show(const Context& context, const Witness& witness, diag::Diagnostic& finding);
/// `given { ... }` as a test has it.
std::string given_text(const model::Model& model, const Witness& witness);

#define WARD_PROOF(name, what) void ask_##name(Context& context);
#include "prove/proofs.def"
#undef WARD_PROOF

} // namespace ward::prove
