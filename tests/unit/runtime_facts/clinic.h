// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bundle_generated.h"

#include "core/header.h"
#include "core/opcodes.h"

#include <cstdint>
#include <cstring>
#include <map>
#include <sodium/crypto_hash_sha256.h>
#include <string>
#include <vector>

/// A small bundle made by hand, for the tests of facts, report and api: every type of fact, three
/// tables, and one provision for each way a verdict can come about. Its rules are listed at law().
namespace ward::rt::test {

namespace fb = ward::bundle;

constexpr int32_t day_2026_01_01 = 20454;
constexpr int32_t day_2026_06_30 = 20634;
constexpr uint32_t none_such = UINT32_MAX;

// Indices in the bundle: facts by path ...
enum ClinicFact : uint32_t {
  org_amount,
  org_cert,
  org_main,
  org_name,
  org_notice,
  org_ratio,
  org_retention,
  org_roles,
  org_secret,
  org_share,
  org_since,
  org_size,
  org_timeout,
  org_trend,
  risk_done,
  fact_count
};
// ... and tables, with their fields.
enum ClinicTable : uint32_t { addressable, systems, vendors };
enum SystemField : uint32_t { system_id, system_holds, system_mfa, system_accounts, system_vendor };

class ClinicBuilder {
public:
  std::vector<uint8_t> file() {
    build(); // learns the texts
    uint32_t next = 0;
    strings_.emplace("", 0);
    for (auto& [text, index] : strings_)
      index = next++;
    const std::vector<uint8_t> payload = build();
    std::vector<uint8_t> out(header::size);
    std::memcpy(out.data(), header::magic, header::magic_size);
    out[header::format_at] = out[header::reader_at] = 1;
    for (size_t i = 0; i < 8; ++i)
      out[header::payload_size_at + i] = static_cast<uint8_t>(uint64_t{payload.size()} >> (8 * i));
    crypto_hash_sha256(out.data() + header::sha256_at, payload.data(), payload.size());
    out.insert(out.end(), payload.begin(), payload.end());
    return out;
  }

private:
  using Type = fb::LanguageType;
  template <typename T> using Offsets = std::vector<flatbuffers::Offset<T>>;

  uint32_t s(const std::string& text) { return strings_.emplace(text, 0).first->second; }
  std::vector<uint32_t> ss(const std::vector<std::string>& texts) {
    std::vector<uint32_t> out;
    for (const std::string& text : texts)
      out.push_back(s(text));
    return out;
  }

  flatbuffers::Offset<fb::Fact> fact(const std::string& path, Type type, bool optional = false,
                                     bool is_set = false, uint32_t of = 0, int32_t fresh = 0,
                                     uint32_t supplied = 0, bool privileged = false) {
    const fb::TypeRef ref(type, optional, is_set, 0, of);
    const fb::Period period(fresh, false);
    const fb::Origin origin(0, 1, 1);
    return fb::CreateFact(b, s(path), &ref, s("How is " + path + "?"), &period, supplied,
                          privileged, &origin, 0);
  }
  flatbuffers::Offset<fb::FactTable> table(const std::string& path, Offsets<fb::Fact> fields,
                                           int32_t fresh = 0) {
    const fb::Period period(fresh, false);
    const fb::Origin origin(0, 2, 1);
    const auto vector = b.CreateVector(fields);
    return fb::CreateFactTable(b, s(path), vector, 0, 0, &period, &origin);
  }
  uint32_t node(Op op, fb::ValueKind kind, uint16_t lane, uint32_t a, uint32_t b_ = 0,
                uint32_t c = 0) {
    nodes.emplace_back(static_cast<uint8_t>(op), kind, lane, a, b_, c);
    return static_cast<uint32_t>(nodes.size() - 1);
  }
  uint32_t list(Op op, uint32_t first, uint32_t second) {
    args.push_back(first);
    args.push_back(second);
    return node(op, fb::ValueKind::truth, 0, static_cast<uint32_t>(args.size() - 2), 2);
  }

