// SPDX-License-Identifier: Apache-2.0
#include "driver/driver.h"

#include "base/calendar.h"
#include "diag/render.h"
#include "driver/test_facts.h"
#include "driver/test_runner.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>

using namespace ward;

namespace {

constexpr std::string_view policy = R"ward(module main as of 2026-01-01
authority town "Town" { force law source "code" }
provision town:1 "Doors" {
  in force from 2020-01-01
  element lock "locks them"
  element bolt "bolts them" decided by bolts >= 2
}
provision town:2 "Gates" { in force from 2030-01-01 }
enum Kind { wood, steel }
record Room key id {
  id : text
  locked : bool "?"
  kind : Kind "?"
  next : key of rooms "?"
}
facts {
  bolts : count "?"
  rooms : table of Room "?"
  spent : money "?"
  rate : percent "?"
  term : months "?"
  seen : date? "?"
  names : set of text "?"
  size : decimal "?"
}
control doors.locked "Lock" {
  implemented when every r in rooms where r.kind == wood satisfies (r.locked or rooms[r.next].locked)
  covers town:1.{lock}
}
control doors.used "Everything" {
  implemented when spent > $1 and rate > 5% and term > 1 month and seen is none and names includes {"a"} and size > 1.5
  covers town:1.{lock}
}
)ward";

std::unique_ptr<driver::Compilation> compiled(const std::string& tests) {
  const driver::MemoryFiles files = {{"main.ward", std::string(policy) + tests}};
  driver::Options options;
  options.input = "main.ward";
  options.memory = &files;
  options.as_of_days = base::days_since_epoch({2026, 1, 1});
  auto out = driver::compile(options);
  INFO(diag::render_text(out->sink, out->sources));
  REQUIRE(out->ok());
  return out;
}

/// "subject expected actual", and what was missing, a line for each expectation.
std::string results(const driver::TestRun& run) {
  std::string out = run.error;
  for (const driver::TestResult& test : run.tests) {
    out += test.name + (test.case_label.empty() ? "" : ": " + test.case_label) +
           (test.passed() ? " passed" : " failed") + "\n" + test.error;
    for (const driver::ExpectationResult& each : test.expectations) {
      if (each.passed())
        continue;
      out += "  " + each.subject + ": " + each.expected + ", is " + each.actual;
      if (!each.why_not.empty())
        out += " (" + each.why_not + ")";
      for (const std::string& path : each.missing)
        out += ", not because " + path;
      out += "\n";
    }
  }
  return out;
}

} // namespace

TEST_CASE("R10.6: a test's facts as a document") {
  const auto compilation = compiled(R"ward(
test "t" {
  given {
    bolts = 3
    spent = $12.50
    rate = 12.5%
    term = 2 years
    seen = none
    names = {"b", "a"}
    size = 2.25
    rooms = [ { id = "a", locked = true, kind = steel }, { id = "b" } ]
  }
  with { bolts = 4  rooms["b"].next = "a"  rooms["a"].locked = false }
  expect town:1 unknown
}
test "open" {
  given { rooms open = [ { id = "a" } ] }
  expect town:1 unknown
}
)ward");
  CHECK(driver::facts_of(*compilation->model, compilation->model->tests[0]) ==
        R"({"as_of":"2026-01-01","bolts":4,)"
        R"("complete":[{"by":"the test","on":"2026-01-01","table":"rooms"}],)"
        R"("names":["b","a"],"rate":"12.5%",)"
        R"("rooms":[{"id":"a","kind":"steel","locked":false},{"id":"b","next":"a"}],)"
        R"("seen":null,"size":"2.25","spent":"$12.5","term":"24 months"})");
  CHECK(driver::facts_of(*compilation->model, compilation->model->tests[1]) ==
        R"({"as_of":"2026-01-01","rooms":[{"id":"a"}]})");
}

TEST_CASE("R10.6: verdicts of controls, elements and provisions, and their reasons") {
  const auto compilation = compiled(R"ward(
test "rooms" {
  given { bolts = 2 }
  case "locked" {
    with { rooms = [ { id = "a", kind = wood, locked = true } ] }
    expect control doors.locked implemented because rooms["a"].locked
    expect town:1.{lock, bolt} met
    expect town:1 met
  }
  case "open" {
    with { rooms = [ { id = "a", kind = wood, locked = false, next = "b" }, { id = "b", kind = steel, locked = false } ] }
    expect control doors.locked not_implemented because rooms["b"].locked
    expect town:1.{bolt} met because bolts
  }
  case "unknown" {
    with { rooms = [ { id = "a", kind = wood } ] }
    expect control doors.locked unknown because rooms["a"].locked
    expect town:1 unknown
  }
}
)ward");
  const driver::TestRun run = driver::run_tests(*compilation);
  CHECK(results(run) == "rooms: locked passed\nrooms: open passed\nrooms: unknown passed\n");
  CHECK(run.passed() == 3);
}

