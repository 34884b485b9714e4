// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/sink.h"
#include "prove/solve.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ward::prove {

struct Options {
  /// The modules of the package that is checked: warnings are for these.
  std::span<const model::ModuleId> own_modules;
  Limits limits;
  /// A file that remembers answers from run to run (R8.14); empty for none.
  std::string cache_file;
  /// Called before each question with how many are answered and how many there are.
  std::function<void(size_t, size_t)> progress;
};

struct Summary {
  size_t questions = 0;
  size_t decided = 0; ///< proved or refuted
  size_t trusted = 0; ///< undecided, but about a control that says `trusted because`
  size_t cached = 0;  ///< of all, answered by the cache
  /// What was not decided, a sentence each, trusted ones too; in the order of the questions.
  std::vector<std::string> unproved;
  /// Counterexamples to which the runtime did not agree: mistakes of this program, never shown.
  std::vector<std::string> faults;
};

/// Chapter 8 of the reference, as far as it concerns logic: files in `sink` what organizations,
/// days and parameters exist or do not exist. `program` is lowered from `model`, which has no
/// errors.
Summary prove(const model::Model& model, const program::Program& program, const Replay& replay,
              const Price& price, const Options& options, diag::Sink& sink);

struct ProofInfo {
  std::string_view name;
  std::string_view what;
};
/// Every family of questions, in the order in which they are asked.
std::span<const ProofInfo> all_proofs();

} // namespace ward::prove
