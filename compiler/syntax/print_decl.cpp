// SPDX-License-Identifier: Apache-2.0
#include "syntax/print.h"
#include "syntax/printer.h"

namespace ward::syntax {
namespace {

void field(Printer& p, const Field& field) {
  p.open_line("field");
  p.add(field.name);
  p.add(field.type);
  if (field.prompt)
    p.add(*field.prompt);
  if (field.fresh_for) {
    p.open("fresh");
    p.add(*field.fresh_for);
    p.close();
  }
  if (!field.supplied_by.empty()) {
    p.open("supplied");
    p.add_all(field.supplied_by);
    p.close();
  }
  if (!field.privileged.is_none())
    p.atom("privileged");
  p.add(field.doc);
  p.close_line();
}

void authority_facts(Printer& p, const AuthorityFacts& facts) {
  p.line("force", facts.force);
  p.line("issued", facts.issued_by);
  p.line("enforced", facts.enforced_by);
  p.line("binds", facts.binds);
  p.line("source", facts.sources);
  p.line("unjudged", facts.unjudged);
  if (facts.lookback) {
    p.open_line("lookback");
    p.add(facts.lookback->period);
    if (facts.lookback->from)
      p.add(*facts.lookback->from);
    p.close_line();
  }
  for (const Trait& trait : facts.traits) {
    p.open_line(trait.name.text);
    p.add(trait.text);
    if (trait.from)
      p.add(*trait.from);
    p.close_line();
  }
}

void element(Printer& p, const Element& element) {
  p.open_line("element");
  p.add(element.name);
  p.add(element.text);
  if (element.applies_when) {
    p.open("applies");
    p.add(element.applies_when);
    p.close();
  }
  if (element.rule != Element::Rule::by_controls) {
    p.open(element.rule == Element::Rule::decided_by ? "decided" : "requires");
    p.add(element.condition);
    p.close();
  }
  if (element.basis) {
    p.open("from");
    p.add(*element.basis);
    if (element.basis_source)
      p.add(*element.basis_source);
    p.close();
  }
  p.add(element.doc);
  p.close_line();
}

void provision(Printer& p, const ProvisionDecl& decl) {
  p.add(decl.citation);
  p.add_all(decl.modifiers);
  if (decl.title)
    p.add(*decl.title);
  if (decl.in_force) {
    p.open_line("in-force");
    p.add(decl.in_force->from);
    if (decl.in_force->until)
      p.add(*decl.in_force->until);
    p.close_line();
  }
  for (const Gap& gap : decl.gaps) {
    p.open_line("gap");
    p.add(gap.from);
    p.add(gap.until);
    p.add(gap.because);
    p.close_line();
  }
  p.line("says", decl.says);
  p.line("under", decl.under);
  for (const Needs& needs : decl.needs)
    p.line("needs", needs.any_of);
  p.line("replaces", decl.replaces);
  if (!decl.due.empty()) {
    p.open_line("due");
    for (const Due& due : decl.due) {
      p.add(due.date);
      if (due.role)
        p.add(*due.role);
    }
    p.close_line();
  }
  if (decl.vacated) {
    p.open_line("vacated");
    p.add(decl.vacated->on);
    p.add(decl.vacated->by);
    p.close_line();
  }
  p.line("applies", decl.applies_when);
  p.line("binds", decl.binds);
  for (const Element& each : decl.elements)
    element(p, each);
  p.line("source", decl.sources);
}

void let(Printer& p, const LetDecl& decl) {
  p.add(decl.name);
  if (decl.type)
    p.add(*decl.type);
  p.add(decl.value);
}

void control(Printer& p, const ControlDecl& decl) {
  p.add(decl.name);
  p.add(decl.title);
  p.line("pillar", decl.pillar);
  p.line("owner", decl.owner);
  p.line("effort", decl.effort);
  p.line("cost", decl.cost);
  p.line("per", decl.cost_per);
  p.line("applies", decl.applies_when);
  p.line("implemented", decl.implemented_when);
  p.line("trusted", decl.trusted_because);
  for (const LetDecl* each : decl.lets) {
    p.open_line("let");
    let(p, *each);
    p.close_line();
  }
  for (const Parameter& parameter : decl.parameters) {
    p.open_line("parameter");
    p.add(parameter.name);
    p.add(parameter.type);
    for (const Parameter::Bound& bound : parameter.bounds) {
      p.open(relation_text(bound.op));
      p.add(bound.value);
      p.close();
    }
    p.add(parameter.default_value);
    p.close_line();
  }
  for (const Evidence& evidence : decl.evidence) {
    p.open_line("evidence");
    p.add(evidence.name);
    if (evidence.text)
      p.add(*evidence.text);
    if (evidence.fresh_for)
      p.add(*evidence.fresh_for);
    p.close_line();
  }
  for (const Target& target : decl.covers)
    p.line("covers", &target);
  for (const Align& align : decl.aligns) {
    p.open_line("aligns");
    p.add(align.target);
    p.atom(set_relation_text(align.relation));
    p.close_line();
  }
  for (const MaturityRating& rating : decl.maturity) {
    p.open_line("maturity");
    p.add(rating.level);
    p.add(rating.path);
    p.close_line();
  }
}

void bindings(Printer& p, std::string_view word, List<Binding> all) {
  for (const Binding& binding : all) {
    p.open_line(word);
    p.add(binding.path);
    if (!binding.open.is_none())
      p.atom("open");
    p.add(binding.value);
    p.close_line();
  }
}

void expectations(Printer& p, List<Expectation> all) {
  constexpr std::string_view words[] = {"control", "provision", "duty"};
  for (const Expectation& expect : all) {
    p.open_line("expect");
    p.atom(words[static_cast<size_t>(expect.kind)]);
    if (expect.kind == Expectation::Kind::provision)
      p.add(expect.target);
    else
      p.add(expect.path);
    if (expect.row)
      p.add(expect.row);
    p.add(expect.verdict);
    if (!expect.details.empty()) {
      p.open("with");
      p.add_all(expect.details);
      p.close();
    }
    if (!expect.because.empty()) {
      p.open("because");
      p.add_all(expect.because);
      p.close();
    }
    p.close_line();
  }
}

void test(Printer& p, const TestDecl& decl) {
  p.add(decl.title);
  p.line("as-of", decl.as_of);
  p.line("assume", decl.assumes);
  bindings(p, "given", decl.given);
  bindings(p, "with", decl.with);
  expectations(p, decl.expects);
  for (const TestCase& each : decl.cases) {
    p.open_line("case");
    p.add(each.label);
    bindings(p, "with", each.with);
    expectations(p, each.expects);
    p.close_line();
  }
}

void profile(Printer& p, const ProfileDecl& decl) {
  p.add(decl.name);
  if (decl.title)
    p.add(*decl.title);
  p.line("summary", decl.summary);
  p.line("authorities", decl.authorities);
  p.line("claims", decl.claims_in_full);
  for (const ProfileSetting& setting : decl.settings) {
    p.open_line("set");
    p.add(setting.parameter);
    p.add(setting.value);
    p.close_line();
  }
  p.line("assume", decl.assumes);
  p.line("scope", decl.scope_when);
  p.line("proof", decl.minimum_proof);
}

void index(Printer& p, const IndexDecl& decl) {
  p.add(decl.authority);
  p.add(decl.title);
  p.line("source", decl.sources);
  p.line("printed", decl.printed);
  p.line("reserved", decl.reserved);
  for (const Renumbering& moved : decl.renumbered) {
    p.open_line("renumbered");
    p.add(moved.from);
    p.add(moved.to);
    p.add(moved.on);
    p.add(moved.because);
    p.close_line();
  }
}

void crosswalk(Printer& p, const CrosswalkDecl& decl) {
  p.add(decl.from);
  p.add(decl.to);
  p.add(decl.title);
  p.line("source", decl.sources);
  for (const Mapping& mapping : decl.mappings) {
    p.open_line(set_relation_text(mapping.relation));
    p.add(mapping.from);
    p.add(mapping.to);
    if (mapping.strength)
      p.add(mapping.strength);
    if (mapping.because)
      p.add(*mapping.because);
    p.close_line();
  }
}

void duty(Printer& p, const DutyDecl& decl) {
  p.add(decl.name);
  if (decl.title)
    p.add(*decl.title);
  p.add(decl.variable);
  p.add(decl.table);
  p.line("cites", decl.cites);
  p.line("arises", decl.arises);
  p.line("when", decl.condition);
  p.line("done", decl.done);
  p.line("not-before", decl.not_before);
  p.line("by", decl.by);
  if (decl.promptly) {
    p.open_line("promptly");
    p.add(decl.promptly->within);
    p.add(decl.promptly->after);
    p.close_line();
  }
}

void penalty(Printer& p, const PenaltyDecl& decl) {
  p.add(decl.name);
  if (!decl.variable.is_missing()) {
    p.add(decl.variable);
    p.add(decl.table);
    p.line("tier", decl.tier);
    p.line("requirement", decl.requirement);
    p.line("from", decl.from);
    p.line("until", decl.until);
    p.line("count", decl.count);
    p.line("daily", decl.daily);
    p.line("assessed", decl.assessed);
    p.line("by", decl.by);
    return;
  }
  p.add(decl.effective);
  p.line("under", decl.under);
  if (decl.violations) {
    p.open_line("violations");
    p.add(decl.violations->from);
    if (decl.violations->until)
      p.add(*decl.violations->until);
    p.close_line();
  }
  p.line("source", decl.sources);
  for (const Tier& tier : decl.tiers) {
    p.open_line("tier");
    p.add(tier.name);
    for (const Charge& charge : tier.charges) {
      p.open("per");
      p.add(charge.per);
      if (charge.unpublished) {
        p.add(*charge.unpublished);
      } else {
        p.add(charge.from);
        p.add(charge.to);
      }
      p.close();
    }
    p.close_line();
  }
}

void exception(Printer& p, const ExceptionDecl& decl) {
  p.add(decl.name);
  p.add(decl.control);
  p.line("at", decl.at);
  p.line("because", &decl.because);
  p.line("approved-by", &decl.approved_by);
  p.line("on", &decl.approved_on);
  p.line("expires", &decl.expires);
  p.line("compensated", decl.compensated_by);
}

} // namespace

void Printer::decl(const Decl& decl) {
  open(decl_kind_word(decl.kind));
  add(decl.doc);
  switch (decl.kind) {
  case DeclKind::enumeration:
    add(decl.to<EnumDecl>().name);
    for (const EnumMember& member : decl.to<EnumDecl>().members) {
      add(member.name);
      add(member.doc);
    }
    break;
  case DeclKind::record:
    add(decl.to<RecordDecl>().name);
    add(decl.to<RecordDecl>().key);
    for (const Field& each : decl.to<RecordDecl>().fields)
      field(*this, each);
    break;
  case DeclKind::facts:
    if (decl.to<FactsDecl>().prefix)
      add(*decl.to<FactsDecl>().prefix);
    for (const Field& each : decl.to<FactsDecl>().fields)
      field(*this, each);
    break;
  case DeclKind::let:
    let(*this, decl.to<LetDecl>());
    break;
  case DeclKind::predicate:
    add(decl.to<PredicateDecl>().name);
    for (const PredicateParameter& parameter : decl.to<PredicateDecl>().parameters) {
      open("parameter");
      add(parameter.name);
      add(parameter.type);
      close();
    }
    add(decl.to<PredicateDecl>().body);
    break;
  case DeclKind::role:
    add(decl.to<RoleDecl>().name);
    add(decl.to<RoleDecl>().condition);
    break;
  case DeclKind::authority:
    add(decl.to<AuthorityDecl>().name);
    add(decl.to<AuthorityDecl>().title);
    authority_facts(*this, decl.to<AuthorityDecl>().facts);
    break;
  case DeclKind::index:
    index(*this, decl.to<IndexDecl>());
    break;
  case DeclKind::provision:
    provision(*this, decl.to<ProvisionDecl>());
    break;
  case DeclKind::proposal:
    add(decl.to<ProposalDecl>().name);
    add(decl.to<ProposalDecl>().title);
    authority_facts(*this, decl.to<ProposalDecl>().facts);
    line("repeals", decl.to<ProposalDecl>().repeals);
    for (const ProvisionDecl* each : decl.to<ProposalDecl>().provisions) {
      open_line("provision");
      provision(*this, *each);
      close_line();
    }
    break;
  case DeclKind::control:
    control(*this, decl.to<ControlDecl>());
    break;
  case DeclKind::crosswalk:
    crosswalk(*this, decl.to<CrosswalkDecl>());
    break;
  case DeclKind::duty:
    duty(*this, decl.to<DutyDecl>());
    break;
  case DeclKind::penalty:
    penalty(*this, decl.to<PenaltyDecl>());
    break;
  case DeclKind::assessment:
    print_assessment(*this, decl.to<AssessmentDecl>());
    break;
  case DeclKind::profile:
    profile(*this, decl.to<ProfileDecl>());
    break;
  case DeclKind::exception:
    exception(*this, decl.to<ExceptionDecl>());
    break;
  case DeclKind::test:
    test(*this, decl.to<TestDecl>());
    break;
  }
  close();
  out += '\n';
}

std::string print(const File& file) {
  Printer p;
  if (file.module) {
    p.open("module");
    p.add(file.module->name);
    if (file.module->as_of)
      p.add(*file.module->as_of);
    p.add(file.module->doc);
    p.close();
    p.out += '\n';
  }
  for (const UseDecl& use : file.uses) {
    p.open("use");
    p.add(use.name);
    if (use.version)
      p.add(*use.version);
    if (use.alias) {
      p.open("as");
      p.add(*use.alias);
      p.close();
    }
    p.close();
    p.out += '\n';
  }
  for (const Decl* decl : file.decls)
    p.decl(*decl);
  return std::move(p.out);
}

} // namespace ward::syntax
