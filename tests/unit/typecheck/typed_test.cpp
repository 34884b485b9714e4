// SPDX-License-Identifier: Apache-2.0
#include "unit/typecheck/phases.h"

using namespace ward::test;

namespace {

constexpr std::string_view town = R"ward(
enum Mfa { none, optional, enforced }
record Vendor key id { id : text baa : bool signed_on : date? }
record System key id {
  id : text  ephi : bool  mfa : Mfa  users : count  spare : integer  cost : money?
  vendor : key of vendors  backup : key of vendors?  zones : set of text  tested : date
}
facts {
  systems : table of System
  vendors : table of Vendor
  main_vendor : key of vendors
  kept : months
  full : percent
  fee : money
  ratio : decimal
  found : date
  told : date?
  maybe : bool?
  yes : bool
  no : bool
  mode : Mfa
  roles : set of Mfa
  n : count
  m : integer
}
)ward";

std::string check(std::string_view condition) {
  return typed(town, condition);
}

} // namespace

TEST_CASE("R4.2 weeks are days, years are months, hours are minutes") {
  CHECK_EQ(check("kept >= 6 years"), "(>= (fact kept) 72 months)");
  CHECK_EQ(check("found + 2 weeks <= today"), "(<= (date+ (fact found) 14 days) today)");
}

TEST_CASE("R4.1 numbers are scaled by their type") {
  CHECK_EQ(check("full >= 62.5%"), "(>= (fact full) 62.5%)");
  BuiltModel built;
  build_model(built, std::string(town) +
                         "control c.a \"C\" { implemented when full >= 62.5% and fee <= $71,162.50 "
                         "and ratio > 1.5 and ratio > -2 }");
  CHECK_EQ(built.problems(), "");
  std::vector<int64_t> numbers;
  for (const ward::model::Expr& expr : built.model.exprs)
    if (expr.kind == ward::model::ExprKind::number_literal)
      numbers.push_back(expr.number);
  // -2 is one literal; the 2 that it was typed from stays behind, unused.
  CHECK_EQ(numbers, std::vector<int64_t>{625000, 7116250, 1500000000, 2000000000, -2000000000});
}

TEST_CASE("R1.11 members are bare where their enum is expected, on either side") {
  CHECK_EQ(check("mode == optional"), "(== (fact mode) optional)");
  CHECK_EQ(check("enforced == mode"), "(== enforced (fact mode))");
  CHECK_EQ(check("mode == Mfa.none"), "(== (fact mode) none)");
  CHECK_EQ(check("mode in {none, enforced}"), "(in (fact mode) (set none enforced))");
  CHECK_EQ(check("enforced in roles"), "(in enforced (fact roles))");
  CHECK_EQ(check("roles includes {optional}"), "(includes (fact roles) optional)");
  CHECK_EQ(check("mode == (if yes then none else enforced)"),
           "(== (fact mode) (if (fact yes) none enforced))");
}

TEST_CASE("R5.7 truths are equal or not; a bool? is compared") {
  CHECK_EQ(check("yes == no"), "(truth== (fact yes) (fact no))");
  CHECK_EQ(check("maybe == true"), "(== (fact maybe) true)");
  CHECK_EQ(check("told is not none"), "(not (is_none (fact told)))");
}

TEST_CASE("R5.8, R5.9, R5.10 rows, counts and sums") {
  CHECK_EQ(check("every s in systems where s.ephi satisfies s.mfa == enforced"),
           "(every systems#0 (== (field mfa systems#0) enforced) (field ephi systems#0))");
  CHECK_EQ(check("count(s in systems where s.ephi) >= 2"),
           "(>= (count systems#0 (field ephi systems#0)) 2)");
  CHECK_EQ(check("sum(s.users for s in systems) < n"),
           "(< (sum systems#0 (field users systems#0)) (fact n))");
}

TEST_CASE("R5.11, R5.13, R5.15 what stands in comparisons only may stand on either side") {
  CHECK_EQ(check("share(s in systems where s.ephi that s.mfa == enforced) >= 95%"),
           "(share>= systems#0 (== (field mfa systems#0) enforced) 95% (field ephi systems#0))");
  CHECK_EQ(check("95% <= share(s in systems that s.ephi)"),
           "(share>= systems#0 (field ephi systems#0) 95%)");
  CHECK_EQ(check("min(s.users for s in systems) > n"),
           "(min> systems#0 (field users systems#0) (fact n))");
  CHECK_EQ(check("3 > max(s.users for s in systems where s.ephi)"),
           "(max< systems#0 (field users systems#0) 3 (field ephi systems#0))");
  CHECK_EQ(check("3 < max(s.users for s in systems)"),
           "(max> systems#0 (field users systems#0) 3)");
  CHECK_EQ(check("age of found <= 1 year"), "(age<= (fact found) 12 months)");
  CHECK_EQ(check("90 days > age of told"), "(age< (fact told) 90 days)");
}

