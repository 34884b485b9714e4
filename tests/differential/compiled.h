// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/facts.h"
#include "unit/support/build_model.h"
#include "ward/ward.h"

#include <llvm/Support/JSON.h>

#include <memory>
#include <string>
#include <vector>

namespace ward::differential {

/// A generated module, compiled: the model for the reference evaluator, the bundle for the runtime.
struct Compiled {
  std::string text;
  test::BuiltModel built;
  std::vector<uint8_t> bytes;
  ward_bundle* bundle = nullptr;

  Compiled() = default;
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;
  ~Compiled() { ward_bundle_free(bundle); }
};

/// The module of a seed; null and a message on standard error where the compiler refuses it.
std::unique_ptr<Compiled> compile_seed(uint64_t seed);

/// What the runtime says, as its JSON report; null and a message where it refuses the facts.
struct Judged {
  ward_report* report = nullptr;
  llvm::json::Value json = nullptr;
  std::string fault;

  Judged() = default;
  Judged(const Judged&) = delete;
  Judged& operator=(const Judged&) = delete;
  ~Judged() { ward_report_free(report); }
};

struct JudgeOptions {
  int32_t today = 0;
  const char* profile = nullptr;
  bool assume_draft = false;
  bool reasons = false;
};
void judge_by_runtime(const Compiled& compiled, const reference::Facts& facts,
                      const JudgeOptions& options, Judged& out);

} // namespace ward::differential
