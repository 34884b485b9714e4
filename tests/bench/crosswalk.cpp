// SPDX-License-Identifier: Apache-2.0
// Crosswalks of the size that the largest published one has: 1,468 controls, 34,251 requirements,
// 67,230 rows.
#include "relate/contradictions.h"
#include "relate/relatives.h"
#include "unit/support/hub_crosswalk.h"

#include <benchmark/benchmark.h>

namespace {

using namespace ward;
using namespace ward::relate;

Claims claims_of(const benchmark::State& state) {
  return test::hub_crosswalk(test::HubSize().divided_by(static_cast<uint32_t>(state.range(0))), 1);
}

void report(benchmark::State& state, const Claims& claims) {
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(claims.rows.size()));
  state.counters["rows"] = static_cast<double>(claims.rows.size());
}

/// What `ward check` does with it; the argument divides the size.
void crosswalk_check(benchmark::State& state) {
  const Claims claims = claims_of(state);
  for (auto _ : state) {
    Network network(claims);
    benchmark::DoNotOptimize(find_contradictions(network));
  }
  report(state, claims);
}
BENCHMARK(crosswalk_check)->Arg(4)->Arg(2)->Arg(1)->Unit(benchmark::kMillisecond);

/// Every control of the hub against every authority, with proofs.
void crosswalk_derive(benchmark::State& state) {
  const Claims claims = claims_of(state);
  const Network network(claims);
  Relatives relatives(network, 2);
  for (auto _ : state)
    for (uint32_t i = 0; claims.provisions[i].authority == 0; ++i)
      benchmark::DoNotOptimize(relatives.of(network.of_provision(i)));
  report(state, claims);
}
BENCHMARK(crosswalk_derive)->Arg(4)->Arg(2)->Arg(1)->Unit(benchmark::kMillisecond);

} // namespace
