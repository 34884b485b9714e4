// SPDX-License-Identifier: Apache-2.0
#include "unit/check/program.h"

using namespace ward::check::test;

// A law, a framework, facts of both kinds; the last line is empty.
const std::string town = R"ward(authority town "Town" { force law source "code" }
authority yard "Yard" { force framework source "book" }
provision town:1 "Doors" { in force from 2020-01-01 }
provision yard:1 "Doors" { }
record Room key id { id : text  locked : bool "?"  sealed : bool "?" supplied by yard }
facts {
  own : bool "?"
  number : count "?"
  passed : bool "?" supplied by yard
  graded : count "?" supplied by yard
  passed_on : date? "?" supplied by yard
  own_on : date "?"
  passes : set of text "?" supplied by yard
  rooms : table of Room "?"
}
control all.used "Everything" {
  implemented when own and number > 0 and passed and graded > 0 and passed_on <= today and own_on <= today and passes includes {"a"}
    and (some r in rooms satisfies (r.locked and r.sealed))
  aligns yard:1
}
)ward";

namespace {

/// What a control with this condition, covering the law, is found to be: "error", "warning" or "".
std::string force_of(const std::string& condition, const std::string& more = "") {
  const Program program(town + more + "control doors.locked \"Lock\" {\n  implemented when " +
                        condition + "\n  covers town:1\n}\n");
  INFO(describe(program));
  std::string out;
  if (program.count(3301) > 0)
    out += "error";
  if (program.count(3302) > 0)
    out += "warning";
  CHECK(program.sink.sorted().size() == program.count(3301) + program.count(3302));
  return out;
}

} // namespace

TEST_CASE("R2.6: what a framework supplies cannot implement a control that covers a law") {
  CHECK(force_of("own") == "");
  CHECK(force_of("passed") == "error");
  CHECK(force_of("own and passed") == "error");
  CHECK(force_of("own or passed") == "warning");
  CHECK(force_of("not passed") == "error");
  CHECK(force_of("passed or graded > 3") == "error");
  CHECK(force_of("passed implies own") == "warning"); // own T, whatever passed is
  CHECK(force_of("own implies passed") == "warning"); // own F
  CHECK(force_of("passed or not passed") == "error"); // R5.1: unknown is no third way
  CHECK(force_of("own == passed") == "error");        // R5.7: unknown beside anything
}

TEST_CASE("R2.6: in comparisons, sets, dates and choices") {
  CHECK(force_of("graded > 3") == "error");
  CHECK(force_of("number + graded > 3") == "error");
  CHECK(force_of("passes includes {\"a\"}") == "error");
  CHECK(force_of("\"a\" in passes") == "error");
  CHECK(force_of("graded in {1, 2}") == "error");
  CHECK(force_of("passed_on is none") == "error");
  CHECK(force_of("age of own_on <= 1 year") == "");
  CHECK(force_of("latest(own_on, passed_on) <= today") == "error");   // both are asked for
  CHECK(force_of("latest(own_on, passed_on) >= today") == "warning"); // one is enough
  CHECK(force_of("earliest(own_on, passed_on) <= today") == "warning");
  CHECK(force_of("earliest(own_on, passed_on) >= today") == "error");
  CHECK(force_of("(if passed then number else number + 1) > 3") == "warning"); // R5.18
  CHECK(force_of("(if passed then own else false)") == "error");
  CHECK(force_of("(if own then passed else false)") == "error");
  CHECK(force_of("(if own then passed else true)") == "warning");
}

TEST_CASE("R2.6: over rows") {
  CHECK(force_of("some r in rooms satisfies r.sealed") == "error");
  CHECK(force_of("some r in rooms where r.sealed satisfies r.locked") == "error");
  CHECK(force_of("count(r in rooms where r.sealed) >= 1") == "error");
  CHECK(force_of("count(r in rooms where r.locked) >= 1") == "");
  // With no row at all these hold: the letter of the rule makes them warnings.
  CHECK(force_of("every r in rooms satisfies r.sealed") == "warning");
  CHECK(force_of("count(r in rooms where r.sealed) <= 3") == "warning");
  CHECK(force_of("share(r in rooms that r.sealed) >= 95%") == "warning");
  CHECK(force_of("share(r in rooms that r.sealed) > 95%") == "error");
  CHECK(force_of("rooms[\"a\"].sealed") == "error");
}

