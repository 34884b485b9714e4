// SPDX-License-Identifier: Apache-2.0
#include "model/print.h"

#include "model/verify.h"

#include <doctest/doctest.h>

using namespace ward::model;

TEST_CASE("numbers are printed as an author writes them") {
  const Model model;
  const auto text = [&](TypeKind kind, uint8_t scale, int64_t number) {
    return number_text(model, Type{kind, false, false, scale}, number);
  };
  CHECK_EQ(text(TypeKind::percent, percent_scale, 950000), "95%");
  CHECK_EQ(text(TypeKind::percent, percent_scale, 625001), "62.5001%");
  CHECK_EQ(text(TypeKind::money, money_scale, 1250), "$12.5");
  CHECK_EQ(text(TypeKind::money, money_scale, -5), "-$0.05");
  CHECK_EQ(text(TypeKind::decimal, decimal_scale, -1500000000), "-1.5");
  CHECK_EQ(text(TypeKind::date, 0, 0), "1970-01-01");
  CHECK_EQ(text(TypeKind::date, 0, 19782), "2024-02-29");
  CHECK_EQ(text(TypeKind::date, 0, -719162), "0001-01-01");
  CHECK_EQ(text(TypeKind::months, 0, 72), "72 months");
}

TEST_CASE("the verifier finds what is broken") {
  Model model;
  Record record;
  record.name = "R";
  record.fields.push_back({"id", {Type{TypeKind::text}}});
  Table table;
  table.path = "t";
  table.record = model.records.add(record);
  model.addressable = model.tables.add(table);
  CHECK(verify(model).empty());

  const auto add = [&](ExprKind kind, TypeKind type, std::vector<ExprId> operands) {
    Expr expr;
    expr.kind = kind;
    expr.type = Type{type};
    expr.operands_begin = static_cast<uint32_t>(model.operands.size());
    expr.operands_count = static_cast<uint32_t>(operands.size());
    model.operands.insert(model.operands.end(), operands.begin(), operands.end());
    return model.exprs.add(expr);
  };
  const ExprId yes = add(ExprKind::truth_literal, TypeKind::truth, {});
  const ExprId number = add(ExprKind::number_literal, TypeKind::count, {});
  add(ExprKind::logical_not, TypeKind::truth, {yes});
  CHECK(verify(model).empty());

  SUBCASE("an operand that is no truth") {
    add(ExprKind::logical_not, TypeKind::truth, {number});
    CHECK_EQ(verify(model), std::vector<std::string>{"operand 0 of expression 3 is no truth"});
  }
  SUBCASE("too few operands") {
    add(ExprKind::logical_and, TypeKind::truth, {yes});
    CHECK_EQ(verify(model), std::vector<std::string>{"expression 3 has 1 operands"});
  }
  SUBCASE("an operand after its user") {
    add(ExprKind::logical_not, TypeKind::truth, {ExprId{3}});
    CHECK_EQ(verify(model), std::vector<std::string>{"expression 3 stands before its operand 3"});
  }
  SUBCASE("a reference to nothing") {
    add(ExprKind::fact, TypeKind::truth, {});
    CHECK_EQ(verify(model), std::vector<std::string>{"expression 3 refers to nothing"});
  }
  SUBCASE("an error that is left") {
    add(ExprKind::error, TypeKind::error, {});
    CHECK_EQ(verify(model), std::vector<std::string>{"expression 3 is an error"});
  }
  SUBCASE("a record whose key is no text") {
    model.records[table.record].fields[0].info.type = Type{TypeKind::count};
    CHECK_EQ(verify(model), std::vector<std::string>{"record R has no key of type text"});
  }
}
