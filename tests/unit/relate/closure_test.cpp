// SPDX-License-Identifier: Apache-2.0
// What is derived and what is called a contradiction, against every choice of sets.
#include "relate/contradictions.h"
#include "relate/relatives.h"
#include "relate/together.h"
#include "unit/relate/small_network.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <numeric>

using namespace ward;
using namespace ward::relate;
using model::Relation;
using test::SmallNetwork;

namespace {

constexpr Relation all[] = {Relation::equal, Relation::subset, Relation::superset,
                            Relation::intersects, Relation::none};

struct Counts {
  size_t consistent = 0, contradictory = 0;
};

/// R7.10: exactly the relations are left that some sets have.
void check_derived(const SmallNetwork& small) {
  const Network network(small.claims);
  Relatives relatives(network, 2);
  const test::SetModels models = small.models();
  for (unsigned a = 0; a < small.size(); ++a)
    for (unsigned b = 0; b < small.size(); ++b) {
      if (network.of_provision(a) == network.of_provision(b))
        continue;
      RelationSet possible;
      for (const Relation relation : all) {
        test::SetModels with = models;
        with.add(a, relation, b);
        if (with.exist())
          possible = possible | relation;
      }
      const RelationSet left = relatives.left(network.of_provision(a), network.of_provision(b));
      REQUIRE_MESSAGE(left == possible, words(left), " instead of ", words(possible));
    }
}

/// R7.13: what is reported is contradictory and holds nothing smaller that is; what stays is not.
void check_contradictions(const SmallNetwork& small) {
  Network network(small.claims);
  const std::vector<Contradiction> found = find_contradictions(network);
  REQUIRE(!found.empty());
  const size_t count = small.claims.rows.size();
  uint32_t silenced = 0;
  size_t shortest = SIZE_MAX;
  for (const Contradiction& one : found) {
    uint32_t rows = 0;
    size_t steps = 0;
    for (const Walked& walked : one.walk) {
      if (const uint32_t row = network.steps()[walked.step].row; row != Step::axiom)
        rows |= 1u << row;
      ++steps;
    }
    shortest = std::min(shortest, steps);
    silenced |= rows;
    REQUIRE(!small.models(rows).exist());
    for (size_t i = 0; i < count; ++i)
      if ((rows >> i & 1) != 0)
        REQUIRE(small.models(rows & ~(1u << i)).exist());
  }
  REQUIRE(small.models(~silenced).exist());
  for (uint32_t i = 0; i < count; ++i)
    REQUIRE(network.is_silent_row(i) == ((silenced >> i & 1) != 0));
  // Of axioms a walk may need several; of rows alone it is the smallest set that contradicts.
  const bool only_rows = std::all_of(small.parts.begin(), small.parts.end(),
                                     [](const auto& parts) { return parts.empty(); });
  if (!only_rows)
    return;
  size_t smallest = SIZE_MAX;
  for (uint32_t rows = 1; rows < 1u << count; ++rows)
    if (const auto size = static_cast<size_t>(__builtin_popcount(rows));
        size < smallest && !small.models(rows).exist())
      smallest = size;
  REQUIRE(shortest == smallest);
}

void check_network(const SmallNetwork& small, Counts& counts) {
  if (small.models().exist()) {
    ++counts.consistent;
    Network network(small.claims);
    REQUIRE(find_contradictions(network).empty());
    check_derived(small);
  } else {
    ++counts.contradictory;
    check_contradictions(small);
  }
}

using Pairs = std::vector<std::pair<unsigned, unsigned>>;

/// Calls `visit` for every labeling of the pairs with a relation or no row.
template <typename Visit> void each_network(const Pairs& pairs, Visit visit) {
  std::vector<unsigned> labels(pairs.size());
  for (;;) {
    visit(labels);
    size_t i = 0;
    while (i < labels.size() && ++labels[i] == 6)
      labels[i++] = 0;
    if (i == labels.size())
      return;
  }
}

void add_rows(SmallNetwork& small, const Pairs& pairs, const std::vector<unsigned>& labels) {
  for (size_t i = 0; i < pairs.size(); ++i)
    if (labels[i] != 0)
      small.row(pairs[i].first, all[labels[i] - 1], pairs[i].second);
}

Pairs pairs_across(const std::vector<unsigned>& authorities) {
  Pairs out;
  for (unsigned a = 0; a < authorities.size(); ++a)
    for (unsigned b = a + 1; b < authorities.size(); ++b)
      if (authorities[a] != authorities[b])
        out.emplace_back(a, b);
  return out;
}

} // namespace

TEST_CASE("R7.10, R7.13: every network of up to four concepts, in every way of authorities") {
  Counts counts;
  for (const std::vector<unsigned>& authorities : std::vector<std::vector<unsigned>>{
           {0, 1}, {0, 1, 2}, {0, 0, 1}, {0, 1, 2, 3}, {0, 0, 1, 2}, {0, 0, 1, 1}, {0, 0, 0, 1}}) {
    const Pairs pairs = pairs_across(authorities);
    each_network(pairs, [&](const std::vector<unsigned>& labels) {
      SmallNetwork small(authorities);
      add_rows(small, pairs, labels);
      check_network(small, counts);
    });
  }
  MESSAGE(counts.consistent, " consistent, ", counts.contradictory, " contradictory");
  CHECK(counts.consistent + counts.contradictory == 6 + 216 + 36 + 46656 + 7776 + 1296 + 216);
}

