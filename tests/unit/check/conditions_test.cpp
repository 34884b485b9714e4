// SPDX-License-Identifier: Apache-2.0
#include "unit/check/program.h"

using namespace ward::check::test;

const std::string town = R"ward(authority town "Town" { force law source "code" }
provision town:1 "Doors" { in force from 2020-01-01 }
enum Lock { none, bolt, cylinder }
record Room key id { id : text  locks : count "?" }
facts {
  own : bool "?"
  number : count "?"
  rate : percent "?"
  name : text "?"
  lock : Lock "?"
  done_on : date? "?"
  rooms : table of Room "?"
}
control all.used "Everything" {
  implemented when own and number > 0 and rate > 5% and name == "a" and lock == bolt and done_on <= today
    and (some r in rooms satisfies r.locks > 0)
  covers town:1
}
)ward";

namespace {

std::string settled(const std::string& condition) {
  const Program program(town + "control doors.locked \"Lock\" {\n  implemented when " + condition +
                        "\n  covers town:1\n}\n");
  INFO(condition << "\n" << describe(program));
  std::string out;
  if (program.count(3401) > 0)
    out += "never";
  if (program.count(3402) > 0)
    out += "always";
  CHECK(program.sink.sorted().size() == program.count(3401) + program.count(3402));
  return out;
}

} // namespace

TEST_CASE("conditions that no facts fulfil, or all") {
  CHECK(settled("own") == "");
  CHECK(settled("number < 0") == "never");
  CHECK(settled("number < 1") == "");
  CHECK(settled("number >= 0") == "always");
  CHECK(settled("number + 1 < 1") == "never");
  CHECK(settled("number + 1 < 2") == "");
  CHECK(settled("0 - number > 0") == "never");
  CHECK(settled("2 * number >= 0") == "always");
  CHECK(settled("true") == "always");
  CHECK(settled("own and false") == "never");
  CHECK(settled("own or true") == "always");
  CHECK(settled("own and not own") == ""); // left to the proofs
  CHECK(settled("1 == 2") == "never");
  CHECK(settled("name in {}") == "never");
  CHECK(settled("lock in {bolt, cylinder}") == "");
  CHECK(settled("done_on is none") == "");
  CHECK(settled("done_on is none or done_on is not none") == "");
  CHECK(settled("lock == bolt or lock != bolt") == "");
}

TEST_CASE("conditions over rows that no facts fulfil, or all") {
  CHECK(settled("count(r in rooms) >= 0") == "always");
  CHECK(settled("count(r in rooms) < 0") == "never");
  CHECK(settled("count(r in rooms where r.locks < 0) >= 1") == "never");
  CHECK(settled("some r in rooms satisfies r.locks < 0") == "never");
  CHECK(settled("every r in rooms satisfies r.locks < 0") == ""); // of no rooms
  CHECK(settled("every r in rooms satisfies r.locks >= 0") == "always");
  CHECK(settled("sum(r.locks for r in rooms) >= 0") == "always");
  CHECK(settled("sum(r.locks for r in rooms) < 0") == "never");
  CHECK(settled("min(r.locks for r in rooms) < 0") == "never");
  CHECK(settled("max(r.locks for r in rooms) < 0") == ""); // of no rooms
  CHECK(settled("share(r in rooms that r.locks > 0) >= 95%") == "");
  CHECK(settled("share(r in rooms that r.locks < 0) > 95%") == "never");
}

TEST_CASE("the part that is impossible by itself is pointed at") {
  check_diags(town + R"ward(
control doors.locked "Lock" {
  implemented when own and number < 0
//                         ^^^^^^^^^^ error WARD3401
  covers town:1
}
control doors.never "Lock" {
  applies when number < 0
//             ^^^^^^^^^^ error WARD3403
  implemented when own
  covers town:1
}
provision town:2 "Windows" {
  in force from 2020-01-01
  applies when number < 0
//             ^^^^^^^^^^ error WARD3405
  element a "panes" decided by own and number < 0
//                                     ^^^^^^^^^^ error WARD3405
}
role nobody when 1 == 2
//               ^^^^^^ error WARD3405
)ward");
}

TEST_CASE("R6.3: a parameter is what its bounds allow") {
  check_diags(town + R"ward(
control doors.a "Lock" {
  parameter least : count >= 1 default 2
  implemented when least < 1 and own
//                 ^^^^^^^^^ error WARD3401
  covers town:1
}
control doors.b "Lock" {
  parameter least : count >= 1 <= 9 default 2
  implemented when number < least
  covers town:1
}
control doors.c "Lock" {
  parameter least : count > 0 < 5 default 2
  implemented when own or least <= 4
//                 ^^^^^^^^^^^^^^^^^ warning WARD3402
  covers town:1
}
)ward");
}
