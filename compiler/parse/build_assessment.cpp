// SPDX-License-Identifier: Apache-2.0
#include "parse/build.h"

#include <algorithm>

namespace ward::parse {

namespace {
constexpr std::string_view here = "assessment";
}

List<Weight> Builder::weights(const std::vector<Parser::WeightContext*>& trees) {
  std::vector<Weight> out;
  for (Parser::WeightContext* tree : trees)
    if (const Token* share = token_of(tree->PERCENT()))
      out.push_back({name(tree->name(0)), percent(*share), tree->OPTIONAL() != nullptr,
                     tree->name(1) ? keep(name(tree->name(1))) : nullptr});
  return arena_.copy(out);
}

const Expr* Builder::behind(antlr4::tree::TerminalNode* word) {
  if (!word)
    return nullptr;
  const auto& siblings = static_cast<RuleContext*>(word->parent)->children;
  const auto at = std::find(siblings.begin(), siblings.end(), word);
  auto* next = at + 1 < siblings.end() ? dynamic_cast<RuleContext*>(*(at + 1)) : nullptr;
  return next ? expr(next) : missing(span(*token_of(word)));
}

bool Builder::reading(AssessmentDecl& out, Parser::AssessmentItemContext* item,
                      std::vector<Score>& scores) {
  if (auto* scope = dynamic_cast<Parser::AssessmentScopeContext*>(item)) {
    if (once(!out.scope, scope, "scope when", here))
      out.scope = expr(scope->expression());
  } else if (auto* applies = dynamic_cast<Parser::AssessmentAppliesContext*>(item)) {
    if (once(!out.applies, applies, "applies when", here)) {
      out.applies = expr(applies->expression(0));
      out.because = behind(applies->BECAUSE());
    }
  } else if (auto* score = dynamic_cast<Parser::AssessmentScoreContext*>(item)) {
    scores.push_back({name(score->name()), behind(score->FROM()), behind(score->SINCE())});
  } else if (auto* inherited = dynamic_cast<Parser::InheritedContext*>(item)) {
    if (once(!out.inherited, inherited, "inherited", here))
      out.inherited = keep(Inherited{expr(inherited->expression(0)), behind(inherited->OF()),
                                     behind(inherited->FROM()), behind(inherited->WHEN())});
  } else if (auto* held = dynamic_cast<Parser::HeldContext*>(item)) {
    if (once(!out.held, held, "held", here))
      out.held = keep(Held{name(held->name()), path(held->path()), behind(held->WHERE()),
                           behind(held->ISSUED()), behind(held->UNTIL()), behind(held->DONE()),
                           behind(held->WHEN())});
  } else {
    return false;
  }
  return true;
}

const Decl* Builder::assessment_decl(Parser::AssessmentDeclContext* tree) {
  auto* out = arena_.make<AssessmentDecl>(span(tree));
  out->name = path(tree->path(0));
  if (tree->STRING())
    out->title = keep(string(tree->STRING()));
  if (tree->ON()) {
    out->variable = name(tree->name());
    out->table = path(tree->path(1));
  }
  std::vector<Text> sources, unverified;
  std::vector<Incubation> incubation;
  std::vector<Score> scores;
  for (Parser::AssessmentItemContext* item : tree->assessmentItem()) {
    if (reading(*out, item, scores))
      continue;
    if (auto* source = dynamic_cast<Parser::AssessmentSourceContext*>(item)) {
      sources.push_back(string(source->STRING()));
    } else if (auto* effective = dynamic_cast<Parser::AssessmentEffectiveContext*>(item)) {
      if (once(!out->effective, effective, "effective", here))
        out->effective = keep(date(effective->DATE()));
    } else if (auto* level = dynamic_cast<Parser::LevelsContext*>(item)) {
      if (once(out->levels.empty(), level, "levels", here))
        out->levels = weights(level->weight());
    } else if (auto* rating = dynamic_cast<Parser::RatingsContext*>(item)) {
      if (once(out->ratings.empty(), rating, "ratings", here))
        out->ratings = weights(rating->weight());
    } else if (auto* waiting = dynamic_cast<Parser::IncubationsContext*>(item)) {
      if (once(incubation.empty(), waiting, "incubation", here))
        for (Parser::IncubationContext* each : waiting->incubation())
          incubation.push_back({name(each->name()), duration(each->duration())});
    } else if (auto* by = dynamic_cast<Parser::GroupedByContext*>(item)) {
      if (once(!out->grouped_by, by, "by", here)) {
        out->grouped_by = keep(name(by->name()));
        out->group = behind(by->FROM());
      }
    } else if (auto* certify = dynamic_cast<Parser::CertifyContext*>(item)) {
      if (once(!out->certify, certify, "certify", here))
        out->certify = keep(Certify{name(certify->name()), relation(certify->relation()),
                                    expr(certify->additive()), span(certify)});
    } else if (auto* valid = dynamic_cast<Parser::ValidityContext*>(item)) {
      if (once(!out->valid_for, valid, "valid", here))
        out->valid_for = keep(duration(valid->duration()));
    } else if (auto* interim = dynamic_cast<Parser::InterimContext*>(item)) {
      if (once(!out->interim, interim, "interim", here))
        out->interim =
            keep(Interim{duration(interim->duration(0)), duration(interim->duration(1))});
    } else if (auto* count = dynamic_cast<Parser::AssessmentCountContext*>(item)) {
      const Token* amount = token_of(count->INT());
      if (once(!out->count, count, "count", here) && amount) {
        auto* value = arena_.make<IntegerExpr>(span(*amount));
        value->value = integer(*amount);
        out->count = value;
      }
    } else if (auto* doubt = dynamic_cast<Parser::AssessmentUnverifiedContext*>(item)) {
      for (const Text& each : strings(doubt->strings()))
        unverified.push_back(each);
    }
  }
  out->sources = arena_.copy(sources);
  out->unverified = arena_.copy(unverified);
  out->incubation = arena_.copy(incubation);
  out->scores = arena_.copy(scores);
  return out->name.is_missing() ? nullptr : out;
}

} // namespace ward::parse
