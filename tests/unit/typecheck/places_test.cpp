// SPDX-License-Identifier: Apache-2.0
#include "unit/typecheck/phases.h"

using namespace ward::test;

TEST_CASE("values that do not go where they stand") {
  check_program(R"ward(
enum Mfa { off, on }
record R key id { id : text  zones : set of text  n : count }
facts {
  t : table of R  own : key of t?  n : count  m : count  who : text  b : bool  fee : money
  kept : days  d : date  e : date  s : set of text  g : set of text  maybe : months?  mode : Mfa
}
let a01 = not n
//            ^ error WARD5003
let a02 = who < "x"
//            ^ error WARD5007
let a03 = s == g
//        ^ error WARD5008
let a04 = n in who
//             ^^^ error WARD5009
let a05 = s in g
//        ^ error WARD5010
let a06 = s includes "x"
//                   ^^^ error WARD5011
let a07 = {}
//        ^^ error WARD5012
let a08 = n in {1, 2, 1}
//                    ^ error WARD5013
let a09 = mode == Mfa
//                ^^^ error WARD5016
let a10 = t["x"].n.deep == 1
//                ^^^^^ error WARD5017
let a11 = who + 1
//        ^^^ error WARD5018
let a12 = n * m
//            ^ error WARD5019
let a13 = fee * $2
//              ^^ error WARD5020
let a14 = kept * 1.5
//               ^^^ error WARD5021
let a15 = kept <= 1_000_001 days
//                ^^^^^^^^^^^^^^ error WARD5024
let a16 = "x" in (if b then s else g)
//                          ^ error WARD5026
let a17 = end_of_year(latest(d, e)) >= d
//                    ^^^^^^^^^^^^ error WARD5027
let a18 = "x" in t[own].zones
//               ^^^^^^^^^^^^ error WARD5028
let a19 = t == 3
//        ^ error WARD5103
let a20 = t["x"] == 3
//        ^^^^^^ error WARD5104
let a21 = every x in n satisfies x.n == 1
//                   ^ error WARD2022
let a22 = every x in {"a"} satisfies x == 1
//                   ^^^^^ error WARD5105
let a23 = sum(count(x in t) for y in t) > 1
//            ^^^^^^^^^^^^^ error WARD5107
let a24 = share(x in t that x.n == 1)
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error WARD5110
let a25 = age of d <= 90
//                    ^^ error WARD5113
let a26 = [ ]
//        ^^^ error WARD5115
let a27 = latest()
//        ^^^^^^^^ error WARD5206
let a28 = implemented("c.a")
//                    ^^^^^ error WARD5207
)ward");
}

TEST_CASE("names and paths that lead nowhere") {
  check_program(R"ward(
record R key id { id : text  n : count }
facts { t : table of R  x : bool }
facts g { y : bool }
facts addressable { z : bool }
//    ^^^^^^^^^^^ error WARD2021
let a = every t in t satisfies t.n == 1
//            ^ error WARD2024
let b = g
//      ^ error WARD2025
let c = x.y
//       ^^ error WARD2026
let d = t.n == 1
//       ^^ error WARD2027
facts { e : table of Q  f : R?  h : bool fresh for 1_000_001 days }
//                   ^ error WARD2008
//                          ^ error WARD2051
//                                                 ^^^^^^^^^^^^^^ error WARD2048
predicate p(r : table of R) = x
//              ^^^^^^^^^^ error WARD2050
predicate q(r : p) = x
//              ^ error WARD2009
)ward");
}

TEST_CASE("authorities, proposals and provisions") {
  check_program(R"ward(
facts { x : bool }
role owner when x
authority law "L" { force lawful }
//                        ^^^^^^ error WARD2017
authority other "O" { force law binds all, owner }
//                                    ^^^ error WARD2042
authority third "T" { force law binds owner, tenant }
//                                           ^^^^^^ error WARD2012
index law "L" { printed other:1 }
//                      ^^^^^^^ error WARD2040
proposal draft "D" { force law }
provision draft:1 "P" { }
//        ^^^^^^^ error WARD2041
provision law:1 right prohibition "P" { }
//                    ^^^^^^^^^^^ error WARD2038
facts { y : bool supplied by law, other }
//                                ^^^^^ error WARD2045
record R key id { id : text  n : count }
facts { t : table of R privileged }
//      ^ error WARD2046
)ward");
}

