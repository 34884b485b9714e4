// SPDX-License-Identifier: Apache-2.0
#include "unit/resolve/phases.h"

using namespace ward::test;

TEST_CASE("R3.3 the parent is the longest declared prefix that ends before ( . or -") {
  const Resolved r(R"ward(
authority law "L" { force law }
provision law:164 "" { }
provision law:164.312 "" { }
provision law:164.3 "" { }
provision law:164.312(a) "" { }
provision law:164.312(a)(2)(i) "" { }
provision law:164.312(b)(1) "" { under law:164.3 }
provision law:AC-2(1) "" { }
provision law:AC "" { }
)ward");
  CHECK(r.sink.empty());
  CHECK_EQ(r.text(r.version("law:164").parent), "none");
  CHECK_EQ(r.text(r.version("law:164.312").parent), "law:164"); // 164.3 ends inside a number
  CHECK_EQ(r.text(r.version("law:164.312(a)(2)(i)").parent), "law:164.312(a)");
  CHECK_EQ(r.text(r.version("law:164.312(b)(1)").parent), "law:164.3");
  CHECK_EQ(r.text(r.version("law:AC-2(1)").parent), "law:AC");
}

TEST_CASE("R3.4 a provision without elements and judged children has `whole`") {
  const Resolved r(R"ward(
authority law "L" { force law }
provision law:1 "has a part" { }
provision law:1(a) "leaf" { }
provision law:2 "has only a definition below" { }
provision law:2(a) definition "a word" { }
provision law:3 "has its own" { element x "x" }
)ward");
  CHECK_EQ(r.elements(r.version("law:1")), "");
  CHECK_EQ(r.elements(r.version("law:1(a)")), "whole (implicit)");
  CHECK_EQ(r.elements(r.version("law:2")), "whole (implicit)");
  CHECK_EQ(r.elements(r.version("law:2(a)")), ""); // R3.2: no verdict
  CHECK_EQ(r.elements(r.version("law:3")), "x");
}

TEST_CASE("R3.4 what only needs others is derived: no `whole`, and nothing to cover") {
  const Resolved r(R"ward(
authority law "L" { force law }
provision law:1 "needed" { element x "x" }
provision law:2 "derived" { needs law:1 }
provision law:3 "needs, and asks for more" { needs law:1 element x "x" }
provision law:4 "needs, and has a part" { needs law:1 }
provision law:4(a) "the part" { }
provision law:5 permission "without a verdict" { needs law:1 }
provision law:6 standard "is to be implemented itself" { needs law:1 }
)ward");
  CHECK(r.version("law:2").derived);
  CHECK_EQ(r.elements(r.version("law:2")), "");
  for (const char* other : {"law:1", "law:3", "law:4", "law:4(a)", "law:5", "law:6"})
    CHECK_FALSE(r.version(other).derived);
  CHECK_EQ(r.elements(r.version("law:6")), "whole (implicit)");
  check_diags(R"ward(
authority law "L" { force law }
provision law:1 "needed" { element x "x" }
provision law:2 "derived" { needs law:1 }
facts { x : bool }
control c.a "A" { implemented when x covers law:2 }
//                                          ^^^^^ error WARD2037
)ward",
              run_resolve);
}

TEST_CASE("R3.15 covers reaches every version in force on or after the day that has the element") {
  const Resolved r(R"ward(
authority law "L" { force law }
provision law:1 "later" { in force from 2027-01-01 element a "a" element b "b" }
provision law:1 "old" { in force from 2000-01-01 until 2010-01-01 element a "a" element c "c" }
provision law:1 "today" { in force from 2010-01-01 until 2027-01-01 element a "a" }
facts { x : bool }
control c.a "A" { implemented when x covers law:1.{a} }
control c.b "B" { implemented when x covers law:1.{b} }
control c.c "C" { implemented when x covers law:1.{c} }
)ward");
  CHECK(r.sink.empty());
  const auto covered = [&](size_t version, size_t element) {
    const auto& provision = r.version("law:1", version);
    return r.decls.model.elements[provision.elements.at(element)].covered_by.size();
  };
  CHECK_EQ(r.version("law:1", 0).title, "old"); // versions are by start of their windows
  CHECK_EQ(covered(0, 0), 0);
  CHECK_EQ(covered(0, 1), 0);
  CHECK_EQ(covered(1, 0), 1);
  CHECK_EQ(covered(2, 0), 1);
  CHECK_EQ(covered(2, 1), 1);
}

