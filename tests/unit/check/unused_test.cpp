// SPDX-License-Identifier: Apache-2.0
#include "unit/check/program.h"

using namespace ward::check::test;

namespace {
constexpr std::string_view program_text = R"ward(
authority town "Town" { force law source "code" }
provision town:1 "Doors" { in force from 2020-01-01 }
enum Lock { none, bolt }
enum Colour { red, green }
record Room key id { id : text  locked : bool "?"  paint : text "?" }
record Shed key id { id : text  locked : bool "?" }
record Attic key id { id : text }
facts {
  own : bool "?"
  spare : Lock "?"
  rooms : table of Room "?"
  sheds : table of Shed "?"
}
let used = own
let unused = own
predicate tight(r : Room) = r.locked
predicate loose(r : Room) = not r.locked
control doors.locked "Lock" {
  parameter least : count >= 1 default 2
  implemented when used and (every r in rooms satisfies tight(r))
  covers town:1
}
)ward";
}

TEST_CASE("what nothing reads is named, once each") {
  const Program program(program_text);
  std::string messages;
  for (const auto* found : program.sink.sorted())
    messages += ward::diag::code_text(found->code) + " " + found->message + "\n";
  CHECK(messages == "WARD3505 nothing is of the enum `Colour`\n"
                    "WARD3502 nothing reads the field `paint` of `Room`\n"
                    "WARD3504 no table has rows of the record `Attic`\n"
                    "WARD3501 nothing reads the fact `spare`\n"
                    "WARD3503 nothing reads the table `sheds`\n"
                    "WARD3506 nothing reads `unused`\n"
                    "WARD3507 nothing calls the predicate `loose`\n"
                    "WARD3508 control `doors.locked` does not read its parameter `least`\n");
}

TEST_CASE("of a library nothing is said: others may read it") {
  const Program program(program_text, today, /*is_own=*/false);
  CHECK(describe(program) == "");
}

TEST_CASE("maturity, lookups and keys read too") {
  check_diags(R"ward(
authority town "Town" { force law source "code" }
provision town:1 "Doors" { in force from 2020-01-01 }
enum Level { low, high }
record Room key id { id : text  locked : bool "?" }
record Door key id { id : text  room : key of rooms "?" }
facts { level : Level "?"  rooms : table of Room "?"  doors : table of Door "?" }
control doors.locked "Lock" {
  implemented when every d in doors satisfies rooms[d.room].locked
  covers town:1
  maturity policy level
}
)ward");
}