TEST_CASE("R7.4, R7.8, R7.10: a provision of two parts beside two concepts") {
  Counts counts;
  const std::vector<unsigned> authorities{0, 0, 0, 1, 2};
  const Pairs pairs{{0, 3}, {1, 3}, {2, 3}, {0, 4}, {1, 4}, {3, 4}};
  each_network(pairs, [&](const std::vector<unsigned>& labels) {
    SmallNetwork small(authorities);
    small.child(0, 1);
    small.child(0, 2);
    add_rows(small, pairs, labels);
    check_network(small, counts);
  });
  CHECK(counts.consistent + counts.contradictory == 46656);
}

TEST_CASE("R7.12: what is said to be covered together is, whatever the sets") {
  const std::vector<unsigned> authorities{0, 0, 0, 1, 1};
  const Pairs pairs{{0, 3}, {1, 3}, {2, 3}, {0, 4}, {1, 4}, {2, 4}};
  size_t together = 0, alone = 0, missed = 0;
  each_network(pairs, [&](const std::vector<unsigned>& labels) {
    SmallNetwork small(authorities);
    small.child(0, 1);
    small.child(0, 2);
    add_rows(small, pairs, labels);
    test::SetModels models = small.models();
    models.add_union(0, 1u << 1 | 1u << 2);
    if (!models.exist())
      return;
    const Network network(small.claims);
    const Together shown(network, 1);
    for (unsigned i = 0; i < 3; ++i) {
      const ConceptId id = network.of_provision(i);
      if (!shown.covers(id)) {
        missed += models.lies_in(i, 1u << 3 | 1u << 4);
        continue;
      }
      REQUIRE(models.lies_in(i, 1u << 3 | 1u << 4));
      // And those that are named are enough.
      unsigned by = 0;
      for (const ConceptId one : shown.by(id))
        by |= 1u << network.concepts()[one].provision;
      REQUIRE(models.lies_in(i, by));
      ++(shown.by(id).size() == 1 ? alone : together);
      REQUIRE(shown.proof(id).size() >= shown.by(id).size());
    }
  });
  MESSAGE(alone, " alone, ", together, " together, ", missed, " only by other reasons");
  CHECK(alone > 0);
  CHECK(together > 0);
}

// 6^10 labelings are 500 thousand networks up to the names of the concepts: of each the first in
// order of its labels is looked at.
TEST_CASE("R7.10, R7.13: every network of five concepts, up to their names") {
  constexpr unsigned size = 5, count = 10;
  std::array<std::array<unsigned, size>, size> index{};
  std::array<std::pair<unsigned, unsigned>, count> pairs;
  for (unsigned a = 0, next = 0; a < size; ++a)
    for (unsigned b = a + 1; b < size; ++b) {
      index[a][b] = index[b][a] = next;
      pairs[next++] = {a, b};
    }
  // For each renaming: which label comes to each place, and whether it is turned.
  struct Renaming {
    std::array<uint8_t, count> from;
    std::array<bool, count> turned;
  };
  std::vector<Renaming> renamings;
  std::array<unsigned, size> order;
  std::iota(order.begin(), order.end(), 0u);
  while (std::next_permutation(order.begin(), order.end())) {
    Renaming renaming;
    for (unsigned i = 0; i < count; ++i) {
      const unsigned a = order[pairs[i].first], b = order[pairs[i].second];
      renaming.from[i] = static_cast<uint8_t>(index[a][b]);
      renaming.turned[i] = a > b;
    }
    renamings.push_back(renaming);
  }
  constexpr std::array<uint8_t, 6> turned{0, 1, 3, 2, 4, 5}; // 2 and 3 are subset and superset
  std::array<uint8_t, count> labels{};
  const auto is_first = [&] {
    for (const Renaming& renaming : renamings)
      for (unsigned i = 0; i < count; ++i) {
        const uint8_t label = labels[renaming.from[i]];
        const uint8_t other = renaming.turned[i] ? turned[label] : label;
        if (other < labels[i])
          return false;
        if (other > labels[i])
          break;
      }
    return true;
  };
  Counts counts;
  for (bool more = true; more;) {
    if (is_first()) {
      SmallNetwork small({0, 1, 2, 3, 4});
      for (unsigned i = 0; i < count; ++i)
        if (labels[i] != 0)
          small.row(pairs[i].first, all[labels[i] - 1], pairs[i].second);
      const bool consistent = small.models().exist();
      ++(consistent ? counts.consistent : counts.contradictory);
      Network network(small.claims);
      REQUIRE(find_contradictions(network).empty() == consistent);
      if (consistent)
        check_derived(small);
    }
    unsigned i = count;
    while (i > 0 && ++labels[i - 1] == 6)
      labels[--i] = 0;
    more = i > 0;
  }
  MESSAGE(counts.consistent, " consistent, ", counts.contradictory, " contradictory");
  // As many as Burnside's lemma counts: none was left out.
  CHECK(counts.consistent + counts.contradictory == 522312);
}
