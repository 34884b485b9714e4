// SPDX-License-Identifier: Apache-2.0
#include "unit/check/program.h"

using namespace ward::check::test;

const std::string town = R"(authority town "Town" { force law source "code" })";

TEST_CASE("R3.1: a specification stands under a standard") {
  check_diags(town + R"ward(
provision town:1 standard "Doors" { in force from 2020-01-01 }
provision town:1(a) required "Locks" { in force from 2020-01-01 }
provision town:1(b) addressable "Bolts" { in force from 2020-01-01 }
provision town:2 "Windows" { in force from 2020-01-01 }
provision town:2(a) required "Panes" { in force from 2020-01-01 }
//        ^^^^^^^^^ error WARD3001
provision town:3 addressable "Gates" { in force from 2020-01-01 }
//        ^^^^^^ error WARD3001
)ward");
}

TEST_CASE("R3.1: the nearest standard is proposed as the parent") {
  const Program program(town + R"ward(
provision town:1 standard "Doors" { in force from 2020-01-01 }
provision town:2(a)(1) standard "Windows" { in force from 2020-01-01 }
provision town:2(a)(2) required "Panes" { in force from 2020-01-01 }
)ward");
  CHECK(program.finding(3001).help ==
        "write `under town:2(a)(1)`, or the standard that it belongs to");
}

TEST_CASE("R3.1: a standard under a standard, also two levels up") {
  check_diags(town + R"ward(
provision town:1 standard "Doors" { in force from 2020-01-01 }
provision town:1(a) "Locks" { in force from 2020-01-01 }
provision town:1(a)(1) standard "Keys" { in force from 2020-01-01 }
//        ^^^^^^^^^^^^ error WARD3003
)ward");
}

TEST_CASE("designations are for laws") {
  check_diags(R"ward(
authority yard "Yard" { force framework source "book" }
provision yard:1 standard "Doors" { }
//        ^^^^^^ error WARD3002
provision yard:2 "Windows" { }
)ward");
}

TEST_CASE("R3.2: a condition says when it applies") {
  check_diags(town + R"ward(
facts { filming : bool "?" }
provision town:1 condition "Notice" { in force from 2020-01-01 }
//        ^^^^^^ error WARD3004
provision town:2 condition "Notice" { in force from 2020-01-01 applies when filming }
)ward");
}

TEST_CASE("R3.3: parents form no cycle") {
  const Program program(town + R"ward(
provision town:1 "Doors" { under town:3 in force from 2020-01-01 }
provision town:2 "Locks" { under town:1 in force from 2020-01-01 }
provision town:3 "Keys" { under town:2 in force from 2020-01-01 }
)ward");
  CHECK(program.count(ward::diag::ParentCycle.code) == 1);
  CHECK(program.notes(program.finding(3013)) ==
        "`town:1` lies under `town:3` <town:1>\n`town:3` lies under `town:2` <town:3>\n"
        "`town:2` lies under `town:1` <town:2>\n");
}

TEST_CASE("R3.11: needs form no cycle with themselves and the tree") {
  check_diags(town + R"ward(
provision town:1 "Doors" { in force from 2020-01-01 needs town:2 or town:3 }
provision town:2 "Locks" { in force from 2020-01-01 }
provision town:3 "Keys" { in force from 2020-01-01 needs town:2 }
provision town:4 "Gates" { in force from 2020-01-01 }
provision town:4(a) "Bars" { in force from 2020-01-01 needs town:4 }
//        ^^^^^^^^^ error WARD3012
)ward");
  // A sibling is no cycle, though the parent has both.
  check_diags(town + R"ward(
provision town:1 "Doors" { in force from 2020-01-01 }
provision town:1(a) "Locks" { in force from 2020-01-01 }
provision town:1(b) "Keys" { in force from 2020-01-01 needs town:1(a) }
)ward");
}

TEST_CASE("needing what has no verdict changes nothing") {
  check_diags(town + R"ward(
provision town:1 "Doors" { in force from 2020-01-01 needs town:2 or town:3 }
//        ^^^^^^ warning WARD3018
provision town:2 "Locks" { in force from 2020-01-01 }
provision town:3 permission "Chains" { in force from 2020-01-01 }
)ward");
}

TEST_CASE("R3.15: versions neither overlap nor leave holes") {
  check_diags(town + R"ward(
provision town:1 "Doors" { in force from 2020-01-01 until 2024-01-01 }
provision town:1 "Doors" { in force from 2024-01-01 }
provision town:2 "Locks" { in force from 2020-01-01 until 2024-01-02 }
provision town:2 "Locks" { in force from 2024-01-01 }
//        ^^^^^^ error WARD3005
provision town:3 "Keys" { in force from 2020-01-01 until 2023-12-31 }
provision town:3 "Keys" { in force from 2024-01-01 }
//        ^^^^^^ error WARD3006
provision town:4 "Gates" {
  in force from 2020-01-01 until 2023-01-01
  gap from 2023-01-01 until 2024-01-01 because "repealed"
}
provision town:4 "Gates" { in force from 2024-01-01 }
)ward");
}

