// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

namespace ward::typecheck {
namespace {

struct Typer {
  State& state;
  model::AssessmentId id;
  const syntax::AssessmentDecl& decl;

  model::Assessment& assessment() { return state.model.assessments[id]; }

  void run() {
    if (!assessment().table.is_none())
      statements();
    if (assessment().held && !assessment().held->table.is_none())
      certificates();
    state.scope = {};
  }

  void enter(const syntax::Name& variable, model::TableId table, model::RowVarId row) {
    state.scope = {assessment().module, {}, {}, {}, {}};
    say_if_hiding(state, variable);
    state.scope.rows.push_back(
        {variable.text, row, state.model.tables[table].record, variable.span});
  }

  // An expression may add to the model: its id is found first, then its place.
  void statements() {
    enter(decl.variable, assessment().table, assessment().row);
    const State::Id group = value(decl.group, model::TypeKind::enumeration, false);
    assessment().group = group;
    const State::Id scope = state.optional_condition(decl.scope);
    assessment().scope = scope;
    const State::Id applies = state.optional_condition(decl.applies);
    assessment().applies = applies;
    const State::Id because = value(decl.because, model::TypeKind::text, true);
    assessment().because = because;
    for (const syntax::Score& score : decl.scores) {
      const State::Id rating = value(score.from, model::TypeKind::enumeration, true);
      const State::Id since = value(score.since, model::TypeKind::date, true);
      for (model::AssessmentLevel& level : assessment().levels)
        if (level.name == score.level.text) {
          level.score = rating;
          level.since = since;
        }
      if (!rating.is_none() && !state.is_error(rating))
        rated(rating, score.from->span);
    }
    if (!decl.inherited)
      return;
    const State::Id share = value(decl.inherited->share, model::TypeKind::percent, true);
    assessment().share = share;
    const State::Id score = value(decl.inherited->score, model::TypeKind::percent, true);
    assessment().inherited_score = score;
    const State::Id from = value(decl.inherited->from, model::TypeKind::text, true);
    assessment().inherited_from = from;
    const State::Id when = state.optional_condition(decl.inherited->when);
    assessment().inherited_when = when;
  }

  void certificates() {
    enter(decl.held->variable, assessment().held->table, assessment().held->row);
    const State::Id where = state.optional_condition(decl.held->where);
    assessment().held->where = where;
    const State::Id issued = value(decl.held->issued, model::TypeKind::date, false);
    assessment().held->issued = issued;
    const State::Id until = value(decl.held->until, model::TypeKind::date, true);
    assessment().held->until = until;
    const State::Id done = value(decl.held->done, model::TypeKind::date, true);
    assessment().held->done = done;
    const State::Id when = state.optional_condition(decl.held->when);
    assessment().held->when = when;
  }

  State::Id value(const syntax::Expr* expr, model::TypeKind kind, bool optional) {
    if (!expr)
      return {};
    const State::Id out = plain(state, state.check(*expr, nullptr));
    const model::Type found = state.type(out);
    if (state.is_error(out))
      return out;
    if (found.kind == kind && !found.is_set && (optional || !found.optional))
      return out;
    model::Type wanted{kind};
    if (kind == model::TypeKind::percent)
      wanted.scale = model::percent_scale;
    const std::string name = kind == model::TypeKind::enumeration ? "an enum" : state.text(wanted);
    state.sink.report(diag::TypeMismatch, expr->span, name, state.text(found));
    return state.error(expr->span);
  }

  /// All levels are rated by one enum, and each member of it has a worth, so that none is worth
  /// nothing in silence.
  void rated(State::Id rating, source::Span place) {
    const uint32_t of = state.type(rating).of;
    const model::Assessment& here = assessment();
    for (const model::AssessmentLevel& level : here.levels)
      if (!level.score.is_none() && !state.is_error(level.score) &&
          state.type(level.score).of != of) {
        state.sink.report(diag::TypeMismatch, place, state.text(state.type(level.score)),
                          state.text(state.type(rating)));
        return;
      }
    const model::Enum& ratings = state.model.enums[model::EnumId{of}];
    if (!first_of_enum(of, rating))
      return;
    for (const std::string& member : ratings.members) {
      bool found = false;
      for (const model::AssessmentRating& each : here.ratings)
        found = found || each.name == member;
      if (!found)
        state.sink.report(diag::RatingMissing, here.span, here.path, member)
            .note("a level may be rated so", ratings.span)
            .with_help("add `" + member + " ...%` to `ratings`");
    }
  }

  /// Whether this is the first level, so that what its enum lacks is said once.
  bool first_of_enum(uint32_t of, State::Id rating) {
    for (const model::AssessmentLevel& level : assessment().levels)
      if (!level.score.is_none() && level.score.index != rating.index &&
          state.type(level.score).of == of)
        return level.score.index > rating.index;
    return true;
  }
};

} // namespace

void check_assessments(State& state) {
  for (uint32_t i = 0; i < state.model.assessments.size(); ++i)
    Typer{state, model::AssessmentId{i}, *state.decls.assessment_trees[i]}.run();
}

} // namespace ward::typecheck
