// SPDX-License-Identifier: Apache-2.0
#include "unit/runtime_core/program_builder.h"

#include "core/evaluate.h"
#include "core/fold.h"

#include <doctest/doctest.h>
#include <functional>

namespace ward::rt::test {
namespace {

constexpr Truth T = Truth::yes;
constexpr Truth F = Truth::no;
constexpr Truth U = Truth::unknown;

/// One program, judged again for each set of facts.
struct Fixture {
  ProgramBuilder program;
  Bundle bundle{heap()};
  Arena arena{heap()};

  void open() {
    const std::vector<uint8_t> file = program.file();
    ward_error error{};
    const ward_status status = bundle.open_copy(file.data(), file.size(), &error);
    REQUIRE_MESSAGE(status == WARD_OK, error.message);
  }
  Evaluation judge(TestFacts& facts, const EvaluateOptions& options = {}) {
    Evaluation evaluation;
    REQUIRE(evaluate(bundle, facts.bound(), arena, &evaluation, options) == WARD_OK);
    return evaluation;
  }
};

Cell truth_cell(Truth truth) {
  return truth == U ? TestFacts::unknown() : TestFacts::known(truth == T ? 1 : 0);
}

bool is_interval(const Value& value, Int128 low, Int128 high) {
  return value.known() && value.low == low && value.high == high;
}

const Truth all_truths[] = {F, T, U};

} // namespace

TEST_CASE("R5.1: connectives, R5.21: shown") {
  Fixture f;
  const uint32_t x = f.program.read(f.program.fact({"x"}));
  const uint32_t y = f.program.read(f.program.fact({"y"}));
  const uint32_t both = f.program.all({x, y});
  const uint32_t either = f.program.any({x, y});
  const uint32_t inverse = f.program.of(Op::logical_not, x);
  const uint32_t shown = f.program.of(Op::shown, x);
  f.open();
  //                         F  T  U
  const Truth and_table[3][3] = {{F, F, F}, {F, T, U}, {F, U, U}};
  const Truth or_table[3][3] = {{F, T, U}, {T, T, T}, {U, T, U}};
  for (int a = 0; a < 3; ++a) {
    for (int b = 0; b < 3; ++b) {
      TestFacts facts(f.bundle);
      facts.set(0, truth_cell(all_truths[a]));
      facts.set(1, truth_cell(all_truths[b]));
      const Evaluation e = f.judge(facts);
      CHECK(e.truth(both) == and_table[a][b]);
      CHECK(e.truth(either) == or_table[a][b]);
      CHECK(e.truth(inverse) == (a == 0 ? T : a == 1 ? F : U));
      CHECK(e.truth(shown) == (a == 1 ? T : F));
      CHECK(f.judge(facts, {nullptr, true}).truth(shown) == all_truths[a]);
    }
  }
}

TEST_CASE("R5.5, R5.19: none and look-up") {
  Fixture f;
  const uint32_t table = f.program.table("v", {{"n", LanguageType::count, true}});
  const uint32_t key = f.program.read(f.program.fact({"k", LanguageType::key, true}));
  const uint32_t found = f.program.lookup(table, 1, key);
  const uint32_t missing = f.program.of(Op::is_none, found);
  const uint32_t literal = f.program.lookup(table, 1, f.program.text("b"));
  f.open();
  const auto judged = [&](const Cell& k, bool complete) {
    TestFacts facts(f.bundle);
    facts.set(0, k);
    facts.row(table, "a", {TestFacts::known(5)});
    facts.row(table, "b", {TestFacts::none()});
    facts.row(table, "c", {TestFacts::unknown()});
    facts.complete(table, complete);
    Evaluation e = f.judge(facts);
    CHECK(e.value(literal).state == State::none);
    return std::pair(e.value(found), e.truth(missing));
  };
  TestFacts names(f.bundle);
  const auto key_cell = [&](const char* name) { return TestFacts::known(names.text(name)); };
  names.text("a");
  CHECK(is_interval(judged(key_cell("a"), true).first, 5, 5));
  CHECK(judged(key_cell("a"), true).second == F);
  CHECK(judged(key_cell("b"), true).first.state == State::none);
  CHECK(judged(key_cell("b"), true).second == T);
  CHECK(judged(TestFacts::unknown(), true).second == U);
  CHECK(judged(TestFacts::none(), true).second == T);
  // A key that no row has.
  CHECK(judged(TestFacts::known(999), false).second == U);
}

namespace {

/// The rows of a table with a condition, a body and a number, and every fold over it.
struct Folds : Fixture {
  uint32_t table, every, some, every_all, some_all, count, count_all, sum, sum_nonnegative, share;

