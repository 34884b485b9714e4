// SPDX-License-Identifier: Apache-2.0
#include "prove/compare.h"

#include "core/calendar.h"
#include "prove/context.h"

#include <fmt/format.h>

#include <utility>

namespace ward::prove {

/// One of the two questions: is there an organization of which the new policy asks less, or more?
struct Comparison::Direction {
  Query query;
  std::optional<Example> example = {};
  std::string undecided = {};
};

namespace {

constexpr uint8_t truth_f = 0, truth_t = 1, truth_u = 2;

uint8_t implies(uint8_t x, uint8_t y) {
  if (x == truth_f || y == truth_t)
    return truth_t;
  return x == truth_t && y == truth_f ? truth_f : truth_u;
}

} // namespace

Comparison::Comparison(const Policy& before, const Policy& after, Limits limits, Judge judge)
    : merged_(before, after), limits_(limits), judge_(std::move(judge)) {}

bool Comparison::same(NodeId before, NodeId after) const {
  if (!before || !after)
    return !before && !after;
  return merged_.node(false, before) == merged_.node(true, after);
}

Compared Comparison::compare(const Asked& before, const Asked& after, int32_t first_day,
                             int32_t last_day) {
  Compared out;
  const NodeId old = merged_.passed(false, before.of, before.passes);
  const NodeId now = merged_.passed(true, after.of, after.passes);
  if (old == now || first_day > last_day)
    return out;
  Pairs known;
  for (const auto& [pair, from_day] : proved_)
    if (from_day <= first_day)
      known.insert(pair);
  Direction less{}, more{};
  for (Direction* each : {&less, &more}) {
    each->query.show = true;
    each->query.first_day = first_day;
    each->query.last_day = last_day;
    each->query.less = each == &less ? old : now;
    each->query.more = each == &less ? now : old;
    std::map<std::pair<uint32_t, uint32_t>, bool> seen;
    // That the truth never rises is known where it is at most what it was.
    if (!is_at_most(each->query.more, each->query.less, known, seen))
      ask(*each, before, after);
    if (!each->example && each->undecided.empty() && last_day == rt::last_day)
      proved_.emplace(std::pair(each->query.more.index, each->query.less.index), first_day);
  }
  compared_.emplace(old.index, now.index);
  compared_.emplace(now.index, old.index);
  out.because = less.undecided.empty() ? more.undecided : less.undecided;
  const bool is_less = less.example.has_value(), is_more = more.example.has_value();
  if (is_less)
    out.strength = is_more ? Strength::incomparable : Strength::weaker;
  else if (!less.undecided.empty())
    out.strength = Strength::unproved; // it may be weaker, whatever else it is
  else if (is_more)
    out.strength = Strength::stronger;
  else if (!more.undecided.empty())
    out.strength = Strength::unproved;
  out.may_be_less = is_less || !less.undecided.empty();
  out.less = std::move(less.example);
  out.more = std::move(more.example);
  return out;
}

bool Comparison::same_but_for_parts(const Asked& before, const Asked& after) {
  const NodeId old = merged_.passed(false, before.of, before.passes);
  const NodeId now = merged_.passed(true, after.of, after.passes);
  std::map<std::pair<uint32_t, uint32_t>, bool> seen;
  return is_at_most(old, now, compared_, seen) && is_at_most(now, old, compared_, seen);
}

bool Comparison::is_at_most(NodeId x, NodeId y, const Pairs& known,
                            std::map<std::pair<uint32_t, uint32_t>, bool>& seen) {
  if (x == y || known.contains({x.index, y.index}))
    return true;
  const auto [entry, is_new] = seen.emplace(std::pair(x.index, y.index), false);
  if (!is_new)
    return entry->second;
  const program::Program& program = merged_.program();
  const program::Node a = program.nodes[x.index], b = program.nodes[y.index];
  const auto operand = [&](const program::Node& node, uint32_t i) {
    return NodeId{program.args[node.a + i]};
  };
  const auto every = [&](const program::Node& node, auto&& holds) {
    for (uint32_t i = 0; i < node.b; ++i)
      if (!holds(operand(node, i)))
        return false;
    return true;
  };
  const auto some = [&](const program::Node& node, auto&& holds) {
    return !every(node, [&](NodeId each) { return !holds(each); });
  };
  using program::Op;
  const auto from = [&](NodeId each) { return is_at_most(each, y, known, seen); };
  const auto to = [&](NodeId each) { return is_at_most(x, each, known, seen); };
  const bool holds =
      (a.op == Op::truth && a.a == truth_f) || (b.op == Op::truth && b.a == truth_t) ||
      (a.op == Op::logical_or && every(a, from)) || (b.op == Op::logical_and && every(b, to)) ||
      (a.op == Op::logical_and && some(a, from)) || (b.op == Op::logical_or && some(b, to)) ||
      (a.op == Op::logical_not && b.op == Op::logical_not &&
       is_at_most(NodeId{b.a}, NodeId{a.a}, known, seen));
  return seen[{x.index, y.index}] = holds;
}

void Comparison::ask(Direction& direction, const Asked& before, const Asked& after) {
  ++questions;
  direction.undecided = merged_.unlike(direction.query);
  if (!direction.undecided.empty())
    return;
  const auto judged = [&](bool side, const Witness& witness) {
    const Asked& asked = side ? after : before;
    std::vector<NodeId> nodes{asked.of};
    if (asked.passes)
      nodes.push_back(asked.passes);
    Replayed out = judge_(side, merged_.known_to(side, witness), nodes);
    if (out.refused.empty() && !asked.passes)
      out.truths.push_back(truth_f);
    return out;
  };
  const bool less_is_old = direction.query.less == merged_.passed(false, before.of, before.passes);
  const Replay replay = [&](const Witness& witness, std::span<const NodeId>) {
    Replayed out;
    for (const bool side : {!less_is_old, less_is_old}) {
      const Replayed one = judged(side, witness);
      if (!one.refused.empty())
        return one;
      out.truths.push_back(implies(one.truths[0], one.truths[1]));
    }
    return out;
  };
  const Price price; // nothing here is priced
  const Subject subject{merged_.model(), merged_.layout(), merged_.program(), replay,
                        price,           limits_};
  std::string fault;
  const Answer answer = solve(subject, direction.query, fault);
  if (!fault.empty()) {
    faults.push_back(std::move(fault));
    direction.undecided = "the runtime did not agree to a counterexample";
    return;
  }
  if (answer.outcome == Outcome::undecided)
    direction.undecided =
        answer.because.empty() ? "the search needs more rows than it has" : answer.because;
  if (answer.outcome != Outcome::possible)
    return;
  Example example;
  example.given = given_text(merged_.model(), answer.witness);
  example.day = answer.witness.day;
  for (const model::ProposalId proposal : answer.witness.assumes)
    example.assumed.push_back(merged_.model().proposals[proposal].name);
  example.before = judged(false, answer.witness);
  example.after = judged(true, answer.witness);
  direction.example = std::move(example);
}

Strength joined(Strength x, Strength y) {
  if (x == y || y == Strength::equal)
    return x;
  if (x == Strength::equal)
    return y;
  // Something found in each direction is known, whatever else is not.
  if (x == Strength::unproved || y == Strength::unproved) {
    const Strength known = x == Strength::unproved ? y : x;
    return known == Strength::stronger ? Strength::unproved : known;
  }
  return Strength::incomparable;
}

} // namespace ward::prove