TEST_CASE("R5.14 dates and products") {
  CHECK_EQ(check("today - found <= 60 days"), "(<= (date- today (fact found)) 60 days)");
  CHECK_EQ(check("found - 6 months <= today"), "(<= (date+ (fact found) -6 months) today)");
  CHECK_EQ(check("60 days + found <= today"), "(<= (date+ (fact found) 60 days) today)");
  CHECK_EQ(check("2 * fee * 3 <= $100"), "(<= (* (* (fact fee) 2) 3) $100)");
  CHECK_EQ(check("n - 1 >= m"), "(>= (- (fact n) 1) (fact m))");
  CHECK_EQ(check("ratio * 1.5 > n"), "(> (* (fact ratio) 1.5) (fact n))");
}

TEST_CASE("a product adds scales, a difference of counts is an integer") {
  BuiltModel built;
  build_model(built, std::string(town) + R"ward(
let a = ratio * 1.5
let b = fee * 2
let c = n - 1
let d = n + 1
let e = n + ratio
let f = latest(found, told)
let g = latest(told, told)
let h = vendors[main_vendor].signed_on
)ward");
  CHECK_EQ(built.problems(), "");
  const auto type = [&](size_t i) {
    return ward::model::type_text(built.model, built.model.lets[{static_cast<uint32_t>(i)}].type);
  };
  CHECK_EQ(type(0), "decimal with 18 digits");
  CHECK_EQ(type(1), "money");
  CHECK_EQ(type(2), "integer");
  CHECK_EQ(type(3), "count");
  CHECK_EQ(type(4), "decimal");
  CHECK_EQ(type(5), "date"); // R5.17: none only if all may be none
  CHECK_EQ(type(6), "date?");
  CHECK_EQ(type(7), "date?");
}

TEST_CASE("R5.19 lookups; a text literal stands for a key (R5.27)") {
  CHECK_EQ(check("every s in systems satisfies vendors[s.vendor].baa"),
           "(every systems#0 (lookup vendors baa (field vendor systems#0)))");
  CHECK_EQ(check("vendors[\"acme\"].baa"), "(lookup vendors baa key\"acme\")");
  CHECK_EQ(check("main_vendor == \"acme\""), "(== (fact main_vendor) key\"acme\")");
  // A key that may be none makes the field optional (R5.4).
  CHECK_EQ(check("every s in systems satisfies vendors[s.backup].baa == true"),
           "(every systems#0 (== (lookup vendors baa (field backup systems#0)) true))");
}

TEST_CASE("R5.24 lets and predicates keep their names") {
  CHECK_EQ(typed(std::string(town) + "let limit = n + 1\n", "limit > 2 and yes"),
           "(and (> (let limit) 2) (fact yes))");
  CHECK_EQ(typed(std::string(town) + "predicate strong(s : System, k : count) = s.users <= k\n",
                 "every s in systems satisfies strong(s, 4)"),
           "(every systems#0 (call strong systems#0 4))");
}

TEST_CASE("a citation in a condition is its text") {
  CHECK_EQ(
      typed(std::string(town) + "authority law \"L\" { force law }\nprovision law:1(a) \"A\" { }\n",
            "some d in addressable satisfies d.citation == law:1(a)"),
      "(some addressable#0 (== (field citation addressable#0) \"law:1(a)\"))");
}

TEST_CASE("R6.6 the table of addressable decisions is built in") {
  CHECK_EQ(
      check("some d in addressable satisfies d.factors includes {size, capability, cost, risk}"),
      "(some addressable#0 (includes (field factors addressable#0) size capability cost "
      "risk))");
  BuiltModel built;
  build_model(built, "module empty\n");
  CHECK_EQ(built.problems(), "");
  const auto& table = built.model.tables[built.model.addressable];
  const auto& fields = built.model.records[table.record].fields;
  CHECK_EQ(fields.size(), 11);
  using ward::model::DecisionField;
  CHECK_EQ(fields[static_cast<size_t>(DecisionField::for_rows)].name, "for_rows");
  CHECK_EQ(fields[static_cast<size_t>(DecisionField::none_reason_written)].name,
           "none_reason_written");
}
