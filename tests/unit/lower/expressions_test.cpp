// SPDX-License-Identifier: Apache-2.0
#include "unit/lower/lowered.h"

using ward::test::Lowered;

namespace {

constexpr std::string_view facts = R"ward(
module main as of 2026-01-01
authority acme "Acme" { force policy }
authority cert "A certifier" { force framework }
enum Mfa { none, enforced }
record System key id {
  id      : text
  ephi    : bool "e"
  tested  : bool? "t"
  mfa     : Mfa "m"
  uptime  : percent "u"
  cost    : money "c"
  spare   : count "s"
  graded  : count "g" supplied by cert
  checked : date? "d"
  owner   : key of vendors "o"
  second  : key of vendors? "o2"
}
record Vendor key id {
  id    : text
  baa   : bool "b"
  score : count "s" supplied by cert
  limit : count "l"
}
facts org {
  size    : count "n"
  ready   : bool "r"
  maybe   : bool? "m"
  rate    : percent "p"
  ratio   : decimal "q"
  start   : date "s"
  first   : date? "f"
  second  : date? "g"
  keep    : months "k"
  grace   : days "y"
  tags    : set of text "t"
  modes   : set of Mfa "t"
  score   : count "c" supplied by cert
  sealed  : bool "c" supplied by cert
  systems : table of System "every system"
}
facts { vendors : table of Vendor "every vendor" }
)ward";

ward::test::Shown own(std::string_view condition) {
  const Lowered program(std::string(facts) + "control c \"C\" { implemented when " +
                        std::string(condition) + " }\n");
  return program.own("c");
}
ward::test::Shown law(std::string_view condition) {
  const Lowered program(std::string(facts) + "control c \"C\" { implemented when " +
                        std::string(condition) + " }\n");
  return program.law("c");
}

} // namespace

TEST_CASE("a fact as a condition is a comparison with true") {
  CHECK(own("org.ready") == "(equal org.ready 1)");
  CHECK(own("not org.ready") == "(not (equal org.ready 1))");
  CHECK(own("org.maybe == true") == "(equal org.maybe 1)");
  CHECK(own("org.maybe != true") == "(not_equal org.maybe 1)");
  CHECK(own("org.maybe is none") == "(is_none org.maybe)");
  CHECK(own("org.maybe is not none") == "(not (is_none org.maybe))");
}

TEST_CASE("R5.1 logic keeps unknown and loses only constants, order and repeats") {
  CHECK(own("org.ready or not org.ready") == "(or (equal org.ready 1) (not (equal org.ready 1)))");
  CHECK(own("org.ready and org.ready") == "(equal org.ready 1)");
  CHECK(own("not (not org.ready)") == "(equal org.ready 1)");
  CHECK(own("org.ready implies org.size == 1") ==
        "(or (not (equal org.ready 1)) (equal 1 org.size))");
  CHECK(own("(org.ready and org.size == 2) and org.grace == 3 days") ==
        "(and (equal org.ready 1) (equal org.size 2) (equal org.grace 3))");
}

TEST_CASE("R5.7 orders turn round and scales align") {
  CHECK(own("org.size > 3") == "(less 3 org.size)");
  CHECK(own("org.size >= 3") == "(less_equal 3 org.size)");
  CHECK(own("org.rate >= 95%") == "(less_equal 950000 org.rate)");
  // decimal has nine digits, the literal's are folded
  CHECK(own("org.ratio < 2.5") == "(less org.ratio 2500000000)");
}

TEST_CASE("R5.6 membership") {
  CHECK(own("\"a\" in org.tags") == "(in_set \"a\" org.tags)");
  CHECK(own("enforced not in org.modes") == "(not (in_set 1 org.modes))");
  CHECK(own("org.tags includes {\"b\", \"a\"}") ==
        "(and (in_set \"b\" org.tags) (in_set \"a\" org.tags))");
  CHECK(own("org.size in {3, 1}") == "(in_set org.size {1 3})");
}

TEST_CASE("R5.8 R5.9 R5.10 R5.11 quantifiers and folds") {
  CHECK(own("every s in org.systems where s.ephi satisfies s.mfa == enforced") ==
        "(every org.systems where (equal .ephi 1) (equal .mfa 1))");
  CHECK(own("some s in org.systems satisfies s.ephi") == "(some org.systems (equal .ephi 1))");
  CHECK(own("count(s in org.systems where s.ephi) >= 2") ==
        "(less_equal 2 (count org.systems where (equal .ephi 1)))");
  CHECK(own("sum(s.spare for s in org.systems) > 4") ==
        "(less 4 (sum_nonnegative org.systems .spare))");
  CHECK(own("sum(s.cost for s in org.systems) > $4") == "(less 400 (sum org.systems .cost))");
  CHECK(own("share(s in org.systems where s.ephi that s.mfa == enforced) >= 95%") ==
        "(less_equal 0 (share org.systems where (equal .ephi 1) (equal .mfa 1) 950000 1000000))");
}

