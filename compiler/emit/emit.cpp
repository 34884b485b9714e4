// SPDX-License-Identifier: Apache-2.0
#include "emit/emit.h"

#include "core/header.h"
#include "program/program.h"

#include "bundle_generated.h"
#include <llvm/ADT/ArrayRef.h>
#include <llvm/Support/SHA256.h>

#include <array>
#include <cstring>

namespace ward::emit {
namespace {

namespace fb = flatbuffers;
using namespace ward::program;

constexpr uint32_t format = 1;
constexpr uint32_t minimum_reader = 1;
constexpr size_t largest_payload = 0x7FFF0000; // FlatBuffers asserts at 2 GiB

template <typename To, typename From> To same(From value) {
  return static_cast<To>(value);
}

/// Children before parents, each table's fields in the order of the schema.
struct State {
  const Program& program;
  fb::FlatBufferBuilder out{1 << 20};

  static bundle::Origin origin(const Origin& at) { return {at.file, at.line, at.column}; }
  static bundle::Period period(Period p) { return {p.amount, p.months}; }
  static bundle::TypeRef type(const TypeRef& t) {
    return {same<bundle::LanguageType>(t.type), t.optional, t.is_set, t.scale, t.of};
  }

  fb::Offset<fb::Vector<uint32_t>> texts(const std::vector<Text>& items) {
    static_assert(sizeof(Text) == sizeof(uint32_t));
    std::vector<uint32_t> indices;
    indices.reserve(items.size());
    for (Text item : items)
      indices.push_back(item.index);
    return out.CreateVector(indices);
  }

  template <typename Made, typename T>
  fb::Offset<fb::Vector<fb::Offset<Made>>> each(const std::vector<T>& items) {
    std::vector<fb::Offset<Made>> made;
    made.reserve(items.size());
    for (const T& item : items)
      made.push_back(make(item));
    return out.CreateVector(made);
  }

