// SPDX-License-Identifier: Apache-2.0
#include "emit/emit.h"
#include "emit/read.h"
#include "emit/write_bundle.h"
#include "program/program.h"
#include "program/text.h"

#include "bundle_generated.h"
#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;
using namespace ward;

namespace {

constexpr std::string_view text = R"text(ward_program 1
library "demo" version "1.2" release 7 reviewed_day 20000 compiler "ward 0.1.0" standard_library "law" standard_version "3.1" standard_release 2 standard_reviewed_day 20100
file "a.ward"
enum "Mfa" members ["none" "enforced"]
fact "org.size" type count prompt "How many?" fresh 90d supplied_by 1 privileged true origin 0:2:3 doc "d"
table "addressable" key_field 1 prompt "p" fresh 6m origin 0:4:1
  field "mfa" type set:enumeration:0/2?
  field "id" type text
authority "hipaa" title "HIPAA" force contract unjudged ["state law"] sources ["x" "y"]
%0 = fact org.size : number @0:1:2
%1 = number -5 : number
%2 = less %0 %1 : truth
%3 = logical_not %2 : truth
%4 = logical_and %2 %3 : truth
%5 = field id : text lane addressable
role "covered" node %2 origin 0:9:1
proposal "nprm" title "The proposal"
parameter "least" type count default_number 12
profile "full" title "All" authorities [0] assumes [0] scope %2 minimum_proof 2
  setting 0 number 14
provision "hipaa:1(a)" title "T" says "S" designation addressable modality prohibition from_day 10 until_day 20 vacated true vacated_day 15 vacated_by "a case" proposal 1 replaced_by [0] applicable %2 applies %3 due %4 met %2 met_plain %3 entity_decision %4 children [1] parent 2 contributors [0] sources ["s"] origin 0:1:1 due_text "2005-04-20"
  need [0]
  element "guard" phrase "guards" basis practice applies %2 met %3 met_plain %4 expression %2 by_controls %3 controls [0] origin 0:2:2 decided true
control "access.ids" title "T" doc "D" pillar "P" owner "O" effort "E" cost "L" applies %2 implemented %3 law_applies %4 law_implemented %2 covers [0] aligns ["z"] origin 0:3:3 names [0]
  evidence "export" title "User list" fresh 90d
exception "x" because "b" approved_by "c" on_day 1 expires_day 2 compensated_by 1 implemented_without %2 origin 0:5:5
  row 0 key "pms"
)text";

std::vector<uint8_t> bytes() {
  const auto program = program::parse(text);
  REQUIRE_MESSAGE(program.has_value(), (program ? "" : program.error().message));
  return emit::emit(*program);
}

uint64_t number(const std::vector<uint8_t>& from, size_t at, int size) {
  uint64_t out = 0;
  for (int i = size; i-- > 0;)
    out = out << 8 | from[at + static_cast<size_t>(i)];
  return out;
}

fs::path folder(const char* name) {
  const fs::path path = fs::path(WARD_BINARY_DIR) / "emit_test" / name;
  fs::remove_all(path);
  fs::create_directories(path);
  return path;
}

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TEST_CASE("the header") {
  const std::vector<uint8_t> made = bytes();
  CHECK(std::memcmp(made.data(), "WARDB\0\r\n", 8) == 0);
  CHECK(number(made, 8, 4) == 1);
  CHECK(number(made, 12, 4) == 1);
  CHECK(number(made, 16, 8) == made.size() - 64);
  CHECK(number(made, 56, 8) == 0);
  CHECK(made == bytes());
}

TEST_CASE("a bundle reads back as the program that it was made of") {
  const auto program = program::parse(text);
  REQUIRE(program.has_value());
  const std::vector<uint8_t> made = bytes();
  CHECK(program::print(emit::read(*bundle::GetBundle(made.data() + 64))) ==
        program::print(*program));
  CHECK(emit::read(*bundle::GetBundle(made.data() + 64)) == *program);
}

