// SPDX-License-Identifier: Apache-2.0
// R8.1 to R8.14 through the driver: what is found, with which facts, and that a test takes them.
#include "base/calendar.h"
#include "diag/render.h"
#include "driver/driver.h"
#include "driver/test_runner.h"
#include "prove/strictest.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

using namespace ward;

namespace {

constexpr std::string_view head = R"ward(module main as of 2026-01-01
authority town "Town" { force law source "code" }
)ward";

std::unique_ptr<driver::Compilation> compile(const std::string& text, std::string cache = {},
                                             prove::Limits limits = {}, int16_t year = 2026,
                                             uint8_t month = 1) {
  const driver::MemoryFiles files = {{"main.ward", std::string(head) + text}};
  driver::Options options;
  options.input = "main.ward";
  options.memory = &files;
  options.as_of_days = base::days_since_epoch({year, month, 1});
  options.prove = true;
  options.proof_cache = std::move(cache);
  options.proof_limits = limits;
  auto out = driver::compile(options);
  INFO(diag::render_text(out->sink, out->sources));
  REQUIRE(out->proofs.has_value());
  CHECK(out->proofs->faults.empty());
  return out;
}

/// The notes of the one finding with a code.
std::vector<std::string> notes_of(const driver::Compilation& compilation, uint16_t code) {
  std::vector<std::string> out;
  int found = 0;
  for (const diag::Diagnostic* each : compilation.sink.sorted()) {
    if (each->code != code)
      continue;
    ++found;
    for (const diag::Note& note : each->notes)
      out.push_back(note.text);
  }
  CHECK(found == 1);
  return out;
}

std::vector<uint16_t> codes_of(const driver::Compilation& compilation) {
  std::vector<uint16_t> out;
  for (const diag::Diagnostic* each : compilation.sink.sorted())
    out.push_back(each->code);
  return out;
}

/// A policy of one element and one control over some declarations.
std::string policy(const std::string& declarations, const std::string& element,
                   const std::string& control) {
  return declarations +
         "\nprovision town:1 \"One\" { in force from 2020-01-01\n  element one \"one\" decided "
         "by " +
         element + " }\ncontrol c.one \"One\" {\n  implemented when " + control +
         "\n  covers town:1\n}\n";
}

/// The counterexample of such a policy; judged by a test that is made of it, as R8.13 promises.
std::string counterexample(const std::string& declarations, const std::string& element,
                           const std::string& control) {
  const std::string text = policy(declarations, element, control);
  const auto refuted = compile(text);
  const std::vector<std::string> notes = notes_of(*refuted, 3207);
  REQUIRE(!notes.empty());
  const driver::MemoryFiles files = {
      {"main.ward", std::string(head) + text + "test \"t\" {\n" + notes[0] +
                        "\nexpect control c.one implemented\nexpect town:1 not_met }\n"}};
  driver::Options options;
  options.input = "main.ward";
  options.memory = &files;
  options.as_of_days = base::days_since_epoch({2026, 1, 1});
  const auto tested = driver::compile(options);
  INFO(diag::render_text(tested->sink, tested->sources));
  REQUIRE(tested->ok());
  const driver::TestRun run = driver::run_tests(*tested);
  CHECK(run.passed() == 1);
  return notes[0];
}

bool proved(const std::string& declarations, const std::string& element,
            const std::string& control) {
  const auto made = compile(policy(declarations, element, control));
  const std::vector<uint16_t> codes = codes_of(*made);
  return std::none_of(codes.begin(), codes.end(),
                      [](uint16_t code) { return code == 3207 || code == 3201; });
}

} // namespace

TEST_CASE("R8.13: a counterexample is the least by value, and says no more than it needs") {
  CHECK(counterexample("facts { kept : months \"?\"  other : count \"?\" }", "kept >= 6 years",
                       "(kept >= 5 years or other < 0)") == "given { kept = 60 months }");
  CHECK(counterexample("facts { a : bool \"?\"  b : bool \"?\"  c : bool \"?\" }", "(a and b)",
                       "(a or (b and c))") == "given { a = false  b = true  c = true }");
  CHECK(counterexample("facts { n : integer \"?\" }", "n > 0", "n < 1 and n != 0 and n > -9") ==
        "given { n = -1 }");
  CHECK(counterexample("enum E { zero, few, many }\nfacts { e : E \"?\"  s : set of E \"?\" }",
                       "e == many", "many in s") == "given { e = zero  s = {many} }");
  CHECK(counterexample("facts { t : text \"?\" }", "t == \"a\"", "t != \"b\"") ==
        "given { t = \"text1\" }");
  CHECK(counterexample("facts { t : text \"say \\\"so\\\"\"  u : text \"?\" }", "u == \"x\"",
                       "t == \"a\\\"\\\\b\"") ==
        "given { t = \"a\\\"\\\\b\"  u = \"a\\\"\\\\b\" }");
}