  fb::Offset<bundle::Enum> make(const Enum& e) {
    const auto members = texts(e.members);
    return bundle::CreateEnum(out, e.name.index, members);
  }
  fb::Offset<bundle::Fact> make(const Fact& f) {
    const auto type_ref = type(f.type);
    const auto fresh = period(f.fresh);
    const auto at = origin(f.origin);
    return bundle::CreateFact(out, f.path.index, &type_ref, f.prompt.index, &fresh, f.supplied_by,
                              f.privileged, &at, f.doc.index);
  }
  fb::Offset<bundle::FactTable> make(const Table& t) {
    const auto fields = each<bundle::Fact>(t.fields);
    const auto fresh = period(t.fresh);
    const auto at = origin(t.origin);
    return bundle::CreateFactTable(out, t.path.index, fields, t.key_field, t.prompt.index, &fresh,
                                   &at);
  }
  fb::Offset<bundle::Trait> make(const Trait& t) {
    return bundle::CreateTrait(out, t.name.index, t.text.index, t.source.index);
  }
  fb::Offset<bundle::Authority> make(const Authority& a) {
    const auto unjudged = texts(a.unjudged);
    const auto sources = texts(a.sources);
    const auto issued_by = texts(a.issued_by);
    const auto enforced_by = texts(a.enforced_by);
    const auto traits = each<bundle::Trait>(a.traits);
    const auto lookback = period(a.lookback);
    return bundle::CreateAuthority(out, a.name.index, a.title.index, same<bundle::Force>(a.force),
                                   unjudged, sources, issued_by, enforced_by, traits, &lookback,
                                   a.lookback_source.index);
  }
  fb::Offset<bundle::Role> make(const Role& r) {
    const auto at = origin(r.origin);
    return bundle::CreateRole(out, r.name.index, r.node.index, &at);
  }
  fb::Offset<bundle::Proposal> make(const Proposal& p) {
    return bundle::CreateProposal(out, p.name.index, p.title.index);
  }
  fb::Offset<bundle::Parameter> make(const Parameter& p) {
    const auto type_ref = type(p.type);
    return bundle::CreateParameter(out, p.control, p.name.index, &type_ref, p.default_number);
  }
  fb::Offset<bundle::Profile> make(const Profile& p) {
    const auto authorities = out.CreateVector(p.authorities);
    std::vector<bundle::Setting> settings;
    for (const Setting& s : p.settings)
      settings.emplace_back(s.parameter, s.number);
    const auto settings_at = out.CreateVectorOfStructs(settings);
    const auto assumes = out.CreateVector(p.assumes);
    return bundle::CreateProfile(out, p.name.index, p.title.index, authorities, settings_at,
                                 assumes, p.scope.index, p.minimum_proof);
  }
  fb::Offset<bundle::Element> make(const Element& e) {
    const auto controls = out.CreateVector(e.controls);
    const auto at = origin(e.origin);
    return bundle::CreateElement(out, e.name.index, e.phrase.index, same<bundle::Basis>(e.basis),
                                 e.applies.index, e.met.index, e.met_plain.index,
                                 e.expression.index, e.by_controls.index, controls, &at, e.decided,
                                 e.in_order.index);
  }
  fb::Offset<bundle::Provision> make(const Provision& p) {
    const auto replaced_by = out.CreateVector(p.replaced_by);
    const auto elements = each<bundle::Element>(p.elements);
    const auto children = out.CreateVector(p.children);
    const auto contributors = out.CreateVector(p.contributors);
    const auto sources = texts(p.sources);
    const auto binds = texts(p.binds);
    const auto needs = each<bundle::Need>(p.needs);
    const auto at = origin(p.origin);
    return bundle::CreateProvision(
        out, p.citation.index, p.authority, p.title.index, p.says.index,
        same<bundle::Designation>(p.designation), same<bundle::Modality>(p.modality), p.from_day,
        p.until_day, p.vacated, p.vacated_day, p.vacated_by.index, p.proposal, replaced_by,
        p.applicable.index, p.applies.index, p.due.index, p.met.index, p.met_plain.index,
        p.entity_decision.index, elements, children, p.parent, contributors, sources, &at,
        p.due_text.index, binds, needs);
  }
  fb::Offset<bundle::Need> make(const Need& n) {
    return bundle::CreateNeed(out, out.CreateVector(n.any_of));
  }
  fb::Offset<bundle::Evidence> make(const Evidence& e) {
    const auto fresh = period(e.fresh);
    return bundle::CreateEvidence(out, e.name.index, e.title.index, &fresh);
  }
  fb::Offset<bundle::Control> make(const Control& c) {
    const auto evidence = each<bundle::Evidence>(c.evidence);
    const auto covers = out.CreateVector(c.covers);
    const auto aligns = texts(c.aligns);
    const auto names = out.CreateVector(c.names);
    const auto at = origin(c.origin);
    return bundle::CreateControl(out, c.path.index, c.title.index, c.doc.index, c.pillar.index,
                                 c.owner.index, c.effort.index, c.cost.index, c.applies.index,
                                 c.implemented.index, c.law_applies.index, c.law_implemented.index,
                                 evidence, covers, aligns, &at, names);
  }
  fb::Offset<bundle::ExceptionRow> make(const ExceptionRow& r) {
    return bundle::CreateExceptionRow(out, r.table, r.key.index);
  }
  fb::Offset<bundle::Exception> make(const Exception& e) {
    const auto rows = each<bundle::ExceptionRow>(e.rows);
    const auto at = origin(e.origin);
    return bundle::CreateException(out, e.name.index, e.control, e.because.index,
                                   e.approved_by.index, e.on_day, e.expires_day, e.compensated_by,
                                   e.implemented_without.index, rows, &at);
  }