TEST_CASE("every field comes back through the schema's own reader") {
  const std::vector<uint8_t> made = bytes();
  flatbuffers::Verifier verifier(made.data() + 64, made.size() - 64);
  REQUIRE(bundle::VerifyBundleBuffer(verifier));
  const bundle::Bundle& b = *bundle::GetBundle(made.data() + 64);
  const auto s = [&](uint32_t index) { return b.strings()->Get(index)->str(); };
  CHECK(s(0) == "");
  CHECK(s(b.library()) == "demo");
  CHECK(s(b.version()) == "1.2");
  CHECK(b.release() == 7);
  CHECK(b.reviewed_day() == 20000);
  CHECK((s(b.standard_library()) == "law" && s(b.standard_version()) == "3.1"));
  CHECK((b.standard_release() == 2 && b.standard_reviewed_day() == 20100));
  CHECK(s(b.compiler()) == "ward 0.1.0");
  CHECK(s(b.files()->Get(0)) == "a.ward");
  CHECK(b.numbers()->Get(0) == -5);
  CHECK(b.nodes()->size() == 6);
  const bundle::Node& conjunction = *b.nodes()->Get(4);
  CHECK(conjunction.kind() == bundle::ValueKind::truth);
  CHECK(conjunction.b() == 2);
  CHECK(b.args()->Get(conjunction.a() + 1) == 3);
  CHECK(b.nodes()->Get(5)->lane() == 1);
  CHECK(b.nodes()->Get(5)->a() == 1);
  CHECK(b.origins()->Get(0)->line() == 1);
  CHECK(b.origins()->Get(0)->column() == 2);
  CHECK(s(b.enums()->Get(0)->members()->Get(1)) == "enforced");

  const bundle::Fact& fact = *b.facts()->Get(0);
  CHECK(s(fact.path()) == "org.size");
  CHECK(fact.type()->type() == bundle::LanguageType::count);
  CHECK(s(fact.prompt()) == "How many?");
  CHECK((fact.fresh()->amount() == 90 && !fact.fresh()->months()));
  CHECK(fact.supplied_by() == 1);
  CHECK(fact.privileged());
  CHECK(fact.origin()->column() == 3);
  CHECK(s(fact.doc()) == "d");

  const bundle::FactTable& table = *b.tables()->Get(0);
  CHECK(table.key_field() == 1);
  CHECK(table.fresh()->months());
  CHECK(table.origin()->line() == 4);
  CHECK(s(table.prompt()) == "p");
  const bundle::TypeRef& type = *table.fields()->Get(0)->type();
  CHECK((type.is_set() && type.optional() && type.scale() == 2 && type.of() == 0));

  const bundle::Authority& authority = *b.authorities()->Get(0);
  CHECK(authority.force() == bundle::Force::contract);
  CHECK(s(authority.unjudged()->Get(0)) == "state law");
  CHECK(s(authority.sources()->Get(1)) == "y");
  CHECK(b.roles()->Get(0)->node() == 2);
  CHECK(s(b.proposals()->Get(0)->title()) == "The proposal");
  CHECK(b.parameters()->Get(0)->default_number() == 12);
  const bundle::Profile& profile = *b.profiles()->Get(0);
  CHECK((profile.settings()->Get(0)->number() == 14 && profile.scope() == 2));
  CHECK((profile.minimum_proof() == 2 && profile.assumes()->size() == 1));

  const bundle::Provision& p = *b.provisions()->Get(0);
  CHECK((s(p.citation()) == "hipaa:1(a)" && s(p.title()) == "T" && s(p.says()) == "S"));
  CHECK(p.designation() == bundle::Designation::addressable);
  CHECK(p.modality() == bundle::Modality::prohibition);
  CHECK((p.from_day() == 10 && p.until_day() == 20));
  CHECK((p.vacated() && p.vacated_day() == 15 && s(p.vacated_by()) == "a case"));
  CHECK((p.proposal() == 1 && p.replaced_by()->Get(0) == 0));
  CHECK((p.applicable() == 2 && p.applies() == 3 && p.due() == 4));
  CHECK((p.met() == 2 && p.met_plain() == 3 && p.entity_decision() == 4));
  CHECK((p.children()->Get(0) == 1 && p.parent() == 2 && p.contributors()->size() == 1));
  CHECK((s(p.sources()->Get(0)) == "s" && s(p.due_text()) == "2005-04-20"));
  const bundle::Element& e = *p.elements()->Get(0);
  CHECK((s(e.name()) == "guard" && s(e.phrase()) == "guards"));
  CHECK((e.basis() == bundle::Basis::practice && e.decided()));
  CHECK((e.applies() == 2 && e.met() == 3 && e.met_plain() == 4));
  CHECK((e.expression() == 2 && e.by_controls() == 3 && e.controls()->size() == 1));

  const bundle::Control& c = *b.controls()->Get(0);
  CHECK((s(c.path()) == "access.ids" && s(c.title()) == "T" && s(c.doc()) == "D"));
  CHECK(
      (s(c.pillar()) == "P" && s(c.owner()) == "O" && s(c.effort()) == "E" && s(c.cost()) == "L"));
  CHECK((c.applies() == 2 && c.implemented() == 3));
  CHECK((c.law_applies() == 4 && c.law_implemented() == 2));
  CHECK((s(c.evidence()->Get(0)->title()) == "User list" && c.covers()->Get(0) == 0));
  CHECK(s(c.aligns()->Get(0)) == "z");
  CHECK((c.names()->size() == 1 && c.names()->Get(0) == 0));
  CHECK((p.needs()->size() == 1 && p.needs()->Get(0)->any_of()->Get(0) == 0));
  const bundle::Exception& x = *b.exceptions()->Get(0);
  CHECK((s(x.name()) == "x" && s(x.because()) == "b" && s(x.approved_by()) == "c"));
  CHECK((x.on_day() == 1 && x.expires_day() == 2 && x.compensated_by() == 1));
  CHECK((x.implemented_without() == 2 && s(x.rows()->Get(0)->key()) == "pms"));
}

