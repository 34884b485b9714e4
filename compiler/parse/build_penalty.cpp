// SPDX-License-Identifier: Apache-2.0
#include "parse/build.h"

namespace ward::parse {

/// `per violation $100 to $50,000`, `per year unpublished`
List<Charge> Builder::charges(const std::vector<Parser::ChargeContext*>& trees) {
  std::vector<Charge> out;
  for (Parser::ChargeContext* tree : trees) {
    const Token* low = token_of(tree->MONEY(0));
    const Token* high = token_of(tree->MONEY(1));
    Charge next;
    next.per = name(tree->name(0));
    if (low) {
      next.from = money(*low);
      next.to = high ? money(*high) : next.from;
    } else if (tree->name(1)) {
      next.unpublished = keep(name(tree->name(1)));
    } else {
      continue;
    }
    out.push_back(next);
  }
  return arena_.copy(out);
}

const Decl* Builder::penalty_decl(Parser::PenaltyDeclContext* tree) {
  auto* out = arena_.make<PenaltyDecl>(span(tree));
  out->name = path(tree->path(0));
  if (tree->ON()) {
    out->variable = name(tree->name());
    out->table = path(tree->path(1));
    exposure(*out, tree->exposureItem());
  } else {
    out->effective = date(tree->DATE());
    schedule(*out, tree->penaltyItem());
  }
  return out->name.is_missing() ? nullptr : out;
}

void Builder::schedule(PenaltyDecl& out, const std::vector<Parser::PenaltyItemContext*>& items) {
  constexpr std::string_view here = "penalty";
  std::vector<Text> sources;
  std::vector<Tier> tiers;
  for (Parser::PenaltyItemContext* item : items) {
    if (auto* source = dynamic_cast<Parser::PenaltySourceContext*>(item)) {
      sources.push_back(string(source->STRING()));
    } else if (auto* under = dynamic_cast<Parser::PenaltyUnderContext*>(item)) {
      if (once(!out.under, under, "under", here))
        out.under = keep(name(under->name()));
    } else if (auto* days = dynamic_cast<Parser::PenaltyViolationsContext*>(item)) {
      if (once(!out.violations, days, "violations", here))
        out.violations = keep(PenaltyWindow{date(days->DATE(0)),
                                            days->DATE(1) ? keep(date(days->DATE(1))) : nullptr});
    } else if (auto* tier = dynamic_cast<Parser::TierContext*>(item)) {
      tiers.push_back({name(tier->name()), charges(tier->charge()), span(tier)});
    }
  }
  out.sources = arena_.copy(sources);
  out.tiers = arena_.copy(tiers);
}

void Builder::exposure(PenaltyDecl& out, const std::vector<Parser::ExposureItemContext*>& items) {
  constexpr std::string_view here = "penalty on a table";
  for (Parser::ExposureItemContext* item : items) {
    if (auto* tier = dynamic_cast<Parser::ExposureTierContext*>(item)) {
      if (once(!out.tier, tier, "tier", here))
        out.tier = expr(tier->expression());
    } else if (auto* what = dynamic_cast<Parser::ExposureRequirementContext*>(item)) {
      if (once(!out.requirement, what, "requirement", here))
        out.requirement = expr(what->expression());
    } else if (auto* from = dynamic_cast<Parser::ExposureFromContext*>(item)) {
      if (once(!out.from, from, "from", here))
        out.from = expr(from->expression());
    } else if (auto* until = dynamic_cast<Parser::ExposureUntilContext*>(item)) {
      if (once(!out.until, until, "until", here))
        out.until = expr(until->expression());
    } else if (auto* count = dynamic_cast<Parser::ExposureCountContext*>(item)) {
      if (once(!out.count, count, "count", here))
        out.count = expr(count->expression());
    } else if (auto* daily = dynamic_cast<Parser::ExposureDailyContext*>(item)) {
      if (once(!out.daily, daily, "daily", here))
        out.daily = expr(daily->expression());
    } else if (auto* assessed = dynamic_cast<Parser::ExposureAssessedContext*>(item)) {
      if (once(!out.assessed, assessed, "assessed", here))
        out.assessed = expr(assessed->expression());
    } else if (auto* by = dynamic_cast<Parser::ExposureByContext*>(item)) {
      if (once(!out.by, by, "by", here))
        out.by = keep(name(by->name()));
    }
  }
}

} // namespace ward::parse
