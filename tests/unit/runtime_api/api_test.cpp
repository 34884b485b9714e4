// SPDX-License-Identifier: Apache-2.0
#include "unit/runtime_facts/clinic.h"

#include "ward/ward.h"
#include "ward/ward.hpp"

#include <atomic>
#include <cstdlib>
#include <doctest/doctest.h>
#include <map>
#include <string>
#include <thread>
#include <vector>

extern "C" ward_status ward_test_judge_from_c(const void* data, size_t size, const char* facts,
                                              size_t facts_size, int32_t as_of,
                                              const char* citation, ward_verdict* verdict);

namespace ward::rt::test {
namespace {

/// Checks that what is released was allocated so, and refuses the call number `fail_at`.
struct Tracking {
  struct Block {
    size_t size;
    size_t alignment;
  };
  std::map<void*, Block> blocks;
  size_t calls = 0;
  size_t fail_at = SIZE_MAX;
  bool refused = false;
  bool wrong = false;

  ward_allocator allocator() {
    return {this,
            [](void* context, size_t size, size_t alignment) -> void* {
              auto& self = *static_cast<Tracking*>(context);
              if (self.calls++ == self.fail_at) {
                self.refused = true;
                return nullptr;
              }
              const size_t unit = alignment < sizeof(void*) ? sizeof(void*) : alignment;
              void* memory = std::aligned_alloc(unit, (size + unit - 1) / unit * unit + unit);
              self.blocks[memory] = {size, alignment};
              return memory;
            },
            [](void* context, void* memory, size_t size, size_t alignment) {
              auto& self = *static_cast<Tracking*>(context);
              const auto found = self.blocks.find(memory);
              if (found == self.blocks.end() || found->second.size != size ||
                  found->second.alignment != alignment) {
                self.wrong = true;
                return;
              }
              self.blocks.erase(found);
              std::free(memory);
            }};
  }
};

const std::string facts = R"({"as_of": "2025-12-20", "source": "s", "organization": "o",
  "complete": [{"table": "systems", "on": "2026-01-01"}, {"table": "addressable"}],
  "risk": {"done": true}, "org": {"cert": true, "roles": ["covered_entity"], "name": "new text"},
  "systems": [{"id": "a", "holds": true, "mfa": "enforced", "accounts": 1},
              {"id": "b", "holds": false, "mfa": "none"}],
  "addressable": [{"id": "d", "citation": "hipaa:9", "for_entity": true, "alternative": null}]})";

ward_status open_clinic(const ward_allocator* allocator, ward_bundle** out,
                        ward_error* error = nullptr) {
  return ward_bundle_open_copy(clinic_file().data(), clinic_file().size(), allocator, nullptr, out,
                               error);
}

TEST_CASE("of units the worst counts, in either order (R3.21)") {
  constexpr ward_verdict worst_first[] = {WARD_NOT_MET, WARD_UNKNOWN, WARD_MET, WARD_NOT_APPLICABLE,
                                          WARD_NOT_JUDGED};
  for (size_t a = 0; a < 5; ++a)
    for (size_t b = a; b < 5; ++b) {
      CHECK(ward_verdict_worst(worst_first[a], worst_first[b]) == worst_first[a]);
      CHECK(ward_verdict_worst(worst_first[b], worst_first[a]) == worst_first[a]);
    }
}

TEST_CASE("C, dates and names") {
  ward_verdict verdict = WARD_NOT_JUDGED;
  CHECK(ward_test_judge_from_c(clinic_file().data(), clinic_file().size(), facts.data(),
                               facts.size(), day_2026_01_01, "hipaa:1", &verdict) == WARD_OK);
  CHECK(verdict == WARD_MET);
  int32_t day = 0;
  CHECK(ward_parse_date("2026-01-01", 10, &day) == WARD_OK);
  CHECK(day == day_2026_01_01);
  CHECK(ward_parse_date("1970-01-01", 10, &day) == WARD_OK);
  CHECK(day == 0);
  CHECK(ward_parse_date("0001-01-01", 10, &day) == WARD_OK);
  CHECK(day == -719162);
  CHECK(ward_parse_date("9999-12-31", 10, &day) == WARD_OK);
  CHECK(day == 2932896);
  CHECK(ward_parse_date("2025-02-29", 10, &day) == WARD_ERR_ARGUMENT);
  CHECK(ward_parse_date("2025-2-28", 9, &day) == WARD_ERR_ARGUMENT);
  CHECK(ward_parse_date(nullptr, 10, &day) == WARD_ERR_ARGUMENT);
  CHECK(std::string(ward_status_name(WARD_ERR_BAD_FACTS)) == "bad_facts");
  CHECK(std::string(ward_verdict_name(WARD_NOT_IMPLEMENTED)) == "not_implemented");
}

