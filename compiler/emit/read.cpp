// SPDX-License-Identifier: Apache-2.0
#include "emit/read.h"

#include "program/program.h"

#include "bundle_generated.h"

namespace ward::emit {
namespace {

namespace fb = flatbuffers;
using namespace ward::program;

template <typename To, typename From> To same(From value) {
  return static_cast<To>(value);
}
Origin at(const bundle::Origin* o) {
  return {o->file(), o->line(), o->column()};
}
Period period(const bundle::Period* p) {
  return p == nullptr ? Period{} : Period{p->amount(), p->months()};
}
TypeRef type(const bundle::TypeRef* t) {
  return {same<LanguageType>(t->type()), t->optional(), t->is_set(), t->scale(), t->of()};
}
NodeId node(uint32_t index) {
  return {index};
}
std::vector<uint32_t> indices(const fb::Vector<uint32_t>* items) {
  return items == nullptr ? std::vector<uint32_t>()
                          : std::vector<uint32_t>(items->begin(), items->end());
}
/// A list of texts that bundles of earlier writers may lack.
std::vector<Text> texts(const fb::Vector<uint32_t>* items) {
  std::vector<Text> out;
  for (const uint32_t index : indices(items))
    out.push_back({index});
  return out;
}
std::vector<DateStep> steps(const fb::Vector<const bundle::DateStep*>* items) {
  std::vector<DateStep> out;
  for (const bundle::DateStep* step : *items)
    out.push_back({same<DateStep::Kind>(step->kind()), node(step->node()), step->count()});
  return out;
}

template <typename T, typename From>
std::vector<T> each(const fb::Vector<fb::Offset<From>>* items, T (*make)(const From&)) {
  std::vector<T> out;
  if (items == nullptr)
    return out;
  out.reserve(items->size());
  for (const From* item : *items)
    out.push_back(make(*item));
  return out;
}

Enum made(const bundle::Enum& e) {
  return {{e.name()}, texts(e.members())};
}
Fact made(const bundle::Fact& f) {
  return {{f.path()},      type(f.type()), {f.prompt()},   period(f.fresh()),
          f.supplied_by(), f.privileged(), at(f.origin()), {f.doc()}};
}
Table made(const bundle::FactTable& t) {
  return {{t.path()},        each<Fact>(t.fields(), made),
          t.key_field(),     {t.prompt()},
          period(t.fresh()), at(t.origin())};
}
Trait made(const bundle::Trait& t) {
  return {{t.name()}, {t.text()}, {t.source()}};
}
Authority made(const bundle::Authority& a) {
  return {{a.name()},
          {a.title()},
          same<Force>(a.force()),
          texts(a.unjudged()),
          texts(a.sources()),
          texts(a.issued_by()),
          texts(a.enforced_by()),
          each<Trait>(a.traits(), made),
          period(a.lookback()),
          {a.lookback_source()}};
}
Role made(const bundle::Role& r) {
  return {{r.name()}, node(r.node()), at(r.origin())};
}
Proposal made(const bundle::Proposal& p) {
  return {{p.name()}, {p.title()}};
}
Parameter made(const bundle::Parameter& p) {
  return {p.control(), {p.name()}, type(p.type()), p.default_number()};
}
Profile made(const bundle::Profile& p) {
  Profile out{{p.name()},           {p.title()},     indices(p.authorities()), {},
              indices(p.assumes()), node(p.scope()), p.minimum_proof()};
  for (const bundle::Setting* setting : *p.settings())
    out.settings.push_back({setting->parameter(), setting->number()});
  return out;
}
Element made(const bundle::Element& e) {
  return {{e.name()},           {e.phrase()},          same<Basis>(e.basis()),
          node(e.applies()),    node(e.met()),         node(e.met_plain()),
          node(e.expression()), node(e.by_controls()), indices(e.controls()),
          at(e.origin()),       e.decided(),           node(e.in_order())};
}
Need made(const bundle::Need& n) {
  return {indices(n.any_of())};
}
Provision made(const bundle::Provision& p) {
  return {{p.citation()},
          p.authority(),
          {p.title()},
          {p.says()},
          same<Designation>(p.designation()),
          same<Modality>(p.modality()),
          p.from_day(),
          p.until_day(),
          p.vacated(),
          p.vacated_day(),
          {p.vacated_by()},
          p.proposal(),
          indices(p.replaced_by()),
          node(p.applicable()),
          node(p.applies()),
          node(p.due()),
          node(p.met()),
          node(p.met_plain()),
          node(p.entity_decision()),
          each<Element>(p.elements(), made),
          indices(p.children()),
          p.parent(),
          indices(p.contributors()),
          texts(p.sources()),
          at(p.origin()),
          {p.due_text()},
          texts(p.binds()),
          each<Need>(p.needs(), made)};
}
Evidence made(const bundle::Evidence& e) {
  return {{e.name()}, {e.title()}, period(e.fresh())};
}
Control made(const bundle::Control& c) {
  return {{c.path()},
          {c.title()},
          {c.doc()},
          {c.pillar()},
          {c.owner()},
          {c.effort()},
          {c.cost()},
          node(c.applies()),
          node(c.implemented()),
          node(c.law_applies()),
          node(c.law_implemented()),
          each<Evidence>(c.evidence(), made),
          indices(c.covers()),
          texts(c.aligns()),
          at(c.origin()),
          indices(c.names())};
}
ExceptionRow made(const bundle::ExceptionRow& r) {
  return {r.table(), {r.key()}};
}
Exception made(const bundle::Exception& e) {
  return {{e.name()},
          e.control(),
          {e.because()},
          {e.approved_by()},
          e.on_day(),
          e.expires_day(),
          e.compensated_by(),
          node(e.implemented_without()),
          each<ExceptionRow>(e.rows(), made),
          at(e.origin())};
}
CrosswalkRow made(const bundle::CrosswalkRow& r) {
  return {{r.from()},
          texts(r.from_elements()),
          same<Relation>(r.relation()),
          {r.to()},
          texts(r.to_elements()),
          r.strength(),
          {r.because()},
          at(r.origin())};
}
Crosswalk made(const bundle::Crosswalk& c) {
  return {{c.title()},   c.from(), c.to(), texts(c.sources()), each<CrosswalkRow>(c.rows(), made),
          at(c.origin())};
}
Cite made(const bundle::Cite& c) {
  return {c.provision(), c.element(), node(c.under())};
}
Duty made(const bundle::Duty& d) {
  return {{d.path()},
          {d.title()},
          {d.doc()},
          d.table(),
          each<Cite>(d.cites(), made),
          node(d.triggered()),
          node(d.met()),
          node(d.late()),
          node(d.early()),
          node(d.held()),
          node(d.pending()),
          node(d.overdue()),
          node(d.not_prompt()),
          period(d.promptly()),
          steps(d.arises_on()),
          steps(d.done_on()),
          steps(d.due_on()),
          steps(d.not_before_on()),
          steps(d.prompt_on()),
          at(d.origin())};
}
Tier made(const bundle::Tier& t) {
  return {{t.name()}, t.low(), t.high(), same<CapKind>(t.cap_kind()), t.cap()};
}
Schedule made(const bundle::Schedule& s) {
  return {
      {s.path()},         same<PenaltyBasis>(s.basis()), s.effective(), s.from_day(), s.until_day(),
      texts(s.sources()), each<Tier>(s.tiers(), made),   at(s.origin())};
}
Exposure made(const bundle::Exposure& e) {
  return {{e.path()},      e.table(),       e.authority(),         indices(e.schedules()),
          e.tier_enum(),   node(e.tier()),  node(e.requirement()), node(e.from()),
          node(e.until()), node(e.count()), node(e.daily()),       node(e.assessed()),
          at(e.origin())};
}

Level made(const bundle::Level& l) {
  return {{l.name()},      l.weight(),     l.optional(), l.under(), period(l.incubation()),
          node(l.score()), node(l.since())};
}
Rating made(const bundle::Rating& r) {
  return {{r.name()}, r.worth()};
}
Assessment made(const bundle::Assessment& a) {
  return {{a.path()},
          {a.title()},
          texts(a.sources()),
          texts(a.unverified()),
          a.effective(),
          each<Level>(a.levels(), made),
          each<Rating>(a.ratings(), made),
          {a.unit()},
          a.threshold(),
          period(a.valid()),
          period(a.interim_window()),
          period(a.interim_after()),
          a.count(),
          a.table(),
          a.rating_enum(),
          a.group_enum(),
          node(a.group()),
          node(a.scope()),
          node(a.applies()),
          node(a.because()),
          node(a.share()),
          node(a.inherited_score()),
          node(a.inherited_from()),
          node(a.inherited_when()),
          a.held_table(),
          node(a.held_where()),
          node(a.held_issued()),
          node(a.held_until()),
          node(a.held_done()),
          node(a.held_when()),
          at(a.origin())};
}

} // namespace

Program read(const bundle::Bundle& bundle) {
  Program out;
  out.library = {bundle.library()};
  out.version = {bundle.version()};
  out.release = bundle.release();
  out.reviewed_day = bundle.reviewed_day();
  out.compiler = {bundle.compiler()};
  out.strings.clear();
  for (const fb::String* text : *bundle.strings())
    out.strings.push_back(text->str());
  out.files = texts(bundle.files());
  out.numbers.assign(bundle.numbers()->begin(), bundle.numbers()->end());
  out.args = indices(bundle.args());
  for (const bundle::Node* it : *bundle.nodes())
    out.nodes.push_back(
        {same<Op>(it->op()), same<ValueKind>(it->kind()), it->lane(), it->a(), it->b(), it->c()});
  for (const bundle::Origin* origin : *bundle.origins())
    out.origins.push_back(at(origin));
  out.enums = each<Enum>(bundle.enums(), made);
  out.facts = each<Fact>(bundle.facts(), made);
  out.tables = each<Table>(bundle.tables(), made);
  out.addressable = bundle.addressable();
  out.authorities = each<Authority>(bundle.authorities(), made);
  out.roles = each<Role>(bundle.roles(), made);
  out.proposals = each<Proposal>(bundle.proposals(), made);
  out.parameters = each<Parameter>(bundle.parameters(), made);
  out.profiles = each<Profile>(bundle.profiles(), made);
  out.provisions = each<Provision>(bundle.provisions(), made);
  out.controls = each<Control>(bundle.controls(), made);
  out.exceptions = each<Exception>(bundle.exceptions(), made);
  out.default_profile = bundle.default_profile();
  out.crosswalks = each<Crosswalk>(bundle.crosswalks(), made);
  out.duties = each<Duty>(bundle.duties(), made);
  out.schedules = each<Schedule>(bundle.schedules(), made);
  out.exposures = each<Exposure>(bundle.exposures(), made);
  out.assessments = each<Assessment>(bundle.assessments(), made);
  out.standard_library = {bundle.standard_library()};
  out.standard_version = {bundle.standard_version()};
  out.standard_release = bundle.standard_release();
  out.standard_reviewed_day = bundle.standard_reviewed_day();
  return out;
}

} // namespace ward::emit