  fb::Offset<bundle::CrosswalkRow> make(const CrosswalkRow& r) {
    const auto from_elements = texts(r.from_elements);
    const auto to_elements = texts(r.to_elements);
    const auto at = origin(r.origin);
    return bundle::CreateCrosswalkRow(out, r.from.index, from_elements,
                                      same<bundle::Relation>(r.relation), r.to.index, to_elements,
                                      r.strength, r.because.index, &at);
  }
  fb::Offset<bundle::Crosswalk> make(const Crosswalk& c) {
    const auto sources = texts(c.sources);
    const auto rows = each<bundle::CrosswalkRow>(c.rows);
    const auto at = origin(c.origin);
    return bundle::CreateCrosswalk(out, c.from, c.to, c.title.index, sources, rows, &at);
  }
  fb::Offset<bundle::Cite> make(const Cite& c) {
    return bundle::CreateCite(out, c.provision, c.element, c.under.index);
  }
  fb::Offset<fb::Vector<const bundle::DateStep*>> steps(const std::vector<DateStep>& date) {
    std::vector<bundle::DateStep> made;
    for (const DateStep& step : date)
      made.emplace_back(step.node.index, step.count, same<bundle::DateStepKind>(step.kind));
    return out.CreateVectorOfStructs(made);
  }
  fb::Offset<bundle::Duty> make(const Duty& d) {
    const auto cites = each<bundle::Cite>(d.cites);
    const auto promptly = period(d.promptly);
    const auto arises = steps(d.arises_on);
    const auto done = steps(d.done_on);
    const auto due = steps(d.due_on);
    const auto not_before = steps(d.not_before_on);
    const auto prompt = steps(d.prompt_on);
    const auto at = origin(d.origin);
    return bundle::CreateDuty(out, d.path.index, d.title.index, d.doc.index, d.table, cites,
                              d.triggered.index, d.met.index, d.late.index, d.early.index,
                              d.held.index, d.pending.index, d.overdue.index, d.not_prompt.index,
                              &promptly, arises, done, due, not_before, prompt, &at);
  }

  fb::Offset<bundle::Tier> make(const Tier& t) {
    return bundle::CreateTier(out, t.name.index, t.low, t.high, same<bundle::CapKind>(t.cap_kind),
                              t.cap);
  }
  fb::Offset<bundle::Schedule> make(const Schedule& s) {
    const auto sources = texts(s.sources);
    const auto tiers = each<bundle::Tier>(s.tiers);
    const auto at = origin(s.origin);
    return bundle::CreateSchedule(out, s.path.index, same<bundle::PenaltyBasis>(s.basis),
                                  s.effective, s.from_day, s.until_day, sources, tiers, &at);
  }
  fb::Offset<bundle::Exposure> make(const Exposure& e) {
    const auto schedules = out.CreateVector(e.schedules);
    const auto at = origin(e.origin);
    return bundle::CreateExposure(out, e.path.index, e.table, e.authority, schedules, e.tier_enum,
                                  e.tier.index, e.requirement.index, e.from.index, e.until.index,
                                  e.count.index, e.daily.index, e.assessed.index, &at);
  }

  fb::Offset<bundle::Level> make(const Level& l) {
    const auto incubation = period(l.incubation);
    return bundle::CreateLevel(out, l.name.index, l.weight, l.optional, l.under, &incubation,
                               l.score.index, l.since.index);
  }
  fb::Offset<bundle::Rating> make(const Rating& r) {
    return bundle::CreateRating(out, r.name.index, r.worth);
  }
  fb::Offset<bundle::Assessment> make(const Assessment& a) {
    const auto sources = texts(a.sources);
    const auto unverified = texts(a.unverified);
    const auto levels = each<bundle::Level>(a.levels);
    const auto ratings = each<bundle::Rating>(a.ratings);
    const auto valid = period(a.valid);
    const auto window = period(a.interim_window);
    const auto after = period(a.interim_after);
    const auto at = origin(a.origin);
    return bundle::CreateAssessment(
        out, a.path.index, a.title.index, sources, unverified, a.effective, levels, ratings,
        a.unit.index, a.threshold, &valid, &window, &after, a.count, a.table, a.rating_enum,
        a.group_enum, a.group.index, a.scope.index, a.applies.index, a.because.index, a.share.index,
        a.inherited_score.index, a.inherited_from.index, a.inherited_when.index, a.held_table,
        a.held_where.index, a.held_issued.index, a.held_until.index, a.held_done.index,
        a.held_when.index, &at);
  }