TEST_CASE("info, verdicts and counts") {
  auto bundle = ward::Bundle::open_copy(
      std::string_view(reinterpret_cast<const char*>(clinic_file().data()), clinic_file().size()));
  REQUIRE(bundle);
  const ward_bundle_info info = bundle->info();
  CHECK(std::string(info.library.data, info.library.size) == "clinic");
  CHECK(std::string(info.version.data, info.version.size) == "1.0");
  CHECK(info.release == 7);
  CHECK(info.reviewed_day == day_2026_01_01);
  CHECK(info.provisions == 12);
  CHECK(info.controls == 2);
  CHECK(info.tables == 3);
  auto report = bundle->evaluate(facts, day_2026_01_01);
  REQUIRE(report);
  CHECK(*report->provision("hipaa:1") == WARD_MET);
  CHECK(*report->provision("hipaa:2") == WARD_NOT_MET);
  CHECK(*report->provision("hipaa:3") == WARD_NOT_JUDGED);
  CHECK(*report->provision("hipaa:8") == WARD_UNKNOWN);
  CHECK(*report->control("access.mfa") == WARD_IMPLEMENTED);
  CHECK_FALSE(report->provision("hipaa:77"));
  CHECK_FALSE(report->control("hipaa:1"));
  CHECK(report->provision("access.mfa").error().status == WARD_ERR_ARGUMENT);
  // hipaa: 1, 5, 9 and A met; 2 not met; 8 unknown; 3, 4, 6 and 7 not judged.
  CHECK(*report->count(WARD_MET, "hipaa") == 4);
  CHECK(*report->count(WARD_NOT_MET, "hipaa") == 1);
  CHECK(*report->count(WARD_UNKNOWN, "hipaa") == 1);
  CHECK(*report->count(WARD_NOT_JUDGED, "hipaa") == 4);
  CHECK(*report->count(WARD_NOT_JUDGED) == 5);
  CHECK_FALSE(report->count(WARD_MET, "nobody"));
  CHECK_FALSE(report->count(WARD_IMPLEMENTED));
}

TEST_CASE("wrong arguments are told, nothing is given") {
  ward_bundle* bundle = reinterpret_cast<ward_bundle*>(1);
  ward_error error = {};
  CHECK(ward_bundle_open(nullptr, nullptr, nullptr, &bundle, &error) == WARD_ERR_ARGUMENT);
  CHECK(bundle == nullptr);
  CHECK(ward_bundle_open_copy(nullptr, 3, nullptr, nullptr, &bundle, nullptr) == WARD_ERR_ARGUMENT);
  ward_limits limits = {};
  CHECK(ward_bundle_open_copy("x", 1, nullptr, &limits, &bundle, &error) == WARD_ERR_ARGUMENT);
  CHECK(std::string(error.message).find("struct_size") != std::string::npos);
  CHECK(ward_bundle_open("/", nullptr, nullptr, &bundle, &error) == WARD_ERR_IO);
  REQUIRE(open_clinic(nullptr, &bundle) == WARD_OK);
  ward_report* report = reinterpret_cast<ward_report*>(1);
  CHECK(ward_evaluate(nullptr, "{}", 2, 0, nullptr, &report, &error) == WARD_ERR_ARGUMENT);
  CHECK(report == nullptr);
  CHECK(ward_evaluate(bundle, nullptr, 2, 0, nullptr, &report, nullptr) == WARD_ERR_ARGUMENT);
  CHECK(ward_evaluate(bundle, "{}", 2, INT32_MIN, nullptr, &report, nullptr) == WARD_ERR_ARGUMENT);
  CHECK(ward_evaluate(bundle, "{}", 2, 0, nullptr, nullptr, nullptr) == WARD_ERR_ARGUMENT);
  ward_options options = {};
  CHECK(ward_evaluate(bundle, "{}", 2, 0, &options, &report, nullptr) == WARD_ERR_ARGUMENT);
  options.struct_size = sizeof options;
  const char* draft = "drafty";
  options.assume = &draft;
  options.assume_count = 1;
  CHECK(ward_evaluate(bundle, "{}", 2, 0, &options, &report, &error) == WARD_ERR_ARGUMENT);
  CHECK(std::string(error.message) == "no proposal `drafty` in the bundle; did you mean `draft`?");
  CHECK(ward_evaluate(bundle, "", 0, 0, nullptr, &report, &error) == WARD_ERR_BAD_FACTS);
  CHECK(report == nullptr);
  ward_bundle_free(bundle);
  ward_bundle_free(nullptr);
  ward_report_free(nullptr);
}

