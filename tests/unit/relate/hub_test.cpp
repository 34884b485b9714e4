// SPDX-License-Identifier: Apache-2.0
// The size that the largest published crosswalk has, counted in steps of work and not in time.
#include "relate/contradictions.h"
#include "relate/relatives.h"
#include "relate/together.h"
#include "unit/support/hub_crosswalk.h"

#include <doctest/doctest.h>

using namespace ward;
using namespace ward::relate;

namespace {

/// Ways that are walked when every concept of the hub is asked for.
size_t work(const Network& network, uint32_t controls) {
  Walks walks(network);
  size_t ways = 0;
  for (uint32_t i = 0; i < controls; ++i) {
    walks.run(network.of_provision(i));
    ways += walks.ways().size();
  }
  return ways;
}

} // namespace

TEST_CASE("work grows with the rows and not with the pairs") {
  const test::HubSize whole;
  for (const uint32_t part : {4u, 2u, 1u}) {
    const test::HubSize size = whole.divided_by(part);
    const Claims claims = test::hub_crosswalk(size, 1);
    const Network network(claims);
    CHECK(network.concepts().size() == size.controls + size.requirements);
    CHECK(claims.rows.size() > size.rows * 95 / 100);
    const size_t ways = work(network, size.controls);
    MESSAGE(claims.rows.size(), " rows, ", ways, " ways");
    // Every row is walked from its control, and what lies behind is bounded by the rows of a
    // concept.
    CHECK(ways > claims.rows.size());
    CHECK(ways < 40 * claims.rows.size());
  }
}

TEST_CASE("R7.13: a consistent hub has no contradiction, and one planted is found") {
  Claims claims = test::hub_crosswalk({}, 1);
  {
    Network network(claims);
    CHECK(find_contradictions(network).empty());
  }
  // The first row that is a subset is said to be the other way round, by somebody else.
  uint32_t wrong = 0;
  while (claims.rows[wrong].relation != model::Relation::superset)
    ++wrong;
  Row planted = claims.rows[wrong];
  planted.relation = model::Relation::subset;
  planted.crosswalk = claims.crosswalks++;
  claims.rows.push_back(planted);
  Network network(claims);
  const std::vector<Contradiction> found = find_contradictions(network);
  REQUIRE(found.size() == 1);
  CHECK(found[0].walk.size() == 2);
  CHECK(network.is_silent_row(wrong));
  CHECK(network.is_silent_row(static_cast<uint32_t>(claims.rows.size() - 1)));
}

TEST_CASE("R7.11: composition through a hub proves little, and says how little") {
  const Claims claims = test::hub_crosswalk(test::HubSize().divided_by(8), 3);
  const Network network(claims);
  Relatives relatives(network, 2);
  size_t held = 0, narrowed = 0, unproven = 0;
  const auto first = static_cast<uint32_t>(claims.provisions.size() - 400);
  for (uint32_t i = first; i < claims.provisions.size(); ++i)
    for (const Relative& one : relatives.of(network.of_provision(i))) {
      held += one.kind == Relative::Kind::proven && one.left.is_subset_of(inside());
      narrowed += one.kind == Relative::Kind::narrowed;
      unproven += one.kind == Relative::Kind::unproven;
      CHECK(!one.proof.empty());
    }
  CHECK(held > 0);
  CHECK(narrowed > held);
  CHECK(unproven > held);
}
