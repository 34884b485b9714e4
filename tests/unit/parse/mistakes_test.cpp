// SPDX-License-Identifier: Apache-2.0
#include "unit/support/check_diags.h"

using namespace ward;
using test::check_diags;

TEST_CASE("each mistake of a file is told, in its own clause") {
  check_diags(R"(module clinic as of 2026-02-30
//                  ^^^^^^^^^^ error WARD1114
record System key id {
  id:text
//^^^^^^^ error WARD1202
  n : count fresh for 90days
//                    ^^^^^^ error WARD1112
  bad : :
//      ^ error WARD1201
  in : bool
//^^ error WARD1211
  last : bool
}
control a.b "x" {
  pilar identity
//^^^^^ error WARD1209
  implemented when a = 3
//                   ^ error WARD1203
  covers hipaa:1.
//               ^ error WARD1201
  covers hipaa:2
}
let after = 1
)");
}

TEST_CASE("what was understood is in the tree") {
  test::Checked checked;
  test::parse_text(checked, R"(record R key id {
  id : text
  bad : :
  last : bool
}
control a.b "x" {
  pilar identity
  implemented when c ==
  covers hipaa:2
}
control c.d "y" {
  covers hipaa:3
)");
  CHECK_EQ(checked.codes(), "WARD1201 WARD1209 WARD1201 WARD1216");
  REQUIRE_EQ(checked.file->decls.size(), 3);
  const auto& record = checked.file->decls[0]->to<syntax::RecordDecl>();
  REQUIRE_EQ(record.fields.size(), 3);
  CHECK(record.fields[1].type.kind == syntax::TypeRef::Kind::missing);
  const auto& control = checked.file->decls[1]->to<syntax::ControlDecl>();
  REQUIRE(control.implemented_when != nullptr);
  CHECK_EQ(control.covers.size(), 1);
  CHECK_EQ(checked.file->decls[2]->to<syntax::ControlDecl>().covers.size(), 1);
}

TEST_CASE("operators") {
  check_diags(R"(let a = b and c or d
//              ^^ error WARD1205
let a = b or c and d
//             ^^^ error WARD1205
let a = b implies c implies d
//                  ^^^^^^^ error WARD1207
let a = 1 < b < 3
//            ^ error WARD1206
let a = b = c
//        ^ error WARD1203
let a == b
//    ^^ error WARD1204
let a = b && c
//        ^^ error WARD1116
let a = !b
//      ^ error WARD1116
let a = (b and c or d)
//               ^^ error WARD1205
let a = f(b = c)
//          ^ error WARD1203
)");
}

TEST_CASE("numbers") {
  check_diags(R"(let a = 1,000
//      ^^^^^ error WARD1111
let a = {1,2}
//       ^^^ error WARD1111
let a = 1.2.3
//      ^^^^^ error WARD1110
let a = 5.
//      ^^ error WARD1110
let a = 1_00
//      ^^^^ error WARD1110
let a = $5,7
//      ^^^^ error WARD1110
let a = $12.5
//      ^^^^^ error WARD1110
let a = 2026-1-5
//      ^^^^^^^^ error WARD1110
let a = 90days
//      ^^^^^^ error WARD1112
let a = 2nd
//      ^^^ error WARD1113
let a = 9007199254740993
//      ^^^^^^^^^^^^^^^^ error WARD1115
let a = 1.0123456789
//      ^^^^^^^^^^^^ error WARD1115
let a = 95.01234%
//      ^^^^^^^^^ error WARD1115
let a = $90,071,992,547,409.93
//      ^^^^^^^^^^^^^^^^^^^^^^ error WARD1115
let a = b / 2
//        ^ error WARD1117
let a = 9007199254740992
let b = $90,071,992,547,409.92
let c = 71_162.50
)");
}

TEST_CASE("characters") {
  check_diags("let p\xD0\xB0th = 1\n//   ^ error WARD1102\n");
  check_diags("let a\xC2\xA0= 1\n//   ^ error WARD1104\n");
  check_diags("let t\xC3\xBCr = 1\n//   ^ error WARD1103\n");
  check_diags("let a = \xE2\x80\x9Chello\xE2\x80\x9D\n//      ^ error WARD1107\n");
  check_diags("let a = 'hello'\n//      ^^^^^^^ error WARD1107\n");
  check_diags("let a = \"x\xE2\x80\xAEy\"\n//        ^ error WARD1101\n");
  check_diags("// x\xE2\x81\xA6y\n//  ^ error WARD1101\n");
  check_diags("let a = \xEF\xBC\x91\n//      ^ error WARD1102\n");
  check_diags("let a = \"caf\xC3\xA9 \xD0\xB0\" // \xD0\xB0\n");
  test::Checked nul;
  test::parse_text(nul, std::string("let a\0 = 1\n", 11));
  CHECK_EQ(nul.codes(), "WARD1105");
}

TEST_CASE("strings and comments") {
  check_diags(R"(let a = "x
//      ^^ error WARD1108
let b = "x\d"
//        ^^ error WARD1109
let c = 1 # note
//        ^ error WARD1118
let d = 1 /* note */ + 2;
//        ^^ error WARD1118
//                      ^ error WARD1119
let e = 1 @
//        ^ error WARD1106
)");
}

TEST_CASE("declarations, headers and brackets") {
  check_diags(R"(let a = 1
rule b when c
//@1+4 error WARD1210
use late
//@1+3 error WARD1212
}
//@1+1 error WARD1217
enum E { a b }
//         ^ error WARD1201
let f = (a and
//      ^ error WARD1216
  b
let g = a[1].h(2)
//            ^^^ error WARD1215
control c "x" {
  pillar p
  pillar q
//^^^^^^^^ error WARD1208
}
test "t" {
  expect foo met
//       ^^^ error WARD1201
}
/// about nothing
)"
              "//@1+17 warning WARD1213\n",
              [](test::Checked&) {});
}

TEST_CASE("an element takes the clause that follows it, unless the layout says otherwise") {
  check_diags(R"(provision town:1 "Doors" {
  element lock "is locked"
    applies when shop
    decided by locked
  element lit "is lit"
  applies when shop
//^^^^^^^ error WARD1214
}
)");
}

TEST_CASE("fixes replace what they point at") {
  test::Checked checked;
  test::parse_text(checked, "let a = 1,000\nrecord R key id { id:text }\n");
  const auto found = checked.sink.sorted();
  REQUIRE_EQ(found.size(), 2);
  REQUIRE_EQ(found[0]->fixes.size(), 1);
  CHECK_EQ(found[0]->fixes[0].replacement, "1_000");
  REQUIRE_EQ(found[1]->fixes.size(), 1);
  CHECK_EQ(found[1]->fixes[0].replacement, " ");
  CHECK(found[1]->fixes[0].span.is_empty());
}