TEST_CASE("whichever allocation is refused: out of memory, and all is given back") {
  size_t refusals = 0;
  for (size_t fail_at = 0;; ++fail_at) {
    Tracking memory;
    memory.fail_at = fail_at;
    const ward_allocator allocator = memory.allocator();
    ward_bundle* bundle = nullptr;
    ward_report* report = nullptr;
    ward_string json = {};
    ward_error error = {};
    ward_status status = open_clinic(&allocator, &bundle, &error);
    if (status == WARD_OK)
      status = ward_evaluate(bundle, facts.data(), facts.size(), day_2026_01_01, nullptr, &report,
                             &error);
    if (status == WARD_OK) {
      status = ward_report_json(report, &json);
      // What failed once works once there is memory.
      if (status != WARD_OK) {
        CHECK(json.data == nullptr);
        ward_string again = {};
        CHECK(ward_report_json(report, &again) == WARD_OK);
        CHECK(again.size > 100);
      }
    }
    CAPTURE(fail_at);
    if (memory.refused) {
      ++refusals;
      CHECK(status == WARD_ERR_OUT_OF_MEMORY);
    } else {
      CHECK(status == WARD_OK);
    }
    ward_report_free(report);
    ward_bundle_free(bundle);
    CHECK(memory.blocks.empty());
    CHECK_FALSE(memory.wrong);
    if (!memory.refused)
      break;
    REQUIRE(fail_at < 10'000);
  }
  CHECK(refusals > 8); // bundle, its arena, report, scratch, json at least
}

TEST_CASE("max_memory_bytes is a limit of its own") {
  ward_bundle* bundle = nullptr;
  REQUIRE(open_clinic(nullptr, &bundle) == WARD_OK);
  ward_limits limits = {};
  limits.struct_size = sizeof limits;
  limits.max_memory_bytes = 1000;
  ward_options options = {};
  options.struct_size = sizeof options;
  options.limits = &limits;
  ward_report* report = nullptr;
  ward_error error = {};
  CHECK(ward_evaluate(bundle, facts.data(), facts.size(), 0, &options, &report, &error) ==
        WARD_ERR_LIMIT);
  CHECK(std::string(error.message).find("max_memory_bytes, 1000") != std::string::npos);
  limits.max_memory_bytes = 64 << 20;
  CHECK(ward_evaluate(bundle, facts.data(), facts.size(), 0, &options, &report, &error) == WARD_OK);
  ward_report_free(report);
  ward_bundle_free(bundle);
}

TEST_CASE("one bundle, four threads, equal bytes") {
  ward_bundle* bundle = nullptr;
  REQUIRE(open_clinic(nullptr, &bundle) == WARD_OK);
  std::vector<std::string> texts(4);
  std::atomic<int> failures = 0;
  {
    std::vector<std::thread> threads;
    for (std::string& text : texts)
      threads.emplace_back([&] {
        for (int i = 0; i < 50; ++i) {
          ward_report* report = nullptr;
          ward_string json = {};
          if (ward_evaluate(bundle, facts.data(), facts.size(), day_2026_01_01, nullptr, &report,
                            nullptr) != WARD_OK ||
              ward_report_json(report, &json) != WARD_OK)
            ++failures;
          const std::string now(json.data, json.size);
          if (i > 0 && now != text)
            ++failures;
          text = now;
          ward_report_free(report);
        }
      });
    for (std::thread& thread : threads)
      thread.join();
  }
  CHECK(failures == 0);
  CHECK(texts[0].size() > 1000);
  for (const std::string& text : texts)
    CHECK(text == texts[0]);
  ward_bundle_free(bundle);
}

TEST_CASE("the JSON is built once") {
  ward_bundle* bundle = nullptr;
  REQUIRE(open_clinic(nullptr, &bundle) == WARD_OK);
  ward_report* report = nullptr;
  REQUIRE(ward_evaluate(bundle, facts.data(), facts.size(), day_2026_01_01, nullptr, &report,
                        nullptr) == WARD_OK);
  ward_string first = {};
  ward_string second = {};
  CHECK(ward_report_json(report, &first) == WARD_OK);
  CHECK(ward_report_json(report, &second) == WARD_OK);
  CHECK(first.data == second.data);
  ward_report_free(report);
  ward_bundle_free(bundle);
}

} // namespace
} // namespace ward::rt::test