TEST_CASE("an empty program has every vector") {
  const std::vector<uint8_t> made = emit::emit(program::Program{});
  flatbuffers::Verifier verifier(made.data() + 64, made.size() - 64);
  REQUIRE(bundle::VerifyBundleBuffer(verifier));
  const bundle::Bundle& b = *bundle::GetBundle(made.data() + 64);
  REQUIRE(b.exceptions() != nullptr);
  REQUIRE(b.nodes() != nullptr);
  REQUIRE(b.origins() != nullptr);
  CHECK(b.strings()->size() == 1);
  CHECK(b.reviewed_day() == INT32_MIN);
  CHECK((b.standard_library() == 0 && b.standard_reviewed_day() == INT32_MIN));
}

TEST_CASE("a bundle is written whole or not at all") {
  const std::vector<uint8_t> made = bytes();
  const fs::path place = folder("write");
  const fs::path path = place / "a.wardb";
  CHECK(emit::write_bundle(path.string(), made) == "");
  CHECK(content(path) == std::string(made.begin(), made.end()));
  CHECK(emit::write_bundle(path.string(), std::span(made).first(3)) == "");
  CHECK(content(path).size() == 3);

  fs::create_directories(place / "taken");
  CHECK(emit::write_bundle((place / "taken").string(), made) == "Is a directory");
  CHECK(emit::write_bundle((place / "none" / "a.wardb").string(), made) ==
        "No such file or directory");
  size_t entries = 0;
  for (const auto& each : fs::directory_iterator(place)) {
    ++entries;
    CHECK((each.path() == path || each.path() == place / "taken"));
  }
  CHECK(entries == 2);
  CHECK(fs::is_empty(place / "taken"));
}