TEST_CASE("R10.6: values of every type arrive as they were written") {
  const auto compilation = compiled(R"ward(
test "values" {
  given { spent = $1.01  rate = 5.0001%  term = 2 months  seen = none  names = {"b", "a"}  size = 1.500000001 }
  case "as given" { expect control doors.used implemented }
  case "a cent less" { with { spent = $1 } expect control doors.used not_implemented because spent }
  case "a hair less" { with { rate = 5% } expect control doors.used not_implemented because rate }
  case "a month less" { with { term = 1 month } expect control doors.used not_implemented because term }
  case "a day" { with { seen = 2026-01-01 } expect control doors.used not_implemented because seen }
  case "no a" { with { names = {"b"} } expect control doors.used not_implemented because names }
  case "a bit less" { with { size = 1.5 } expect control doors.used not_implemented because size }
}
)ward");
  const driver::TestRun run = driver::run_tests(*compilation);
  CHECK(results(run).find("failed") == std::string::npos);
  CHECK(run.passed() == 7);
}

TEST_CASE("R10.6: what fails says what is") {
  const auto compilation = compiled(R"ward(
test "wrong" {
  given { bolts = 1  rooms = [ { id = "a", kind = steel, locked = true } ] }
  expect control doors.locked not_implemented
  expect town:1.{lock, bolt} met
  expect town:1 not_met because bolts, spent
  expect town:2 met
}
test "refused" {
  given { rooms = [ { id = "a", next = "nowhere" } ] }
  expect town:1 unknown
}
)ward");
  const driver::TestRun run = driver::run_tests(*compilation);
  const std::string said = results(run);
  CHECK(said.starts_with("wrong failed\n"
                         "  control doors.locked: not_implemented, is implemented\n"
                         "  town:1.{bolt}: met, is not_met\n"
                         "  town:1: not_met, is not_met, not because spent\n"
                         "  town:2: met, is not_judged (not_in_force)\n"
                         "refused failed\n"));
  CHECK(run.tests[1].error.find("nowhere") != std::string::npos);
  CHECK(run.failed() == 2);
  // The filter leaves tests out.
  CHECK(driver::run_tests(*compilation, {.filter = "refu"}).tests.size() == 1);
}

TEST_CASE("R10.7: coverage of controls, elements and conditions") {
  const auto compilation = compiled(R"ward(
test "one side" {
  given { bolts = 2  rooms = [ { id = "a", kind = wood, locked = true } ] }
  expect town:1 met
}
)ward");
  using Kind = driver::CoverageItem::Kind;
  const driver::TestRun run = driver::run_tests(*compilation);
  CHECK(run.covered(Kind::control) == std::pair<size_t, size_t>(0, 2));
  CHECK(run.covered(Kind::element) == std::pair<size_t, size_t>(0, 3));
  CHECK(run.covered(Kind::condition).first == 0);
  const auto find = [&](const driver::TestRun& in, std::string_view name) {
    for (const driver::CoverageItem& item : in.coverage)
      if (item.name == name)
        return std::string(item.seen_true ? "T" : "") + (item.seen_false ? "F" : "");
    return std::string("none");
  };
  CHECK(find(run, "doors.locked") == "T");
  CHECK(find(run, "doors.used") == "");
  CHECK(find(run, "town:1.{bolt}") == "T");
  CHECK(find(run, "town:2.{whole}") == "F"); // nothing covers it

  const auto more = compiled(R"ward(
test "both sides" {
  case "bolted" {
    with { bolts = 2  rooms = [ { id = "a", kind = wood, locked = true } ] }
    expect town:1 met
  }
  case "bare" {
    with { bolts = 1  rooms = [ { id = "a", kind = wood, locked = false, next = "a" } ] }
    expect town:1 not_met
  }
}
)ward");
  const driver::TestRun both = driver::run_tests(*more);
  CHECK(find(both, "doors.locked") == "TF");
  CHECK(find(both, "town:1.{bolt}") == "TF");
  CHECK(both.covered(Kind::control).first == 1);
  // bolts >= 2 was seen both ways; of the rest at least what `doors.used` reads was not.
  CHECK(both.covered(Kind::condition).first >= 1);
  CHECK(both.covered(Kind::condition).first < both.covered(Kind::condition).second);
}
