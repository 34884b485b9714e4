// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program/program.h"

#include <type_traits>

/// The fields of each struct of a program as runtime/bundle.fbs has them, once, for the text form,
/// the verifier and the renumbering: visit(visitor, record) calls visitor("name", member). What
/// names the record comes first.
namespace ward::program {

template <typename T, typename Record>
concept Is = std::is_same_v<std::remove_const_t<Record>, T>;

// clang-format off
template <typename V, typename R> requires Is<Enum, R> void visit(V&& v, R& r) {
  v("name", r.name); v("members", r.members);
}
template <typename V, typename R> requires Is<Fact, R> void visit(V&& v, R& r) {
  v("path", r.path); v("type", r.type); v("prompt", r.prompt); v("fresh", r.fresh);
  v("supplied_by", r.supplied_by); v("privileged", r.privileged); v("origin", r.origin);
  v("doc", r.doc);
}
template <typename V, typename R> requires Is<Table, R> void visit(V&& v, R& r) {
  v("path", r.path); v("field", r.fields); v("key_field", r.key_field); v("prompt", r.prompt);
  v("fresh", r.fresh); v("origin", r.origin);
}
template <typename V, typename R> requires Is<Trait, R> void visit(V&& v, R& r) {
  v("name", r.name); v("text", r.text); v("source", r.source);
}
template <typename V, typename R> requires Is<Authority, R> void visit(V&& v, R& r) {
  v("name", r.name); v("title", r.title); v("force", r.force); v("unjudged", r.unjudged);
  v("sources", r.sources); v("issued_by", r.issued_by); v("enforced_by", r.enforced_by);
  v("trait", r.traits); v("lookback", r.lookback); v("lookback_source", r.lookback_source);
}
template <typename V, typename R> requires Is<Role, R> void visit(V&& v, R& r) {
  v("name", r.name); v("node", r.node); v("origin", r.origin);
}
template <typename V, typename R> requires Is<Proposal, R> void visit(V&& v, R& r) {
  v("name", r.name); v("title", r.title);
}
template <typename V, typename R> requires Is<Parameter, R> void visit(V&& v, R& r) {
  v("name", r.name); v("control", r.control); v("type", r.type);
  v("default_number", r.default_number);
}
template <typename V, typename R> requires Is<Setting, R> void visit(V&& v, R& r) {
  v("parameter", r.parameter); v("number", r.number);
}
template <typename V, typename R> requires Is<Profile, R> void visit(V&& v, R& r) {
  v("name", r.name); v("title", r.title); v("authorities", r.authorities);
  v("setting", r.settings); v("assumes", r.assumes); v("scope", r.scope);
  v("minimum_proof", r.minimum_proof);
}
template <typename V, typename R> requires Is<Element, R> void visit(V&& v, R& r) {
  v("name", r.name); v("phrase", r.phrase); v("basis", r.basis); v("applies", r.applies);
  v("met", r.met); v("met_plain", r.met_plain); v("expression", r.expression);
  v("by_controls", r.by_controls); v("controls", r.controls); v("origin", r.origin);
  v("decided", r.decided); v("in_order", r.in_order);
}
template <typename V, typename R> requires Is<Need, R> void visit(V&& v, R& r) {
  v("any_of", r.any_of);
}
template <typename V, typename R> requires Is<Provision, R> void visit(V&& v, R& r) {
  v("citation", r.citation); v("authority", r.authority); v("title", r.title); v("says", r.says);
  v("designation", r.designation); v("modality", r.modality); v("from_day", r.from_day);
  v("until_day", r.until_day); v("vacated", r.vacated); v("vacated_day", r.vacated_day);
  v("vacated_by", r.vacated_by); v("proposal", r.proposal); v("replaced_by", r.replaced_by);
  v("applicable", r.applicable); v("applies", r.applies); v("due", r.due); v("met", r.met);
  v("met_plain", r.met_plain); v("entity_decision", r.entity_decision);
  v("element", r.elements); v("children", r.children); v("parent", r.parent);
  v("contributors", r.contributors); v("sources", r.sources); v("origin", r.origin);
  v("due_text", r.due_text); v("binds", r.binds); v("need", r.needs);
}
template <typename V, typename R> requires Is<Evidence, R> void visit(V&& v, R& r) {
  v("name", r.name); v("title", r.title); v("fresh", r.fresh);
}
template <typename V, typename R> requires Is<Control, R> void visit(V&& v, R& r) {
  v("path", r.path); v("title", r.title); v("doc", r.doc); v("pillar", r.pillar);
  v("owner", r.owner); v("effort", r.effort); v("cost", r.cost); v("applies", r.applies);
  v("implemented", r.implemented); v("law_applies", r.law_applies);
  v("law_implemented", r.law_implemented); v("evidence", r.evidence); v("covers", r.covers);
  v("aligns", r.aligns); v("origin", r.origin); v("names", r.names);
}
template <typename V, typename R> requires Is<ExceptionRow, R> void visit(V&& v, R& r) {
  v("table", r.table); v("key", r.key);
}
template <typename V, typename R> requires Is<Exception, R> void visit(V&& v, R& r) {
  v("name", r.name); v("control", r.control); v("because", r.because);
  v("approved_by", r.approved_by); v("on_day", r.on_day); v("expires_day", r.expires_day);
  v("compensated_by", r.compensated_by); v("implemented_without", r.implemented_without);
  v("row", r.rows); v("origin", r.origin);
}
template <typename V, typename R> requires Is<CrosswalkRow, R> void visit(V&& v, R& r) {
  v("from", r.from); v("from_elements", r.from_elements); v("relation", r.relation);
  v("to", r.to); v("to_elements", r.to_elements); v("strength", r.strength);
  v("because", r.because); v("origin", r.origin);
}
template <typename V, typename R> requires Is<Crosswalk, R> void visit(V&& v, R& r) {
  v("title", r.title); v("from", r.from); v("to", r.to); v("sources", r.sources);
  v("mapping", r.rows); v("origin", r.origin);
}
template <typename V, typename R> requires Is<DateStep, R> void visit(V&& v, R& r) {
  v("kind", r.kind); v("node", r.node); v("count", r.count);
}
template <typename V, typename R> requires Is<Cite, R> void visit(V&& v, R& r) {
  v("provision", r.provision); v("element", r.element); v("under", r.under);
}
template <typename V, typename R> requires Is<Duty, R> void visit(V&& v, R& r) {
  v("path", r.path); v("title", r.title); v("doc", r.doc); v("table", r.table);
  v("cite", r.cites); v("triggered", r.triggered); v("met", r.met); v("late", r.late);
  v("early", r.early); v("held", r.held); v("pending", r.pending); v("overdue", r.overdue);
  v("not_prompt", r.not_prompt); v("promptly", r.promptly); v("arises_on", r.arises_on);
  v("done_on", r.done_on); v("due_on", r.due_on); v("not_before_on", r.not_before_on);
  v("prompt_on", r.prompt_on); v("origin", r.origin);
}
template <typename V, typename R> requires Is<Tier, R> void visit(V&& v, R& r) {
  v("name", r.name); v("low", r.low); v("high", r.high); v("cap_kind", r.cap_kind);
  v("cap", r.cap);
}
template <typename V, typename R> requires Is<Schedule, R> void visit(V&& v, R& r) {
  v("path", r.path); v("basis", r.basis); v("effective", r.effective);
  v("from_day", r.from_day); v("until_day", r.until_day); v("sources", r.sources);
  v("tier", r.tiers); v("origin", r.origin);
}
template <typename V, typename R> requires Is<Exposure, R> void visit(V&& v, R& r) {
  v("path", r.path); v("table", r.table); v("authority", r.authority);
  v("schedules", r.schedules); v("tier_enum", r.tier_enum); v("tier", r.tier);
  v("requirement", r.requirement); v("from", r.from); v("until", r.until); v("count", r.count);
  v("daily", r.daily); v("assessed", r.assessed); v("origin", r.origin);
}
template <typename V, typename R> requires Is<Level, R> void visit(V&& v, R& r) {
  v("name", r.name); v("weight", r.weight); v("optional", r.optional); v("under", r.under);
  v("incubation", r.incubation); v("score", r.score); v("since", r.since);
}
template <typename V, typename R> requires Is<Rating, R> void visit(V&& v, R& r) {
  v("name", r.name); v("worth", r.worth);
}
template <typename V, typename R> requires Is<Assessment, R> void visit(V&& v, R& r) {
  v("path", r.path); v("title", r.title); v("sources", r.sources);
  v("unverified", r.unverified); v("effective", r.effective); v("level", r.levels);
  v("rating", r.ratings); v("unit", r.unit); v("threshold", r.threshold); v("valid", r.valid);
  v("interim_window", r.interim_window); v("interim_after", r.interim_after);
  v("count", r.count); v("table", r.table); v("rating_enum", r.rating_enum);
  v("group_enum", r.group_enum); v("group", r.group); v("scope", r.scope);
  v("applies", r.applies); v("because", r.because); v("share", r.share);
  v("inherited_score", r.inherited_score); v("inherited_from", r.inherited_from);
  v("inherited_when", r.inherited_when); v("held_table", r.held_table);
  v("held_where", r.held_where); v("held_issued", r.held_issued);
  v("held_until", r.held_until); v("held_done", r.held_done); v("held_when", r.held_when);
  v("origin", r.origin);
}

// clang-format on

/// The line `library` of the text form.
template <typename V, typename P>
  requires Is<Program, P>
void visit_header(V&& v, P& p) {
  v("library", p.library);
  v("version", p.version);
  v("release", p.release);
  v("reviewed_day", p.reviewed_day);
  v("compiler", p.compiler);
  v("addressable", p.addressable);
  v("default_profile", p.default_profile);
  v("standard_library", p.standard_library);
  v("standard_version", p.standard_version);
  v("standard_release", p.standard_release);
  v("standard_reviewed_day", p.standard_reviewed_day);
}

/// Calls visitor("fact", program.facts) and so on for each table of records.
template <typename V, typename P>
  requires Is<Program, P>
void visit_tables(V&& v, P& p) {
  v("enum", p.enums);
  v("fact", p.facts);
  v("table", p.tables);
  v("authority", p.authorities);
  v("role", p.roles);
  v("proposal", p.proposals);
  v("parameter", p.parameters);
  v("profile", p.profiles);
  v("provision", p.provisions);
  v("control", p.controls);
  v("exception", p.exceptions);
  v("crosswalk", p.crosswalks);
  v("duty", p.duties);
  v("schedule", p.schedules);
  v("exposure", p.exposures);
  v("assessment", p.assessments);
}

/// Whether visit() knows T: nested records, not values.
template <typename T>
concept IsRecord =
    std::is_same_v<T, Need> ||
    std::is_same_v<T, Enum> || std::is_same_v<T, Fact> || std::is_same_v<T, Table> ||
    std::is_same_v<T, Authority> || std::is_same_v<T, Role> || std::is_same_v<T, Proposal> ||
    std::is_same_v<T, Parameter> || std::is_same_v<T, Setting> || std::is_same_v<T, Profile> ||
    std::is_same_v<T, Element> || std::is_same_v<T, Provision> || std::is_same_v<T, Evidence> ||
    std::is_same_v<T, Control> || std::is_same_v<T, ExceptionRow> || std::is_same_v<T, Exception> ||
    std::is_same_v<T, Trait> || std::is_same_v<T, CrosswalkRow> || std::is_same_v<T, Crosswalk> ||
    std::is_same_v<T, DateStep> || std::is_same_v<T, Cite> || std::is_same_v<T, Duty> ||
    std::is_same_v<T, Tier> || std::is_same_v<T, Schedule> || std::is_same_v<T, Exposure> ||
    std::is_same_v<T, Level> || std::is_same_v<T, Rating> || std::is_same_v<T, Assessment>;

} // namespace ward::program
