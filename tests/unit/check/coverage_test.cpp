// SPDX-License-Identifier: Apache-2.0
#include "unit/check/program.h"

using namespace ward::check::test;

const std::string town = R"(authority town "Town" { force law source "code" })";

TEST_CASE("R10.3: an element that nothing covers, where the profile claims the authority in full") {
  check_diags(town + R"ward(
provision town:1 "Doors" {
  in force from 2020-01-01
  element a "locks"
  element b "bolts"
//        ^ error WARD3101
  element c "chains" from practice
}
provision town:2 "Windows" { in force from 2020-01-01 }
//        ^^^^^^ error WARD3101
provision town:3 "Old" { in force from 2020-01-01 until 2026-01-01 }
provision town:4 "New" { in force from 2026-01-02 }
provision town:5 definition "Door" { in force from 2020-01-01 }
provision town:6 "Void" { in force from 2020-01-01 vacated 2024-01-01 by "A v. B" }
facts { locked : bool "?" }
control doors.locked "Lock" { implemented when locked  covers town:1.{a} }
profile whole { claims town in full }
)ward");
}

TEST_CASE("R10.3: the finding names the profile, at its claim") {
  const Program program(town + R"ward(
provision town:2 "Windows" { in force from 2020-01-01 }
profile whole { claims town in full }
)ward");
  const auto& finding = program.finding(3101);
  CHECK(finding.message == "nothing covers the element `whole` of `town:2`");
  CHECK(program.notes(finding).starts_with("profile `whole` claims `town` in full <"));
  CHECK(finding.help == "write `covers town:2` in a control, or drop the claim");
}

TEST_CASE("R3.17: a claim follows the proposals that its profile assumes") {
  check_diags(town + R"ward(
provision town:1 "Doors" { in force from 2020-01-01 }
provision town:2 "Windows" { in force from 2020-01-01 }
facts { locked : bool "?" }
control doors.locked "Lock" { implemented when locked  covers town:2 }
proposal draft "Bolts" { force law  source "gazette"  provision draft:1 "Bolts" { replaces town:1 } }
profile later { claims town in full  assume draft }
)ward");
}

TEST_CASE("without a claim, what is uncovered is a list") {
  const Program program(town + R"ward(
provision town:1 "Doors" {
  in force from 2020-01-01
  element a "locks"
  element b "bolts"
}
provision town:2 "Windows" { in force from 2027-01-01 }
facts { locked : bool "?" }
control doors.locked "Lock" { implemented when locked  covers town:1.{b} }
)ward");
  CHECK(describe(program) == "");
  const auto uncovered = ward::check::list_uncovered(*program.model);
  REQUIRE(uncovered.size() == 1);
  CHECK(program.model->elements[uncovered[0]].name == "a");
}

TEST_CASE("claims of what is not selected, and of nothing") {
  check_diags(town + R"ward(
authority yard "Yard" { force framework source "book" }
provision yard:1 "Doors" { }
facts { locked : bool "?" }
control doors.locked "Lock" { implemented when locked  aligns yard:1 }
profile a { claims town in full }
//                 ^^^^ error WARD3105
profile b { authorities yard  claims town in full }
//                                   ^^^^ error WARD3104
)ward");
}

TEST_CASE("R6.4: a control that covers and aligns nothing") {
  check_diags(town + R"ward(
provision town:1 "Doors" { in force from 2020-01-01 }
facts { locked : bool "?" }
control doors.locked "Lock" { implemented when locked  covers town:1 }
control doors.idle "Lock" { implemented when locked }
//      ^^^^^^^^^^ warning WARD3102
)ward");
}

TEST_CASE("covering one element twice") {
  check_diags(town + R"ward(
provision town:1 "Doors" {
  in force from 2020-01-01 until 2023-01-01
  element a "locks"
}
provision town:1 "Doors" {
  in force from 2023-01-01
  element a "locks"
  element b "bolts"
}
facts { locked : bool "?" }
control doors.once "Lock" { implemented when locked  covers town:1 }
control doors.twice "Lock" {
  implemented when locked
  covers town:1
  covers town:1.{b}
//       ^^^^^^^^^^ warning WARD3103
}
control doors.apart "Lock" {
  implemented when locked
  covers town:1.{a}
  covers town:1.{b}
}
)ward");
}
