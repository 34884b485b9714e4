// SPDX-License-Identifier: Apache-2.0
#include "unit/check/program.h"

using namespace ward::check::test;

const std::string town = R"ward(authority town "Town" { force law source "code" }
provision town:1 "Doors" { in force from 2020-01-01 }
record Room key id { id : text  locked : bool "?" }
facts { own : bool "?"  rooms : table of Room "?"  sheds : table of Room "?" }
let tight = every r in rooms satisfies r.locked
control doors.locked "Lock" { implemented when own and tight  covers town:1 }
control doors.guarded "Guard" { implemented when some r in sheds where r.locked satisfies own  covers town:1 }
)ward";

namespace {

std::string codes(const std::string& exception) {
  const Program program(town + exception);
  std::string out;
  for (const auto* found : program.sink.sorted()) {
    if (!out.empty())
      out += " ";
    out += ward::diag::code_text(found->code);
  }
  return out;
}

} // namespace

TEST_CASE("R10.4, R10.5: both days are in, and the day of the check is 2026-01-01") {
  const std::string head =
      "exception e for control doors.locked because \"b\" approved by \"x\" on ";
  CHECK(codes(head + "2025-01-01 expires 2026-01-01") == "");
  CHECK(codes(head + "2025-01-01 expires 2025-12-31") == "WARD3601");
  CHECK(codes(head + "2026-06-01 expires 2026-06-01") == "");
  CHECK(codes(head + "2026-06-02 expires 2026-06-01") == "WARD3602");
  CHECK(codes(head + "2025-01-02 expires 2025-01-01") == "WARD3602");
}

TEST_CASE("R10.4: a control does not compensate for itself") {
  const std::string head =
      "exception e for control doors.locked because \"b\" approved by \"x\" on 2025-01-01 expires "
      "2027-01-01 compensated by ";
  CHECK(codes(head + "doors.locked") == "WARD3603");
  CHECK(codes(head + "doors.guarded") == "");
}

TEST_CASE("R10.4: rows are left out of each `every` and `some` over their table") {
  const auto at = [](const std::string& rows) {
    return codes("exception e for control doors.locked at " + rows +
                 " because \"b\" approved by \"x\" on 2025-01-01 expires 2027-01-01");
  };
  CHECK(at("rooms[\"a\"]") == ""); // through a let
  CHECK(at("sheds[\"a\"]") == "WARD3604");
  CHECK(at("sheds[\"a\"], sheds[\"b\"]") == "WARD3604");
}
