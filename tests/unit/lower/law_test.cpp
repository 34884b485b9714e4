// SPDX-License-Identifier: Apache-2.0
#include "unit/lower/lowered.h"

#include <algorithm>

using ward::test::Lowered;

namespace {

constexpr std::string_view head = R"ward(
module main as of 2026-01-01
record System key id { id : text  ephi : bool "e" }
facts { f : bool "f"  g : bool "g"  h : bool "h"  k : bool "k"  big : bool "b"
        score : count "s" supplied by cert
        systems : table of System "s" }
role covered when f
role small when g
authority cert "Certifier" { force framework }
authority law "The law" { force law  binds covered }
authority deal "A contract" { force contract }
)ward";

Lowered with(std::string_view text) {
  return Lowered(std::string(head) + std::string(text));
}

// 2003-04-21 is day 12163, 2005-04-20 day 12893, 2006-04-20 day 13258, 2013-09-23 day 15971.
constexpr std::string_view F = "(equal f 1)";

} // namespace

TEST_CASE("R3.6 R3.8 an element by controls, decided and with a floor") {
  const Lowered p = with(R"ward(
provision law:1(a) "By controls" { in force from 2003-04-21 }
provision law:1(b) "Decided" { in force from 2003-04-21  element e "e" decided by g }
provision law:1(c) "Floor" { in force from 2003-04-21  element e "e" requires g }
control c1 "C1" { applies when h  implemented when k  covers law:1(a)  covers law:1(c) }
control c2 "C2" { implemented when score > 1 or big  covers law:1(a) }
)ward");
  const auto& by_controls = p.provision("law:1(a)").elements[0];
  CHECK(p.show(by_controls.applies) == F);
  // c2 is judged for a law: its certificate's score is unknown
  CHECK(p.show(by_controls.by_controls) == "(or (and (equal h 1) (equal k 1)) U (equal big 1))");
  CHECK(by_controls.met == by_controls.by_controls);
  CHECK(!by_controls.expression);
  CHECK(by_controls.controls == std::vector<uint32_t>{0, 1});
  CHECK(p.show(p.provision("law:1(a)").met) ==
        "(or (not (equal f 1)) (and (equal h 1) (equal k 1)) U (equal big 1))");

  const auto& decided = p.provision("law:1(b)").elements[0];
  CHECK(decided.decided);
  CHECK(p.show(decided.met) == "(equal g 1)");
  CHECK(!decided.by_controls);

  const auto& floor = p.provision("law:1(c)").elements[0];
  CHECK(p.show(floor.met) == "(and (equal h 1) (equal k 1) (equal g 1))");
  CHECK(p.show(floor.expression) == "(equal g 1)");
  CHECK(p.show(floor.by_controls) == "(and (equal h 1) (equal k 1))");
  CHECK(p.own("c2") == "(or (less 1 score) (equal big 1))");
}

TEST_CASE("R2.5 a contract reads what is supplied, R3.7 over no control is F") {
  const Lowered p = with(R"ward(
provision deal:1 "Scored" { in force from 2003-04-21 }
provision deal:2 "Bare" { in force from 2003-04-21 }
control c "C" { implemented when score > 1  covers deal:1 }
)ward");
  CHECK(p.show(p.provision("deal:1").met) == "(less 1 score)");
  CHECK(p.show(p.provision("deal:2").met) == "F");
  CHECK(p.show(p.provision("deal:2").applicable) == "T");
}

TEST_CASE("R3.9 R3.11 parts, children and needs") {
  const Lowered p = with(R"ward(
provision law:1 "Parent" { in force from 2003-04-21  applies when g }
provision law:1(a) "Child" { in force from 2003-04-21  element e "e" decided by h }
provision law:1(b) permission "May" { in force from 2003-04-21 }
provision law:2 "Needy" { in force from 2003-04-21  needs law:1(a)  element e "e" decided by k
                          element p "p" decided by big from practice "habit" }
)ward");
  const auto& child = p.provision("law:1(a)");
  CHECK(p.show(child.applies) == "(and (equal f 1) (equal g 1))");
  const auto& parent = p.provision("law:1");
  CHECK(parent.elements.empty());
  CHECK(parent.children.size() == 1); // a permission is part of nothing (R3.2)
  CHECK(p.show(parent.applicable) == "(and (equal f 1) (equal g 1))");
  CHECK(p.show(parent.met) == "(or (equal h 1) (not (and (equal f 1) (equal g 1))))");
  // practice does not enter met (R3.5)
  CHECK(p.show(p.provision("law:2").met) ==
        "(and (or (not (equal f 1)) (equal k 1)) "
        "(or (not (and (equal f 1) (equal g 1))) (and (equal f 1) (equal g 1) "
        "(or (equal h 1) (not (and (equal f 1) (equal g 1)))))))");
}