TEST_CASE("R8.4: rows for what fails, what is some, and what keys name") {
  const std::string tables =
      "record V key id { id : text  ok : bool \"?\" }\n"
      "record S key id { id : text  on : bool \"?\"  v : key of vs \"?\"  n : count \"?\" }\n"
      "facts { ss : table of S \"?\"  vs : table of V \"?\"  f : bool \"?\"  k : key of vs \"?\" }";
  CHECK(counterexample(tables, "every s in ss satisfies s.on",
                       "f and (some s in ss satisfies s.on)") ==
        "given { f = true\n        ss = [\n          { id = \"row1\", on = false },\n          { "
        "id = \"row2\", on = true } ] }");
  CHECK(counterexample(tables, "vs[k].ok", "f") ==
        "given { f = true  k = \"row1\"  vs = [ { id = \"row1\", ok = false } ] }");
  CHECK(proved(tables, "vs[k].ok", "f and (every v in vs satisfies v.ok)"));
  CHECK(
      proved(tables, "every s in ss satisfies vs[s.v].ok", "f and (every v in vs satisfies v.ok)"));
  CHECK(counterexample(tables, "some s in ss satisfies s.id == \"a\"",
                       "f and (some s in ss satisfies s.id != \"a\")")
            .find("row") != std::string::npos);
}

TEST_CASE("R8.5: totals with any number of rows") {
  const std::string tables = "record S key id { id : text  on : bool \"?\"  n : count \"?\" "
                             "}\nfacts { ss : table of S \"?\" }";
  CHECK(proved(tables, "count(s in ss where s.on) >= 3",
               "count(s in ss where s.on and s.n > 0) >= 3"));
  CHECK(proved(tables, "count(s in ss) >= 1", "count(s in ss where s.on) > 0"));
  CHECK(proved(tables, "share(s in ss that s.on) >= 50%",
               "share(s in ss that s.on and s.n == 1) >= 50%"));
  CHECK(counterexample(tables, "count(s in ss) == 3", "count(s in ss) >= 3").find("row4") !=
        std::string::npos);
  CHECK(counterexample(tables, "share(s in ss that s.on) >= 50%", "share(s in ss that s.on) >= 40%")
            .find("row3") != std::string::npos);
}

TEST_CASE("R8.6: the calendar is the calendar") {
  const std::string dates = "facts { d : date \"?\"  e : date? \"?\"  m : months \"?\" }";
  CHECK(proved(dates, "age of d <= 12 months", "age of d <= 365 days"));
  CHECK(!proved(dates, "age of d <= 12 months", "age of d <= 366 days"));
  CHECK(proved(dates, "age of d <= 366 days", "age of d <= 12 months"));
  CHECK(!proved(dates, "age of d <= 365 days", "age of d <= 12 months"));
  CHECK(proved(dates, "end_of_year(d) >= d + 1 months", "d + 31 days <= end_of_year(d)"));
  // Only where a month is clamped are two steps less than one.
  CHECK(counterexample(dates, "d + 2 months <= (d + 1 months) + 1 months", "d >= 2024-01-01")
            .find("given { d = 20") == 0);
  CHECK(proved(dates, "d + 2 months >= (d + 1 months) + 1 months",
               "d >= 2025-12-01 and d <= 2026-03-31"));
}

TEST_CASE("R8.2, R8.3: none, and what may be unknown below `shown`") {
  const std::string facts = "facts { d : date? \"?\"  a : bool \"?\"  b : bool \"?\" }";
  CHECK(counterexample(facts, "d <= today", "(d is none or d <= today)") == "given { d = none }");
  CHECK(proved(facts, "(d is none or d <= today)", "not (d > today)"));
  CHECK(counterexample(facts, "b and shown a by town:1", "b") == "given { b = true }");
  CHECK(proved(facts, "b and shown a by town:1", "b and a"));
}

TEST_CASE("R8.7, R8.14: a limit is no proof, and ends alike") {
  prove::Limits limits;
  limits.solver_steps = 1;
  const std::string text =
      policy("facts { a : count \"?\"  b : count \"?\" }", "a + b >= 3", "a >= 1 and b >= 2");
  const auto first = compile(text, "", limits), second = compile(text, "", limits);
  const std::vector<uint16_t> codes = codes_of(*first);
  CHECK(std::count(codes.begin(), codes.end(), 3207) == 0);
  CHECK(std::count(codes.begin(), codes.end(), 3201) > 0);
  CHECK(first->proofs->decided < first->proofs->questions);
  CHECK(first->proofs->unproved == second->proofs->unproved);
  CHECK(diag::render_text(first->sink, first->sources) ==
        diag::render_text(second->sink, second->sources));
}

