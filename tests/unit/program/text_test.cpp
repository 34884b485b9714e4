// SPDX-License-Identifier: Apache-2.0
#include "program/text.h"

#include <doctest/doctest.h>

using namespace ward::program;

namespace {

std::string message(std::string_view text) {
  const auto program = parse(text);
  return program ? "" : std::to_string(program.error().line) + ": " + program.error().message;
}

} // namespace

// Every instruction, every kind of record, every field away from its default.
TEST_CASE("the text form comes back as it was") {
  constexpr std::string_view text = R"text(ward_program 1
library "demo" version "1.2" release 7 reviewed_day 20000 compiler "ward 0.1.0" standard_library "law" standard_version "3.1" standard_release 2 standard_reviewed_day 20100
file "a.ward"
file "b/c.ward"
enum "Mfa" members ["none" "enforced"]
fact "org.size" type count prompt "How many \"people\"?\u0009Count." fresh 90d supplied_by 1 privileged true origin 0:2:3 doc "d"
fact "org.tags" type set:text
table "addressable"
  field "id" type text
  field "for_rows" type set:text
table "systems" key_field 1 prompt "every one" fresh 6m origin 1:4:1
  field "mfa" type enumeration:0?
  field "id" type text
  field "uptime" type percent/6
authority "hipaa" title "HIPAA" force contract unjudged ["state law"] sources ["x" "y"]
%0 = truth F : truth
%1 = number -5 : number @1:2:3
%2 = text "pms" : text
%3 = number_set [-5 3] : number_set
%4 = text_set ["a" "b"] : text_set
%5 = today : number
%6 = parameter 0 : number
%7 = assumed 0 : truth
%8 = fact org.size : number
%9 = field id : text lane systems
%10 = lookup systems uptime %2 : number
%11 = add %1 %8 : number
%12 = subtract %1 %8 : number
%13 = negate %8 : number
%14 = multiply %8 %6 : number
%15 = add_days %5 %8 : number
%16 = add_months %5 %8 : number
%17 = end_of_year %5 : number
%18 = equal %8 %11 : truth
%19 = not_equal %2 %9 : truth lane systems
%20 = less %8 %11 : truth
%21 = less_equal %8 %11 : truth
%22 = is_none %10 : truth
%23 = in_set %8 %3 : truth
%24 = logical_not %20 : truth
%25 = logical_and %20 %21 %22 : truth
%26 = logical_or %20 %24 : truth
%27 = shown %20 : truth
%28 = every systems _ %19 : truth
%29 = some systems %19 %20 : truth
%30 = count systems %19 : number
%31 = field uptime : number lane systems
%32 = sum systems _ %31 : number
%33 = sum_nonnegative systems %19 %31 : number
%34 = share systems [_ %19 %1 %6] : number
%35 = field for_rows : text_set lane addressable
%36 = excused %9 %26 %35 : truth lane systems
%37 = unknown : text
role "covered_entity" node %20 origin 0:9:1
proposal "nprm" title "The proposal"
parameter "least" control 0 type count default_number 12
profile "full" title "All" authorities [0] assumes [0] scope %20 minimum_proof 2
  setting 0 number 14
provision "hipaa:1(a)" authority 0 title "T" says "S" designation addressable modality prohibition from_day 10 until_day 20 vacated true vacated_day 15 vacated_by "a case" proposal 1 replaced_by [0] applicable %20 applies %21 due %22 met %24 met_plain %25 entity_decision %26 children [1] parent 2 contributors [0] sources ["s"] origin 0:1:1 due_text "2005-04-20"
  element "guard" phrase "guards" basis practice applies %20 met %21 met_plain %22 expression %24 by_controls %25 controls [0] origin 0:2:2 decided true
control "access.ids" title "T" doc "D" pillar "identity" owner "it" effort "5 days" cost "low" applies %20 implemented %21 law_applies %22 law_implemented %24 covers [0] aligns ["hitrust:01.q equal"] origin 0:3:3
  evidence "export" title "User list" fresh 90d
exception "x" control 0 because "b" approved_by "c" on_day 1 expires_day 2 compensated_by 1 implemented_without %20 origin 0:5:5
  row 1 key "pms"
)text";
  // (a first field always stands; `authority 0` and `control 0` are defaults and do not)
  std::string expected(text);
  const auto drop = [&](std::string_view part) {
    const size_t at = expected.find(part);
    REQUIRE(at != std::string::npos);
    expected.erase(at, part.size());
  };
  drop(" authority 0");
  drop(" control 0");
  drop(" control 0");
  const auto program = parse(text);
  REQUIRE_MESSAGE(program.has_value(), message(text));
  CHECK(print(*program) == expected);
}

TEST_CASE("what cannot be read says where and why") {
  CHECK(message("ward_program 2\n") == "1: `2` stands for `1`");
  CHECK(message("\n%1 = today : number\n") == "2: node %1 stands where %0 is due");
  CHECK(message("%0 = tomorrow : number\n") == "1: no instruction `tomorrow`");
  CHECK(message("%0 = fact a.b : number\n") == "1: no fact or field `a.b` above this line");
  CHECK(message("%0 = field a : number\n") == "1: a field needs a lane");
  CHECK(message("%0 = truth T\n") == "1: the line ends too early");
  CHECK(message("fact \"a\" typ count\n") == "1: `typ` is no field here");
  CHECK(message("fact \"a\" type counts\n") == "1: `counts` is no type");
  CHECK(message("fact \"a\n") == "1: a text does not end");
  CHECK(message("table \"t\" field \"f\"\n") == "1: `field` has its own line");
  CHECK(message("%0 = number 9223372036854775808 : number\n") ==
        "1: `9223372036854775808` is no number that fits here");
}
