// SPDX-License-Identifier: Apache-2.0
#include "program/text.h"
#include "program/verify.h"

#include <doctest/doctest.h>

#include <functional>

using namespace ward::program;

namespace {

constexpr std::string_view good = R"text(ward_program 1
library "demo"
file "a.ward"
enum "Mfa" members ["none"]
fact "n" type count
fact "p" type boolean
fact "tags" type set:text
table "addressable"
  field "id" type text
  field "for_rows" type set:text
table "systems"
  field "id" type text
  field "mfa" type enumeration:0
authority "hipaa" title "HIPAA"
%0 = fact n : number
%1 = number 3 : number
%2 = less %0 %1 : truth @0:1:1
%3 = fact p : number
%4 = equal %1 %3 : truth
%5 = logical_not %4 : truth
%6 = logical_and %2 %5 : truth
%7 = field mfa : number lane systems
%8 = equal %1 %7 : truth lane systems
%9 = every systems %8 %2 : truth
%10 = field id : text lane systems
%11 = field for_rows : text_set lane addressable
%12 = excused %10 %2 %11 : truth lane systems
%13 = some systems _ %12 : truth
%14 = text_set ["a" "b"] : text_set
%15 = in_set %10 %14 : truth lane systems
%16 = every systems _ %15 : truth
%17 = multiply %0 %1 : number
%18 = count systems _ : number
%19 = number 4 : number
%20 = share systems [_ %8 %1 %19] : number
role "r" node %6
provision "hipaa:1" authority 0 applicable %2 applies %4 due %5 met %6 met_plain %6 children [1]
provision "hipaa:1(a)" authority 0 applicable %2 applies %4 due %5 met %9 met_plain %9 parent 1
  element "whole" applies %2 met %9 met_plain %9 by_controls %13 controls [0]
control "c" applies %2 implemented %16 law_applies %2 law_implemented %16 covers [1]
duty "d" table 1 triggered %8 met %8 late %8 early %8 held %8 pending %8 overdue %8 not_prompt %8
  cite 1 under %8
  arises_on value node %7
  done_on value node %7
  due_on value node %7
  due_on value node %0
  due_on latest count 2
)text";

Program program() {
  auto parsed = parse(good);
  REQUIRE_MESSAGE(parsed.has_value(), (parsed ? "" : parsed.error().message));
  return std::move(*parsed);
}

/// What verify() says of the good program after a change.
std::string after(const std::function<void(Program&)>& change) {
  Program changed = program();
  change(changed);
  const auto violation = verify(changed);
  return violation ? violation->invariant + (" " + violation->where) : "";
}

} // namespace

TEST_CASE("a good program") {
  CHECK(after([](Program&) {}) == "");
}

