// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "unit/runtime_core/program_builder.h"

#include "core/explain.h"

#include <vector>

namespace ward::rt::test {

/// A small random program over every opcode that reads facts, and random facts for it.
struct RandomCase {
  RandomCase(uint32_t seed, bool with_shown);

  void fill(TestFacts& facts);
  uint32_t below(uint32_t limit);
  bool chance(uint32_t percent) { return below(100) < percent; }

  ProgramBuilder program;
  std::vector<Target> targets;

private:
  uint32_t number(uint16_t lane, uint32_t depth);
  uint32_t truth(uint16_t lane, uint32_t depth);
  uint32_t key(uint16_t lane);
  uint32_t set(uint16_t lane);
  Cell cell(TestFacts& facts, const Leaf& leaf);

  uint64_t state_;
  bool with_shown_;
};

/// Judges from facts that hold these atoms alone (R11.2), by a new evaluation.
Outcome judge_anew(TestFacts& facts, const std::vector<Atom>& atoms, Target target);

} // namespace ward::rt::test