TEST_CASE("R8.14: the cache answers what it was asked, and a changed question is another") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("ward_prove_" + std::to_string(getpid()));
  const std::string file = (folder / "proofs").string();
  const std::string facts = "facts { a : count \"?\"  b : count \"?\" }";
  const std::string text = policy(facts, "a + b >= 3", "a >= 1 and b >= 2");
  CHECK(compile(text, file)->proofs->cached == 0);
  const auto again = compile(text, file);
  CHECK(again->proofs->cached == again->proofs->questions);
  CHECK(again->proofs->decided == again->proofs->questions);
  // What is impossible is so from a later day on; what is possible is asked anew.
  const auto later = compile(text, file, {}, 2026, 6);
  CHECK(later->proofs->cached > 0);
  CHECK(later->proofs->cached < later->proofs->questions);
  const auto earlier = compile(text, file, {}, 2025, 6);
  CHECK(earlier->proofs->cached == 0);
  const auto weaker = compile(policy(facts, "a + b >= 3", "a >= 1 and b >= 1"), file);
  CHECK(notes_of(*weaker, 3207)[0] == "given { a = 1  b = 1 }");
  // A counterexample is found anew each time.
  CHECK(notes_of(*compile(policy(facts, "a + b >= 3", "a >= 1 and b >= 1"), file), 3207)[0] ==
        "given { a = 1  b = 1 }");
  std::filesystem::remove_all(folder);
}

TEST_CASE("R8.14: what is asked together is answered as if it were asked by itself") {
  // Forty controls that can be implemented, though no two of them at once; and one in their midst
  // that cannot.
  std::string text = R"ward(
facts { n : count "?"  a : bool "?" }
provision town:1 "One" { in force from 2020-01-01
  element e "e" }
)ward";
  for (int i = 0; i < 40; ++i)
    text += fmt::format("control c.c{:02} \"C\" {{ implemented when {}  covers town:1 }}\n", i,
                        i == 17 ? "n + 1 <= n" : fmt::format("n == {} and a", i));
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("ward_together_" + std::to_string(getpid()));
  const std::string file = (folder / "proofs").string();
  const auto first = compile(text, file), again = compile(text, file), alone = compile(text);
  for (const auto* made : {&first, &again, &alone}) {
    const std::vector<uint16_t> codes = codes_of(**made);
    CHECK(std::count(codes.begin(), codes.end(), 3401) == 1);
    CHECK((*made)->proofs->unproved.empty());
    CHECK((*made)->proofs->decided == (*made)->proofs->questions);
  }
  CHECK(diag::render_text(first->sink, first->sources) ==
        diag::render_text(alone->sink, alone->sources));
  CHECK(diag::render_text(first->sink, first->sources) ==
        diag::render_text(again->sink, again->sources));
  std::filesystem::remove_all(folder);
}

TEST_CASE("R8.1: what a control covers in a version to come") {
  const auto made = compile(R"ward(
facts { n : count "?" }
provision town:1 "Now" { in force from 2020-01-01 until 2028-01-01
  element e "e" decided by n >= 1 }
provision town:1 "Then" { in force from 2028-01-01
  element e "e" decided by n >= 2 }
control c.one "One" { implemented when n >= 1  covers town:1 }
)ward");
  const std::vector<std::string> notes = notes_of(*made, 3207);
  CHECK(notes[0] == "given { n = 1 }");
  CHECK(notes[1] == "as of 2028-01-01");
}

TEST_CASE("R8.15: the strictest bound of a fact, where all bound it from one side") {
  const auto made = compile(R"ward(
record S key id { id : text  idle : minutes "?" }
facts { kept : months "?"  n : count "?"  d : date "?"  ss : table of S "?" }
provision town:1 "One" { in force from 2020-01-01
  element a "a" decided by kept >= 6 years and n >= 1
  element b "b" decided by 12 months <= kept and n < 4
  element c "c" decided by age of d <= 12 months and (every s in ss satisfies s.idle <= 15 minutes)
  element e "e" decided by kept > 72 months }
provision town:2 "Of old" { in force from 2019-01-01 until 2020-01-01
  element a "a" decided by kept >= 9 years }
)ward");
  std::string text;
  for (const prove::Strictest& each : prove::strictest_bounds(*made->model)) {
    text += each.leaf + " " + each.number + " by " + std::to_string(each.by.size());
    for (const auto& [bound, by] : each.weaker)
      text += ", " + bound + " " + by;
    text += "\n";
  }
  CHECK(text == "age of d 12 months by 1\n"
                "kept 72 months by 1, >= 72 months town:1.{a}, >= 12 months town:1.{b}\n"
                "ss[*].idle 15 minutes by 1\n");
}
