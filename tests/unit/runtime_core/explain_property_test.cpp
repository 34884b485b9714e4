// SPDX-License-Identifier: Apache-2.0
// Random programs and random facts: what an explanation promises is checked by judging anew, from
// facts built of the reason alone (R11.2, R11.3).
#include "unit/runtime_core/random_program.h"

#include "core/explain.h"

#include <doctest/doctest.h>

namespace ward::rt::test {
namespace {

std::string path(const Evaluation& evaluation, const Atom& atom) {
  char buffer[256];
  return {buffer, write_path(evaluation, atom, buffer, sizeof(buffer))};
}

struct Counts {
  uint32_t of[4] = {};
  uint32_t atoms = 0;
  uint32_t largest = 0;
  uint32_t settled = 0;
};

void check_case(uint32_t seed, bool with_shown, Counts& counts) {
  CAPTURE(seed);
  RandomCase random(seed, with_shown);
  Arena arena(heap());
  Bundle bundle(heap());
  const std::vector<uint8_t> file = random.program.file();
  ward_error error{};
  const ward_status opened = bundle.open_copy(file.data(), file.size(), &error);
  REQUIRE_MESSAGE(opened == WARD_OK, error.message);
  TestFacts facts(bundle);
  random.fill(facts);
  Evaluation evaluation;
  REQUIRE(evaluate(bundle, facts.bound(), arena, &evaluation) == WARD_OK);
  Evaluation strict;
  REQUIRE(evaluate(bundle, facts.bound(), arena, &strict, {nullptr, true}) == WARD_OK);
  Explainer explainer(arena);
  REQUIRE(explainer.open(evaluation, &strict) == WARD_OK);

  for (const Target target : random.targets) {
    Explanation explanation;
    REQUIRE(explainer.explain(target, &explanation) == WARD_OK);
    ++counts.of[static_cast<uint32_t>(explanation.outcome)];
    CHECK(explanation.outcome == outcome_of(evaluation, target));
    AtomSet all;
    REQUIRE(explainer.atoms_of(target, &all) == WARD_OK);
    for (uint32_t i = 1; i < all.count; ++i) {
      CHECK(path(evaluation, all.items[i - 1]) < path(evaluation, all.items[i]));
    }
    if (explanation.outcome == Outcome::unknown) {
      const auto within = [&](const AtomSet& set) {
        for (uint32_t i = 0; i < set.count; ++i) {
          const Atom* end = explanation.may_matter.items + explanation.may_matter.count;
          bool found = false;
          for (const Atom* a = explanation.may_matter.items; a != end; ++a)
            found |= *a == set.items[i];
          CHECK_MESSAGE(found, path(evaluation, set.items[i]));
        }
      };
      if (!with_shown) {
        within(explanation.to_met);
        within(explanation.to_not_met);
      }
      counts.settled += explanation.can_be_met + explanation.can_be_not_met;
      continue;
    }
    const std::vector<Atom> reason(explanation.reason.items,
                                   explanation.reason.items + explanation.reason.count);
    std::string listed;
    for (const Atom& atom : reason)
      listed += path(evaluation, atom) + " ";
    CAPTURE(listed);
    counts.atoms += static_cast<uint32_t>(reason.size());
    counts.largest = std::max(counts.largest, explanation.reason.count);
    CHECK(judge_anew(facts, reason, target) == explanation.outcome);
    for (size_t out = 0; out < reason.size(); ++out) {
      std::vector<Atom> fewer = reason;
      fewer.erase(fewer.begin() + static_cast<long>(out));
      CHECK_MESSAGE(judge_anew(facts, fewer, target) != explanation.outcome,
                    path(evaluation, reason[out]));
    }
    // Any set: the machinery of masks against facts built anew, and a known verdict stays.
    for (uint32_t round = 0; round < 4; ++round) {
      std::vector<Atom> some;
      for (uint32_t i = 0; i < all.count; ++i) {
        if (random.chance(60))
          some.push_back(all.items[i]);
      }
      Outcome masked{};
      REQUIRE(explainer.judge_from({some.data(), static_cast<uint32_t>(some.size())}, target,
                                   &masked) == WARD_OK);
      CHECK(masked == judge_anew(facts, some, target));
      if (!with_shown && masked != Outcome::unknown)
        CHECK(masked == explanation.outcome);
    }
  }
}

} // namespace

TEST_CASE("R11.3: a reason alone gives the verdict, and loses it when any fact is taken out") {
  Counts counts;
  for (uint32_t seed = 1; seed <= 3000; ++seed)
    check_case(seed, false, counts);
  MESSAGE("met ", counts.of[0], " not_met ", counts.of[1], " unknown ", counts.of[2],
          " not_applicable ", counts.of[3], " atoms ", counts.atoms, " largest ", counts.largest,
          " settled ", counts.settled);
  for (uint32_t outcome : counts.of)
    CHECK(outcome > 500);
  CHECK(counts.largest >= 5);
  CHECK(counts.settled > 500);
}

TEST_CASE("R11.3 with R5.21: reasons stay irreducible where presumptions are at work") {
  Counts counts;
  for (uint32_t seed = 1; seed <= 1000; ++seed)
    check_case(seed, true, counts);
  for (uint32_t outcome : counts.of)
    CHECK(outcome > 100);
}

} // namespace ward::rt::test
