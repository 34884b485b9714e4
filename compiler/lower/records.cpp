// SPDX-License-Identifier: Apache-2.0
#include "lower/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace ward::lower {

using program::Text;

namespace {

program::Period period(const std::optional<model::Period>& fresh) {
  return fresh ? program::Period{fresh->amount, fresh->months} : program::Period{};
}

void sort_unique(std::vector<uint32_t>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

/// The controls that a condition reads by `implemented(C)`, through what it names.
void named_controls(const model::Model& model, const Layout& layout, model::ExprId id,
                    std::set<model::ExprId>& seen, std::vector<uint32_t>& out) {
  if (!id || !seen.insert(id).second)
    return;
  const model::Expr& at = model.exprs[id];
  for (const model::ExprId operand : model.operands_of(at))
    named_controls(model, layout, operand, seen, out);
  if (at.kind == model::ExprKind::implemented)
    out.push_back(layout.controls[model::ControlId{at.ref}]);
  if (at.kind == model::ExprKind::let)
    named_controls(model, layout, model.lets[model::LetId{at.ref}].body, seen, out);
  if (at.kind == model::ExprKind::call)
    named_controls(model, layout, model.predicates[model::PredicateId{at.ref}].body, seen, out);
}

/// "2005-04-20" of days since 1970-01-01 (the inverse of base/calendar.h).
std::string date_text(int32_t days) {
  const int64_t shifted = static_cast<int64_t>(days) + 719468;
  const int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int64_t day_of_era = shifted - era * 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t from_march = (5 * day_of_year + 2) / 153;
  const int64_t day = day_of_year - (153 * from_march + 2) / 5 + 1;
  const int64_t month = from_march < 10 ? from_march + 3 : from_march - 9;
  return fmt::format("{:04}-{:02}-{:02}", year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
                     day);
}

constexpr std::string_view relation_words[] = {"equal", "subset", "superset", "intersects", "none"};

} // namespace

std::vector<Text> Records::texts(const std::vector<std::string>& values) {
  std::vector<Text> out;
  for (const std::string& value : values)
    out.push_back(text(value));
  return out;
}

void Records::run() {
  program::Program& out = builder.program();
  out.library = text(model.library.name);
  out.version = text(model.library.version);
  out.release = model.library.release;
  out.reviewed_day = model.library.reviewed_days.value_or(program::no_day);
  if (model.standard) {
    out.standard_library = text(model.standard->name);
    out.standard_version = text(model.standard->version);
    out.standard_release = model.standard->release;
    out.standard_reviewed_day = model.standard->reviewed_days.value_or(program::no_day);
  }
  out.compiler = text(options.compiler);
  for (const model::Module& module : model.modules)
    if (module.file)
      expressions.origin(source::Span::whole(module.file));
  types();
  parties();
  for (model::ProvisionId id : layout.provisions.ids)
    provision(id);
  for (model::ControlId id : layout.controls.ids)
    control(id);
  parameters();
  for (model::ProfileId id : layout.profiles.ids)
    profile(id);
  if (!options.default_profile.empty())
    for (uint32_t i = 0; i < out.profiles.size(); ++i)
      if (out.profiles[i].name == text(options.default_profile))
        out.default_profile = i + 1;
  for (model::ExceptionId id : layout.exceptions.ids)
    exception(id);
  crosswalks();
  for (model::DutyId id : layout.duties.ids)
    out.duties.push_back(law.duties().record(id));
  penalties();
  assessments();
}

program::Fact Records::fact(std::string_view path, const model::FactInfo& info) {
  program::Fact made;
  made.path = text(path);
  made.type = type_ref(info.type, layout);
  made.prompt = text(info.prompt);
  made.fresh = period(info.fresh);
  made.supplied_by = info.supplied_by ? layout.authorities[info.supplied_by] + 1 : 0;
  made.privileged = info.privileged;
  made.origin = expressions.origin(info.span);
  made.doc = text(info.doc);
  return made;
}

void Records::types() {
  program::Program& out = builder.program();
  for (model::EnumId id : layout.enums.ids)
    out.enums.push_back({text(model.enums[id].name), texts(model.enums[id].members)});
  for (model::FactId id : layout.facts.ids)
    out.facts.push_back(fact(model.facts[id].path, model.facts[id].info));
  for (model::TableId id : layout.tables.ids) {
    const model::Table& table = model.tables[id];
    const model::Record& record = model.records[table.record];
    program::Table made;
    made.path = text(table.path);
    for (const model::Field& field : record.fields)
      made.fields.push_back(fact(field.name, field.info));
    made.key_field = record.key_field;
    made.prompt = text(table.prompt);
    made.fresh = period(table.fresh);
    made.origin = expressions.origin(table.span);
    out.tables.push_back(std::move(made));
  }
  out.addressable = model.addressable ? layout.tables[model.addressable] : 0;
}

void Records::parties() {
  program::Program& out = builder.program();
  for (model::AuthorityId id : layout.authorities.ids) {
    const model::Authority& authority = model.authorities[id];
    program::Authority made{text(authority.name),
                            text(authority.title),
                            static_cast<program::Force>(authority.force),
                            texts(authority.unjudged),
                            texts(authority.sources),
                            texts(authority.issued_by),
                            texts(authority.enforced_by),
                            {},
                            period(authority.lookback),
                            text(authority.lookback_source)};
    for (const model::Trait& trait : authority.traits)
      made.traits.push_back({text(trait.name), text(trait.text), text(trait.source)});
    out.authorities.push_back(std::move(made));
  }
  for (model::RoleId id : layout.roles.ids) {
    const model::Role& role = model.roles[id];
    out.roles.push_back({text(role.name), expressions.condition(role.when, Mode::law),
                         expressions.origin(role.span)});
  }
  for (model::ProposalId id : layout.proposals.ids)
    out.proposals.push_back({text(model.proposals[id].name), text(model.proposals[id].title)});
}

program::Element Records::element(model::ElementId id) {
  const model::Element& element = model.elements[id];
  const ElementNodes& nodes = law[id];
  program::Element made;
  made.name = text(element.name);
  made.phrase = text(element.phrase);
  made.basis = static_cast<program::Basis>(element.basis);
  made.applies = nodes.applies;
  made.met = nodes.met;
  made.met_plain = nodes.met_plain;
  made.expression = nodes.expression;
  made.by_controls = nodes.by_controls;
  for (model::ControlId control : nodes.controls)
    made.controls.push_back(layout.controls[control]);
  made.origin = expressions.origin(element.span);
  made.decided = element.kind == model::Element::Kind::decided;
  made.in_order = nodes.in_order;
  return made;
}

std::string Records::due_text(const model::Provision& provision) const {
  std::string out;
  for (const model::DueDate& date : provision.due) {
    out += out.empty() ? "" : ", ";
    out += date_text(date.days);
    if (date.role)
      out += " for " + model.roles[date.role].name;
  }
  return out;
}

void Records::provision(model::ProvisionId id) {
  const model::Provision& provision = model.provisions[id];
  const ProvisionNodes& nodes = law[id];
  program::Provision made;
  made.citation = text(model.citations[provision.citation].text);
  made.authority = layout.authorities[provision.authority];
  made.title = text(provision.title);
  made.says = text(provision.says);
  made.designation = static_cast<program::Designation>(provision.designation);
  made.modality = static_cast<program::Modality>(provision.modality);
  made.from_day = provision.window.from_days;
  made.until_day = provision.window.until_days;
  if (provision.vacated) {
    made.vacated = true;
    made.vacated_day = provision.vacated->on_days;
    made.vacated_by = text(provision.vacated->by);
  }
  made.proposal = provision.proposal ? layout.proposals[provision.proposal] + 1 : 0;
  made.replaced_by = law.replaced_by(id);
  made.applicable = nodes.applicable;
  made.applies = nodes.has_part_that_applies;
  made.due = nodes.due;
  made.met = nodes.met;
  made.met_plain = nodes.met_plain;
  made.entity_decision = nodes.entity_decision;
  for (model::ElementId each : provision.elements)
    made.elements.push_back(element(each));
  for (model::ProvisionId child : law.children(id))
    made.children.push_back(layout.provisions[child]);
  const model::ProvisionId parent = law.parent(id);
  made.parent = parent ? layout.provisions[parent] + 1 : 0;
  for (model::ControlId control : law.contributors(id))
    made.contributors.push_back(layout.controls[control]);
  made.sources = texts(provision.sources);
  made.origin = expressions.origin(provision.span);
  made.due_text = text(due_text(provision));
  const model::Binds& binds =
      provision.binds ? *provision.binds : model.authorities[provision.authority].binds;
  if (binds.all)
    made.binds.push_back(text("all"));
  for (model::RoleId role : binds.roles)
    made.binds.push_back(text(model.roles[role].name));
  for (const std::vector<model::CitationId>& group : provision.needs) {
    program::Need need;
    for (model::CitationId citation : group)
      for (model::ProvisionId version : model.citations[citation].versions)
        need.any_of.push_back(layout.provisions[version]);
    sort_unique(need.any_of);
    made.needs.push_back(std::move(need));
  }
  builder.program().provisions.push_back(std::move(made));
}

void Records::control(model::ControlId id) {
  const model::Control& control = model.controls[id];
  program::Control made;
  made.path = text(control.path);
  made.title = text(control.title);
  made.doc = text(control.doc);
  made.pillar = text(control.pillar);
  made.owner = text(control.owner);
  made.effort = text(control.effort);
  made.cost = text(control.cost);
  made.applies = expressions.applies(id, Mode::own);
  made.implemented = expressions.implemented(id, Mode::own);
  made.law_applies = expressions.applies(id, Mode::law);
  made.law_implemented = expressions.implemented(id, Mode::law);
  for (const model::Evidence& evidence : control.evidence)
    made.evidence.push_back({text(evidence.name), text(evidence.title), period(evidence.fresh)});
  for (const model::Cover& cover : control.covers)
    for (model::ElementId each : cover.elements)
      made.covers.push_back(layout.provisions[model.elements[each].provision]);
  sort_unique(made.covers);
  std::vector<std::string> aligns;
  for (const model::Align& align : control.aligns) {
    std::string line = model.citations[align.citation].text;
    if (!align.names.empty())
      line += fmt::format(".{{{}}}", fmt::join(align.names, ", "));
    aligns.push_back(
        fmt::format("{} {}", line, relation_words[static_cast<size_t>(align.relation)]));
  }
  made.aligns = texts(aligns);
  made.origin = expressions.origin(control.span);
  std::set<model::ExprId> seen;
  for (const model::ExprId condition : {control.applies, control.implemented})
    named_controls(model, layout, condition, seen, made.names);
  sort_unique(made.names);
  builder.program().controls.push_back(std::move(made));
}

void Records::parameters() {
  for (model::ParameterId id : layout.parameters.ids) {
    const model::Parameter& parameter = model.parameters[id];
    builder.program().parameters.push_back({layout.controls[parameter.control],
                                            text(parameter.name), type_ref(parameter.type, layout),
                                            parameter.default_number});
  }
}

void Records::profile(model::ProfileId id) {
  const model::Profile& profile = model.profiles[id];
  program::Profile made;
  made.name = text(profile.name);
  made.title = text(profile.title);
  for (model::AuthorityId authority : profile.authorities)
    made.authorities.push_back(layout.authorities[authority]);
  sort_unique(made.authorities);
  for (const model::ProfileSetting& setting : profile.settings)
    made.settings.push_back({layout.parameters[setting.parameter], setting.number});
  std::sort(made.settings.begin(), made.settings.end(),
            [](const auto& x, const auto& y) { return x.parameter < y.parameter; });
  for (model::ProposalId proposal : profile.assumes)
    made.assumes.push_back(layout.proposals[proposal]);
  sort_unique(made.assumes);
  if (profile.scope)
    made.scope = expressions.condition(profile.scope, Mode::own);
  made.minimum_proof = static_cast<uint8_t>(profile.minimum_proof);
  builder.program().profiles.push_back(std::move(made));
}

/// R10.4.
void Records::exception(model::ExceptionId id) {
  const model::Exception& exception = model.exceptions[id];
  program::Exception made;
  made.name = text(exception.name);
  made.control = layout.controls[exception.control];
  made.because = text(exception.because);
  made.approved_by = text(exception.approved_by);
  made.on_day = exception.on_days;
  made.expires_day = exception.expires_days;
  made.compensated_by =
      exception.compensated_by ? layout.controls[exception.compensated_by] + 1 : 0;
  made.implemented_without =
      exception.rows.empty()
          ? builder.constant(true)
          : expressions.implemented(exception.control, Mode::own, expressions.leaving_out(id));
  for (const model::ExceptionRow& row : exception.rows)
    made.rows.push_back({layout.tables[row.table], text(row.key)});
  std::sort(made.rows.begin(), made.rows.end(), [&](const auto& x, const auto& y) {
    const program::Program& out = builder.program();
    return x.table != y.table ? x.table < y.table : out.text(x.key) < out.text(y.key);
  });
  made.origin = expressions.origin(exception.span);
  builder.program().exceptions.push_back(std::move(made));
}

/// R7.18
void Records::crosswalks() {
  std::vector<const model::Crosswalk*> order;
  for (const model::Crosswalk& crosswalk : model.crosswalks)
    order.push_back(&crosswalk);
  std::stable_sort(order.begin(), order.end(), [&](const auto* x, const auto* y) {
    const auto key = [&](const model::Crosswalk& one) {
      return std::pair(layout.authorities[one.from], layout.authorities[one.to]);
    };
    return key(*x) < key(*y);
  });
  for (const model::Crosswalk* crosswalk : order) {
    program::Crosswalk made;
    made.title = text(crosswalk->title);
    made.from = layout.authorities[crosswalk->from];
    made.to = layout.authorities[crosswalk->to];
    made.sources = texts(crosswalk->sources);
    made.origin = expressions.origin(crosswalk->span);
    for (const model::CrosswalkRow& row : crosswalk->rows)
      made.rows.push_back({text(model.citations[row.from.citation].text), texts(row.from.elements),
                           static_cast<program::Relation>(row.relation),
                           text(model.citations[row.to.citation].text), texts(row.to.elements),
                           row.strength, text(row.because), expressions.origin(row.span)});
    builder.program().crosswalks.push_back(std::move(made));
  }
}

} // namespace ward::lower
