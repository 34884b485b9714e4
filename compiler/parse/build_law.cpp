// SPDX-License-Identifier: Apache-2.0
#include "parse/build.h"

namespace ward::parse {
namespace {

// Without an index, getToken() of a made-up token would not be found; these trees are small.
const Token* first_token(const RuleContext* tree, size_t type) {
  for (ParseTree* child : tree->children)
    if (const Token* token = token_of(child); token && token->getType() == type)
      return token;
  return nullptr;
}

} // namespace

AuthorityFacts Builder::authority_facts(const std::vector<Parser::AuthorityItemContext*>& items) {
  AuthorityFacts out;
  std::vector<Text> issued, enforced, sources, unjudged;
  std::vector<Name> binds;
  std::vector<Trait> traits;
  const auto append = [&](std::vector<Text>& to, Parser::StringsContext* tree) {
    for (const Text& item : strings(tree))
      to.push_back(item);
  };
  for (Parser::AuthorityItemContext* item : items) {
    if (auto* force = dynamic_cast<Parser::AuthorityForceContext*>(item)) {
      if (once(!out.force, force, "force", "authority"))
        out.force = keep(name(force->name()));
    } else if (auto* by = dynamic_cast<Parser::AuthorityIssuedContext*>(item)) {
      append(issued, by->strings());
    } else if (auto* whom = dynamic_cast<Parser::AuthorityEnforcedContext*>(item)) {
      append(enforced, whom->strings());
    } else if (auto* bound = dynamic_cast<Parser::AuthorityBindsContext*>(item)) {
      for (Parser::NameContext* role : bound->name())
        binds.push_back(name(role));
    } else if (auto* source = dynamic_cast<Parser::AuthoritySourceContext*>(item)) {
      sources.push_back(string(source->STRING()));
    } else if (auto* beside = dynamic_cast<Parser::AuthorityUnjudgedContext*>(item)) {
      append(unjudged, beside->strings());
    } else if (auto* back = dynamic_cast<Parser::AuthorityLookbackContext*>(item)) {
      if (once(!out.lookback, back, "lookback", "authority"))
        out.lookback = keep(Lookback{duration(back->duration()),
                                     back->STRING() ? keep(string(back->STRING())) : nullptr});
    } else if (auto* trait = dynamic_cast<Parser::AuthorityTraitContext*>(item)) {
      Trait next{name(ours(trait->start)), string(trait->STRING(0)), nullptr};
      if (trait->FROM() && trait->STRING(1))
        next.from = keep(string(trait->STRING(1)));
      traits.push_back(next);
    }
  }
  out.issued_by = arena_.copy(issued);
  out.enforced_by = arena_.copy(enforced);
  out.binds = arena_.copy(binds);
  out.sources = arena_.copy(sources);
  out.traits = arena_.copy(traits);
  out.unjudged = arena_.copy(unjudged);
  return out;
}

const Decl* Builder::authority_decl(Parser::AuthorityDeclContext* tree) {
  auto* out = arena_.make<AuthorityDecl>(span(tree));
  out->name = name(tree->name());
  out->title = string(tree->STRING());
  out->facts = authority_facts(tree->authorityItem());
  return out->name.is_missing() ? nullptr : out;
}

const Decl* Builder::index_decl(Parser::IndexDeclContext* tree) {
  auto* out = arena_.make<IndexDecl>(span(tree));
  out->authority = name(tree->name());
  out->title = string(tree->STRING());
  std::vector<Text> sources;
  std::vector<Citation> printed, reserved;
  std::vector<Renumbering> renumbered;
  for (Parser::IndexItemContext* item : tree->indexItem()) {
    if (auto* source = dynamic_cast<Parser::IndexSourceContext*>(item)) {
      sources.push_back(string(source->STRING()));
    } else if (auto* all = dynamic_cast<Parser::IndexPrintedContext*>(item)) {
      for (const Citation& one : citations(all->citations()))
        printed.push_back(one);
    } else if (auto* empty = dynamic_cast<Parser::IndexReservedContext*>(item)) {
      for (const Citation& one : citations(empty->citations()))
        reserved.push_back(one);
    } else if (auto* moved = dynamic_cast<Parser::IndexRenumberedContext*>(item)) {
      renumbered.push_back({citation(moved->CITATION(0)), citation(moved->CITATION(1)),
                            date(moved->DATE()), string(moved->STRING()), span(moved)});
    }
  }
  out->sources = arena_.copy(sources);
  out->printed = arena_.copy(printed);
  out->reserved = arena_.copy(reserved);
  out->renumbered = arena_.copy(renumbered);
  return out->authority.is_missing() ? nullptr : out;
}

Element Builder::element(Parser::ElementContext* tree) {
  Element out;
  out.span = span(tree);
  out.doc = doc(tree);
  out.name = name(tree->name(0));
  out.text = string(tree->STRING(0));
  // The expressions stand in the order of the rule; each follows its own keyword.
  size_t next = 0;
  const Token* applies = first_token(tree, Lexer::APPLIES);
  if (applies) {
    out.applies_when = expr(tree->expression(next++));
    const Token* keyword = first_token(tree, Lexer::ELEMENT);
    if (keyword && applies->has(Token::first_on_line) &&
        reporter_.text(keyword->begin, applies->begin).find('\n') != std::string_view::npos) {
      const auto column = [&](uint32_t offset) {
        const size_t newline = reporter_.text(0, offset).rfind('\n');
        return offset - (newline == std::string_view::npos ? 0 : newline + 1);
      };
      if (column(applies->begin) <= column(keyword->begin))
        reporter_.report(diag::AppliesAfterElement, span(*applies), out.name.text)
            .label(out.name.span, "the element")
            .with_help("write the provision's `applies when` before its elements; indent the "
                       "element's own");
    }
  }
  if (first_token(tree, Lexer::DECIDED))
    out.rule = Element::Rule::decided_by;
  else if (first_token(tree, Lexer::REQUIRES))
    out.rule = Element::Rule::requires_also;
  if (out.rule != Element::Rule::by_controls)
    out.condition = expr(tree->expression(next));
  if (tree->FROM() && tree->name(1))
    out.basis = keep(name(tree->name(1)));
  if (tree->FROM() && tree->STRING(1))
    out.basis_source = keep(string(tree->STRING(1)));
  return out;
}

const ProvisionDecl* Builder::provision_decl(Parser::ProvisionContext* tree) {
  if (!tree || !tree->CITATION())
    return nullptr;
  auto* out = arena_.make<ProvisionDecl>(span(tree));
  out->doc = doc(tree);
  out->citation = citation(tree->CITATION());
  out->modifiers = names(tree->name());
  if (tree->STRING())
    out->title = keep(string(tree->STRING()));
  std::vector<Gap> gaps;
  std::vector<Needs> needs;
  std::vector<Citation> replaces;
  std::vector<Due> due;
  std::vector<Name> binds;
  std::vector<Element> elements;
  std::vector<Text> sources;
  constexpr std::string_view here = "provision";
  for (Parser::ProvisionItemContext* item : tree->provisionItem()) {
    if (auto* one = dynamic_cast<Parser::ElementContext*>(item)) {
      if (const Element next = element(one); !next.name.is_missing())
        elements.push_back(next);
    } else if (auto* window = dynamic_cast<Parser::InForceContext*>(item)) {
      if (!once(!out->in_force, window, "in force", here))
        continue;
      Window next{date(window->DATE(0)), nullptr, span(window)};
      if (window->UNTIL())
        next.until = keep(date(window->DATE(1)));
      out->in_force = keep(next);
    } else if (auto* hole = dynamic_cast<Parser::GapContext*>(item)) {
      gaps.push_back(
          {date(hole->DATE(0)), date(hole->DATE(1)), string(hole->STRING()), span(hole)});
    } else if (auto* says = dynamic_cast<Parser::SaysContext*>(item)) {
      if (once(!out->says, says, "says", here))
        out->says = keep(string(says->STRING()));
    } else if (auto* under = dynamic_cast<Parser::UnderContext*>(item)) {
      if (once(!out->under, under, "under", here))
        out->under = keep(citation(under->CITATION()));
    } else if (auto* need = dynamic_cast<Parser::NeedsContext*>(item)) {
      std::vector<Citation> any;
      for (auto* leaf : need->CITATION())
        any.push_back(citation(leaf));
      needs.push_back({arena_.copy(any), span(need)});
    } else if (auto* old = dynamic_cast<Parser::ReplacesContext*>(item)) {
      for (const Citation& replaced : citations(old->citations()))
        replaces.push_back(replaced);
    } else if (auto* dates = dynamic_cast<Parser::DueContext*>(item)) {
      if (!once(due.empty(), dates, "due", here))
        continue;
      for (Parser::DueDateContext* each : dates->dueDate())
        due.push_back({date(each->DATE()), each->name() ? keep(name(each->name())) : nullptr});
    } else if (auto* vacated = dynamic_cast<Parser::VacatedContext*>(item)) {
      if (once(!out->vacated, vacated, "vacated", here))
        out->vacated =
            keep(Vacated{date(vacated->DATE()), string(vacated->STRING()), span(vacated)});
    } else if (auto* applies = dynamic_cast<Parser::ProvisionAppliesContext*>(item)) {
      if (once(!out->applies_when, applies, "applies when", here))
        out->applies_when = expr(applies->expression());
    } else if (auto* bound = dynamic_cast<Parser::ProvisionBindsContext*>(item)) {
      for (Parser::NameContext* role : bound->name())
        binds.push_back(name(role));
    } else if (auto* source = dynamic_cast<Parser::ProvisionSourceContext*>(item)) {
      sources.push_back(string(source->STRING()));
    }
  }
  out->gaps = arena_.copy(gaps);
  out->needs = arena_.copy(needs);
  out->replaces = arena_.copy(replaces);
  out->due = arena_.copy(due);
  out->binds = arena_.copy(binds);
  out->elements = arena_.copy(elements);
  out->sources = arena_.copy(sources);
  return out->citation.is_missing() ? nullptr : out;
}

const Decl* Builder::proposal_decl(Parser::ProposalDeclContext* tree) {
  auto* out = arena_.make<ProposalDecl>(span(tree));
  out->name = name(tree->name());
  out->title = string(tree->STRING());
  std::vector<Parser::AuthorityItemContext*> facts;
  std::vector<const ProvisionDecl*> provisions;
  std::vector<Citation> repeals;
  for (Parser::ProposalItemContext* item : tree->proposalItem()) {
    if (auto* provision = dynamic_cast<Parser::ProposalProvisionContext*>(item)) {
      if (const ProvisionDecl* next = provision_decl(provision->provision()))
        provisions.push_back(next);
    } else if (auto* repeal = dynamic_cast<Parser::ProposalRepealsContext*>(item)) {
      for (const Citation& one : citations(repeal->citations()))
        repeals.push_back(one);
    } else if (auto* fact = dynamic_cast<Parser::ProposalAuthorityContext*>(item)) {
      if (fact->authorityItem())
        facts.push_back(fact->authorityItem());
    }
  }
  out->facts = authority_facts(facts);
  out->provisions = arena_.copy(provisions);
  out->repeals = arena_.copy(repeals);
  return out->name.is_missing() ? nullptr : out;
}

} // namespace ward::parse