TEST_CASE("R5.13 min and max are quantifiers") {
  CHECK(own("min(s.spare for s in org.systems) >= 2") ==
        "(every org.systems (less_equal 2 .spare))");
  CHECK(own("min(s.spare for s in org.systems) < 2") == "(some org.systems (less .spare 2))");
  CHECK(own("max(s.spare for s in org.systems where s.ephi) <= 2") ==
        "(every org.systems where (equal .ephi 1) (less_equal .spare 2))");
  CHECK(own("max(s.spare for s in org.systems) == 2") ==
        "(and (some org.systems (less_equal 2 .spare)) (every org.systems (less_equal .spare 2)))");
}

TEST_CASE("R5.14 R5.15 R5.16 dates") {
  CHECK(own("age of org.start <= 12 months") == "(less_equal today (add_months org.start 12))");
  CHECK(own("age of org.start < 2 weeks") == "(less today (add_days org.start 14))");
  CHECK(own("age of org.start >= org.keep") ==
        "(less_equal (add_months org.start org.keep) today)");
  CHECK(own("age of org.start > org.grace") == "(less (add_days org.start org.grace) today)");
  CHECK(own("end_of_year(org.start) == today") == "(equal (end_of_year org.start) today)");
  CHECK(own("today - org.start <= 30 days") == "(less_equal (subtract today org.start) 30)");
}

TEST_CASE("R5.17 latest and earliest are taken apart") {
  CHECK(own("latest(org.first, org.second) <= today") ==
        "(and (or (less_equal org.first today) (is_none org.first)) "
        "(or (less_equal org.second today) (is_none org.second)) "
        "(not (and (is_none org.first) (is_none org.second))))");
  CHECK(own("latest(org.first, org.start) <= today") ==
        "(and (or (less_equal org.first today) (is_none org.first)) (less_equal org.start today))");
  CHECK(own("latest(org.first, org.second) >= today") ==
        "(or (less_equal today org.first) (less_equal today org.second))");
  CHECK(own("earliest(org.first, org.start) < today") ==
        "(or (less org.first today) (less org.start today))");
  CHECK(own("today <= latest(org.first, org.start) + 2 days") ==
        "(or (less_equal today (add_days org.first 2)) (less_equal today (add_days org.start 2)))");
  CHECK(own("latest(org.first, org.second) is none") ==
        "(and (is_none org.first) (is_none org.second))");
}

TEST_CASE("R5.18 conditionals are taken apart") {
  CHECK(own("org.start < (if org.ready then org.start else today)") ==
        "(or (and (equal org.ready 1) (less org.start org.start)) "
        "(and (less org.start today) (not (equal org.ready 1))) "
        "(and (less org.start org.start) (less org.start today)))");
}

TEST_CASE("R5.19 lookups") {
  CHECK(own("every s in org.systems satisfies vendors[s.owner].baa") ==
        "(every org.systems (equal vendors[.owner].baa 1))");
  CHECK(own("vendors[\"ehr\"].limit > 1") == "(less 1 vendors[\"ehr\"].limit)");
}

TEST_CASE("R2.5 a law reads what is supplied as unknown") {
  CHECK(own("org.score > 1") == "(less 1 org.score)");
  CHECK(law("org.score > 1") == "U");
  CHECK(law("org.score != 1") == "U");
  CHECK(law("org.sealed") == "U");
  CHECK(law("org.sealed or org.ready") == "(or U (equal org.ready 1))");
  CHECK(law("every s in org.systems where s.ephi satisfies s.graded > 1") ==
        "(every org.systems where (equal .ephi 1) U)");
  CHECK(law("count(s in org.systems where s.graded > 1) > 0") ==
        "(less 0 (count org.systems where U))");
  CHECK(law("sum(s.graded for s in org.systems where s.ephi) <= 4") ==
        "(less_equal (sum_nonnegative org.systems where (equal .ephi 1) unknown) 4)");
  CHECK(law("org.score in {1, 2}") == "U");
  // R5.19: none where the key is none, so a comparison is F there and U elsewhere
  CHECK(law("every s in org.systems satisfies vendors[s.second].score > 1") ==
        "(every org.systems (and U (not (is_none .second))))");
  CHECK(law("every s in org.systems satisfies vendors[s.owner].score > 1") ==
        "(every org.systems U)");
}