  struct ElementSpec {
    std::string name;
    uint32_t met;
    bool decided = false;
    std::vector<uint32_t> by = {};
    fb::Basis basis = fb::Basis::text;
  };
  struct ProvisionSpec {
    std::string citation;
    uint32_t authority = 0;
    uint32_t met = 0;
    std::vector<ElementSpec> elements = {};
    fb::Modality modality = fb::Modality::obligation;
    fb::Designation designation = fb::Designation::none;
    uint32_t applies = 0; ///< node T
    uint32_t due = 0;
    uint32_t met_plain = none_such;
    uint32_t entity = none_such;
    int32_t from = 12000;
    std::string vacated_by = {};
    std::vector<uint32_t> contributors = {};
    uint32_t proposal = 0;
    std::vector<uint32_t> replaced_by = {};
  };
  flatbuffers::Offset<fb::Provision> provision(const ProvisionSpec& spec) {
    Offsets<fb::Element> elements;
    const fb::Origin origin(0, 9, 3);
    for (const ElementSpec& one : spec.elements) {
      const auto by = b.CreateVector(one.by);
      elements.push_back(fb::CreateElement(b, s(one.name), s("does " + one.name), one.basis, 0,
                                           one.met, one.met, one.decided ? one.met : none_such,
                                           one.decided ? none_such : one.met, by, &origin,
                                           one.decided));
    }
    const bool judged = spec.modality <= fb::Modality::condition;
    const auto replaced = b.CreateVector(spec.replaced_by);
    const auto element_vector = b.CreateVector(elements);
    const auto children = b.CreateVector(std::vector<uint32_t>{});
    const auto contributors = b.CreateVector(spec.contributors);
    const auto sources = b.CreateVector(ss({"45 CFR"}));
    const auto binds = b.CreateVector(ss({"all"}));
    const uint32_t applicable = spec.due == 1 ? 1 : spec.applies;
    return fb::CreateProvision(
        b, s(spec.citation), spec.authority, s("Title of " + spec.citation), 0, spec.designation,
        spec.modality, spec.from, INT32_MAX, !spec.vacated_by.empty(), 20000, s(spec.vacated_by),
        spec.proposal, replaced, judged ? applicable : none_such, judged ? spec.applies : none_such,
        judged ? spec.due : none_such, judged ? spec.met : none_such,
        judged ? (spec.met_plain == none_such ? spec.met : spec.met_plain) : none_such, spec.entity,
        element_vector, children, 0, contributors, sources, &origin, s("2027-01-01"), binds);
  }
  flatbuffers::Offset<fb::Control> control(const std::string& path, uint32_t implemented,
                                           uint32_t for_law, const std::vector<uint32_t>& covers) {
    const fb::Origin origin(0, 5, 1);
    const fb::Period quarter(90, false);
    const auto evidence = b.CreateVector(
        Offsets<fb::Evidence>{fb::CreateEvidence(b, s("export"), s("User export"), &quarter)});
    const auto covered = b.CreateVector(covers);
    const auto aligns = b.CreateVector(ss({"hitrust:1 intersects"}));
    return fb::CreateControl(b, s(path), s("Title of " + path), 0, 0, s("it"), 0, 0, 0, implemented,
                             0, for_law, evidence, covered, aligns, &origin);
  }

