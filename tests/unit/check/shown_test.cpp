// SPDX-License-Identifier: Apache-2.0
#include "unit/check/program.h"

using namespace ward::check::test;

const std::string town = R"ward(authority town "Town" { force law source "code" }
provision town:1 "Doors" { in force from 2020-01-01 }
provision town:2 scope "Burden" { in force from 2020-01-01 }
record Room key id { id : text  locked : bool "?" }
facts { own : bool "?"  rooms : table of Room "?" }
)ward";

TEST_CASE("R5.21: plainly in `implemented when`, `decided by`, `requires`") {
  check_diags(town + R"ward(
control doors.a "Lock" {
  implemented when own and (every r in rooms satisfies (shown r.locked by town:2))
  covers town:1
}
control doors.b "Lock" {
  implemented when not (shown own by town:2)
//                      ^^^^^^^^^^^^^^^^^^^ error WARD3404
  covers town:1
}
control doors.c "Lock" {
  implemented when not (not (shown own by town:2))
  covers town:1
}
control doors.d "Lock" {
  implemented when (shown own by town:2) implies own
//                  ^^^^^^^^^^^^^^^^^^^ error WARD3404
  covers town:1
}
control doors.e "Lock" {
  implemented when every r in rooms where (shown r.locked by town:2) satisfies own
//                                         ^^^^^^^^^^^^^^^^^^^^^^^^ error WARD3404
  covers town:1
}
control doors.f "Lock" {
  implemented when count(r in rooms where (shown r.locked by town:2)) >= 1
//                                         ^^^^^^^^^^^^^^^^^^^^^^^^ error WARD3404
  covers town:1
}
provision town:3 "Windows" {
  in force from 2020-01-01
  element a "panes" decided by shown own by town:2
  element b "panes" requires not (shown own by town:2)
//                                ^^^^^^^^^^^^^^^^^^^ error WARD3404
}
)ward");
}

TEST_CASE("R5.21: behind a `not` in a law's `applies when`, nowhere in a control's or a role") {
  check_diags(town + R"ward(
provision town:3 "Windows" {
  in force from 2020-01-01
  applies when not (shown own by town:2)
  element a "panes" applies when shown own by town:2
//                               ^^^^^^^^^^^^^^^^^^^ error WARD3404
  element b "panes"
}
control doors.a "Lock" {
  applies when not (shown own by town:2)
//                  ^^^^^^^^^^^^^^^^^^^ error WARD3404
  implemented when some r in rooms satisfies r.locked
  covers town:1
}
role careless when not (shown own by town:2)
//                      ^^^^^^^^^^^^^^^^^^^ error WARD3404
)ward");
}

TEST_CASE("R5.21: through names, with the way to it") {
  const Program program(town + R"ward(
let proven = shown own by town:2
control doors.a "Lock" { implemented when proven  covers town:1 }
control doors.b "Lock" {
  implemented when not implemented(doors.a) and (some r in rooms satisfies r.locked)
  covers town:1
}
)ward");
  CHECK(program.count(3404) == 1);
  CHECK(program.at(program.finding(3404)) == "shown own by town:2");
  CHECK(program.notes(program.finding(3404)) ==
        "through `doors.a` <implemented(doors.a)>\nthrough `proven` <proven>\n");
}
