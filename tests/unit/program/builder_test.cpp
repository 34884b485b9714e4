// SPDX-License-Identifier: Apache-2.0
#include "program/builder.h"
#include "program/text.h"
#include "program/verify.h"

#include <doctest/doctest.h>

using namespace ward::program;

namespace {

/// Facts a to e of type count, so that nodes have something to read.
struct Fixture {
  Builder b;

  Fixture() {
    for (const char* path : {"a", "b", "c", "d", "e"})
      b.program().facts.push_back({b.text(path), {LanguageType::count}});
  }
  NodeId is(uint32_t fact, int64_t number) {
    const NodeId read = b.fact(fact, ValueKind::number);
    return b.binary(Op::equal, read, b.number(number));
  }
  /// The node lines of the program whose role `r` is the node.
  std::string nodes(NodeId root) {
    b.program().roles.push_back({b.text("r"), root, {}});
    const Program program = b.finish();
    const auto violation = verify(program);
    CHECK_MESSAGE(!violation.has_value(), (violation ? violation->invariant : ""));
    const std::string text = print(program);
    const size_t first = text.find("%0 =");
    return text.substr(first, text.find("role") - first);
  }
};

} // namespace

TEST_CASE_FIXTURE(Fixture,
                  "equal instructions are one node, whatever the order of equal's operands") {
  const NodeId x = b.fact(0, ValueKind::number);
  const NodeId y = b.fact(1, ValueKind::number);
  CHECK(b.binary(Op::equal, x, y) == b.binary(Op::equal, y, x));
  CHECK(b.binary(Op::add, x, y) == b.binary(Op::add, y, x));
  CHECK(b.binary(Op::less, x, y) != b.binary(Op::less, y, x));
  CHECK(b.binary(Op::subtract, x, y) != b.binary(Op::subtract, y, x));
  CHECK(b.number_set({3, 1, 3}) == b.number_set({1, 3}));
  CHECK(b.number_set({1, 3}) != b.number_set({1, 3, 4}));
  CHECK(b.number(INT64_MAX) == b.number(INT64_MAX));
  CHECK(b.number(INT64_MAX) != b.number(INT64_MAX - 1));
  CHECK(b.number(INT64_MIN) == b.number(INT64_MIN));
}

TEST_CASE_FIXTURE(Fixture, "R5.1 the lattice laws and nothing more") {
  const NodeId p = is(0, 1);
  const NodeId q = is(1, 1);
  const NodeId r = is(2, 1);
  const NodeId yes = b.constant(true);
  const NodeId no = b.constant(false);
  const NodeId unknown = b.unknown();
  CHECK(b.logical_and({p, q}) == b.logical_and({q, p, q}));
  CHECK(b.logical_and({p, b.logical_and({q, r})}) == b.logical_and({b.logical_and({r, p}), q}));
  CHECK(b.logical_or({p, b.logical_or({q, r})}) == b.logical_or({r, q, p}));
  CHECK(b.logical_and({p, yes}) == p);
  CHECK(b.logical_and({p, no}) == no);
  CHECK(b.logical_or({p, no}) == p);
  CHECK(b.logical_or({p, yes}) == yes);
  CHECK(b.logical_and({}) == yes);
  CHECK(b.logical_or({}) == no);
  CHECK(b.logical_not(b.logical_not(p)) == p);
  CHECK(b.logical_not(yes) == no);
  CHECK(b.logical_not(unknown) == unknown);
  // In Kleene's logic these are not T and F while p is unknown.
  CHECK(b.node(b.logical_or({p, b.logical_not(p)})).op == Op::logical_or);
  CHECK(b.node(b.logical_and({p, b.logical_not(p)})).op == Op::logical_and);
  CHECK(b.node(b.logical_and({p, unknown})).op == Op::logical_and);
  CHECK(b.node(b.logical_and({p, b.logical_or({q, r})})).b == 2);
}

TEST_CASE_FIXTURE(Fixture, "what no record names is left out and the rest is renumbered") {
  is(3, 99);
  const NodeId used = is(1, 7);
  is(4, 100);
  CHECK(nodes(used) == "%0 = fact b : number\n%1 = number 7 : number\n%2 = equal %0 %1 : truth\n");
}

TEST_CASE_FIXTURE(Fixture, "the first place that a node has stays") {
  const uint32_t file = b.file("z.ward");
  const uint32_t first = b.file("a.ward");
  const NodeId made = is(0, 1);
  b.set_origin({file, 3, 4});
  is(0, 1);
  b.set_origin({first, 9, 9});
  is(0, 1);
  b.set_origin({});
  // files are sorted: z.ward is number 1
  CHECK(nodes(made) == "%0 = fact a : number @1:3:4\n%1 = number 1 : number @1:3:4\n"
                       "%2 = equal %0 %1 : truth @1:3:4\n");
}

TEST_CASE_FIXTURE(Fixture, "a chain of ands grows linearly") {
  NodeId chain = is(0, 0);
  for (int64_t i = 1; i < 5000; ++i)
    chain = b.logical_and({chain, is(0, i)});
  b.program().roles.push_back({b.text("r"), chain, {}});
  const Program program = b.finish();
  CHECK(!verify(program).has_value());
  CHECK(program.args.size() < 5000 * 34);
}

TEST_CASE("the order in which texts and numbers were made leaves no trace") {
  const auto make = [](bool turned) {
    Builder b;
    if (turned) {
      b.text("zz");
      b.text("b");
      b.number(70);
    }
    b.program().facts.push_back({b.text("a"), {LanguageType::text}});
    const NodeId read = b.fact(0, ValueKind::text);
    const std::string_view members[] = {"c", "b"};
    const NodeId in = b.binary(Op::in_set, read, b.text_set(members));
    b.program().roles.push_back({b.text("r"), in, {}});
    return print(b.finish());
  };
  CHECK(make(false) == make(true));
}