  /// hipaa:1 decided by risk.done · hipaa:2 elements a (by access.mfa) and b (covered by nothing) ·
  /// hipaa:3 vacated · hipaa:4 a definition · hipaa:5 a prohibition decided by risk.done ·
  /// hipaa:6 not due · hipaa:7 from 2030 · hipaa:8 by cert.held, which reads a supplied fact ·
  /// hipaa:9 addressable, by access.mfa or decided for the entity · hipaa:A replaced by the
  /// proposal draft · hitrust:1 a framework's item to which access.mfa contributes · nprm:A of the
  /// proposal.
  void law() {
    using fb::ValueKind;
    const auto truth = ValueKind::truth;
    node(Op::truth, truth, 0, 1); // 0
    node(Op::truth, truth, 0, 0); // 1
    const uint32_t risk = node(Op::fact, truth, 0, risk_done);
    const uint16_t system = systems + 1;
    const uint32_t holds = node(Op::field, truth, system, system_holds);
    const uint32_t mfa = node(Op::field, ValueKind::number, system, system_mfa);
    const uint32_t enforced = node(Op::number, ValueKind::number, 0, 0);
    const uint32_t is = node(Op::equal, truth, system, mfa, enforced);
    const uint32_t every = node(Op::every, truth, 0, systems, holds, is);
    const uint32_t cert = node(Op::fact, truth, 0, org_cert);
    const uint32_t unknown = node(Op::truth, truth, 0, 2);
    const uint16_t decision = addressable + 1;
    const uint32_t citation = node(Op::field, ValueKind::text, decision, 1);
    const uint32_t nine = node(Op::text, ValueKind::text, 0, s("hipaa:9"));
    const uint32_t about = node(Op::equal, truth, decision, citation, nine);
    const uint32_t entity = node(Op::field, truth, decision, 2);
    const uint32_t decided = node(Op::some, truth, 0, addressable, about, entity);
    const uint32_t either = list(Op::logical_or, every, decided);
    const uint32_t both = list(Op::logical_and, 1, every);

    controls = {control("access.mfa", every, every, {1, 8}),
                control("cert.held", cert, unknown, {7})};
    using M = fb::Modality;
    provisions = {
        provision({.citation = "hipaa:1", .met = risk, .elements = {{"whole", risk, true}}}),
        provision(
            {.citation = "hipaa:2", .met = both, .elements = {{"a", every, false, {0}}, {"b", 1}}}),
        provision({.citation = "hipaa:3", .vacated_by = "A v. B"}),
        provision({.citation = "hipaa:4", .modality = M::definition}),
        provision({.citation = "hipaa:5",
                   .met = risk,
                   .elements = {{"whole", risk, true}},
                   .modality = M::prohibition}),
        provision({.citation = "hipaa:6", .met = risk, .due = 1}),
        provision({.citation = "hipaa:7", .met = risk, .from = 21915}),
        provision(
            {.citation = "hipaa:8", .met = unknown, .elements = {{"whole", unknown, false, {1}}}}),
        provision({.citation = "hipaa:9",
                   .met = either,
                   .elements = {{"whole", every, false, {0}}},
                   .designation = fb::Designation::addressable,
                   .met_plain = every,
                   .entity = decided}),
        provision({.citation = "hipaa:A",
                   .met = risk,
                   .elements = {{"whole", risk, true}},
                   .replaced_by = {0}}),
        provision({.citation = "hitrust:1", .authority = 1, .met = unknown, .contributors = {0}}),
        provision({.citation = "nprm:A",
                   .authority = 2,
                   .met = risk,
                   .elements = {{"whole", risk, true}},
                   .proposal = 1}),
    };
  }