TEST_CASE("R2.6: a warning says when only an empty table saves it") {
  const Program program(town + R"ward(
control doors.locked "Lock" {
  implemented when every r in rooms satisfies r.sealed
  covers town:1
}
)ward");
  CHECK(program.notes(program.finding(3302))
            .find("implemented only while a table has no rows at all") != std::string::npos);
}

TEST_CASE("R2.5: through let, predicate, other controls and applies when") {
  CHECK(force_of("audited", "let audited = passed\n") == "error");
  CHECK(force_of("audited or own", "let audited = passed\n") == "warning");
  CHECK(force_of("some r in rooms satisfies tight(r)",
                 "predicate tight(r : Room) = r.locked and r.sealed\n") == "error");
  CHECK(force_of("high(graded)", "predicate high(n : count) = n > 3\n") == "error");
  CHECK(force_of("high(number) or high(graded)", "predicate high(n : count) = n > 3\n") ==
        "warning");
  CHECK(force_of("implemented(doors.audited)",
                 "control doors.audited \"Audit\" { implemented when passed  aligns yard:1 }\n") ==
        "error");
  CHECK(force_of("implemented(doors.audited)",
                 "control doors.audited \"Audit\" { applies when passed  implemented when own  "
                 "aligns yard:1 }\n") == "error");
  CHECK(force_of("not implemented(doors.audited)",
                 "control doors.audited \"Audit\" { applies when passed  implemented when own  "
                 "aligns yard:1 }\n") == "warning"); // own F
  CHECK(force_of("own\n  applies when passed") == "error");
}

TEST_CASE("R2.6: the finding names the fact, who supplies it and the way to it") {
  const Program program(town + R"ward(
let audited = passed
predicate fine(n : count) = n > 3 and audited
control doors.locked "Lock" {
  implemented when own and fine(number)
//                         ^^^^^^^^^^^^ error WARD3301
  covers town:1
}
)ward");
  const auto& finding = program.finding(3301);
  CHECK(finding.message ==
        "control `doors.locked` covers a law, but is never implemented without `passed`");
  CHECK(program.at(finding) == "fine(number)");
  const std::string notes = program.notes(finding);
  INFO(notes);
  CHECK(notes.starts_with("through `fine` <fine(number)>\nthrough `audited` <audited>\n"
                          "which reads `passed` <passed>\n"
                          "`passed` is supplied by `yard`, of force framework <"));
  CHECK(notes.find("the law that it covers <town:1>") != std::string::npos);
}

TEST_CASE("R2.6: of several supplied facts, the decisive one is named") {
  const Program program(town + R"ward(
control doors.locked "Lock" {
  implemented when (passed or own) and graded > 3
  covers town:1
}
)ward");
  CHECK(program.finding(3301).message.find("without `graded`") != std::string::npos);
}

TEST_CASE("R2.5: only what covers a law is held to this") {
  check_diags(town + R"ward(
authority deal "Deal" { force contract source "paper" }
provision deal:1 "Doors" { in force from 2020-01-01 }
control doors.audited "Audit" { implemented when passed  covers deal:1 }
control doors.aligned "Audit" { implemented when passed  aligns yard:1 }
)ward");
}

TEST_CASE("R2.6: a law's own expressions and roles read no supplied fact") {
  check_diags(town + R"ward(
let audited = passed
role audited_shop when audited and own
//                     ^^^^^^^ error WARD3303
provision town:2 "Windows" {
  in force from 2020-01-01
  applies when passed or own
//             ^^^^^^ error WARD3303
  element a "panes" applies when graded > 2 requires own
//                               ^^^^^^ error WARD3303
  element b "panes" decided by audited
//                             ^^^^^^^ error WARD3303
  element c "panes" decided by own
}
provision yard:2 "Windows" { element a "panes" decided by passed }
)ward");
}
