// SPDX-License-Identifier: Apache-2.0
#include "bench/generate.h"
#include "bench/in_child.h"
#include "bench/projects.h"
#include "ward/ward.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace ward::bench {
namespace {

constexpr size_t table_rows = 10'000;

/// Counts what the runtime holds; it has no other memory.
struct Counted {
  size_t now = 0, peak = 0;

  static void* allocate(void* context, size_t size, size_t alignment) {
    auto& self = *static_cast<Counted*>(context);
    self.now += size;
    self.peak = std::max(self.peak, self.now);
    return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  }
  static void release(void* context, void* memory, size_t size, size_t) {
    if (memory)
      static_cast<Counted*>(context)->now -= size;
    std::free(memory);
  }
  ward_allocator allocator() { return {this, allocate, release}; }
};

struct Prepared {
  std::string path; ///< of the bundle
  std::string bundle;
  std::string facts;
  const char* profile = nullptr;
};

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The compiler runs in a child and leaves files, so that the peak of this process is the
/// runtime's.
const Prepared& clinic() {
  static const Prepared prepared = [] {
    const auto done = in_child([](Taken&) {
      const auto made = compile_clinic(driver::Phase::emit);
      const std::string facts = clinic_facts(made->bytes);
      return made->ok() && !facts.empty() &&
             !write_file("clinic.json", facts.data(), facts.size()).empty() &&
             !write_file("clinic.wardb", made->bytes.data(), made->bytes.size()).empty();
    });
    const std::string folder = WARD_BINARY_DIR "/bench/";
    const std::string path = folder + "clinic.wardb";
    return done ? Prepared{path, read_file(path), read_file(folder + "clinic.json"), "clinic"}
                : Prepared{};
  }();
  return prepared;
}

Prepared table(Rows kind) {
  const auto done = in_child([](Taken&) {
    const auto made = compile_text(table_project(), driver::Phase::emit);
    return made->ok() && !write_file("rows.wardb", made->bytes.data(), made->bytes.size()).empty();
  });
  const std::string path = WARD_BINARY_DIR "/bench/rows.wardb";
  return done ? Prepared{path, read_file(path), table_facts(table_rows, kind), "all"} : Prepared{};
}

enum class How { verdicts, reasons, json };

/// One evaluation with its report, from bytes to verdicts. The length of the JSON, or an error.
const char* evaluate(const ward_bundle* bundle, const Prepared& given, How how,
                     const ward_allocator* allocator, size_t& json_size) {
  ward_options options{};
  options.struct_size = sizeof options;
  options.profile = given.profile;
  options.allocator = allocator;
  options.without_reasons = how == How::verdicts;
  ward_report* report = nullptr;
  static ward_error error;
  if (ward_evaluate(bundle, given.facts.data(), given.facts.size(), as_of_days, &options, &report,
                    &error) != WARD_OK)
    return error.message;
  ward_string json{};
  if (how == How::json && ward_report_json(report, &json) != WARD_OK)
    return "no report";
  json_size = json.size;
  ward_report_free(report);
  return nullptr;
}

void open_map(benchmark::State& state) {
  const Prepared& given = clinic();
  Counted counted;
  const ward_allocator allocator = counted.allocator();
  for (auto _ : state) {
    ward_bundle* bundle = nullptr;
    if (ward_bundle_open(given.path.c_str(), &allocator, nullptr, &bundle, nullptr) != WARD_OK)
      return state.SkipWithError("the bundle does not open");
    ward_bundle_free(bundle);
  }
  state.counters["bundle_kB"] = static_cast<double>(given.bundle.size()) / 1e3;
  state.counters["peak_kB"] = static_cast<double>(counted.peak) / 1e3;
}

void open_copy(benchmark::State& state) {
  const Prepared& given = clinic();
  Counted counted;
  const ward_allocator allocator = counted.allocator();
  for (auto _ : state) {
    ward_bundle* bundle = nullptr;
    if (ward_bundle_open_copy(given.bundle.data(), given.bundle.size(), &allocator, nullptr,
                              &bundle, nullptr) != WARD_OK)
      return state.SkipWithError("the bundle does not open");
    ward_bundle_free(bundle);
  }
  state.counters["bundle_kB"] = static_cast<double>(given.bundle.size()) / 1e3;
  state.counters["peak_kB"] = static_cast<double>(counted.peak) / 1e3;
}

void measure(benchmark::State& state, const Prepared& given, How how) {
  ward_bundle* bundle = nullptr;
  if (ward_bundle_open(given.path.c_str(), nullptr, nullptr, &bundle, nullptr) != WARD_OK)
    return state.SkipWithError("the bundle does not open");
  Counted counted;
  const ward_allocator counting = counted.allocator();
  size_t json = 0;
  const auto alone =
      in_child([&](Taken&) { return !evaluate(bundle, given, how, &counting, json); });
  const char* error = evaluate(bundle, given, how, &counting, json);
  for (auto _ : state) {
    if (error)
      break;
    error = evaluate(bundle, given, how, nullptr, json);
  }
  ward_bundle_free(bundle);
  if (error || !alone)
    return state.SkipWithError(error ? error : "it died");
  state.counters["facts_kB"] = static_cast<double>(given.facts.size()) / 1e3;
  state.counters["peak_kB"] = static_cast<double>(counted.peak) / 1e3;
  state.counters["process_MB"] = alone->megabytes;
  if (how == How::json)
    state.counters["report_kB"] = static_cast<double>(json) / 1e3;
}

void evaluate_clinic(benchmark::State& state, How how) {
  measure(state, clinic(), how);
}
void every_row(benchmark::State& state, Rows kind, How how) {
  measure(state, table(kind), how);
}

BENCHMARK(open_map)->Unit(benchmark::kMicrosecond);
BENCHMARK(open_copy)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(evaluate_clinic, without_reasons, How::verdicts)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(evaluate_clinic, with_reasons, How::reasons)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(evaluate_clinic, with_json_report, How::json)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(every_row, hold_without_reasons, Rows::hold, How::verdicts)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(every_row, hold, Rows::hold, How::reasons)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(every_row, one_fails, Rows::one_fails, How::reasons)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(every_row, all_missing, Rows::all_missing, How::reasons)
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace ward::bench

BENCHMARK_MAIN();