  std::vector<uint8_t> build() {
    b.Clear();
    nodes.clear();
    args.clear();
    const auto no = [&] { return b.CreateVector(std::vector<uint32_t>{}); };
    const Offsets<fb::Enum> enums{
        fb::CreateEnum(b, s("Mfa"), b.CreateVector(ss({"none", "optional", "enforced"}))),
        fb::CreateEnum(b, s("Factor"), b.CreateVector(ss({"size", "capability", "cost", "risk"}))),
        fb::CreateEnum(b, s("Role"), b.CreateVector(ss({"covered_entity", "business_associate"})))};
    const Offsets<fb::Fact> facts{fact("org.amount", Type::money),
                                  fact("org.cert", Type::boolean, false, false, 0, 0, 2, true),
                                  fact("org.main", Type::key, false, false, systems),
                                  fact("org.name", Type::text, true),
                                  fact("org.notice", Type::days),
                                  fact("org.ratio", Type::decimal),
                                  fact("org.retention", Type::months),
                                  fact("org.roles", Type::enumeration, false, true, 2),
                                  fact("org.secret", Type::text, false, false, 0, 0, 0, true),
                                  fact("org.share", Type::percent),
                                  fact("org.since", Type::date),
                                  fact("org.size", Type::count, false, false, 0, 90),
                                  fact("org.timeout", Type::minutes),
                                  fact("org.trend", Type::integer),
                                  fact("risk.done", Type::boolean)};
    const Offsets<fb::FactTable> tables{
        table("addressable",
              {fact("id", Type::text), fact("citation", Type::text),
               fact("for_entity", Type::boolean), fact("for_table", Type::text, true),
               fact("for_rows", Type::text, false, true), fact("alternative", Type::text, true)}),
        table("systems",
              {fact("id", Type::text), fact("holds", Type::boolean),
               fact("mfa", Type::enumeration, false, false, 0),
               fact("accounts", Type::count, false, false, 0, 90),
               fact("vendor", Type::key, true, false, vendors)},
              30),
        table("vendors", {fact("id", Type::text)})};
    law();
    const fb::Period always(0, false);
    const Offsets<fb::Authority> authorities{
        fb::CreateAuthority(b, s("hipaa"), s("HIPAA"), fb::Force::law,
                            b.CreateVector(ss({"State law", "HITRUST CSF"})), no(), 0, 0, 0,
                            &always),
        fb::CreateAuthority(b, s("hitrust"), s("HITRUST CSF"), fb::Force::framework, no(), no(), 0,
                            0, 0, &always),
        fb::CreateAuthority(b, s("nprm"), s("Proposed rule"), fb::Force::law,
                            b.CreateVector(ss({"State law"})), no(), 0, 0, 0, &always)};
    const fb::Origin origin(0, 3, 1);
    const Offsets<fb::Role> roles{fb::CreateRole(b, s("covered_entity"), 2, &origin)};
    const Offsets<fb::Proposal> proposals{fb::CreateProposal(b, s("draft"), s("A draft"))};
    const auto settings = b.CreateVectorOfStructs(std::vector<fb::Setting>{});
    const Offsets<fb::Profile> profiles{
        fb::CreateProfile(b, s("documented"), s("Documented proof"),
                          b.CreateVector(std::vector<uint32_t>{0}), settings, no(), none_such, 1),
        fb::CreateProfile(b, s("future"), s("With the draft"), no(), settings,
                          b.CreateVector(std::vector<uint32_t>{0}), none_such, 0)};
    const auto rows =
        b.CreateVector(Offsets<fb::ExceptionRow>{fb::CreateExceptionRow(b, systems, s("old"))});
    const Offsets<fb::Exception> exceptions{
        fb::CreateException(b, s("legacy"), 0, s("being replaced"), s("the officer"),
                            day_2026_01_01, day_2026_06_30, 0, 0, rows, &origin)};

    Offsets<flatbuffers::String> texts;
    for (const auto& [text, index] : strings_)
      texts.push_back(b.CreateString(text));
    const auto texts_v = b.CreateVector(texts);
    const auto files_v = b.CreateVector(ss({"clinic.ward"}));
    const auto numbers_v = b.CreateVector(std::vector<int64_t>{2});
    const auto args_v = b.CreateVector(args);
    const auto nodes_v = b.CreateVectorOfStructs(nodes);
    const auto origins_v =
        b.CreateVectorOfStructs(std::vector<fb::Origin>(nodes.size(), fb::Origin(0, 7, 1)));
    const auto enums_v = b.CreateVector(enums);
    const auto facts_v = b.CreateVector(facts);
    const auto tables_v = b.CreateVector(tables);
    const auto authorities_v = b.CreateVector(authorities);
    const auto roles_v = b.CreateVector(roles);
    const auto proposals_v = b.CreateVector(proposals);
    const auto parameters_v = b.CreateVector(Offsets<fb::Parameter>{});
    const auto profiles_v = b.CreateVector(profiles);
    const auto provisions_v = b.CreateVector(provisions);
    const auto controls_v = b.CreateVector(controls);
    const auto exceptions_v = b.CreateVector(exceptions);
    const auto schedules_v = b.CreateVector(Offsets<fb::Schedule>{});
    const auto exposures_v = b.CreateVector(Offsets<fb::Exposure>{});
    const auto duties_v = b.CreateVector(Offsets<fb::Duty>{});
    b.Finish(fb::CreateBundle(b, s("clinic"), s("1.0"), 7, day_2026_01_01, s("ward test"), texts_v,
                              files_v, numbers_v, args_v, nodes_v, origins_v, enums_v, facts_v,
                              tables_v, addressable, authorities_v, roles_v, proposals_v,
                              parameters_v, profiles_v, provisions_v, controls_v, exceptions_v, 0,
                              0, duties_v, schedules_v, exposures_v));
    return {b.GetBufferPointer(), b.GetBufferPointer() + b.GetSize()};
  }

  flatbuffers::FlatBufferBuilder b;
  std::map<std::string, uint32_t> strings_;
  std::vector<fb::Node> nodes;
  std::vector<uint32_t> args;
  Offsets<fb::Provision> provisions;
  Offsets<fb::Control> controls;
};

inline const std::vector<uint8_t>& clinic_file() {
  static const std::vector<uint8_t> file = ClinicBuilder().file();
  return file;
}

} // namespace ward::rt::test
