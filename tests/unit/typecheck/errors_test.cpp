// SPDX-License-Identifier: Apache-2.0
#include "unit/typecheck/phases.h"

using namespace ward::test;

TEST_CASE("R4.2 units never mix, and each mistake is said once") {
  check_program(R"ward(
facts { kept : months  fee : money  full : percent  n : count  found : date }
let a = kept >= 60 days
//      ^^^^^^^^^^^^^^^ error WARD5002
let b = fee + 5 > $3
//      ^^^^^^^ error WARD5002
let c = full >= 95
//      ^^^^^^^^^^ error WARD5002
let d = found >= 60 days
//      ^^^^^^^^^^^^^^^^ error WARD5002
let e = a and b and c and d
)ward");
}

TEST_CASE("an error absorbs what is built on it") {
  check_program(R"ward(
facts { n : count }
let a = nn + 1
//      ^^ error WARD2008
let b = a * 2 > 3 and not (a == n)
predicate p(x : Mising) = x > 3
//              ^^^^^^ error WARD2008
control c.a "C" { implemented when b or p(n) or a > 2 }
)ward");
}

TEST_CASE("R5.20 an inner quantifier may not speak of the outer row") {
  check_program(R"ward(
record R key id { id : text n : count }
facts { t : table of R  u : table of R }
let a = every x in t satisfies (some y in u satisfies y.n > x.n)
//                                                          ^^^ error WARD5101
let b = every x in t satisfies (some y in u where y.n > 1 satisfies y.n > 2)
predicate p(x : R) = x.n > 1 and (some y in u satisfies y.n > x.n)
//                                                            ^^^ error WARD5101
predicate q(k : count) = some y in u satisfies y.n > k
predicate r(k : count) = q(k)
let c = every x in t satisfies r(x.n)
//                               ^^^ error WARD5102
let d = every x in t satisfies q(3)
let e = max(x.n for x in t) > 3
)ward");
}

TEST_CASE("R5.11, R5.13, R5.15 what stands in comparisons only") {
  check_program(R"ward(
record R key id { id : text n : count d : date c : money? }
facts { t : table of R  found : date }
let a = age of found
//      ^^^^^^^^^^^^ error WARD5112
let b = age of found == 3 days
//      ^^^^^^^^^^^^^^^^^^^^^^ error WARD5114
let c = min(x.n for x in t) + 1 > 2
//      ^^^^^^^^^^^^^^^^^^^ error WARD5109
let d = share(x in t that x.n > 1) >= 0.9
//                                    ^^^ error WARD5111
let e = min(x.n for x in t) >= count(y in t)
//                             ^^^^^^^^^^^^^ error WARD5108
let f = sum(x.c for x in t) > $3
//          ^^^ error WARD5106
let g = min(x.c for x in t) > $3
)ward");
}

TEST_CASE("R5.25, R5.5 optional values") {
  check_program(R"ward(
facts { b : bool?  d : date?  n : count }
control c.a "C" { implemented when b }
//                                 ^ error WARD5004
control c.b "C" { implemented when n is none }
//                                 ^ error WARD5005
control c.c "C" { implemented when d == none }
//                                      ^^^^ error WARD5006
control c.d "C" { implemented when d is none or b != true }
)ward");
}

TEST_CASE("R5.14 an expression that could pass 2^126 does not compile") {
  // 2^53 * 2^53 = 2^106, times 2^20 passes; times 2^19 does not.
  check_program(R"ward(
facts { n : count }
let a = n * 9_007_199_254_740_992 * 1_048_576 > 0
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error WARD5022
let b = n * 9_007_199_254_740_992 * 524_288 > 0
)ward");
}

TEST_CASE("R5.10 a sum counts 2^32 rows of its bound") {
  // 2^53 * 2^32 = 2^85; 2^41 times that passes, 2^40 does not.
  check_program(R"ward(
record R key id { id : text n : count }
facts { t : table of R }
let a = sum(x.n for x in t) * 2_199_023_255_552 > 0
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error WARD5022
let b = sum(x.n for x in t) * 1_099_511_627_776 > 0
)ward");
}

TEST_CASE("R5.24, R5.23 nothing leads back to itself, and the way round is shown") {
  Checked checked;
  parse_text(checked, R"ward(
facts { b : bool }
control a.one "One" { implemented when two_done }
control a.two "Two" { implemented when b and implemented(a.one) }
let two_done = implemented(a.two)
)ward");
  run_phases(checked);
  CHECK_EQ(checked.codes(), "WARD5203");
  CHECK_EQ(checked.sink.sorted()[0]->message,
           "this control asks for itself: `two_done` reads `a.two` reads `a.one` reads `two_done`");
  check_program(R"ward(
facts { b : bool }
predicate p(x : bool) = x or q(x)
predicate q(x : bool) = x and p(x)
//                            ^^^^ error WARD5202
let v : bool = w
let w : bool = v and b
//             ^ error WARD5201
)ward");
}

TEST_CASE("R5.24 the expansion is counted, not built") {
  std::string text = "facts { n : count }\npredicate p0(x : count) = x > n\n";
  for (int i = 1; i <= 40; ++i)
    text += "predicate p" + std::to_string(i) + "(x : count) = p" + std::to_string(i - 1) +
            "(x) and p" + std::to_string(i - 1) + "(x)\n";
  BuiltModel built;
  build_model(built, text);
  // p0 has 3 nodes; p(i) = 2 p(i-1) + 1 = 4 * 2^i - 1: the first over a million is p18 (1,048,575).
  CHECK_EQ(built.problems(), "WARD5204 `p18` stands for more than 1,000,000 operations\n");
}

TEST_CASE("R1.11 a name that could be two things") {
  check_program(R"ward(
enum Lock { key, bolt }
facts { lock : Lock  bolt : bool }
let a = lock == bolt
//              ^^^^ error WARD5014
let b = lock == Lock.bolt and bolt
let c = lock == blot
//              ^^^^ error WARD5015
)ward");
}

TEST_CASE("R6.3 parameters keep their bounds, in their control only") {
  check_program(R"ward(
facts { n : count }
control c.a "C" {
  parameter least : count >= 2 <= 9 default 1
//                                          ^ error WARD5302
  implemented when n >= least
}
control c.b "C" { implemented when n >= least }
//                                      ^^^^^ error WARD2008
profile p { set c.a.least = 10 }
//                          ^^ error WARD5302
profile q { set c.a.least = 9 }
profile r { set c.a.most = 9 }
//                  ^^^^ error WARD5303
)ward");
}

TEST_CASE("R5.22, R5.26, R5.23 what is no condition") {
  check_program(R"ward(
facts { b : bool }
role owner when b
let a = known b
//      ^^^^^^^ error WARD5116
let c = role(owner)
//      ^^^^^^^^^^^ error WARD5117
let d = implemented(c.nothing)
//                  ^^^^^^^^^ error WARD2013
)ward");
}