  fb::Offset<fb::Vector<const bundle::Node*>> nodes() {
    bundle::Node* made = nullptr;
    const auto at = out.CreateUninitializedVectorOfStructs(program.nodes.size(), &made);
    for (const Node& node : program.nodes)
      *made++ = bundle::Node(static_cast<uint8_t>(node.op), same<bundle::ValueKind>(node.kind),
                             node.lane, node.a, node.b, node.c);
    return at;
  }
  fb::Offset<fb::Vector<const bundle::Origin*>> origins() {
    bundle::Origin* made = nullptr;
    const auto at = out.CreateUninitializedVectorOfStructs(program.origins.size(), &made);
    for (const Origin& place : program.origins)
      *made++ = origin(place);
    return at;
  }

  void run() {
    const auto strings = out.CreateVectorOfStrings(program.strings);
    const auto files = texts(program.files);
    const auto numbers = out.CreateVector(program.numbers);
    const auto args = out.CreateVector(program.args);
    const auto node_vector = nodes();
    const auto origin_vector = origins();
    const auto enums = each<bundle::Enum>(program.enums);
    const auto facts = each<bundle::Fact>(program.facts);
    const auto tables = each<bundle::FactTable>(program.tables);
    const auto authorities = each<bundle::Authority>(program.authorities);
    const auto roles = each<bundle::Role>(program.roles);
    const auto proposals = each<bundle::Proposal>(program.proposals);
    const auto parameters = each<bundle::Parameter>(program.parameters);
    const auto profiles = each<bundle::Profile>(program.profiles);
    const auto provisions = each<bundle::Provision>(program.provisions);
    const auto controls = each<bundle::Control>(program.controls);
    const auto exceptions = each<bundle::Exception>(program.exceptions);
    const auto crosswalks = each<bundle::Crosswalk>(program.crosswalks);
    const auto duties = each<bundle::Duty>(program.duties);
    const auto schedules = each<bundle::Schedule>(program.schedules);
    const auto exposures = each<bundle::Exposure>(program.exposures);
    // Without assessments the field stays away, so that bundles stay as they were.
    const auto assessments = program.assessments.empty()
                                 ? fb::Offset<fb::Vector<fb::Offset<bundle::Assessment>>>()
                                 : each<bundle::Assessment>(program.assessments);
    out.Finish(bundle::CreateBundle(
        out, program.library.index, program.version.index, program.release, program.reviewed_day,
        program.compiler.index, strings, files, numbers, args, node_vector, origin_vector, enums,
        facts, tables, program.addressable, authorities, roles, proposals, parameters, profiles,
        provisions, controls, exceptions, program.default_profile, crosswalks, duties, schedules,
        exposures, program.standard_library.index, program.standard_version.index,
        program.standard_release, program.standard_reviewed_day, assessments));
  }
};

void put(uint8_t* at, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i)
    at[i] = static_cast<uint8_t>(value >> (8 * i));
}

/// An upper bound without building: what a hostile size would make FlatBuffers assert on.
bool fits(const Program& program) {
  uint64_t size = (program.nodes.size() + program.origins.size()) * 16ull +
                  program.args.size() * 4ull + program.numbers.size() * 8ull;
  for (const std::string& text : program.strings)
    size += text.size() + 16;
  size += program.provisions.size() * 256ull + program.controls.size() * 256ull;
  for (const Provision& provision : program.provisions)
    size += provision.elements.size() * 128ull;
  for (const Crosswalk& crosswalk : program.crosswalks)
    size += 64 + crosswalk.rows.size() * 96ull;
  return size < largest_payload;
}

} // namespace

std::vector<uint8_t> emit(const Program& program) {
  if (!fits(program))
    return {};
  State state{program};
  state.run();
  namespace header = rt::header;
  const llvm::ArrayRef<uint8_t> payload(state.out.GetBufferPointer(), state.out.GetSize());
  std::vector<uint8_t> bytes(header::size, 0);
  std::memcpy(bytes.data(), header::magic, header::magic_size);
  put(bytes.data() + header::format_at, format, 4);
  put(bytes.data() + header::reader_at, minimum_reader, 4);
  put(bytes.data() + header::payload_size_at, payload.size(), 8);
  const std::array<uint8_t, 32> hash = llvm::SHA256::hash(payload);
  std::memcpy(bytes.data() + header::sha256_at, hash.data(), hash.size());
  bytes.insert(bytes.end(), payload.begin(), payload.end());
  return bytes;
}

} // namespace ward::emit
