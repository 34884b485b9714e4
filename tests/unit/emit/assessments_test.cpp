// SPDX-License-Identifier: Apache-2.0
#include "core/bundle.h"
#include "emit/emit.h"
#include "program/program.h"
#include "program/text.h"
#include "program/verify.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <functional>

using namespace ward;

namespace {

/// R9.30 to R9.32: two levels, one bound by the other; rows of `s`; certificates in the same table.
constexpr std::string_view text = R"text(ward_program 1
library "demo" version "1" release 1 reviewed_day 20000 compiler "ward 0.1.0"
file "a.ward"
enum "Part" members ["north"]
enum "Rating" members ["no" "yes"]
table "addressable" key_field 0
  field "id" type text
table "s" key_field 0
  field "id" type text
  field "part" type enumeration:0
  field "rating" type enumeration:1
  field "day" type date
%0 = field id : text lane s
%1 = field part : number lane s
%2 = field rating : number lane s
%3 = field day : number lane s
%4 = is_none %3 : truth lane s
%5 = today : number
%6 = field id : text lane addressable
assessment "a.b" title "T" sources ["x"] unverified ["y"] effective 100 unit "part" threshold 620000 valid 24m interim_window 90d interim_after 12m count 3 table 2 rating_enum 1 group_enum 0 group %1 scope %4 applies %4 because %0 share %2 inherited_score %3 inherited_from %0 inherited_when %4 held_table 2 held_where %4 held_issued %3 held_until %3 held_done %3 held_when %4
  level "policy" weight 400000 incubation 60d score %2 since %3
  level "managed" weight 600000 optional true under 1 score %2
  rating "no"
  rating "yes" worth 1000000
)text";

program::Program parsed() {
  auto made = program::parse(text);
  REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().message));
  return *made;
}

const ward_allocator heap = {nullptr, [](void*, size_t size, size_t) { return std::malloc(size); },
                             [](void*, void* memory, size_t, size_t) { std::free(memory); }};

ward_status opened(const program::Program& program, rt::Bundle& bundle) {
  const std::vector<uint8_t> bytes = emit::emit(program);
  REQUIRE(!bytes.empty());
  return bundle.open_copy(bytes.data(), bytes.size(), nullptr);
}

} // namespace

TEST_CASE("an assessment comes back as it was written") {
  const program::Program program = parsed();
  CHECK(program::print(program) == program::print(*program::parse(program::print(program))));
  CHECK(!program::verify(program));
  rt::Bundle bundle(heap);
  REQUIRE(opened(program, bundle) == WARD_OK);
  REQUIRE(bundle.assessment_count() == 1);
  const bundle::Assessment& a = *bundle.root().assessments()->Get(0);
  const auto s = [&](uint32_t index) {
    return std::string(bundle.string(index).data, bundle.string(index).size);
  };
  CHECK((s(a.path()) == "a.b" && s(a.title()) == "T" && s(a.unit()) == "part"));
  CHECK((s(a.sources()->Get(0)) == "x" && s(a.unverified()->Get(0)) == "y"));
  CHECK((a.effective() == 100 && a.threshold() == 620000 && a.count() == 3));
  CHECK((a.valid()->amount() == 24 && a.valid()->months()));
  CHECK((a.interim_window()->amount() == 90 && a.interim_after()->amount() == 12));
  CHECK((a.table() == 2 && a.rating_enum() == 1 && a.group_enum() == 0 && a.held_table() == 2));
  CHECK((a.group() == 1 && a.scope() == 4 && a.applies() == 4 && a.because() == 0));
  CHECK((a.share() == 2 && a.inherited_score() == 3 && a.inherited_from() == 0));
  CHECK((a.held_issued() == 3 && a.held_until() == 3 && a.held_done() == 3 && a.held_when() == 4));
  const bundle::Level& managed = *a.levels()->Get(1);
  CHECK((s(managed.name()) == "managed" && managed.weight() == 600000 && managed.optional()));
  CHECK((managed.under() == 1 && managed.score() == 2 && managed.since() == UINT32_MAX));
  CHECK(a.levels()->Get(0)->incubation()->amount() == 60);
  CHECK((s(a.ratings()->Get(1)->name()) == "yes" && a.ratings()->Get(1)->worth() == 1000000));
}

TEST_CASE("a bundle without assessments has no such field") {
  program::Program program = parsed();
  program.assessments.clear();
  rt::Bundle bundle(heap);
  REQUIRE(opened(program, bundle) == WARD_OK);
  CHECK(bundle.root().assessments() == nullptr);
  CHECK(bundle.assessment_count() == 0);
}

TEST_CASE("a malformed assessment is refused before it is scored") {
  using program::Assessment;
  using program::NodeId;
  const std::function<void(Assessment&)> faults[] = {
      [](Assessment& a) { a.levels[0].weight = 400001; },
      [](Assessment& a) { a.levels[0].weight = -1, a.levels[1].weight = 1000001; },
      [](Assessment& a) { a.levels.clear(); },
      [](Assessment& a) { a.levels.resize(65, {.weight = 0, .score = NodeId{2}}); },
      [](Assessment& a) { a.levels[1].under = 2; },
      [](Assessment& a) { a.levels[0].score = {}; },
      [](Assessment& a) { a.levels[0].score = NodeId{4}; },
      [](Assessment& a) { a.levels[0].score = NodeId{6}; },
      [](Assessment& a) { a.levels[0].score = NodeId{7}; },
      [](Assessment& a) { a.levels[0].since = {}; },
      [](Assessment& a) { a.levels[0].incubation.amount = -1; },
      [](Assessment& a) { a.ratings.clear(); },
      [](Assessment& a) { a.ratings[1].worth = 1000001; },
      [](Assessment& a) { a.threshold = 1000001; },
      [](Assessment& a) { a.threshold = -1; },
      [](Assessment& a) { a.valid.amount = 1000001; },
      [](Assessment& a) { a.table = 3; },
      [](Assessment& a) { a.table = 1; },
      [](Assessment& a) { a.rating_enum = 2; },
      [](Assessment& a) { a.group_enum = 2; },
      [](Assessment& a) { a.group = {}; },
      [](Assessment& a) { a.because = {}; },
      [](Assessment& a) { a.because = NodeId{1}; },
      [](Assessment& a) { a.scope = NodeId{1}; },
      [](Assessment& a) { a.inherited_score = {}; },
      [](Assessment& a) { a.held_table = 1; },
      [](Assessment& a) { a.held_issued = {}; },
      [](Assessment& a) { a.held_where = NodeId{3}; },
      [](Assessment& a) { a.origin = {9, 1, 1}; },
  };
  for (size_t i = 0; i < std::size(faults); ++i) {
    program::Program program = parsed();
    faults[i](program.assessments[0]);
    rt::Bundle bundle(heap);
    CHECK_MESSAGE(opened(program, bundle) == WARD_ERR_BAD_BUNDLE, "fault ", i);
  }
}