TEST_CASE("R3.10 R3.15 only versions in force on the day are parts") {
  const Lowered p = with(R"ward(
provision law:1 "Parent" { in force from 2003-04-21 }
provision law:1(a) "Old" { in force from 2003-04-21 until 2013-09-23  element e "e" decided by g }
provision law:1(a) "New" { in force from 2013-09-23  element e "e" decided by h }
provision law:1(b) "Late" { in force from 2013-09-23 until 2030-01-01  element e "e" decided by k }
)ward");
  const auto& parent = p.provision("law:1");
  REQUIRE(parent.children.size() == 3);
  CHECK(p.program.provisions[parent.children[0]].until_day == 15971);
  // 2030-01-01 is day 21915; `until` is the first day out
  CHECK(p.show(parent.applicable) ==
        "(and (equal f 1) (or (and (equal f 1) (not (less_equal 15971 today))) "
        "(and (equal f 1) (less_equal 15971 today)) "
        "(and (equal f 1) (less_equal 15971 today) (not (less_equal 21915 today)))))");
}

TEST_CASE("R3.13 due dates") {
  const Lowered p = with(R"ward(
provision law:1 "Dated" { in force from 2003-04-21  due 2005-04-20, 2006-04-20 for small
                          element e "e" decided by h }
provision law:2 "Own date" { in force from 2003-04-21  due 2005-04-20, 2013-09-23 for covered
                             element e "e" decided by h }
provision deal:1 "For all" { in force from 2003-04-21  due 2005-04-20, 2006-04-20 for small
                             element e "e" decided by h }
)ward");
  const std::string undated =
      "(or (not (equal g 1)) (less_equal 13258 today)) (or (less_equal 12893 today) (equal g 1))";
  CHECK(p.show(p.provision("law:1").due) == "(and (equal f 1) " + undated + ")");
  CHECK(p.show(p.provision("law:2").due) == "(and (equal f 1) (less_equal 15971 today))");
  CHECK(p.show(p.provision("deal:1").due) == "(and " + undated + ")");
  // R3.12: whether it applies does not wait for the date
  CHECK(p.show(p.provision("law:2").applies) == F);
  CHECK(p.show(p.provision("law:2").applicable) == "(and (equal f 1) (less_equal 15971 today))");
  CHECK(p.program.text(p.provision("law:1").due_text) == "2005-04-20, 2006-04-20 for small");
}

TEST_CASE("R3.17 proposals") {
  const Lowered p = with(R"ward(
provision law:1 "Parent" { in force from 2003-04-21 }
provision law:1(a) "Today" { in force from 2003-04-21  element e "e" decided by g }
proposal nprm "Proposal" {
  force law
  provision nprm:9 "Instead" { replaces law:1(a)  in force from 2003-04-21  element e "e" decided by h }
}
)ward");
  CHECK(p.provision("law:1(a)").replaced_by == std::vector<uint32_t>{0});
  CHECK(p.provision("nprm:9").proposal == 1);
  CHECK(p.show(p.provision("law:1").applicable) == "(and (equal f 1) (not assumed:nprm))");
}

TEST_CASE("R3.18 a framework is met by what aligns equal or superset") {
  const Lowered p = with(R"ward(
provision cert:1 "Item" { in force from 2003-04-21 }
provision cert:2 "Touched" { in force from 2003-04-21 }
control a "A" { implemented when f  aligns cert:1 equal }
control b "B" { applies when h  implemented when score > 1  aligns cert:1 superset  aligns cert:2 }
control c "C" { implemented when k  aligns cert:1 subset }
)ward");
  CHECK(p.show(p.provision("cert:1").met) == "(or (equal f 1) (and (equal h 1) (less 1 score)) U)");
  CHECK(p.provision("cert:1").contributors == std::vector<uint32_t>{2});
  CHECK(p.provision("cert:1").elements[0].controls == std::vector<uint32_t>{0, 1});
  CHECK(p.show(p.provision("cert:2").met) == "U");
  CHECK(p.provision("cert:2").contributors == std::vector<uint32_t>{1});
  CHECK(p.program.text(p.control("b").aligns[1]) == "cert:2 intersects");
}

namespace {

constexpr std::string_view addressable = R"ward(
provision law:1 standard "Standard" { in force from 2003-04-21 }
provision law:1(a) addressable "Encrypt" { in force from 2003-04-21 }
control enc "E" {
  applies when every s in systems satisfies s.ephi
  implemented when (every s in systems where s.ephi satisfies s.ephi) and not (every s in systems satisfies s.ephi)
  covers law:1(a)
}
)ward";

} // namespace