TEST_CASE("R5.24 lets and predicates expand, rows of one table alike") {
  const Lowered program(std::string(facts) + R"ward(
let large = org.size > 10
predicate guarded(s : System) = s.ephi implies s.mfa == enforced
predicate within(x : count, y : count) = x <= y and large
control a "A" { implemented when every s in org.systems satisfies guarded(s) }
control b "B" { implemented when some t in org.systems satisfies guarded(t) }
control c "C" { implemented when within(org.size, 12) and within(3, org.size) }
control d "D" { applies when large  implemented when org.ready }
control e "E" { implemented when implemented(d) and not large }
)ward");
  CHECK(program.own("a") == "(every org.systems (or (not (equal .ephi 1)) (equal .mfa 1)))");
  CHECK(program.own("b") == "(some org.systems (or (not (equal .ephi 1)) (equal .mfa 1)))");
  CHECK(program.own("c") == "(and (less_equal org.size 12) (less 10 org.size) "
                            "(less_equal 3 org.size))");
  CHECK(program.own("e") ==
        "(and (less 10 org.size) (equal org.ready 1) (not (less 10 org.size)))");
  CHECK(program.show(program.control("d").applies) == "(less 10 org.size)");
}

TEST_CASE("R2.5 through lets, predicates and other controls") {
  const Lowered program(std::string(facts) + R"ward(
let graded = org.score > 1
predicate at_least(x : count, y : count) = x >= y
predicate fine(s : System) = s.graded > 1
control a "A" { implemented when at_least(org.score, 3) or at_least(org.size, 3) }
control b "B" { implemented when graded and org.ready }
control c "C" { implemented when implemented(b) or org.size == 1 }
control d "D" { implemented when some s in org.systems satisfies fine(s) }
)ward");
  CHECK(program.own("a") == "(or (less_equal 3 org.score) (less_equal 3 org.size))");
  CHECK(program.law("a") == "(or U (less_equal 3 org.size))");
  CHECK(program.law("b") == "(and U (equal org.ready 1))");
  CHECK(program.law("c") == "(or (and U (equal org.ready 1)) (equal org.size 1))");
  CHECK(program.own("d") == "(some org.systems (less 1 .graded))");
  CHECK(program.law("d") == "(some org.systems U)");
}

TEST_CASE("R6.3 parameters") {
  const Lowered program(std::string(facts) + R"ward(
control c "C" { parameter least : count >= 2 default 3
  implemented when org.size >= least and org.size * least > 10 }
)ward");
  CHECK(program.own("c") ==
        "(and (less_equal $least org.size) (less 10 (multiply org.size $least)))");
}

TEST_CASE("a condition that expands too far is a fault, not a crash (R5.24)") {
  ward::test::BuiltModel built;
  ward::test::build_model(
      built, std::string(facts) + "control c \"C\" { implemented when org.size > 1 and org.ready "
                                  "and org.grace > 3 days }\n");
  REQUIRE_MESSAGE(!built.sink.has_errors(), built.problems());
  ward::lower::Options options;
  options.max_expansion = 5;
  const auto made = ward::lower::lower(built.model, built.sources, options);
  REQUIRE(!made.has_value());
  CHECK(made.error().kind == ward::lower::FaultKind::too_large);
  options.max_expansion = 100;
  CHECK(ward::lower::lower(built.model, built.sources, options).has_value());
  options.max_depth = 1;
  const auto deep = ward::lower::lower(built.model, built.sources, options);
  REQUIRE(!deep.has_value());
  CHECK(deep.error().kind == ward::lower::FaultKind::too_deep);
}

TEST_CASE("a chain of controls is lowered as deep as the limit") {
  constexpr int length = 150;
  std::string text(facts);
  for (int i = 0; i < length; ++i)
    text += fmt::format("control c.x{:03} \"C\" {{ implemented when {} }}\n", i,
                        i + 1 < length ? fmt::format("implemented(c.x{:03})", i + 1)
                                       : std::string("org.ready"));
  ward::test::BuiltModel built;
  ward::test::build_model(built, text);
  REQUIRE_MESSAGE(!built.sink.has_errors(), built.problems());
  const auto good = ward::lower::lower(built.model, built.sources);
  REQUIRE(good.has_value());
  CHECK(good->controls[0].implemented == good->controls[149].implemented);
  ward::lower::Options options;
  options.max_depth = 100;
  const auto deep = ward::lower::lower(built.model, built.sources, options);
  REQUIRE(!deep.has_value());
  CHECK(deep.error().kind == ward::lower::FaultKind::too_deep);
}
