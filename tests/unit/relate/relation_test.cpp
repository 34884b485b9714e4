// SPDX-License-Identifier: Apache-2.0
#include "relate/relation.h"

#include <doctest/doctest.h>

using namespace ward::relate;
using ward::model::Relation;

namespace {

constexpr Relation all[] = {Relation::equal, Relation::subset, Relation::superset,
                            Relation::intersects, Relation::none};

Relation between(unsigned a, unsigned b) {
  if (a == b)
    return Relation::equal;
  if ((a & b) == 0)
    return Relation::none;
  if ((a & b) == a)
    return Relation::subset;
  return (a & b) == b ? Relation::superset : Relation::intersects;
}

} // namespace

// Seven points are all that three sets can tell apart, so subsets of seven points are all triples.
TEST_CASE("R7.9: the table is what triples of sets show") {
  RelationSet seen[5][5];
  for (unsigned a = 1; a < 128; ++a)
    for (unsigned b = 1; b < 128; ++b)
      for (unsigned c = 1; c < 128; ++c) {
        RelationSet& cell = seen[static_cast<int>(between(a, b))][static_cast<int>(between(b, c))];
        cell = cell | between(a, c);
      }
  for (const Relation first : all)
    for (const Relation second : all) {
      CAPTURE(words(first));
      CAPTURE(words(second));
      CHECK(words(compose(first, second)) ==
            words(seen[static_cast<int>(first)][static_cast<int>(second)]));
    }
}

TEST_CASE("sets of relations compose and turn relation by relation") {
  for (unsigned x = 0; x < 32; ++x)
    for (unsigned y = 0; y < 32; ++y) {
      RelationSet expected;
      for (const Relation first : all)
        for (const Relation second : all)
          if (RelationSet::of_bits(x).has(first) && RelationSet::of_bits(y).has(second))
            expected = expected | compose(first, second);
      REQUIRE(compose(RelationSet::of_bits(x), RelationSet::of_bits(y)) == expected);
      // Backwards it is the same said the other way round.
      REQUIRE(converse(compose(RelationSet::of_bits(x), RelationSet::of_bits(y))) ==
              compose(converse(RelationSet::of_bits(y)), converse(RelationSet::of_bits(x))));
    }
  CHECK(converse(Relation::subset) == RelationSet(Relation::superset));
}

TEST_CASE("relations in words") {
  CHECK(words(Relation::none) == "none");
  CHECK(words(RelationSet(Relation::subset) | Relation::intersects) == "subset or intersects");
  CHECK(words(RelationSet::any().without(Relation::none)) ==
        "equal, subset, superset or intersects");
  CHECK(words(RelationSet::any()) == "any");
}