TEST_CASE("controls, profiles and exceptions") {
  check_program(R"ward(
record R key id { id : text  n : count }
facts { t : table of R  x : bool }
authority law "L" { force law }
control c.a "A" {
//      ^^^ error WARD2044
  evidence list "L"
  evidence list "M"
//         ^^^^ error WARD2018
  maturity policy t
//                ^ error WARD2028
  parameter least : text default "x"
//                  ^^^^ error WARD5301
}
control c.b "B" { parameter n : count default x implemented when x }
//                                            ^ error WARD5306
profile p {
  authorities law, law
//                 ^^^ error WARD2018
  assume nothing
//       ^^^^^^^ error WARD2016
  set n = 1
//    ^ error WARD5304
  set c.b.n = 1
  set c.b.n = 2
//    ^^^^^ error WARD5305
}
exception e.a for control c.b at t["a"].n because "b" approved by "c" on 2026-01-01 expires 2026-02-01
//                               ^^^^^^^^ error WARD2029
)ward");
}

TEST_CASE("tests that say nothing, or too much") {
  check_program(R"ward(module m as of 2026-01-01
record R key id { id : text  n : count }
facts { t : table of R  x : bool }
control c.a "A" { implemented when x }
test "nothing" { given { x = true } }
//   ^^^^^^^^^ error WARD5409
test "cases" {
  given {
    x open = true
//    ^^^^ error WARD5405
    x = false
//  ^ error WARD5404
    t = {"a"}
//      ^^^^^ error WARD5401
    t["a"].id = "b"
//  ^^^^^^^^^ error WARD5406
  }
  expect control c.a implemented
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error WARD5410
  case "one" { expect control c.a implemented }
}
)ward");
}

TEST_CASE("R1.9 names of modules") {
  BuiltModel built;
  build_model(built, {{"main", "module main\nuse a.clinic\nuse b.doors\nuse c.doors\n"
                               "facts clinic { x : bool }\n"},
                      {"a.clinic", "module a.clinic\n"},
                      {"b.doors", "module b.doors\n"},
                      {"c.doors", "module c.doors\n"}});
  CHECK_EQ(built.problems(), "WARD2005 `clinic` is the name of a module and of facts\n"
                             "WARD2006 `doors` names two modules\n");
}

TEST_CASE("R1.10 what belongs to another module is written with its name") {
  const std::pair<std::string, std::string> library = {
      "lib.base", "module lib.base\nenum Mfa { off, on }\nfacts { n : count  mode : Mfa }\n"
                  "let few = n < 3\npredicate small(k : count) = k < 4\n"};
  BuiltModel good;
  build_model(good,
              {{"main", "module main\nuse lib.base as b\ncontrol c.a \"A\" { implemented when "
                        "b.few and b.small(n) and mode == b.Mfa.on }\n"},
               library});
  CHECK_EQ(good.problems(), "");
  BuiltModel bare;
  build_model(bare,
              {{"main", "module main\nuse lib.base as b\ncontrol c.a \"A\" { implemented when "
                        "few and b.less and small(n) }\n"},
               library});
  CHECK_EQ(bare.problems(), "WARD2008 no fact, row or name is called `few` here\n"
                            "WARD2008 no let, enum or predicate is called `b.less` here\n"
                            "WARD2008 no predicate is called `small` here\n");
  CHECK_EQ(bare.sink.sorted()[0]->help, "write `b.few`");
  CHECK_EQ(bare.sink.sorted()[2]->fixes.at(0).replacement, "b.small");
}
