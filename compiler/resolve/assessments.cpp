// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"
#include "resolve/state.h"

#include <algorithm>

namespace ward::resolve {
namespace {

/// A share as written, in millionths; what is far above the whole (R9.31) ends at a hundred of it.
int64_t millionths(const syntax::Decimal& percent) {
  constexpr int64_t most = 100'000'000;
  int64_t out = percent.unscaled;
  for (int scale = percent.scale; scale < model::percent_scale - 2 && out < most; ++scale)
    out *= 10;
  return std::min(out, most);
}

struct Declarer {
  State& state;
  const syntax::AssessmentDecl& decl;
  model::Assessment out;

  void run(model::ModuleId module) {
    out.path = path_text(decl.name);
    out.module = module;
    out.span = decl.name.span;
    if (decl.title)
      out.title = decl.title->value;
    for (const syntax::Text& source : decl.sources)
      out.sources.emplace_back(source.value);
    for (const syntax::Text& doubt : decl.unverified)
      out.unverified.emplace_back(doubt.value);
    if (decl.effective)
      out.effective_days = decl.effective->days_since_epoch();
    if (decl.grouped_by)
      out.unit = decl.grouped_by->text;
    if (decl.count)
      out.count = decl.count->value;
    levels();
    ratings();
    threshold();
    if (decl.valid_for)
      out.valid = to_period(state.sink, *decl.valid_for);
    if (decl.interim) {
      out.interim_window = to_period(state.sink, decl.interim->window);
      out.interim_after = to_period(state.sink, decl.interim->anniversary);
    }
    need(!decl.levels.empty(), "levels");
    need(!decl.ratings.empty(), "ratings");
    need(decl.grouped_by, "by");
    need(decl.certify, "certify");
    statements(module);
    held(module);
    for (const model::Assessment& other : state.model.assessments)
      if (other.path == out.path)
        state.twice("assessment", out.path, out.span, other.span);
    state.model.assessments.add(std::move(out));
    state.out.assessment_trees.push_back(&decl);
  }

  void need(bool there, std::string_view what) {
    if (!there)
      state.sink.report(diag::AssessmentWithoutClause, decl.name.span, out.path, what)
          .with_help("how a framework scores is data: nothing of it is assumed");
  }

  model::AssessmentLevel* level(const syntax::Name& name, size_t below) {
    for (size_t i = 0; i < std::min(below, out.levels.size()); ++i)
      if (out.levels[i].name == name.text)
        return &out.levels[i];
    if (!name.is_missing())
      state.sink.report(diag::UnknownName, name.span,
                        below < out.levels.size() ? "level before this one" : "level", name.text);
    return nullptr;
  }

  void levels() {
    for (const syntax::Weight& weight : decl.levels) {
      if (weight.name.is_missing())
        continue;
      model::AssessmentLevel made;
      made.name = weight.name.text;
      made.weight = millionths(weight.percent);
      made.optional = weight.optional;
      made.span = weight.name.span;
      if (std::any_of(out.levels.begin(), out.levels.end(),
                      [&](const auto& other) { return other.name == made.name; }))
        state.sink.report(diag::RepeatedItem, weight.name.span, weight.name.text, "levels");
      if (weight.under)
        if (const auto* found = level(*weight.under, out.levels.size()))
          made.under = static_cast<uint32_t>(found - out.levels.data());
      out.levels.push_back(std::move(made));
    }
    for (const syntax::Incubation& each : decl.incubation)
      if (model::AssessmentLevel* found = level(each.level, SIZE_MAX))
        found->incubation = to_period(state.sink, each.period);
  }

  void ratings() {
    for (const syntax::Weight& rating : decl.ratings) {
      if (rating.name.is_missing())
        continue;
      model::AssessmentRating made{std::string(rating.name.text), millionths(rating.percent),
                                   rating.name.span};
      if (std::any_of(out.ratings.begin(), out.ratings.end(),
                      [&](const auto& other) { return other.name == made.name; }))
        state.sink.report(diag::RepeatedItem, rating.name.span, rating.name.text, "ratings");
      out.ratings.push_back(std::move(made));
    }
  }

  /// Only one form: what is averaged reaches a share of the whole.
  void threshold() {
    if (!decl.certify)
      return;
    const syntax::Certify& certify = *decl.certify;
    const auto* share = certify.threshold ? certify.threshold->as<syntax::PercentExpr>() : nullptr;
    if (share && certify.op == syntax::Relation::ge)
      out.threshold = millionths(share->value);
    else
      state.sink.report(diag::BadThreshold, certify.span)
          .with_help("write `certify when every domain >= 62%`");
    if (decl.grouped_by && !certify.unit.is_missing() && certify.unit.text != out.unit)
      state.sink.report(diag::UnknownName, certify.unit.span, "unit of this assessment",
                        certify.unit.text);
  }

  void statements(model::ModuleId module) {
    if (decl.variable.is_missing()) {
      if (decl.group || decl.scope || decl.applies || !decl.scores.empty() || decl.inherited)
        state.sink.report(diag::AssessmentOnNoTable, decl.name.span, out.path)
            .with_help("write `assessment " + out.path + " on s in STATEMENTS {`");
      return;
    }
    out.table = find_table(state.out, state.sink, module, decl.table);
    out.row = state.model.row_vars.add(out.table);
    need(decl.group, "by ... from");
    if (decl.applies)
      need(decl.because, "because");
    std::vector<bool> scored(out.levels.size());
    for (const syntax::Score& score : decl.scores) {
      const model::AssessmentLevel* found = level(score.level, SIZE_MAX);
      if (!found)
        continue;
      const size_t at = static_cast<size_t>(found - out.levels.data());
      if (scored[at])
        state.sink.report(diag::RepeatedItem, score.level.span, score.level.text, "score");
      scored[at] = true;
      if (found->incubation)
        need(score.since, "score " + found->name + " ... since");
    }
    for (size_t i = 0; i < scored.size(); ++i)
      need(scored[i], "score " + out.levels[i].name);
  }

  void held(model::ModuleId module) {
    if (!decl.held)
      return;
    need(decl.valid_for, "valid");
    model::HeldCertificates made;
    made.table = find_table(state.out, state.sink, module, decl.held->table);
    made.row = state.model.row_vars.add(made.table);
    out.held = made;
  }
};

} // namespace

void declare_assessments(State& state) {
  each_declaration<syntax::AssessmentDecl>(state, [&](const auto& decl, model::ModuleId module) {
    if (!decl.name.is_missing())
      Declarer{state, decl, {}}.run(module);
  });
}

} // namespace ward::resolve