TEST_CASE("R3.15: the hole may be explained in the later version too, and must be met exactly") {
  check_diags(town + R"ward(
provision town:1 "Doors" { in force from 2020-01-01 until 2023-01-01 }
provision town:1 "Doors" {
  gap from 2023-01-01 until 2024-01-01 because "repealed"
  in force from 2024-01-01
}
provision town:2 "Locks" { in force from 2020-01-01 until 2023-01-01 }
provision town:2 "Locks" {
//        ^^^^^^ error WARD3006
  gap from 2023-01-02 until 2024-01-01 because "repealed"
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error WARD3007
  in force from 2024-01-01
}
)ward");
}

TEST_CASE("R3.15: a version's words name the day and the hole") {
  const Program program(town + R"ward(
provision town:2 "Locks" { in force from 2020-01-01 until 2024-01-02 }
provision town:2 "Locks" { in force from 2024-01-01 until 2024-02-29 }
provision town:2 "Locks" { in force from 2024-03-01 }
)ward");
  CHECK(program.finding(3005).message == "two versions of `town:2` are in force on 2024-01-01");
  CHECK(program.finding(3006).message ==
        "no version of `town:2` is in force from 2024-02-29 until 2024-03-01");
}

TEST_CASE("windows that end before they begin") {
  check_diags(town + R"ward(
provision town:1 "Doors" { in force from 2024-01-01 until 2024-01-01 }
//        ^^^^^^ error WARD3008
)ward");
}

TEST_CASE("a provision of a law says since when; one of a framework or a proposal need not") {
  check_diags(town + R"ward(
authority yard "Yard" { force framework source "book" }
provision town:1 "Doors" { }
//        ^^^^^^ error WARD3016
provision town:2 "Locks" { in force from 2020-01-01 }
provision yard:1 "Doors" { }
proposal draft "Bolts" { force law  source "gazette"  provision draft:1 "Bolts" { replaces town:2 } }
)ward");
}

TEST_CASE("R3.13: due dates") {
  check_diags(town + R"ward(
facts { small : bool "?" }
role small_shop when small
provision town:1 "Doors" { in force from 2020-01-01 due 2021-01-01, 2022-01-01 for small_shop }
provision town:2 "Locks" { in force from 2020-01-01 due 2021-01-01 for small_shop, 2022-01-01 for small_shop }
//        ^^^^^^ error WARD3010
provision town:3 "Keys" { in force from 2020-01-01 due 2020-01-01, 2019-12-31 for small_shop }
//        ^^^^^^ warning WARD3009
)ward");
}

TEST_CASE("R3.13: a later version may repeat the dates of the first") {
  check_diags(town + R"ward(
provision town:1 "Doors" { in force from 2020-01-01 until 2023-01-01 due 2021-01-01 }
provision town:1 "Doors" { in force from 2023-01-01 due 2021-01-01 }
)ward");
}

TEST_CASE("R3.17: what a proposal replaces is in force") {
  check_diags(town + R"ward(
provision town:1 "Doors" { in force from 2020-01-01 until 2026-01-01 }
provision town:2 "Locks" { in force from 2020-01-01 until 2026-01-02 }
provision town:3 "Keys" { in force from 2020-01-01 replaces town:2 }
//        ^^^^^^ error WARD3015
proposal draft "Bolts" {
  force law
  source "gazette"
  provision draft:1 "Bolts" { replaces town:1 }
//          ^^^^^^^ error WARD3014
  provision draft:2 "Bolts" { replaces town:2 }
}
)ward");
}

TEST_CASE("an authority names its source") {
  const Program program(R"(authority town "Town" { force law })");
  CHECK(program.count(ward::diag::AuthorityWithoutSource.code) == 1);
  const Program library(R"(authority town "Town" { force law })", today, /*is_own=*/false);
  CHECK(describe(library) == "");
}

TEST_CASE("R3.5: a law's element does not depend on a parameter") {
  check_diags(town + R"ward(
facts { locks : count "?" }
control doors.locked "Lock" {
  parameter least : count >= 1 default 2
  implemented when locks >= least
  covers town:2
}
provision town:2 "Locks" { in force from 2020-01-01 }
provision town:1 "Doors" {
  in force from 2020-01-01
  element a "locks" decided by implemented(doors.locked)
//                             ^^^^^^^^^^^^^^^^^^^^^^^^^ error WARD3011
  element b "locks" decided by locks >= 2
  element c "locks" decided by implemented(doors.locked) from practice
}
)ward");
}
