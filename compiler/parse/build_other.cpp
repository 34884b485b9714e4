// SPDX-License-Identifier: Apache-2.0
#include "parse/build.h"

namespace ward::parse {

const Decl* Builder::crosswalk_decl(Parser::CrosswalkDeclContext* tree) {
  auto* out = arena_.make<CrosswalkDecl>(span(tree));
  out->from = name(tree->name(0));
  out->to = name(tree->name(1));
  out->title = string(tree->STRING());
  std::vector<Text> sources;
  std::vector<Mapping> mappings;
  for (Parser::CrosswalkItemContext* item : tree->crosswalkItem()) {
    if (auto* source = dynamic_cast<Parser::CrosswalkSourceContext*>(item)) {
      sources.push_back(string(source->STRING()));
    } else if (auto* mapping = dynamic_cast<Parser::MappingContext*>(item)) {
      Mapping next;
      next.span = span(mapping);
      next.from = target(mapping->target(0));
      next.relation = set_relation(mapping->setRelation());
      next.to = target(mapping->target(1));
      if (const Token* strength = token_of(mapping->INT())) {
        auto* value = arena_.make<IntegerExpr>(span(*strength));
        value->value = integer(*strength);
        next.strength = value;
      }
      if (mapping->STRING())
        next.because = keep(string(mapping->STRING()));
      mappings.push_back(next);
    }
  }
  out->sources = arena_.copy(sources);
  out->mappings = arena_.copy(mappings);
  return out->to.is_missing() ? nullptr : out;
}

const Decl* Builder::duty_decl(Parser::DutyDeclContext* tree) {
  auto* out = arena_.make<DutyDecl>(span(tree));
  out->name = path(tree->path(0));
  if (tree->STRING())
    out->title = keep(string(tree->STRING()));
  out->variable = name(tree->name());
  out->table = path(tree->path(1));
  std::vector<Target> cites;
  constexpr std::string_view here = "duty";
  for (Parser::DutyItemContext* item : tree->dutyItem()) {
    if (auto* cite = dynamic_cast<Parser::DutyCitesContext*>(item)) {
      for (Parser::TargetContext* one : cite->target())
        cites.push_back(target(one));
    } else if (auto* arises = dynamic_cast<Parser::DutyArisesContext*>(item)) {
      if (once(!out->arises, arises, "arises", here))
        out->arises = expr(arises->expression());
    } else if (auto* when = dynamic_cast<Parser::DutyWhenContext*>(item)) {
      if (once(!out->condition, when, "when", here))
        out->condition = expr(when->expression());
    } else if (auto* done = dynamic_cast<Parser::DutyDoneContext*>(item)) {
      if (once(!out->done, done, "done", here))
        out->done = expr(done->expression());
    } else if (auto* by = dynamic_cast<Parser::DutyByContext*>(item)) {
      if (once(!out->by, by, "by", here))
        out->by = expr(by->expression());
    } else if (auto* before = dynamic_cast<Parser::DutyNotBeforeContext*>(item)) {
      if (once(!out->not_before, before, "not before", here))
        out->not_before = expr(before->expression());
    } else if (auto* prompt = dynamic_cast<Parser::DutyPromptlyContext*>(item)) {
      if (once(!out->promptly, prompt, "promptly", here))
        out->promptly =
            keep(Prompt{duration(prompt->duration()), expr(prompt->expression()), span(prompt)});
    }
  }
  out->cites = arena_.copy(cites);
  return out->name.is_missing() ? nullptr : out;
}

const Decl* Builder::profile_decl(Parser::ProfileDeclContext* tree) {
  auto* out = arena_.make<ProfileDecl>(span(tree));
  out->name = name(tree->name());
  if (tree->STRING())
    out->title = keep(string(tree->STRING()));
  std::vector<Name> authorities, claims, assumes;
  std::vector<ProfileSetting> settings;
  constexpr std::string_view here = "profile";
  for (Parser::ProfileItemContext* item : tree->profileItem()) {
    if (auto* summary = dynamic_cast<Parser::ProfileSummaryContext*>(item)) {
      if (once(!out->summary, summary, "summary", here))
        out->summary = keep(string(summary->STRING()));
    } else if (auto* which = dynamic_cast<Parser::ProfileAuthoritiesContext*>(item)) {
      if (!once(out->authorities_span.is_none(), which, "authorities", here))
        continue;
      out->authorities_span = span(which);
      for (Parser::NameContext* authority : which->name())
        authorities.push_back(name(authority));
    } else if (auto* claim = dynamic_cast<Parser::ProfileClaimsContext*>(item)) {
      claims.push_back(name(claim->name()));
    } else if (auto* setting = dynamic_cast<Parser::ProfileSetContext*>(item)) {
      settings.push_back({path(setting->path()), expr(setting->expression()), span(setting)});
    } else if (auto* assume = dynamic_cast<Parser::ProfileAssumeContext*>(item)) {
      for (Parser::NameContext* proposal : assume->name())
        assumes.push_back(name(proposal));
    } else if (auto* scope = dynamic_cast<Parser::ProfileScopeContext*>(item)) {
      if (once(!out->scope_when, scope, "scope when", here))
        out->scope_when = expr(scope->expression());
    } else if (auto* proof = dynamic_cast<Parser::ProfileProofContext*>(item)) {
      if (once(!out->minimum_proof, proof, "proof", here))
        out->minimum_proof = keep(name(proof->name()));
    }
  }
  out->authorities = arena_.copy(authorities);
  out->claims_in_full = arena_.copy(claims);
  out->settings = arena_.copy(settings);
  out->assumes = arena_.copy(assumes);
  return out->name.is_missing() ? nullptr : out;
}

const Decl* Builder::exception_decl(Parser::ExceptionDeclContext* tree) {
  auto* out = arena_.make<ExceptionDecl>(span(tree));
  out->name = path(tree->path(0));
  out->control = path(tree->path(1));
  out->at = fact_paths(tree->factPath());
  out->because = string(tree->STRING(0));
  out->approved_by = string(tree->STRING(1));
  out->approved_on = date(tree->DATE(0));
  out->expires = date(tree->DATE(1));
  if (tree->COMPENSATED() && tree->path(2))
    out->compensated_by = keep(path(tree->path(2)));
  return out->name.is_missing() ? nullptr : out;
}

} // namespace ward::parse