TEST_CASE("each invariant is held") {
  CHECK(after([](Program& p) { std::swap(p.strings[1], p.strings[2]); }) ==
        "strings_sorted string 2");
  CHECK(after([](Program& p) { p.strings[0] = "x"; }).starts_with("strings_sorted"));
  CHECK(after([](Program& p) { p.numbers[1] = 3; }) == "numbers_sorted number 1");
  CHECK(after([](Program& p) { p.origins[2].file = 1; }) == "files_known origin 2");
  CHECK(after([](Program& p) { p.origins.pop_back(); }).starts_with("one_origin_a_node"));
  CHECK(after([](Program& p) { std::swap(p.facts[0], p.facts[1]); }) == "records_sorted fact 1");
  CHECK(after([](Program& p) { std::swap(p.provisions[0], p.provisions[1]); }) ==
        "records_sorted provision 1");
  CHECK(after([](Program& p) { p.tables[1].fields[1].type.of = 1; }) == "index_in_range table 1");
  CHECK(after([](Program& p) { p.controls[0].covers = {2}; }) == "index_in_range control 0");
  CHECK(after([](Program& p) { p.provisions[1].authority = 1; }) == "index_in_range provision 1");
  CHECK(after([](Program& p) { p.tables[1].key_field = 1; }) == "key_field table 1");
  CHECK(after([](Program& p) { p.nodes[0].op = Op{200}; }) == "known_op %0");
  CHECK(after([](Program& p) { p.nodes[2].c = 1; }) == "unused_is_zero %2");
  CHECK(after([](Program& p) { p.nodes[6].b = 90; }) == "run_in_range %6");
  CHECK(after([](Program& p) { p.nodes[20].c = 3; }) == "run_in_range %20");
  CHECK(after([](Program& p) { p.nodes[2].b = 2; }) == "operand_before %2");
  CHECK(after([](Program& p) { p.nodes[9].c = 9; }) == "operand_before %9");
  CHECK(after([](Program& p) { p.args[1] = 6; }) == "operand_before %6");
  CHECK(after([](Program& p) { p.nodes[2].kind = ValueKind::number; }) == "operand_kind %2");
  CHECK(after([](Program& p) { p.nodes[2].a = p.nodes[2].b = 1, p.nodes[4].a = 2; }) ==
        "operand_kind %4");
  CHECK(after([](Program& p) { p.nodes[0].kind = ValueKind::text; }) == "operand_kind %0");
  CHECK(after([](Program& p) { p.nodes[9].c = 1; }) == "operand_kind %9");
  CHECK(after([](Program& p) { p.nodes[15].b = 11; }) == "operand_lane %15");
  CHECK(after([](Program& p) { p.nodes[17].b = 0; }) == "operand_kind %17");
  CHECK(after([](Program& p) { p.nodes[8].lane = 0; }) == "operand_lane %8");
  CHECK(after([](Program& p) { p.nodes[2].lane = 2; }) == "operand_lane %2");
  CHECK(after([](Program& p) { p.nodes[9].lane = 2; }) == "operand_lane %9");
  CHECK(after([](Program& p) { p.nodes[7].lane = 0; }) == "operand_lane %7");
  CHECK(after([](Program& p) { p.nodes[9].a = 0; }) == "operand_lane %9");
  CHECK(after([](Program& p) { std::swap(p.args[0], p.args[1]); }) == "run_sorted %6");
  CHECK(after([](Program& p) { p.args[1] = p.args[0]; }) == "run_sorted %6");
  CHECK(after([](Program& p) { std::swap(p.args[2], p.args[3]); }) == "run_sorted %14");
  CHECK(after([](Program& p) { p.nodes[5] = {Op::truth, ValueKind::truth, 0, 1}; }) ==
        "normal_form %6");
  CHECK(after([](Program& p) { p.nodes[4] = {Op::logical_not, ValueKind::truth, 0, 2}; }) ==
        "normal_form %5");
  CHECK(after([](Program& p) { p.nodes[1].a = 2; }) == "constant_in_range %1");
  CHECK(after([](Program& p) { p.nodes[18].a = 2; }) == "constant_in_range %18");
  CHECK(after([](Program& p) { p.roles[0].node = {}; }) == "verdict_node role 0");
  CHECK(after([](Program& p) { p.controls[0].applies = {1}; }) == "verdict_node control 0");
  CHECK(after([](Program& p) { p.controls[0].applies = {8}; }) == "verdict_node control 0");
  CHECK(after([](Program& p) { p.provisions[1].elements[0].by_controls = {}; }) ==
        "verdict_node provision 1");
  CHECK(after([](Program& p) { p.provisions[0].designation = Designation::addressable; }) ==
        "verdict_node provision 0");
  CHECK(after([](Program& p) { p.provisions[1].parent = 0; }) == "tree provision 0");
  CHECK(after([](Program& p) { p.duties[0].table = 2; }) == "index_in_range duty 0");
  CHECK(after([](Program& p) { p.duties[0].cites[0].element = 1; }) == "index_in_range duty 0");
  CHECK(after([](Program& p) { p.duties[0].table = 0; }) == "duty duty 0");
  CHECK(after([](Program& p) { p.duties[0].overdue = {7}; }) == "duty duty 0");
  CHECK(after([](Program& p) { p.duties[0].due_on[2].count = 3; }) == "duty duty 0");
  CHECK(after([](Program& p) { p.duties[0].due_on.pop_back(); }) == "duty duty 0");
  CHECK(after([](Program& p) { p.duties[0].done_on.clear(); }) == "duty duty 0");
  CHECK(after([](Program& p) { p.duties[0].arises_on[0].node = {8}; }) == "duty duty 0");
}