TEST_CASE("R6.8 R6.9 R6.10 decisions") {
  const Lowered p = with(addressable);
  const auto& provision = p.provision("law:1(a)");
  const std::string valid =
      "(and (less_equal .assessed_on today) (equal 1 .rationale_written) (in_set 0 .factors) "
      "(in_set 1 .factors) (in_set 2 .factors) (in_set 3 .factors) (less_equal .approved_on today) "
      // an alternative is in place where the control named applies and is implemented
      "(or (and (equal .alternative \"enc\") (every systems (equal .ephi 1)) "
      "(every systems where (equal .ephi 1) (equal .ephi 1)) (not (every systems (equal .ephi "
      "1)))) "
      "(and (is_none .alternative) (equal 1 .none_reason_written))))";
  const std::string decided = "(some addressable where (and (equal .citation \"law:1(a)\") "
                              "(equal 1 .for_entity)) " +
                              valid + ")";
  CHECK(p.show(provision.entity_decision) == decided);

  const auto& element = provision.elements[0];
  CHECK(p.show(element.met_plain) == "(and (every systems (equal .ephi 1)) "
                                     "(every systems where (equal .ephi 1) (equal .ephi 1)) "
                                     "(not (every systems (equal .ephi 1))))");
  // `valid` is an `and` and so are its neighbours: one run
  const std::string excused = "(not (excused .id (and (equal .citation \"law:1(a)\") "
                              "(equal .for_table \"systems\") " +
                              valid.substr(5) + " .for_rows))";
  const std::string with_decisions =
      "(and (every systems where " + excused +
      " (equal .ephi 1)) (every systems where (and (equal .ephi 1) " + excused +
      ") (equal .ephi 1)) "
      // negated: as it is
      "(not (every systems (equal .ephi 1))))";
  CHECK(p.show(element.met) == with_decisions);
  CHECK(p.show(provision.met) == "(or (not (equal f 1)) " + decided + " " + with_decisions + ")");
  // the parent's met uses decisions, its met_plain does not
  CHECK(!p.show(p.provision("law:1").met_plain).contains("excused"));
  CHECK(p.show(p.provision("law:1").met).contains("excused"));
}

TEST_CASE("R10.4 exceptions leave rows out of every and some") {
  const Lowered p = with(R"ward(
provision law:1 "P" { in force from 2003-04-21 }
control c "C" {
  implemented when (every s in systems where s.ephi satisfies s.ephi) and not (some s in systems satisfies s.ephi) and count(s in systems) > 1
  covers law:1
}
exception legacy for control c at systems["b"], systems["a"] because "old" approved by "ceo" on 2025-01-01 expires 2027-01-01
exception whole for control c because "old" approved by "ceo" on 2025-01-01 expires 2027-01-01
)ward");
  REQUIRE(p.program.exceptions.size() == 2);
  CHECK(p.show(p.program.exceptions[0].implemented_without) ==
        "(and (every systems where (and (equal .ephi 1) (not (in_set .id {\"a\" \"b\"}))) (equal "
        ".ephi 1)) "
        "(not (some systems where (not (in_set .id {\"a\" \"b\"})) (equal .ephi 1))) "
        "(less 1 (count systems)))");
  CHECK(p.program.text(p.program.exceptions[0].rows[0].key) == "a");
  CHECK(p.show(p.program.exceptions[1].implemented_without) == "T");
}

TEST_CASE("the order of declarations leaves no trace") {
  const std::string a = "provision law:1 \"One\" { in force from 2003-04-21 }\n";
  const std::string b = "provision law:2 \"Two\" { in force from 2003-04-21  applies when k }\n";
  const std::string c = "control c \"C\" { implemented when f and not g  covers law:1 }\n";
  const std::string d =
      "control d \"D\" { implemented when some s in systems satisfies s.ephi  covers law:2 }\n";
  const auto text = [](const std::string& source) {
    Lowered made = with(source);
    // places are where the text is; everything else must agree
    for (auto& at : made.program.origins)
      at = {};
    for (auto& each : made.program.provisions) {
      each.origin = {};
      for (auto& element : each.elements)
        element.origin = {};
    }
    for (auto& each : made.program.controls)
      each.origin = {};
    return ward::program::print(made.program);
  };
  CHECK(text(a + b + c + d) == text(d + c + b + a));
  CHECK(text(a + b + c + d) != text(a + b + c));
}

TEST_CASE("conditions say where they stand") {
  const Lowered p = with("control c \"C\" {\n  implemented when f and\n    not g }\n");
  const auto& program = p.program;
  const auto& node = program.nodes[p.control("c").implemented.index];
  REQUIRE(node.op == ward::program::Op::logical_and);
  const auto line = [&](uint32_t operand) {
    return program.origins[program.args[node.a + operand]].line;
  };
  // the role `covered` wrote `f` first, on line 7; this control stands on lines 12 to 14
  CHECK(line(0) == 7);
  CHECK(program.text(program.files[program.origins[0].file]) == "main.ward");
  CHECK(program.origins[program.args[node.a + 1]].line == 14);
  CHECK(program.origins[program.args[node.a + 1]].column == 5);
}
