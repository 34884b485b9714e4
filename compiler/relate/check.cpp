// SPDX-License-Identifier: Apache-2.0
#include "diag/sink.h"
#include "relate/contradictions.h"
#include "relate/model_claims.h"
#include "relate/relate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace ward::relate {
namespace {

using model::Relation;

struct State {
  const model::Model& model;
  std::span<const model::ModuleId> own_modules;
  diag::Sink& sink;
  ModelClaims from = claims_of(model);
  Network network{from.claims};

  void run() {
    for (const model::Crosswalk& crosswalk : model.crosswalks)
      if (crosswalk.rows_written == 0 &&
          std::find(own_modules.begin(), own_modules.end(), crosswalk.module) != own_modules.end())
        sink.report(diag::EmptyCrosswalk, crosswalk.span)
            .with_help("write what relates to what, or take it out");
    repeats();
    name_elements();
    for (uint32_t i = 0; i < from.rows.size(); ++i)
      if (from.rows[i]->relation == Relation::equal)
        equal(i);
    for (const Contradiction& one : find_contradictions(network))
      report(one);
  }

  std::string left(uint32_t row) const { return text_of(model, from.rows[row]->from); }
  std::string right(uint32_t row) const { return text_of(model, from.rows[row]->to); }
  std::string stated(uint32_t row) const {
    return fmt::format("`{}` {} `{}`", left(row), words(from.rows[row]->relation), right(row));
  }

  /// R7.15
  void repeats() {
    std::map<std::tuple<uint32_t, ConceptId, ConceptId>, uint32_t> first;
    for (uint32_t i = 0; i < from.claims.rows.size(); ++i) {
      const Row& row = from.claims.rows[i];
      const ConceptId a = network.find(row.from), b = network.find(row.to);
      const auto [before, is_new] =
          first.emplace(std::tuple(row.crosswalk, std::min(a, b), std::max(a, b)), i);
      if (is_new)
        continue;
      sink.report(diag::RepeatedMapping, from.rows[i]->span, left(i), right(i))
          .note(stated(before->second), from.rows[before->second]->span)
          .with_help("keep one: two mappings by different hands are two crosswalks");
      // Of the two the second is in error; a contradiction between them would say it again.
      network.silence(i);
    }
  }

  /// The elements that rows name one by one, by provision and by the other authority.
  std::map<std::pair<uint32_t, uint32_t>, std::vector<std::string>> named;

  void name_elements() {
    for (const Row& row : from.claims.rows) {
      const auto name = [&](const Side& side, const Side& other) {
        auto& list = named[{side.provision, from.claims.provisions[other.provision].authority}];
        list.insert(list.end(), side.elements.begin(), side.elements.end());
      };
      name(row.from, row.to);
      name(row.to, row.from);
    }
  }

  /// R7.7, R7.16
  void equal(uint32_t index) {
    const model::CrosswalkRow& row = *from.rows[index];
    if (row.because.empty())
      sink.report(diag::EqualWithoutBecause, row.span, left(index), right(index))
          .with_help(
              "add `because \"...\"`: why neither asks for anything that the other does not");
    const Row& claim = from.claims.rows[index];
    check_gap(index, claim.from, claim.to);
    check_gap(index, claim.to, claim.from);
  }

  void check_gap(uint32_t index, const Side& side, const Side& other) {
    const Provision& provision = from.claims.provisions[side.provision];
    const auto found =
        named.find({side.provision, from.claims.provisions[other.provision].authority});
    if (!side.elements.empty() || found == named.end() || found->second.empty())
      return;
    for (const std::string& element : provision.elements) {
      if (std::find(found->second.begin(), found->second.end(), element) != found->second.end())
        continue;
      sink.report(diag::EqualWithGap, from.rows[index]->span, left(index), right(index), element)
          .with_help(fmt::format("add a row for `{}.{{{}}}`, or state what is less than `equal`",
                                 provision.citation, element));
    }
  }

  void report(const Contradiction& one) {
    // The row that was stated last stands first.
    const auto rows = [&](const Walked& walked) { return network.steps()[walked.step].row; };
    size_t main = 0;
    for (size_t i = 0; i < one.walk.size(); ++i)
      if (rows(one.walk[i]) != Step::axiom &&
          (rows(one.walk[main]) == Step::axiom || rows(one.walk[i]) > rows(one.walk[main])))
        main = i;
    const uint32_t row = rows(one.walk[main]);
    diag::Diagnostic& finding =
        one.circular ? sink.report(diag::CircularCrosswalk, from.rows[row]->span, left(row))
                     : sink.report(diag::CrosswalkContradiction, from.rows[row]->span, left(row),
                                   words(from.rows[row]->relation), right(row));
    for (size_t i = 0; i < one.walk.size(); ++i)
      if (i != main)
        note(finding, one.walk[i]);
    if (one.closed_by_axiom)
      finding.note(fmt::format(
          "`{}` and `{}` are two concepts of one authority: they are not equal",
          name_of(network, one.walk.front().from), name_of(network, one.walk.back().to)));
    finding.with_help("correct one of these rows; as they stand they derive nothing");
  }

  void note(diag::Diagnostic& finding, const Walked& walked) {
    const Step& step = network.steps()[walked.step];
    if (step.row != Step::axiom)
      finding.note(stated(step.row), from.rows[step.row]->span);
    else
      finding.note(fmt::format("`{}` is a part of `{}`", name_of(network, step.from),
                               name_of(network, step.to)),
                   from.provisions[network.concepts()[step.from].provision]->citation_span);
  }
};

} // namespace

void check(const model::Model& model, std::span<const model::ModuleId> own_modules,
           diag::Sink& sink) {
  if (!model.crosswalks.empty())
    State{model, own_modules, sink}.run();
}

} // namespace ward::relate
