// SPDX-License-Identifier: Apache-2.0
#include "differential/compiled.h"

#include "differential/facts_json.h"
#include "differential/generate.h"
#include "emit/emit.h"
#include "lower/lower.h"
#include "program/program.h"

#include <fmt/format.h>

namespace ward::differential {

std::unique_ptr<Compiled> compile_seed(uint64_t seed) {
  Random random(seed);
  auto compiled = std::make_unique<Compiled>();
  compiled->text = generate_module(random);
  test::build_model(compiled->built, compiled->text, middle_day);
  if (compiled->built.sink.has_errors()) {
    fmt::print(stderr, "seed {}: the generated module does not compile\n{}\n{}\n", seed,
               compiled->built.problems(), compiled->text);
    return nullptr;
  }
  auto program = lower::lower(compiled->built.model, compiled->built.sources);
  if (!program) {
    fmt::print(stderr, "seed {}: lowering refused it\n{}\n", seed, compiled->text);
    return nullptr;
  }
  compiled->bytes = emit::emit(*program);
  ward_error error{};
  if (ward_bundle_open_copy(compiled->bytes.data(), compiled->bytes.size(), nullptr, nullptr,
                            &compiled->bundle, &error) != WARD_OK) {
    fmt::print(stderr, "seed {}: the bundle does not open: {}\n{}\n", seed, error.message,
               compiled->text);
    return nullptr;
  }
  return compiled;
}

void judge_by_runtime(const Compiled& compiled, const reference::Facts& facts,
                      const JudgeOptions& options, Judged& out) {
  const std::string json = facts_json(compiled.built.model, facts);
  const char* const draft[] = {"draft"};
  ward_options runtime{};
  runtime.struct_size = sizeof runtime;
  runtime.profile = options.profile;
  runtime.assume = options.assume_draft ? draft : nullptr;
  runtime.assume_count = options.assume_draft ? 1 : 0;
  runtime.without_reasons = options.reasons ? 0 : 1;
  ward_error error{};
  if (ward_evaluate(compiled.bundle, json.data(), json.size(), options.today, &runtime, &out.report,
                    &error) != WARD_OK) {
    out.fault = fmt::format("{} at {}: {}", error.message, error.path, json);
    return;
  }
  ward_string text{};
  if (ward_report_json(out.report, &text) != WARD_OK) {
    out.fault = "no JSON";
    return;
  }
  auto parsed = llvm::json::parse(llvm::StringRef(text.data, text.size));
  if (!parsed)
    out.fault = llvm::toString(parsed.takeError());
  else
    out.json = std::move(*parsed);
}

} // namespace ward::differential
