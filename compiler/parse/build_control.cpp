// SPDX-License-Identifier: Apache-2.0
#include "parse/build.h"

namespace ward::parse {

SetRelation Builder::set_relation(const Parser::SetRelationContext* tree) const {
  const Token* token = tree ? token_at(tree, 0) : nullptr;
  switch (token ? token->getType() : size_t{Lexer::INTERSECTS}) {
  case Lexer::EQUAL:
    return SetRelation::equal;
  case Lexer::SUBSET:
    return SetRelation::subset;
  case Lexer::SUPERSET:
    return SetRelation::superset;
  case Lexer::NONE:
    return SetRelation::none;
  default:
    return SetRelation::intersects;
  }
}

Parameter Builder::parameter(Parser::ParameterContext* tree) {
  Parameter out;
  out.span = span(tree);
  out.doc = doc(tree);
  out.name = name(tree->name());
  out.type = type(tree->type());
  std::vector<Parameter::Bound> bounds;
  for (Parser::BoundContext* bound : tree->bound())
    bounds.push_back({relation(bound->relation()), expr(bound->additive())});
  out.bounds = arena_.copy(bounds);
  out.default_value = expr(tree->additive());
  return out;
}

Evidence Builder::evidence(Parser::EvidenceContext* tree) {
  Evidence out;
  out.span = span(tree);
  out.doc = doc(tree);
  out.name = name(tree->name());
  if (tree->STRING())
    out.text = keep(string(tree->STRING()));
  if (tree->duration())
    out.fresh_for = keep(duration(tree->duration()));
  return out;
}

const Decl* Builder::control_decl(Parser::ControlDeclContext* tree) {
  auto* out = arena_.make<ControlDecl>(span(tree));
  out->name = path(tree->path());
  out->title = string(tree->STRING());
  std::vector<const LetDecl*> lets;
  std::vector<Parameter> parameters;
  std::vector<Evidence> evidences;
  std::vector<Target> covers;
  std::vector<Align> aligns;
  std::vector<MaturityRating> maturity;
  constexpr std::string_view here = "control";
  for (Parser::ControlItemContext* item : tree->controlItem()) {
    if (auto* when = dynamic_cast<Parser::ImplementedContext*>(item)) {
      if (once(!out->implemented_when, when, "implemented when", here))
        out->implemented_when = expr(when->expression());
    } else if (auto* cover = dynamic_cast<Parser::CoversContext*>(item)) {
      covers.push_back(target(cover->target()));
    } else if (auto* align = dynamic_cast<Parser::AlignsContext*>(item)) {
      aligns.push_back({target(align->target()), set_relation(align->setRelation()), span(align)});
    } else if (auto* proof = dynamic_cast<Parser::EvidenceContext*>(item)) {
      evidences.push_back(evidence(proof));
    } else if (auto* pillar = dynamic_cast<Parser::PillarContext*>(item)) {
      if (once(!out->pillar, pillar, "pillar", here))
        out->pillar = keep(name(pillar->name()));
    } else if (auto* owner = dynamic_cast<Parser::OwnerContext*>(item)) {
      if (!once(!out->owner, owner, "owner", here))
        continue;
      const Name by_name = name(owner->name());
      out->owner =
          keep(owner->STRING() ? string(owner->STRING()) : Text{by_name.text, by_name.span});
    } else if (auto* effort = dynamic_cast<Parser::EffortContext*>(item)) {
      if (once(!out->effort, effort, "effort", here))
        out->effort = expr(effort->additive());
    } else if (auto* cost = dynamic_cast<Parser::CostContext*>(item)) {
      if (!once(!out->cost, cost, "cost", here))
        continue;
      out->cost = expr(cost->additive());
      if (cost->name())
        out->cost_per = keep(name(cost->name()));
    } else if (auto* applies = dynamic_cast<Parser::AppliesContext*>(item)) {
      if (once(!out->applies_when, applies, "applies when", here))
        out->applies_when = expr(applies->expression());
    } else if (auto* trusted = dynamic_cast<Parser::TrustedContext*>(item)) {
      if (once(!out->trusted_because, trusted, "trusted because", here))
        out->trusted_because = keep(string(trusted->STRING()));
    } else if (auto* let = dynamic_cast<Parser::ControlLetContext*>(item)) {
      auto* next = arena_.make<LetDecl>(span(let));
      next->doc = doc(let);
      next->name = name(let->name());
      if (let->type())
        next->type = keep(type(let->type()));
      next->value = expr(let->expression());
      if (!next->name.is_missing())
        lets.push_back(next);
    } else if (auto* knob = dynamic_cast<Parser::ParameterContext*>(item)) {
      if (const Parameter next = parameter(knob); !next.name.is_missing())
        parameters.push_back(next);
    } else if (auto* ratings = dynamic_cast<Parser::MaturityContext*>(item)) {
      for (Parser::RatingContext* rating : ratings->rating())
        maturity.push_back({name(rating->name()), fact_path(rating->factPath())});
    }
  }
  out->lets = arena_.copy(lets);
  out->parameters = arena_.copy(parameters);
  out->evidence = arena_.copy(evidences);
  out->covers = arena_.copy(covers);
  out->aligns = arena_.copy(aligns);
  out->maturity = arena_.copy(maturity);
  return out->name.is_missing() ? nullptr : out;
}

} // namespace ward::parse