TEST_CASE("R3.16 covers P means its own elements from the text") {
  check_diags(R"ward(
authority law "L" { force law }
provision law:1 "parts" { }
provision law:1(a) "a" { element t "t" element g "g" from guidance }
facts { x : bool }
control c.a "A" { implemented when x covers law:1 }
//                                          ^^^^^ error WARD2037
control c.b "B" { implemented when x covers law:1(a) }
control c.c "C" { implemented when x covers law:1(a).{g} }
control c.d "D" { implemented when x covers law:1(a).{h} }
//                                                    ^ error WARD2015
)ward",
              run_resolve);
}

TEST_CASE("R2.9 the index says what became of a number") {
  Resolved r(R"ward(
authority hipaa "HIPAA" { force law }
index hipaa "45 CFR 164" {
  printed hipaa:164.310(d)
  reserved hipaa:164.309
  renumbered hipaa:164.308(b)(4) to hipaa:164.308(b)(3) on 2013-09-23 because "the 2013 rule"
}
provision hipaa:164.308(b)(3) "Written contract or other arrangement" { }
provision hipaa:164.308(b)(4) "Written contract" { in force from 2003-04-21 until 2013-09-23 }
provision hipaa:164.308(c) "Struck" { vacated 2020-01-02 by "A v. B" }
provision hipaa:164.308(d) "Gone" { in force from 2003-04-21 until 2013-09-23 }
facts { x : bool }
control c.a "A" {
  implemented when x
  covers hipaa:164.308(b)(4)
  covers hipaa:164.309
  covers hipaa:164.310(d)
  covers hipaa:164.308(c)
  covers hipaa:164.308(d)
  covers hipaa:164.308(b)(5)
  covers hippa:164.308(b)(3)
}
)ward");
  CHECK_EQ(r.codes(), "WARD2031 WARD2032 WARD2030 WARD2033 WARD2034 WARD2014 WARD2011");
  const ward::diag::Diagnostic& moved = *r.sink.sorted()[0];
  CHECK_EQ(moved.message, "`hipaa:164.308(b)(4)` was renumbered");
  CHECK_EQ(moved.span_text, "not in force since 2013-09-23");
  CHECK_EQ(moved.notes.at(0).text,
           "the 2013 rule moved it to `hipaa:164.308(b)(3)` \"Written contract or other "
           "arrangement\"");
  CHECK_EQ(moved.fixes.at(0).replacement, "hipaa:164.308(b)(3)");
  CHECK_EQ(r.sink.sorted()[4]->span_text, "not in force since 2013-09-23");
  CHECK_EQ(r.sink.sorted()[5]->help,
           "did you mean `hipaa:164.308(b)(3)` or `hipaa:164.308(b)(4)`?");
  CHECK_EQ(r.sink.sorted()[6]->fixes.at(0).replacement, "hipaa");
}

TEST_CASE("R2.7, R2.1 what binds is covered, what is chosen is aligned with") {
  check_diags(R"ward(
authority law "L" { force law }
authority csf "F" { force framework }
authority vague "V" { }
//        ^^^^^ error WARD2039
provision law:1 "One" { }
provision csf:1 "One" { }
facts { x : bool }
control c.a "A" { implemented when x covers csf:1 }
//                                          ^^^^^ error WARD2035
control c.b "B" { implemented when x aligns law:1 superset }
//                                          ^^^^^ error WARD2036
control c.c "C" { implemented when x covers law:1 aligns csf:1 equal }
)ward",
              run_resolve);
}

TEST_CASE("an assessment lacks nothing that it is made of") {
  check_diags(R"ward(
penalty town.fine effective 2024-01-01 { source "s" tier one per violation $100 per year $1,000 }
assessment a.b { levels x 100% ratings y 100% by z certify when every z >= 62% valid 2 years }
assessment a.c { levels x 100% by z certify when every z > 62% }
//         ^^^ error WARD2058
//                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ error WARD2059
assessment a.d { levels x 100% under y, y 0% ratings y 100% by z certify when every w >= 62% scope when true }
//         ^^^ error WARD2060
//                                   ^ error WARD2008
//                                                                                  ^ error WARD2008
)ward",
              run_resolve);
}
