// SPDX-License-Identifier: Apache-2.0
#include "unit/support/check_diags.h"

using namespace ward;

namespace {

std::string repeat(std::string_view text, size_t count) {
  std::string out;
  for (size_t i = 0; i < count; ++i)
    out += text;
  return out;
}

std::string codes(std::string program, const parse::ParseLimits& limits = {}) {
  test::Checked checked;
  test::parse_text(checked, std::move(program), limits);
  return checked.codes();
}

} // namespace

TEST_CASE("200 levels of nesting are read, 201 are not") {
  const auto brackets = [](std::string_view open, std::string_view close, size_t count) {
    return "let x = " + repeat(open, count) + "y" + repeat(close, count) + "\n";
  };
  for (auto [open, close] : {std::pair{"(", ")"},
                             {"[", "]"},
                             {"{", "}"},
                             {"f(", ")"},
                             {"a[", "]"},
                             {"not ", ""},
                             {"every x in t where ", " satisfies p"},
                             {"every x in t satisfies ", ""}}) {
    CAPTURE(open);
    CHECK_EQ(codes(brackets(open, close, 200)), "");
    CHECK_EQ(codes(brackets(open, close, 201)), "WARD1301");
  }
  // The first sign of a run might be a subtraction, so it is not counted.
  CHECK_EQ(codes(brackets("- ", "", 201)), "");
  CHECK_EQ(codes(brackets("- ", "", 202)), "WARD1301");
}

TEST_CASE("far deeper nesting is refused before it is parsed") {
  CHECK_EQ(codes("let x = " + repeat("(", 1'000'000)), "WARD1301");
  CHECK_EQ(codes("let x = " + repeat("not ", 1'000'000) + "y"), "WARD1301");
  CHECK_EQ(codes("let x = " + repeat("every x in t satisfies ", 100'000) + "y"), "WARD1301");
}

TEST_CASE("chains are not nesting") {
  CHECK_EQ(codes("let x = a" + repeat(" and not b", 20'000) + "\n"), "");
  CHECK_EQ(codes("let x = a" + repeat(" + -b", 20'000) + "\n"), "");
  CHECK_EQ(codes("let x = a" + repeat(".b", 20'000) + "\n"), "");
  CHECK_EQ(codes("let x = a" + repeat("[\"k\"]", 20'000) + "\n"), "");
  CHECK_EQ(codes(repeat("role r when not a\n", 5'000)), "");
  CHECK_EQ(codes(repeat("role r when some x in t satisfies not x.a\n", 5'000)), "");
}

TEST_CASE("the nesting limit is an option") {
  parse::ParseLimits limits;
  limits.max_nesting = 2;
  CHECK_EQ(codes("let x = ((y))\n", limits), "");
  CHECK_EQ(codes("let x = (((y)))\n", limits), "WARD1301");
}

TEST_CASE("a text above the limit of bytes is not read") {
  parse::ParseLimits limits;
  limits.max_source_bytes = 10;
  CHECK_EQ(codes("let x = 1\n", limits), "");
  CHECK_EQ(codes("let x = 12\n", limits), "WARD1006");
}

TEST_CASE("errors end at their limit with one last word") {
  parse::ParseLimits limits;
  limits.max_errors = 3;
  CHECK_EQ(codes("@ @ @\n", limits), "WARD1106 WARD1106 WARD1106");
  CHECK_EQ(codes("@ @ @ @ @\n", limits), "WARD1106 WARD1106 WARD1106 WARD1302");
}

TEST_CASE("recoveries end at their limit, and what was read before stays") {
  parse::ParseLimits limits;
  limits.max_recoveries = 2;
  test::Checked checked;
  test::parse_text(checked, "let good = 1\n" + repeat("let = 1\n", 10) + "let late = 1\n", limits);
  CHECK_EQ(checked.codes(), "WARD1201 WARD1201");
  REQUIRE_EQ(checked.file->decls.size(), 1);
}

TEST_CASE("text that is not UTF-8 is refused") {
  CHECK_EQ(codes("let x = \"\xFF\"\n"), "WARD1004");
  CHECK_EQ(codes("let x = \"\xC0\x80\"\n"), "WARD1004");
}
