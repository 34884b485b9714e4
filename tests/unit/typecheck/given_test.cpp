// SPDX-License-Identifier: Apache-2.0
#include "unit/typecheck/phases.h"

using namespace ward::test;

namespace {

constexpr std::string_view clinic = R"ward(module clinic as of 2026-02-01
enum Mfa { none, enforced }
record System key id { id : text  mfa : Mfa  zones : set of text  tested : date?  users : count }
facts { systems : table of System  kept : months  main : key of systems  ends : date? }
authority law "L" { force law }
provision law:1 "One" { element a "a" element b "b" }
proposal draft "D" { force law }
control c.a "C" { implemented when kept >= 6 years covers law:1 }
)ward";

} // namespace

TEST_CASE("R10.6 given values are typed by their facts") {
  CHECK_EQ(lines_of(printed(std::string(clinic) + R"ward(
test "t" {
  assume draft
  given {
    kept = 6 years, main = "pms", ends = none
    systems open = [ { id = "pms", mfa = none, zones = {"a", "b"}, tested = none, users = 3 },
                     { id = "ehr", tested = 2025-12-31 } ]
  }
  with { systems["ehr"].users = 9 }
  expect law:1.{a} met with no_instances because systems["pms"].mfa, kept
  expect control c.a implemented
}
)ward"),
                    "  "),
           R"(key id : text "A number for this decision"
citation : text "Which addressable specification is it about?"
for_entity : bool "Is it for the organization as a whole?"
for_table : text? "If it is for some rows: of which table?"
for_rows : set of text "The keys of these rows"
assessed_on : date? "When was it assessed whether the measure is reasonable?"
rationale_written : bool "Are the reasons in writing?"
factors : set of AddressableFactor "Which factors were weighed?"
approved_on : date? "When was it approved?"
alternative : text? "Which control is in place instead?"
none_reason_written : bool "If there is no alternative: is it in writing why none is reasonable?"
key id : text
mfa : Mfa
zones : set of text
tested : date?
users : count
element a from text
  covered by c.a
element b from text
  covered by c.a
implemented when (>= (fact kept) 72 months)
covers law:1 {a, b}
assumes draft
given kept = 72 months
given main = "pms"
given ends = none
given systems open
given systems["pms"].id = "pms"
given systems["pms"].mfa = none
given systems["pms"].zones = {"a", "b"}
given systems["pms"].tested = none
given systems["pms"].users = 3
given systems["ehr"].id = "ehr"
given systems["ehr"].tested = 2025-12-31
given systems["ehr"].users = 9
expect law:1.a met with no_instances because systems["pms"].mfa because kept
expect c.a implemented
)");
}

TEST_CASE("R10.6 a case is one test with the shared given in front") {
  const std::string text = printed(std::string(clinic) + R"ward(
test "t" {
  as of 2026-03-01
  given { kept = 6 years }
  case "short" { with { kept = 5 years } expect control c.a not_implemented }
  case "long" { expect control c.a implemented }
}
)ward");
  CHECK_EQ(text.substr(text.find("test \"t\"")), R"(test "t" case "short" as of 2026-03-01
  given kept = 72 months
  given kept = 60 months
  expect c.a not_implemented
test "t" case "long" as of 2026-03-01
  given kept = 72 months
  expect c.a implemented
)");
}

TEST_CASE("mistakes in tests") {
  check_program(R"ward(
enum Mfa { off, enforced }
record System key id { id : text  mfa : Mfa  users : count }
facts { systems : table of System  kept : months }
control c.a "C" { implemented when kept >= 6 years }
test "t" {
//   ^^^ error WARD5408
  given {
    kept = 60 days
//         ^^^^^^^ error WARD5001
    systems = [ { mfa = off }, { id = "a", users = -1 }, { id = "a" } ]
//              ^^^^^^^^^^^^^ error WARD5402
//                                                 ^^ error WARD5001
//                                                       ^^^^^^^^^^^^ error WARD5403
    systems["b"].mfa = sms
//                     ^^^ error WARD5015
  }
  expect control c.a met
//                   ^^^ error WARD5407
  expect control c.b implemented
//               ^^^ error WARD2013
}
)ward");
}
