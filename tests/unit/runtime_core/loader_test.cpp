// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes are, opening ends with a status and a sentence, and what opens can be judged.
#include "unit/runtime_core/random_program.h"

#include "core/explain.h"
#include "core/header.h"

#include <cstdio>
#include <doctest/doctest.h>
#include <string>
#include <unistd.h>

namespace ward::rt::test {
namespace {

std::vector<uint8_t> sample() {
  RandomCase random(7, true);
  random.program.controls = {{random.program.truth(1), random.targets[0].met}};
  return random.program.file();
}

struct Opened {
  ward_status status = WARD_OK;
  std::string message;
};

Opened open(const std::vector<uint8_t>& file, BundleLimits limits = {}) {
  Bundle bundle(heap(), limits);
  ward_error error{};
  const ward_status status = bundle.open_copy(file.data(), file.size(), &error);
  if (status != WARD_OK)
    CHECK(error.status == status);
  return {status, error.message};
}

/// Opens and, when that succeeds, judges and explains every global truth.
ward_status open_and_judge(const std::vector<uint8_t>& file, const ward_allocator& allocator) {
  Bundle bundle(allocator);
  ward_error error{};
  const ward_status opened = bundle.open_copy(file.data(), file.size(), &error);
  if (opened != WARD_OK) {
    CHECK(error.message[0] != '\0');
    return opened;
  }
  if (bundle.root().parameters()->size() != 0 || bundle.root().proposals()->size() != 0)
    return opened;
  TestFacts facts(bundle);
  for (uint32_t t = 0; t < bundle.table_count(); ++t) {
    facts.row(t, "a",
              std::vector<Cell>(bundle.field_count(t) == 0 ? 0 : bundle.field_count(t) - 1));
  }
  Arena arena(allocator);
  Evaluation evaluation;
  ward_status status = evaluate(bundle, facts.bound(), arena, &evaluation);
  if (status != WARD_OK)
    return status;
  Explainer explainer(arena);
  status = explainer.open(evaluation, nullptr);
  for (uint32_t node = 0; node < bundle.node_count() && status == WARD_OK; ++node) {
    if (bundle.node(node).lane() != 0 || !bundle.is_truth(node))
      continue;
    Explanation explanation;
    status = explainer.explain({no_node, node}, &explanation);
  }
  return status;
}

} // namespace

TEST_CASE("a bundle opens, by copy and by mapping") {
  const std::vector<uint8_t> file = sample();
  CHECK(open(file).status == WARD_OK);
  char path[] = "ward_loader_XXXXXX";
  const int handle = mkstemp(path);
  REQUIRE(handle >= 0);
  REQUIRE(write(handle, file.data(), file.size()) == static_cast<ssize_t>(file.size()));
  close(handle);
  {
    Bundle bundle(heap());
    ward_error error{};
    CHECK(bundle.open_mapped(path, &error) == WARD_OK);
    CHECK(bundle.find_string("", 0) == 0);
    CHECK(bundle.find_string("org.n", 5) != UINT32_MAX);
    CHECK(bundle.find_string("org.none", 8) == UINT32_MAX);
  }
  unlink(path);
  ward_error error{};
  Bundle missing(heap());
  CHECK(missing.open_mapped(path, &error) == WARD_ERR_IO);
  CHECK(std::string(error.message).find("there is no bundle `") == 0);
  Bundle folder(heap());
  CHECK(folder.open_mapped(".", &error) == WARD_ERR_IO);
  CHECK(std::string(error.message).find("is not a file") != std::string::npos);
}

TEST_CASE("every byte of the header counts") {
  const std::vector<uint8_t> good = sample();
  for (size_t at = 0; at < header::size; ++at) {
    CAPTURE(at);
    std::vector<uint8_t> file = good;
    file[at] ^= 1;
    const Opened opened = open(file);
    // Format 0 of the writer is older than its reader; format 3 may be: minor additions are
    // readable.
    if (at >= header::format_at && at < header::reader_at) {
      CHECK(opened.status == (at == header::format_at ? WARD_ERR_BAD_BUNDLE : WARD_OK));
      continue;
    }
    const bool newer = at > header::reader_at && at < header::payload_size_at;
    CHECK(opened.status == (newer ? WARD_ERR_NEWER_BUNDLE : WARD_ERR_BAD_BUNDLE));
    CHECK((opened.message.find("`ward build`") != std::string::npos ||
           opened.message.find("install a newer ward") != std::string::npos));
  }
  std::vector<uint8_t> newer = good;
  newer[header::reader_at] = 2;
  newer[header::format_at] = 2;
  CHECK(open(newer).status == WARD_ERR_NEWER_BUNDLE);
  CHECK(open(newer).message.find("install a newer ward") != std::string::npos);
}

TEST_CASE("a bundle cut off anywhere is no bundle") {
  const std::vector<uint8_t> good = sample();
  for (size_t size = 0; size < good.size(); ++size) {
    CAPTURE(size);
    CHECK(open({good.begin(), good.begin() + static_cast<long>(size)}).status ==
          WARD_ERR_BAD_BUNDLE);
  }
  std::vector<uint8_t> longer = good;
  longer.push_back(0);
  CHECK(open(longer).message.find("bytes after its end") != std::string::npos);
  CHECK(open({}).message.find("is empty") != std::string::npos);
}

TEST_CASE("a payload cut off, with its hash made right") {
  const std::vector<uint8_t> good = sample();
  const std::vector<uint8_t> payload(good.begin() + header::size, good.end());
  for (size_t size = 0; size < payload.size(); size += 3) {
    CAPTURE(size);
    const std::vector<uint8_t> file =
        ProgramBuilder::with_header({payload.begin(), payload.begin() + static_cast<long>(size)});
    CHECK(open(file).status != WARD_OK);
  }
}

TEST_CASE("limits are named") {
  const std::vector<uint8_t> good = sample();
  BundleLimits bytes;
  bytes.max_bundle_bytes = 100;
  CHECK(open(good, bytes).status == WARD_ERR_LIMIT);
  CHECK(open(good, bytes).message.find("max_bundle_bytes") != std::string::npos);
  BundleLimits nodes;
  nodes.max_nodes = 2;
  CHECK(open(good, nodes).status == WARD_ERR_LIMIT);
  CHECK(open(good, nodes).message.find("max_nodes") != std::string::npos);
  BundleLimits depth;
  depth.max_depth = 1;
  CHECK(open(good, depth).status == WARD_ERR_BAD_BUNDLE);
  BundleLimits slices;
  slices.max_slice_operands = 1;
  CHECK(open(good, slices).status == WARD_ERR_LIMIT);
}

TEST_CASE("20,000 altered payloads, with their hash made right: the verifier stands alone") {
  uint32_t accepted = 0;
  uint32_t refused = 0;
  std::vector<std::vector<uint8_t>> payloads;
  for (uint32_t seed = 1; seed <= 40; ++seed) {
    RandomCase random(seed, true);
    random.program.controls = {{random.targets[1].applicable, random.targets[0].met}};
    payloads.push_back(random.program.payload());
  }
  RandomCase dice(1, false);
  for (uint32_t round = 0; round < 20000; ++round) {
    CAPTURE(round);
    std::vector<uint8_t> payload = payloads[round % payloads.size()];
    const uint32_t flips = 1 + dice.below(3);
    for (uint32_t i = 0; i < flips; ++i) {
      uint8_t& byte = payload[dice.below(static_cast<uint32_t>(payload.size()))];
      const uint8_t values[] = {0,
                                1,
                                0xff,
                                static_cast<uint8_t>(byte ^ (1u << dice.below(8))),
                                static_cast<uint8_t>(byte + 1),
                                static_cast<uint8_t>(dice.below(256))};
      byte = values[dice.below(6)];
    }
    const ward_status status = open_and_judge(ProgramBuilder::with_header(payload), heap());
    (status == WARD_OK ? accepted : refused) += 1;
    CHECK((status == WARD_OK || status == WARD_ERR_BAD_BUNDLE || status == WARD_ERR_LIMIT));
  }
  MESSAGE("accepted ", accepted, " refused ", refused);
  CHECK(accepted > 1000);
  CHECK(refused > 5000);
}

namespace {

struct Failing {
  uint32_t left = UINT32_MAX;
  int64_t alive = 0;
};

ward_allocator failing(Failing& state) {
  return {&state,
          [](void* context, size_t size, size_t alignment) -> void* {
            auto& s = *static_cast<Failing*>(context);
            if (s.left == 0)
              return nullptr;
            --s.left;
            ++s.alive;
            return heap().allocate(nullptr, size, alignment);
          },
          [](void* context, void* memory, size_t size, size_t alignment) {
            --static_cast<Failing*>(context)->alive;
            heap().release(nullptr, memory, size, alignment);
          }};
}

} // namespace

TEST_CASE("an allocation refused at any call is a status, and nothing leaks") {
  // Large enough for several blocks.
  ProgramBuilder program;
  const uint32_t table =
      program.table("t", {{"b", LanguageType::boolean}, {"n", LanguageType::count}});
  uint32_t last = program.truth(2);
  for (uint32_t i = 0; i < 120; ++i) {
    const uint32_t body = program.of(Op::less, program.field(table, 2), program.number(i));
    last = program.any({last, program.fold(Op::every, table, program.field(table, 1), body)});
    last = program.all(
        {last, program.of(Op::less, program.fold(Op::sum, table, no_node, program.field(table, 2)),
                          program.number(i))});
  }
  const std::vector<uint8_t> file = program.file();
  uint32_t refused = 0;
  for (uint32_t calls = 0; calls < 200; ++calls) {
    CAPTURE(calls);
    Failing state{calls, 0};
    const ward_status status = open_and_judge(file, failing(state));
    CHECK(state.alive == 0);
    if (status == WARD_OK)
      break;
    CHECK(status == WARD_ERR_OUT_OF_MEMORY);
    ++refused;
  }
  MESSAGE("refused at ", refused, " calls");
  CHECK(refused > 5);
  CHECK(refused < 200);
}

} // namespace ward::rt::test
