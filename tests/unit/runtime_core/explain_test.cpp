// SPDX-License-Identifier: Apache-2.0
#include "unit/runtime_core/program_builder.h"

#include "core/explain.h"

#include <chrono>
#include <doctest/doctest.h>
#include <string>

namespace ward::rt::test {
namespace {

std::string list(const Evaluation& evaluation, const AtomSet& set) {
  std::string result;
  for (uint32_t i = 0; i < set.count; ++i) {
    char buffer[256];
    result += (i == 0 ? "" : ", ") +
              std::string(buffer, write_path(evaluation, set.items[i], buffer, sizeof(buffer)));
  }
  return result;
}

/// systems { id, holds_ephi, shared }, org.exempt, org.size; `every s in systems where s.holds_ephi
/// satisfies s.shared == 0`, or exempt; the same over systems that hold ePHI unless exempt.
struct Clinic {
  ProgramBuilder program;
  Bundle bundle{heap()};
  Arena arena{heap()};
  uint32_t systems, exempt, size, every, control, count, few, many, presumed, bound;

  Clinic() {
    program.fact({"org.exempt"});
    program.fact({"org.size", LanguageType::count});
    systems = program.table("systems", {{"holds_ephi"}, {"shared", LanguageType::count}});
    exempt = program.read(0);
    size = program.read(1);
    const uint32_t ephi = program.field(systems, 1);
    const uint32_t zero = program.number(0);
    const uint32_t alone = program.of(Op::equal, program.field(systems, 2), zero);
    every = program.fold(Op::every, systems, ephi, alone);
    control = program.any({exempt, every});
    bound = program.fold(Op::every, systems,
                         program.all({ephi, program.of(Op::logical_not, exempt)}), alone);
    count = program.fold(Op::count, systems, ephi);
    few = program.of(Op::less_equal, count, program.number(1));
    many = program.of(Op::less_equal, program.number(1), count);
    presumed = program.of(Op::logical_not, program.of(Op::shown, exempt));
    const std::vector<uint8_t> file = program.file();
    ward_error error{};
    const ward_status status = bundle.open_copy(file.data(), file.size(), &error);
    REQUIRE_MESSAGE(status == WARD_OK, error.message);
  }
};

struct Explained : Explanation {
  std::string why, met, not_met, matter;
};

Explained explain(Clinic& clinic, TestFacts& facts, uint32_t node) {
  Evaluation evaluation;
  Evaluation strict;
  REQUIRE(evaluate(clinic.bundle, facts.bound(), clinic.arena, &evaluation) == WARD_OK);
  REQUIRE(evaluate(clinic.bundle, facts.bound(), clinic.arena, &strict, {nullptr, true}) ==
          WARD_OK);
  Explainer explainer(clinic.arena);
  REQUIRE(explainer.open(evaluation, &strict) == WARD_OK);
  Explained result;
  REQUIRE(explainer.explain({no_node, node}, &result) == WARD_OK);
  result.why = list(evaluation, result.reason);
  result.met = list(evaluation, result.to_met);
  result.not_met = list(evaluation, result.to_not_met);
  result.matter = list(evaluation, result.may_matter);
  return result;
}

Cell yes() {
  return TestFacts::known(1);
}
Cell no() {
  return TestFacts::known(0);
}
Cell unknown() {
  return TestFacts::unknown();
}

} // namespace

TEST_CASE("R11.3: reasons of every, in the order of their paths") {
  Clinic clinic;
  TestFacts facts(clinic.bundle);
  facts.set(0, no());
  facts.row(clinic.systems, "a", {yes(), no()});
  facts.row(clinic.systems, "a b", {no(), TestFacts::known(3)});
  facts.row(clinic.systems, "q\"", {unknown(), no()});
  facts.complete(clinic.systems);
  // A row is left out by its condition, or kept by its body: whatever is less.
  CHECK(explain(clinic, facts, clinic.control).why ==
        "systems, systems[\"a b\"].holds_ephi, systems[\"a\"].shared, systems[\"q\\\"\"].shared");
  facts.cells[clinic.systems][2][0] = TestFacts::known(4);
  CHECK(explain(clinic, facts, clinic.control).outcome == Outcome::not_met);
  CHECK(explain(clinic, facts, clinic.control).why ==
        "org.exempt, systems[\"a\"].holds_ephi, systems[\"a\"].shared");
  // One fact against many.
  facts.set(0, yes());
  CHECK(explain(clinic, facts, clinic.control).why == "org.exempt");
}

TEST_CASE("R11.3: reasons of counts") {
  Clinic clinic;
  TestFacts facts(clinic.bundle);
  facts.row(clinic.systems, "a", {yes(), no()});
  facts.row(clinic.systems, "b", {yes(), no()});
  facts.row(clinic.systems, "c", {no(), no()});
  CHECK(explain(clinic, facts, clinic.many).why == "systems[\"a\"].holds_ephi");
  CHECK(explain(clinic, facts, clinic.few).why ==
        "systems[\"a\"].holds_ephi, systems[\"b\"].holds_ephi");
  facts.complete(clinic.systems);
  facts.cells[clinic.systems][1][1] = no();
  CHECK(explain(clinic, facts, clinic.few).outcome == Outcome::met);
  // Any one may be counted: two must be known not to be.
  CHECK(explain(clinic, facts, clinic.few).why ==
        "systems, systems[\"b\"].holds_ephi, systems[\"c\"].holds_ephi");
}

TEST_CASE("R11.4: what could settle an unknown") {
  Clinic clinic;
  TestFacts facts(clinic.bundle);
  facts.row(clinic.systems, "a", {yes(), unknown()});
  facts.row(clinic.systems, "b", {unknown(), TestFacts::known(2)});
  const Explained e = explain(clinic, facts, clinic.control);
  CHECK(e.outcome == Outcome::unknown);
  CHECK(e.met == "org.exempt");
  CHECK(e.not_met == "org.exempt, systems[\"a\"].shared");
  CHECK(e.matter == "org.exempt, systems, systems[\"a\"].shared, systems[\"b\"].holds_ephi");
  const Explained all = explain(clinic, facts, clinic.every);
  CHECK(all.met == "systems, systems[\"a\"].shared, systems[\"b\"].holds_ephi");
  CHECK(all.not_met == "systems[\"a\"].shared");
}

TEST_CASE("R11.5: no instances, R5.21: presumed") {
  Clinic clinic;
  TestFacts facts(clinic.bundle);
  facts.complete(clinic.systems);
  Explained e = explain(clinic, facts, clinic.every);
  CHECK(e.outcome == Outcome::met);
  CHECK(e.no_instances);
  CHECK(e.why == "systems");
  facts.row(clinic.systems, "a", {yes(), no()});
  CHECK(!explain(clinic, facts, clinic.every).no_instances);
  e = explain(clinic, facts, clinic.presumed);
  CHECK(e.outcome == Outcome::met);
  CHECK(e.presumed);
  CHECK(e.why.empty());
  facts.set(0, yes());
  e = explain(clinic, facts, clinic.presumed);
  CHECK(e.outcome == Outcome::not_met);
  CHECK(!e.presumed);
  CHECK(e.why == "org.exempt");
}

TEST_CASE("R11.5: an every over nothing that the verdict does not need") {
  Clinic clinic;
  TestFacts facts(clinic.bundle);
  facts.complete(clinic.systems);
  CHECK(explain(clinic, facts, clinic.control).no_instances);
  facts.set(0, yes());
  const Explained e = explain(clinic, facts, clinic.control);
  CHECK(e.why == "org.exempt");
  CHECK(!e.no_instances);
}

TEST_CASE("R11.5: an every that is true whatever rows there are rests on no table") {
  Clinic clinic;
  TestFacts facts(clinic.bundle);
  facts.complete(clinic.systems);
  facts.set(0, yes());
  const Explained e = explain(clinic, facts, clinic.bound);
  CHECK(e.outcome == Outcome::met);
  CHECK(e.why == "org.exempt");
  CHECK(!e.no_instances);
  facts.set(0, no());
  CHECK(explain(clinic, facts, clinic.bound).no_instances);
}

TEST_CASE("an every over 10,000 rows is explained row by row, not all rows for each") {
  Clinic clinic;
  TestFacts facts(clinic.bundle);
  facts.set(0, no());
  for (uint32_t i = 0; i < 10000; ++i) {
    std::string key = std::to_string(i);
    key.insert(0, 5 - key.size(), '0');
    facts.row(clinic.systems, key, {yes(), no()});
  }
  facts.complete(clinic.systems);
  const auto begin = std::chrono::steady_clock::now();
  const Explained e = explain(clinic, facts, clinic.control);
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begin);
  MESSAGE("10,000 rows in ms: ", time.count());
  CHECK(e.reason.count == 10001);
  // Without taking out one row at a time this takes minutes.
  CHECK(time.count() < 5000);
}

} // namespace ward::rt::test
