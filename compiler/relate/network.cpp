// SPDX-License-Identifier: Apache-2.0
#include "relate/network.h"

#include <algorithm>

namespace ward::relate {

using model::Relation;

struct Network::Builder {
  Network& out;
  const Claims& claims = *out.claims_;

  void run() {
    provisions();
    for (const Row& row : claims.rows) {
      name_set(row.from);
      name_set(row.to);
    }
    for (uint32_t i = 0; i < claims.provisions.size(); ++i)
      parts(i);
    for (uint32_t i = 0; i < claims.rows.size(); ++i) {
      const Row& row = claims.rows[i];
      out.steps_.add({out.find(row.from), out.find(row.to), row.relation, i});
    }
    edges();
  }

  bool has_single_part(uint32_t provision) const {
    const Provision& one = claims.provisions[provision];
    return one.elements.size() + one.children.size() == 1;
  }

  /// R7.5: an only child is followed down to the provision that has other parts.
  void provisions() {
    out.of_provision_.assign(claims.provisions.size(), {});
    out.sets_.resize(claims.provisions.size());
    for (uint32_t start = 0; start < claims.provisions.size(); ++start) {
      std::vector<uint32_t> above;
      uint32_t at = start;
      // A tree that leads back into itself is reported elsewhere; here it only has to end.
      while (out.of_provision_[at].is_none() && has_single_part(at) &&
             !claims.provisions[at].children.empty() && above.size() < claims.provisions.size()) {
        above.push_back(at);
        at = claims.provisions[at].children.front();
      }
      if (out.of_provision_[at].is_none())
        out.of_provision_[at] = out.concepts_.add({at, {}, claims.provisions[at].authority, {}});
      for (const uint32_t provision : above)
        out.of_provision_[provision] = out.of_provision_[at];
    }
  }

  void name_set(const Side& side) {
    if (!out.find(side).is_none())
      return;
    out.sets_[side.provision].push_back(out.concepts_.add(
        {side.provision, side.elements, claims.provisions[side.provision].authority, {}}));
  }

  void lies_in(ConceptId part, ConceptId whole) {
    out.steps_.add({part, whole, Relation::subset, Step::axiom});
  }

  /// R7.8. Each element becomes a concept only where a row names some of them.
  void parts(uint32_t index) {
    const Provision& provision = claims.provisions[index];
    if (has_single_part(index))
      return;
    const ConceptId whole = out.of_provision_[index];
    auto& sets = out.sets_[index];
    std::vector<ConceptId> all;
    if (!sets.empty())
      for (const std::string& element : provision.elements) {
        name_set({index, {element}});
        all.push_back(out.find({index, {element}}));
      }
    for (const uint32_t child : provision.children) {
      all.push_back(out.of_provision_[child]);
      lies_in(all.back(), whole);
    }
    if (provision.elements.empty() || !sets.empty())
      out.concepts_[whole].parts = std::move(all);
    for (const ConceptId set : sets)
      relate_set(provision, set, whole);
  }

  void relate_set(const Provision& provision, ConceptId set, ConceptId whole) {
    const std::vector<std::string> names = out.concepts_[set].elements;
    const auto is_part = [&](const std::string& name) {
      return std::find(provision.elements.begin(), provision.elements.end(), name) !=
             provision.elements.end();
    };
    if (std::all_of(names.begin(), names.end(), is_part))
      lies_in(set, whole);
    std::vector<ConceptId> singles;
    for (const ConceptId other : out.sets_[out.concepts_[set].provision]) {
      const std::vector<std::string>& less = out.concepts_[other].elements;
      if (other == set || less.size() >= names.size() ||
          !std::includes(names.begin(), names.end(), less.begin(), less.end()))
        continue;
      lies_in(other, set);
      if (less.size() == 1)
        singles.push_back(other);
    }
    if (names.size() > 1 && singles.size() == names.size())
      out.concepts_[set].parts = std::move(singles);
  }

  void edges() {
    std::vector<uint32_t>& first = out.first_edge_;
    first.assign(out.concepts_.size() + 1, 0);
    for (const Step& step : out.steps_) {
      ++first[step.from.index + 1];
      ++first[step.to.index + 1];
    }
    for (size_t i = 1; i < first.size(); ++i)
      first[i] += first[i - 1];
    std::vector<uint32_t> next(first.begin(), first.end() - 1);
    out.edges_.resize(first.back());
    for (uint32_t i = 0; i < out.steps_.size(); ++i) {
      const Step& step = out.steps_[StepId{i}];
      out.edges_[next[step.from.index]++] = {step.to, StepId{i}, step.relation};
      out.edges_[next[step.to.index]++] = {step.from, StepId{i}, converse(step.relation)};
    }
  }
};

Network::Network(const Claims& claims) : claims_(&claims), silent_(claims.rows.size()) {
  Builder{*this}.run();
}

ConceptId Network::find(const Side& side) const {
  const Provision& provision = claims_->provisions[side.provision];
  if (side.elements.empty())
    return of_provision_[side.provision];
  // A set that names all parts is the provision (R7.5).
  if (provision.children.empty() && side.elements.size() == provision.elements.size() &&
      std::is_permutation(side.elements.begin(), side.elements.end(), provision.elements.begin()))
    return of_provision_[side.provision];
  for (const ConceptId set : sets_[side.provision])
    if (concepts_[set].elements == side.elements)
      return set;
  return {};
}

std::string name_of(const Network& network, ConceptId id) {
  const Concept& one = network.concepts()[id];
  std::string out = network.claims().provisions[one.provision].citation;
  for (size_t i = 0; i < one.elements.size(); ++i)
    out += (i == 0 ? ".{" : ", ") + one.elements[i];
  if (!one.elements.empty())
    out += "}";
  return out;
}

} // namespace ward::relate
