// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "differential/random.h"
#include "reference/facts.h"

#include <cstdint>
#include <string>

namespace ward::differential {

/// The day around which generated dates lie, and the days that cases are judged as of.
constexpr int32_t middle_day = 20515; // 2026-03-03

/// A random well-typed module of laws, controls, roles, predicates, exceptions and profiles.
std::string generate_module(Random& random);

/// One random condition over what the generated module declares (generate_expression.cpp).
struct Scope {
  std::string row;           ///< name of the row variable in scope, or empty
  char record = 0;           ///< 'a' or 'b': its record
  bool in_fold = false;      ///< inside a quantifier or fold
  bool positive = true;      ///< where `shown` may stand
  bool predicates = true;    ///< calls and lets may be used
  std::string parameter;     ///< name of a `count` parameter of the control, or empty
  std::string other_control; ///< path for `implemented(...)`, or empty
};
std::string generate_truth(Random& random, const Scope& scope, int depth);

/// Random facts for the model of a generated module: values, tables in all states, days of record.
reference::Facts generate_facts(Random& random, const model::Model& model);

/// The same where everything is known on middle_day: each leaf stated, each table complete.
reference::Facts generate_known_facts(Random& random, const model::Model& model);

/// How the tables of generated facts came out.
struct TableStates {
  uint64_t absent = 0, open_empty = 0, open_rows = 0, complete_empty = 0, complete_one = 0,
           complete_more = 0, complete_later = 0;
};
void count_states(const model::Model& model, const reference::Facts& facts, int32_t today,
                  TableStates& states);

} // namespace ward::differential