  Folds() {
    table = program.table("t", {{"c"}, {"n", LanguageType::integer}, {"p"}});
    const uint32_t c = program.field(table, 1);
    const uint32_t n = program.field(table, 2);
    const uint32_t p = program.field(table, 3);
    every = program.fold(Op::every, table, c, p);
    some = program.fold(Op::some, table, c, p);
    every_all = program.fold(Op::every, table, no_node, p);
    some_all = program.fold(Op::some, table, no_node, p);
    count = program.fold(Op::count, table, c);
    count_all = program.fold(Op::count, table, no_node);
    sum = program.fold(Op::sum, table, c, n);
    sum_nonnegative = program.fold(Op::sum_nonnegative, table, c, n);
    share = program.share(table, c, p, 95, 100);
    open();
  }
  Evaluation judge_rows(std::vector<std::vector<Cell>> rows, bool complete) {
    TestFacts facts(bundle);
    const char* const names[] = {"a", "b", "c", "d"};
    for (size_t i = 0; i < rows.size(); ++i)
      facts.row(table, names[i], rows[i]);
    facts.complete(table, complete);
    return judge(facts);
  }
};

} // namespace

TEST_CASE("R5.8 to R5.11: one row, by hand") {
  Folds f;
  struct Case {
    Truth c, p, every, some;
    int low, high, share_low, share_high;
  };
  // Weights of share >= 95 %: in 5, out -95.
  const Case cases[] = {
      {F, F, T, F, 0, 0, 0, 0},     {F, T, T, F, 0, 0, 0, 0}, {F, U, T, F, 0, 0, 0, 0},
      {T, F, F, F, 1, 1, -95, -95}, {T, T, T, T, 1, 1, 5, 5}, {T, U, U, U, 1, 1, -95, 5},
      {U, F, U, F, 0, 1, -95, 0},   {U, T, T, U, 0, 1, 0, 5}, {U, U, U, U, 0, 1, -95, 5},
  };
  for (const Case& k : cases) {
    Evaluation e = f.judge_rows({{truth_cell(k.c), TestFacts::known(7), truth_cell(k.p)}}, true);
    CHECK(e.truth(f.every) == k.every);
    CHECK(e.truth(f.some) == k.some);
    CHECK(e.truth(f.every_all) == k.p);
    CHECK(e.truth(f.some_all) == k.p);
    CHECK(is_interval(e.value(f.count), k.low, k.high));
    CHECK(is_interval(e.value(f.count_all), 1, 1));
    CHECK(is_interval(e.value(f.sum), k.low * 7, k.high * 7));
    CHECK(is_interval(e.value(f.share), k.share_low, k.share_high));
    CHECK(e.is_vacuous(f.every) == (k.c == F));
    // The same with the summand unknown.
    e = f.judge_rows({{truth_cell(k.c), TestFacts::unknown(), truth_cell(k.p)}}, true);
    const bool counts = k.c != F;
    CHECK(is_interval(e.value(f.sum), counts ? minus_infinity : 0, counts ? plus_infinity : 0));
    CHECK(is_interval(e.value(f.sum_nonnegative), 0, counts ? plus_infinity : 0));
  }
  // A negative summand and an unknown condition: the hull of 0 and it.
  CHECK(is_interval(
      f.judge_rows({{truth_cell(U), TestFacts::known(-7), truth_cell(T)}}, true).value(f.sum), -7,
      0));
}

TEST_CASE("R4.8, R5.8 to R5.11: tables that are empty or open") {
  Folds f;
  Evaluation closed = f.judge_rows({}, true);
  CHECK(closed.truth(f.every) == T);
  CHECK(closed.is_vacuous(f.every));
  CHECK(closed.truth(f.some) == F);
  CHECK(is_interval(closed.value(f.count), 0, 0));
  CHECK(is_interval(closed.value(f.sum), 0, 0));
  CHECK(is_interval(closed.value(f.share), 0, 0));
  Evaluation open = f.judge_rows({}, false);
  CHECK(open.truth(f.every) == U);
  CHECK(!open.is_vacuous(f.every));
  CHECK(open.truth(f.some) == U);
  CHECK(is_interval(open.value(f.count), 0, plus_infinity));
  CHECK(is_interval(open.value(f.sum), minus_infinity, plus_infinity));
  CHECK(is_interval(open.value(f.sum_nonnegative), 0, plus_infinity));
  CHECK(is_interval(open.value(f.share), minus_infinity, plus_infinity));
  // One row decides all the same.
  const auto row = [](Truth c, Truth p) {
    return std::vector<Cell>{truth_cell(c), TestFacts::known(2), truth_cell(p)};
  };
  CHECK(f.judge_rows({row(T, F)}, false).truth(f.every) == F);
  CHECK(f.judge_rows({row(T, T)}, false).truth(f.every) == U);
  CHECK(f.judge_rows({row(T, T)}, false).truth(f.some) == T);
  CHECK(f.judge_rows({row(T, F)}, false).truth(f.some) == U);
  CHECK(is_interval(f.judge_rows({row(T, F)}, false).value(f.count), 1, plus_infinity));
}

TEST_CASE("R4.8: a phantom row stands for 0, 1 and 2 rows of all values") {
  Folds f;
  std::vector<std::vector<Cell>> rows;
  for (Truth c : {F, T}) {
    for (Truth p : {F, T}) {
      for (int64_t n : {-3, 0, 4})
        rows.push_back({truth_cell(c), TestFacts::known(n), truth_cell(p)});
    }
  }
  const uint32_t truths[] = {f.every, f.some, f.every_all, f.some_all};
  const uint32_t numbers[] = {f.count, f.count_all, f.sum, f.share};
  std::vector<std::vector<std::vector<Cell>>> known = {{}};
  for (const auto& row : rows)
    known.push_back({row});
  for (const auto& known_rows : known) {
    Evaluation open = f.judge_rows(known_rows, false);
    Truth seen[4];
    bool seen_yes[4] = {};
    bool seen_no[4] = {};
    for (int i = 0; i < 4; ++i)
      seen[i] = open.truth(truths[i]);
    Value ranges[4];
    for (int i = 0; i < 4; ++i)
      ranges[i] = open.value(numbers[i]);
    std::vector<std::vector<std::vector<Cell>>> more = {{}};
    for (const auto& x : rows) {
      more.push_back({x});
      for (const auto& y : rows)
        more.push_back({x, y});
    }
    for (const auto& extra : more) {
      auto together = known_rows;
      together.insert(together.end(), extra.begin(), extra.end());
      Evaluation closed = f.judge_rows(together, true);
      for (int i = 0; i < 4; ++i) {
        (closed.truth(truths[i]) == T ? seen_yes : seen_no)[i] = true;
        const Value& value = closed.value(numbers[i]);
        CHECK(ranges[i].low <= value.low);
        CHECK(value.high <= ranges[i].high);
      }
    }
    // Every field is unknown, so these folds are exact: known when all agree, else U.
    for (int i = 0; i < 4; ++i) {
      CHECK(seen[i] == (seen_yes[i] && seen_no[i] ? U : seen_yes[i] ? T : F));
    }
  }
}

TEST_CASE("R6.10: excused") {
  Fixture f;
  const uint32_t decisions =
      f.program.table("addressable", {{"rows", LanguageType::text, false, true}, {"valid"}});
  const uint32_t table = f.program.table("t", {{"p"}});
  f.program.addressable = decisions;
  const uint32_t key = f.program.field(table, 0);
  const uint32_t valid = f.program.field(decisions, 2);
  const uint32_t named = f.program.field(decisions, 1);
  const uint32_t excused = f.program.excused(key, valid, named);
  const uint32_t where = f.program.of(Op::logical_not, excused);
  const uint32_t every = f.program.fold(Op::every, table, where, f.program.field(table, 1));
  f.open();
  const auto judged = [&](Truth is_valid, bool set_known, const char* name, bool complete,
                          Truth p) {
    TestFacts facts(f.bundle);
    const Cell set = set_known ? facts.known_set({facts.text(name)}) : TestFacts::unknown();
    facts.row(decisions, "d", {set, truth_cell(is_valid)});
    facts.row(table, "x", {truth_cell(p)});
    facts.complete(decisions, complete);
    facts.complete(table);
    Evaluation e = f.judge(facts);
    return std::pair(e.row_truth(every, 0, excused), e.truth(every));
  };
  CHECK(judged(T, true, "x", true, F) == std::pair(T, T));
  CHECK(judged(T, true, "y", true, F) == std::pair(F, F));
  CHECK(judged(F, true, "x", true, F) == std::pair(F, F));
  CHECK(judged(U, true, "x", true, F) == std::pair(U, U));
  CHECK(judged(U, true, "y", true, F) == std::pair(F, F));
  CHECK(judged(T, false, "", true, F) == std::pair(U, U));
  CHECK(judged(F, false, "", true, F) == std::pair(F, F));
  // There may be another decision.
  CHECK(judged(F, true, "x", false, F) == std::pair(U, U));
  CHECK(judged(T, true, "x", false, F) == std::pair(T, T));
  CHECK(judged(F, true, "x", false, T) == std::pair(U, T));
}

TEST_CASE("R10.7: coverage sees every row") {
  Folds f;
  std::vector<uint8_t> seen(f.bundle.node_count());
  Coverage coverage{seen.data()};
  TestFacts facts(f.bundle);
  facts.row(f.table, "a", {truth_cell(T), TestFacts::known(1), truth_cell(F)});
  facts.row(f.table, "b", {truth_cell(T), TestFacts::known(1), truth_cell(T)});
  facts.complete(f.table);
  f.judge(facts, {&coverage, false});
  CHECK(seen[0] == 2); // c: T only
  CHECK(seen[2] == 3); // p: both, though the first row decides `every`
}

TEST_CASE("sums are exact when rows come and go") {
  Tally tally;
  Contribution a;
  a.low = -(Int128{1} << 100);
  a.high = (Int128{1} << 100) + 12345;
  Contribution b;
  b.low = minus_infinity;
  b.high = -7;
  tally.add(a);
  tally.add(b);
  CHECK(is_interval(tally.sum(), minus_infinity, (Int128{1} << 100) + 12338));
  tally.remove(b);
  CHECK(is_interval(tally.sum(), a.low, a.high));
  Contribution big;
  big.low = big.high = largest;
  tally.add(big);
  tally.add(big);
  CHECK(tally.sum().state == State::unknown);
  tally.remove(big);
  tally.remove(big);
  CHECK(is_interval(tally.sum(), a.low, a.high));
}

} // namespace ward::rt::test
