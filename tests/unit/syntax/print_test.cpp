// SPDX-License-Identifier: Apache-2.0
#include "syntax/print.h"
#include "syntax/walk.h"
#include "unit/support/check_diags.h"

using namespace ward;

namespace {

std::string expression(const std::string& text) {
  test::Checked checked;
  test::parse_text(checked, "let x = " + text + "\n");
  CHECK_EQ(checked.text(), "");
  REQUIRE_EQ(checked.file->decls.size(), 1);
  return syntax::print(*checked.file->decls[0]->to<syntax::LetDecl>().value);
}

} // namespace

TEST_CASE("precedence") {
  CHECK_EQ(expression("a and b and c"), "(and a b c)");
  CHECK_EQ(expression("(a and b) or c"), "(or (and a b) c)");
  CHECK_EQ(expression("not a and b"), "(and (negation a) b)");
  CHECK_EQ(expression("a implies b or c"), "(implies a (or b c))");
  CHECK_EQ(expression("a + b * 2 - c >= d"), "(>= (sum + a + (product b 2) - c) d)");
  CHECK_EQ(expression("not a == b"), "(negation (== a b))");
  CHECK_EQ(expression("every x in t satisfies x.a and b"),
           "(and (every (rows x t) (access x .a)) b)");
  CHECK_EQ(expression("a.b[c].d"), "(access a .b (at c) .d)");
  CHECK_EQ(expression("m.p(a, b).c"), "(access (call m.p a b) .c)");
  CHECK_EQ(expression("x not in {a, b}"), "(in not x (set a b))");
  CHECK_EQ(expression("x is not none"), "(is_none not x)");
  for (const char* op : {"==", "!=", "<", "<=", ">", ">="})
    CHECK_EQ(expression(std::string("a ") + op + " b"), std::string("(") + op + " a b)");
  CHECK_EQ(expression("-a - -b"), "(sum + (negate a) - (negate b))");
}

TEST_CASE("literals") {
  CHECK_EQ(expression("1_000"), "1000");
  CHECK_EQ(expression("0.050"), "(decimal 0.050)");
  CHECK_EQ(expression("62.5%"), "(percent 62.5)");
  CHECK_EQ(expression("$71,162"), "(money 71162.00)");
  CHECK_EQ(expression("$0.05"), "(money 0.05)");
  CHECK_EQ(expression("2024-02-29"), "(date 2024-02-29)");
  CHECK_EQ(expression("2 weeks"), "(duration 2:week)");
  CHECK_EQ(expression(R"("a \"b\" \\ \n")"), R"("a \"b\" \\ \n")");
  CHECK_EQ(expression("{}"), "(set)");
  CHECK_EQ(expression("[{ a = 1 }, { a = 2, }]"), "(list (row (a 1)) (row (a 2)))");
  CHECK_EQ(expression("count(x in t where c) > 0"), "(> (count (rows x t c)) 0)");
  CHECK_EQ(expression("share(x in t that p) >= 95%"), "(>= (share (rows x t) p) (percent 95))");
  CHECK_EQ(expression("sum(x.a for x in t)"), "(fold-sum (access x .a) (rows x t))");
  CHECK_EQ(expression("age of d <= 1 year"), "(<= (age d) (duration 1:year))");
  CHECK_EQ(expression("shown x by a:1(b)"), "(shown x a:1(b))");
  CHECK_EQ(expression("(if a then 1 else 2)"), "(conditional a 1 2)");
}

TEST_CASE("a file") {
  test::Checked checked;
  test::parse_text(checked, R"(module a.b as of 2026-01-01
use c version "2" as d
/// Doors.
control doors.shut "Shut" {
  parameter n : count >= 1 default 2
  implemented when x
  covers t:1.{a, b}
  aligns g:2 superset
}
test "t" {
  given { doors open = [] }
  case "one" {
    with { doors["a"].n = 1 }
    expect t:1 not_met with partial because doors["a"].n
  }
}
)");
  CHECK_EQ(checked.text(), "");
  CHECK_EQ(syntax::print(*checked.file), R"((module a.b 2026-01-01)
(use c "2" (as d))
(control (doc "Doors.") doors.shut "Shut"
  (implemented x)
  (parameter n (type count) (>= 1) 2)
  (covers (elements t:1 a b))
  (aligns g:2 superset))
(test "t"
  (given doors open (list))
  (case "one"
    (with doors["a"].n 1)
    (expect provision t:1 not_met (with partial) (because doors["a"].n))))
)");
}

TEST_CASE("a walk meets every expression, parents first") {
  test::Checked checked;
  test::parse_text(checked, "let x = every r in t[k] where a satisfies (b + c > f(d))\n");
  std::string names;
  int roots = 0;
  syntax::for_each_root(*checked.file->decls[0], [&](const syntax::Expr& root) {
    ++roots;
    syntax::for_each_expr(root, [&](const syntax::Expr& expr) {
      if (const auto* name = expr.as<syntax::NameExpr>())
        names += name->name.text;
      else
        names += '(';
    });
  });
  CHECK_EQ(roots, 1);
  // every, t[k], t, k, a, >, +, b, c, f(), d
  CHECK_EQ(names, "((tka((bc(d");
}
