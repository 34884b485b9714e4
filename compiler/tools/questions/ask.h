// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"
#include "tools/questions/answers.h"
#include "tools/report/open_questions.h"

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace ward::tool {

constexpr size_t max_answer_bytes = 65536; ///< of one line that somebody types

struct AskOptions {
  size_t questions = 30; ///< asked at most; 0: until nothing is open
  std::string as_of;     ///< written beside each answer
  std::string source;    ///< likewise
};

/// What the session needs of its surroundings.
struct AskWorld {
  /// Judges the facts with these answers added, and gives what is open then, what settles most
  /// first. Nothing, and why in `fault`, if they are refused.
  std::function<std::optional<std::vector<OpenQuestion>>(const Answers&, std::string& fault)> judge;
  /// Keeps the answers, whole or not at all; "" or what went wrong.
  std::function<std::string(const Answers&)> save;
};

struct AskResult {
  size_t asked = 0, answered = 0; ///< questions; rows of one field are one question
  std::string fault;              ///< judging or saving failed; the session ended there
};

/// A questionnaire on two streams. After each answer the facts are judged again, and the question
/// that then settles most verdicts comes next (REFERENCE.md R11.11); what no longer matters is not
/// asked. Every answer is checked as any fact is, and saved before the next question. `back` takes
/// the answers to the last question back and asks it again, as far as the first of this session.
/// Ends with the last question, with `q`, or where the input ends.
AskResult ask(const rt::Bundle& bundle, const AskOptions& options, const AskWorld& world,
              Answers& answers, std::istream& in, std::ostream& out);

} // namespace ward::tool
