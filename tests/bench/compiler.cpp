// SPDX-License-Identifier: Apache-2.0
#include "bench/bare_parse.h"
#include "bench/generate.h"
#include "bench/in_child.h"
#include "bench/projects.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <functional>

namespace ward::bench {
namespace {

using driver::Phase;
using Compile = std::function<std::unique_ptr<driver::Compilation>(Phase)>;

bool fill(const std::unique_ptr<driver::Compilation>& made, Taken& taken) {
  for (size_t at = 0; at < driver::phase_count; ++at)
    taken.phases[at] = std::chrono::duration<double>(made->timings[at]).count();
  taken.size = static_cast<double>(made->bytes.size());
  return made->ok();
}

std::optional<Taken> one(benchmark::State& state, const Compile& compile, Phase last) {
  const auto taken = in_child([&](Taken& own) { return fill(compile(last), own); });
  if (!taken)
    state.SkipWithError("it did not compile");
  else
    state.SetIterationTime(taken->seconds);
  return taken;
}

/// Of several runs the peak of the largest, the phases of the last. Times are of a processor, but
/// phases and wall_ms are by the clock on the wall.
void show(benchmark::State& state, const Taken& taken, double megabytes, Phase last) {
  state.counters["peak_MB"] = megabytes;
  state.counters["wall_ms"] = taken.wall_seconds * 1e3;
  for (size_t at = 0; at <= static_cast<size_t>(last); ++at)
    state.counters["ms_" + std::string(driver::phase_name(static_cast<Phase>(at)))] =
        taken.phases[at] * 1e3;
  if (last == Phase::emit)
    state.counters["bundle_kB"] = taken.size / 1e3;
}

void run(benchmark::State& state, const Compile& compile, Phase last) {
  Taken taken;
  double megabytes = 0;
  for (auto _ : state) {
    const auto next = one(state, compile, last);
    if (!next)
      return;
    taken = *next;
    megabytes = std::max(megabytes, taken.megabytes);
  }
  show(state, taken, megabytes, last);
}

void check_slice(benchmark::State& state) {
  run(state, compile_clinic, Phase::check);
}
void build_slice(benchmark::State& state) {
  run(state, compile_clinic, Phase::emit);
}

/// What `ward check` does without an answer remembered, and with all of them.
void check_proofs_cold(benchmark::State& state) {
  run(state, [](Phase) { return prove_clinic(""); }, Phase::prove);
}
void check_proofs_cached(benchmark::State& state) {
  const std::string answers = write_file("answers", "", 0);
  if (answers.empty() || !in_child([&](Taken&) { return prove_clinic(answers)->ok(); }))
    return state.SkipWithError("the answers could not be written");
  run(state, [&](Phase) { return prove_clinic(answers); }, Phase::prove);
}

/// The time shown is that of check; the counters hold what it is compared with.
void check_against_bare_parse(benchmark::State& state) {
  const std::string text = generated_project(static_cast<size_t>(state.range(0)));
  const Compile compile = [&](Phase last) { return compile_text(text, last); };
  for (auto _ : state) {
    const auto bare = in_child([&](Taken&) { return bare_parse(text) == 0; });
    const auto check = one(state, compile, Phase::check);
    const auto build = in_child([&](Taken& own) { return fill(compile(Phase::emit), own); });
    if (!bare || !check || !build) {
      state.SkipWithError("it did not compile");
      return;
    }
    show(state, *check, check->megabytes, Phase::check);
    state.counters["text_MB"] = static_cast<double>(text.size()) / 1e6;
    state.counters["bare_s"] = bare->seconds;
    state.counters["bare_peak_MB"] = bare->megabytes;
    state.counters["check_s"] = check->seconds;
    state.counters["build_s"] = build->seconds;
    state.counters["check_to_bare"] = check->seconds / bare->seconds;
    state.counters["build_to_bare"] = build->seconds / bare->seconds;
  }
}

void build_generated(benchmark::State& state) {
  const auto controls = static_cast<double>(state.range(0));
  const std::string text = generated_project(static_cast<size_t>(state.range(0)));
  for (auto _ : state) {
    const auto taken =
        one(state, [&](Phase last) { return compile_text(text, last); }, Phase::emit);
    if (!taken)
      return;
    show(state, *taken, taken->megabytes, Phase::emit);
    state.counters["us_a_control"] = taken->seconds * 1e6 / controls;
    state.counters["kB_a_control"] = taken->megabytes * 1024 / controls;
  }
}

BENCHMARK(check_slice)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(check_proofs_cold)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(check_proofs_cached)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(build_slice)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(check_against_bare_parse)
    ->Arg(20'000)
    ->Iterations(1)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(build_generated)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(50'000)
    ->Iterations(1)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace ward::bench

BENCHMARK_MAIN();
