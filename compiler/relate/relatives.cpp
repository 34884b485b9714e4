// SPDX-License-Identifier: Apache-2.0
#include "relate/relatives.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace ward::relate {

std::vector<Relative> Relatives::of(ConceptId id) {
  walks_.run(id);
  std::set<ConceptId> stated;
  for (const Edge& edge : network_.edges(id))
    if (network_.steps()[edge.step].row != Step::axiom && !network_.is_silent(edge.step))
      stated.insert(edge.to);
  const uint32_t authority = network_.concepts()[id].authority;
  std::vector<Relative> out;
  for (const ConceptId other : walks_.reached()) {
    if (network_.concepts()[other].authority == authority)
      continue;
    Relative one;
    one.other = other;
    one.left = walks_.left(other);
    if (one.left.has(model::Relation::equal) && equals_.are_apart(id, other)) {
      one.left = one.left.without(model::Relation::equal);
      one.apart = true;
    }
    if (stated.count(other) != 0)
      one.kind = Relative::Kind::stated;
    else
      one.kind = one.left.is_single() ? Relative::Kind::proven : Relative::Kind::narrowed;
    one.proof = walks_.proof(other);
    out.push_back(std::move(one));
  }
  add_tied(id, out);
  std::sort(out.begin(), out.end(), [&](const Relative& a, const Relative& b) {
    const auto key = [&](const Relative& one) {
      return std::tuple(network_.concepts()[one.other].authority, one.kind, one.other);
    };
    return key(a) < key(b);
  });
  return out;
}

RelationSet Relatives::left(ConceptId from, ConceptId to) {
  walks_.run(from);
  const RelationSet left = walks_.left(to);
  return equals_.are_apart(from, to) ? left.without(model::Relation::equal) : left;
}

/// Breadth first over rows that are not `none`, whatever they compose to.
void Relatives::add_tied(ConceptId id, std::vector<Relative>& out) {
  std::set<ConceptId> known;
  for (const Relative& one : out)
    known.insert(one.other);
  struct Tie {
    ConceptId at;
    size_t before;
    Walked step;
    uint32_t rows;
  };
  std::vector<Tie> ties{{id, 0, {}, 0}};
  std::set<ConceptId> seen{id};
  for (size_t next = 0; next < ties.size(); ++next) {
    const Tie from = ties[next];
    if (from.rows == hops_)
      continue;
    for (const Edge& edge : network_.edges(from.at)) {
      if (network_.steps()[edge.step].row == Step::axiom || network_.is_silent(edge.step) ||
          edge.relation == RelationSet(model::Relation::none) || !seen.insert(edge.to).second)
        continue;
      ties.push_back({edge.to, next, {edge.step, from.at, edge.to, edge.relation}, from.rows + 1});
    }
  }
  const uint32_t authority = network_.concepts()[id].authority;
  for (size_t i = 1; i < ties.size(); ++i) {
    if (network_.concepts()[ties[i].at].authority == authority || known.count(ties[i].at) != 0)
      continue;
    Relative one;
    one.other = ties[i].at;
    Walk walk;
    for (size_t at = i; at != 0; at = ties[at].before)
      walk.push_back(ties[at].step);
    std::reverse(walk.begin(), walk.end());
    one.proof.push_back(std::move(walk));
    one.apart = equals_.are_apart(id, one.other);
    if (one.apart) {
      one.left = one.left.without(model::Relation::equal);
      one.kind = Relative::Kind::narrowed;
    }
    out.push_back(std::move(one));
  }
}

} // namespace ward::relate
