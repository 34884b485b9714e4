// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bundle_generated.h"

#include <string>
#include <vector>

namespace ward::facts::test {

/// The declarations that these tests read facts by:
///
///   fact org.open : bool    fact org.beds : count    fact org.share : percent    fact org.kept :
///   months? fact org.note : text    fact org.mode : Mode? { none, some }    fact org.tags : set of
///   text table systems { key id  mfa : bool  kinds : set of text  idle : minutes? }
class DeclaredFacts {
public:
  DeclaredFacts() {
    using bundle::LanguageType;
    strings_.push_back(builder_.CreateString(""));
    const uint32_t none = string("none"), some = string("some");
    const std::vector<uint32_t> members{none, some};
    std::vector<flatbuffers::Offset<bundle::Enum>> enums{
        bundle::CreateEnum(builder_, string("Mode"), builder_.CreateVector(members))};
    std::vector<flatbuffers::Offset<bundle::Fact>> facts{
        fact("org.beds", LanguageType::count),
        fact("org.kept", LanguageType::months, true),
        fact("org.mode", LanguageType::enumeration, true),
        fact("org.note", LanguageType::text),
        fact("org.open", LanguageType::boolean),
        fact("org.share", LanguageType::percent),
        fact("org.tags", LanguageType::text, false, true)};
    std::vector<flatbuffers::Offset<bundle::Fact>> fields{
        fact("id", LanguageType::text), fact("mfa", LanguageType::boolean),
        fact("kinds", LanguageType::text, false, true), fact("idle", LanguageType::minutes, true)};
    const bundle::Period never(0, false);
    const bundle::Origin nowhere(0, 0, 0);
    std::vector<flatbuffers::Offset<bundle::FactTable>> tables{bundle::CreateFactTable(
        builder_, string("systems"), builder_.CreateVector(fields), 0, 0, &never, &nowhere)};
    const auto all_enums = builder_.CreateVector(enums);
    const auto all_facts = builder_.CreateVector(facts);
    const auto all_tables = builder_.CreateVector(tables);
    const auto all_strings = builder_.CreateVector(strings_);
    bundle::BundleBuilder out(builder_);
    out.add_strings(all_strings);
    out.add_enums(all_enums);
    out.add_facts(all_facts);
    out.add_tables(all_tables);
    builder_.Finish(out.Finish());
  }

  const bundle::Bundle& bundle() const { return *bundle::GetBundle(builder_.GetBufferPointer()); }

private:
  uint32_t string(const char* text) {
    strings_.push_back(builder_.CreateString(text));
    return static_cast<uint32_t>(strings_.size() - 1);
  }
  flatbuffers::Offset<bundle::Fact> fact(const char* path, bundle::LanguageType type,
                                         bool optional = false, bool is_set = false) {
    const bundle::TypeRef ref(type, optional, is_set, 0, 0);
    const bundle::Period never(0, false);
    const bundle::Origin nowhere(0, 0, 0);
    return bundle::CreateFact(builder_, string(path), &ref, 0, &never, 0, false, &nowhere, 0);
  }

  flatbuffers::FlatBufferBuilder builder_;
  std::vector<flatbuffers::Offset<flatbuffers::String>> strings_;
};

} // namespace ward::facts::test
