// SPDX-License-Identifier: Apache-2.0
#include "relate/contradictions.h"

#include "relate/equals.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace ward::relate {
namespace {

using model::Relation;

struct State {
  Network& network;
  Walks walks{network};
  std::vector<Contradiction> found;
  std::vector<bool> explained; ///< by row: it stands in a contradiction of this round

  void run() {
    std::vector<Contradiction> round;
    do {
      round.clear();
      explained.assign(network.claims().rows.size(), false);
      close_rows(round);
      close_equals(round);
      keep(round);
    } while (!round.empty());
  }

  /// A row and the end that it is walked from: the one with more edges, so that a hub with
  /// thousands of rows is walked once.
  struct Closing {
    uint32_t length; ///< of the shortest way that the row excludes
    StepId step;
    bool forth;
  };

  /// Each row against all ways between its ends, shortest contradictions first.
  void close_rows(std::vector<Contradiction>& round) {
    std::map<ConceptId, std::vector<Closing>> by_source;
    for (uint32_t i = 0; i < network.steps().size(); ++i) {
      const Step& step = network.steps()[StepId{i}];
      if (step.row == Step::axiom || network.is_silent(StepId{i}))
        continue;
      const bool back = network.edges(step.to).size() > network.edges(step.from).size();
      by_source[back ? step.to : step.from].push_back({0, StepId{i}, !back});
    }
    std::vector<Closing> excluded;
    for (auto& [source, closings] : by_source) {
      walks.run(source);
      for (Closing& closing : closings)
        if (const auto way = excluded_way(closing)) {
          closing.length = walks.ways()[*way].length;
          excluded.push_back(closing);
        }
    }
    std::stable_sort(excluded.begin(), excluded.end(),
                     [](const Closing& a, const Closing& b) { return a.length < b.length; });
    for (const Closing& closing : excluded) {
      const Step& step = network.steps()[closing.step];
      if (explained[step.row])
        continue;
      const ConceptId source = closing.forth ? step.from : step.to;
      walks.run(source);
      Walk walk = walks.walk(*excluded_way(closing));
      walk.push_back({closing.step, closing.forth ? step.to : step.from, source,
                      closing.forth ? converse(step.relation) : step.relation});
      if (!is_minimal(walk))
        continue;
      for (const uint32_t row : rows_of(walk))
        explained[row] = true;
      round.push_back({std::move(walk), false, false});
    }
  }

  /// The first way between its ends of which the row allows nothing.
  std::optional<uint32_t> excluded_way(const Closing& closing) const {
    const Step& step = network.steps()[closing.step];
    const RelationSet stated = closing.forth ? step.relation : converse(step.relation);
    for (const uint32_t way : walks.ways_to(closing.forth ? step.to : step.from))
      if ((walks.ways()[way].composed & stated).is_empty())
        return way;
    return std::nullopt;
  }

  /// Concepts of one authority that rows make equal (R7.8).
  void close_equals(std::vector<Contradiction>& round) {
    const Equals equals(network);
    for (const auto& [first, second] : equals.collisions()) {
      walks.run(first);
      for (const uint32_t way : walks.ways_to(second)) {
        const Walk walk = walks.walk(way);
        if (walks.ways()[way].composed != RelationSet(Relation::equal))
          continue;
        if (is_minimal(walk))
          round.push_back({walk, true, false});
        break;
      }
    }
  }

  /// Whether its rows hold no fewer that contradict. Walks of more rows than this are taken as they
  /// are: they are the shortest through a row, and to try each row of a long ring is not worth it.
  static constexpr size_t longest_tried = 24;

  bool is_minimal(const Walk& walk) {
    const std::vector<uint32_t> rows = rows_of(walk);
    if (rows.size() > longest_tried)
      return true;
    for (const uint32_t row : rows) {
      std::set<uint32_t> rest(rows.begin(), rows.end());
      rest.erase(row);
      if (contradict(rest))
        return false;
    }
    return true;
  }

  bool contradict(const std::set<uint32_t>& rows) {
    const Claims& claims = network.claims();
    for (const uint32_t row : rows)
      for (const Side* side : {&claims.rows[row].from, &claims.rows[row].to}) {
        const ConceptId source = network.find(*side);
        walks.run(source, &rows);
        for (const Way& way : walks.ways())
          if (way.at == source ? !way.composed.has(Relation::equal)
                               : way.composed == RelationSet(Relation::equal) &&
                                     network.concepts()[way.at].authority ==
                                         network.concepts()[source].authority)
            return true;
      }
    return false;
  }

  std::vector<uint32_t> rows_of(const Walk& walk) const {
    std::vector<uint32_t> out;
    for (const Walked& walked : walk)
      if (const uint32_t row = network.steps()[walked.step].row; row != Step::axiom)
        out.push_back(row);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  /// Each set of rows once; of several walks over it the first.
  void keep(std::vector<Contradiction>& round) {
    std::vector<std::pair<std::vector<uint32_t>, size_t>> order;
    for (size_t i = 0; i < round.size(); ++i)
      order.emplace_back(rows_of(round[i].walk), i);
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
      const size_t left = round[a.second].walk.size() + round[a.second].closed_by_axiom;
      const size_t right = round[b.second].walk.size() + round[b.second].closed_by_axiom;
      return left != right ? left < right : a < b;
    });
    std::set<std::vector<uint32_t>> seen;
    for (const auto& [rows, index] : order) {
      for (const uint32_t row : rows)
        network.silence(row);
      if (!seen.insert(rows).second)
        continue;
      Contradiction one = std::move(round[index]);
      if (!one.closed_by_axiom)
        turn(one.walk);
      one.circular = is_circular(one);
      found.push_back(std::move(one));
    }
  }

  /// A closed walk begins with its last row as stated: what came later is what contradicts.
  void turn(Walk& walk) {
    size_t last = 0;
    uint32_t last_row = 0;
    for (size_t i = 0; i < walk.size(); ++i) {
      const uint32_t row = network.steps()[walk[i].step].row;
      if (row != Step::axiom && row >= last_row) {
        last = i;
        last_row = row;
      }
    }
    std::rotate(walk.begin(), walk.begin() + static_cast<std::ptrdiff_t>(last), walk.end());
    const Step& step = network.steps()[walk.front().step];
    if (walk.front().from == step.from)
      return;
    // The other way round, beginning with the same row.
    std::reverse(walk.begin() + 1, walk.end());
    for (Walked& each : walk) {
      std::swap(each.from, each.to);
      each.relation = converse(each.relation);
    }
  }

  static bool is_circular(const Contradiction& one) {
    if (one.closed_by_axiom)
      return false;
    RelationSet seen;
    for (const Walked& walked : one.walk)
      seen = seen | walked.relation;
    return seen.is_subset_of(RelationSet(Relation::equal) | Relation::subset) ||
           seen.is_subset_of(RelationSet(Relation::equal) | Relation::superset);
  }
};

} // namespace

std::vector<Contradiction> find_contradictions(Network& network) {
  State state{network, Walks(network), {}, {}};
  state.run();
  return std::move(state.found);
}

} // namespace ward::relate
