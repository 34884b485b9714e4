// SPDX-License-Identifier: Apache-2.0
#include "unit/runtime_facts/clinic.h"

#include "core/bundle.h"
#include "facts/bind.h"
#include "report/buffer.h"
#include "report/value_text.h"

#include <cstdlib>
#include <doctest/doctest.h>
#include <string>

namespace ward::rt::test {
namespace {

ward_allocator heap() {
  return {nullptr,
          [](void*, size_t size, size_t alignment) {
            return std::aligned_alloc(alignment < 16 ? 16 : alignment, (size + 63) / 64 * 64);
          },
          [](void*, void* memory, size_t, size_t) { std::free(memory); }};
}

struct Bound {
  Bundle bundle{heap()};
  Arena arena{heap()};
  BoundFacts facts;
  ward_error error = {};
  ward_status status = WARD_OK;

  explicit Bound(const std::string& json, int32_t as_of = day_2026_01_01,
                 const char* profile = nullptr, const FactLimits& limits = {}) {
    REQUIRE(bundle.open_copy(clinic_file().data(), clinic_file().size(), nullptr) == WARD_OK);
    BindInput input;
    input.facts = json.data();
    input.size = json.size();
    input.as_of = as_of;
    input.profile = profile;
    status = bind_facts(bundle, input, limits, arena, facts, error);
  }
  const Cell& fact(uint32_t index) const {
    REQUIRE_MESSAGE(status == WARD_OK, error.message);
    return facts.facts[index];
  }
  const BoundTable& table(uint32_t index) const {
    REQUIRE_MESSAGE(status == WARD_OK, error.message);
    return facts.tables[index];
  }
  const Provenance& provenance(const Cell& cell) const {
    return facts.provenances[cell.provenance];
  }
  std::string shown(uint32_t index) const {
    Buffer out{heap()};
    const bool said =
        write_value(bundle, facts, *bundle.root().facts()->Get(index)->type(), fact(index), out);
    return said ? std::string(out.data(), out.size()) : "(nothing)";
  }
};

std::string str(Bytes bytes) {
  return {bytes.data, bytes.size};
}

void fails(const std::string& json, uint32_t line, uint32_t column, const std::string& path,
           const std::string& part, ward_status status = WARD_ERR_BAD_FACTS) {
  CAPTURE(json);
  const Bound bound(json);
  CAPTURE(bound.error.message);
  CHECK(bound.status == status);
  CHECK(bound.error.status == status);
  CHECK(bound.error.line == line);
  CHECK(bound.error.column == column);
  CHECK(bound.error.path == path);
  CHECK(std::string(bound.error.message).find(part) != std::string::npos);
}

std::string org(const std::string& members) {
  return "{\"org\":{" + members + "}}";
}

TEST_CASE("values are read exactly and written as they were said (R4.1, R4.5)") {
  const Bound bound(org(R"("amount": "$1,234.50", "cert": true, "name": null, "notice": "2 weeks",
    "ratio": -2.5, "retention": "6 years", "roles": ["business_associate", "covered_entity"],
    "share": "99.9999%", "since": "2024-02-29", "size": 9007199254740992, "timeout": "72 hours",
    "trend": "-3")"));
  CHECK(bound.fact(org_amount).number == 123450);
  CHECK(bound.shown(org_amount) == "$1234.50");
  CHECK(bound.shown(org_cert) == "true");
  CHECK(bound.fact(org_name).state == State::none);
  CHECK(bound.shown(org_name) == "none");
  CHECK(bound.fact(org_notice).number == 14);
  CHECK(bound.shown(org_notice) == "14 days");
  CHECK(bound.fact(org_ratio).number == -2'500'000'000);
  CHECK(bound.shown(org_ratio) == "-2.5");
  CHECK(bound.fact(org_retention).number == 72);
  CHECK(bound.shown(org_retention) == "6 years");
  CHECK(bound.fact(org_roles).size == 2);
  CHECK(bound.fact(org_roles).members[0] == 0);
  CHECK(bound.shown(org_roles) == "{covered_entity, business_associate}");
  CHECK(bound.fact(org_share).number == 999999);
  CHECK(bound.shown(org_share) == "99.9999%");
  CHECK(bound.fact(org_since).number == 19782); // 2024-01-01 is 19723, the leap day 59 later
  CHECK(bound.shown(org_since) == "2024-02-29");
  CHECK(bound.shown(org_timeout) == "72 hours");
  CHECK(bound.shown(org_trend) == "-3");
  CHECK(bound.shown(org_secret) == "(nothing)");
  CHECK(bound.fact(org_secret).state == State::unknown);
  CHECK_FALSE(bound.fact(org_secret).stated);
}

TEST_CASE("one form for each value") {
  const auto shown = [](const std::string& member, uint32_t fact) {
    return Bound(org(member)).shown(fact);
  };
  CHECK(shown(R"("share": "95%")", org_share) == "95%");
  CHECK(shown(R"("share": "-0.5%")", org_share) == "-0.5%");
  CHECK(shown(R"("amount": "-$0.05")", org_amount) == "-$0.05");
  CHECK(shown(R"("amount": "$90,071,992,547,409.92")", org_amount) == "$90071992547409.92");
  CHECK(shown(R"("retention": "13 months")", org_retention) == "13 months");
  CHECK(shown(R"("retention": "1 year")", org_retention) == "1 year");
  CHECK(shown(R"("retention": "0 years")", org_retention) == "0 months");
  CHECK(shown(R"("notice": "1 day")", org_notice) == "1 day");
  CHECK(shown(R"("timeout": "90 minutes")", org_timeout) == "90 minutes");
  CHECK(shown(R"("ratio": 9000000000)", org_ratio) == "9000000000");
  CHECK(shown(R"("ratio": 1.5e-8)", org_ratio) == "0.000000015");
  CHECK(shown(R"("ratio": "0.000000001")", org_ratio) == "0.000000001");
  CHECK(shown(R"("trend": 1e3)", org_trend) == "1000");
  CHECK(shown(R"("trend": 4.0)", org_trend) == "4");
  CHECK(shown(R"("roles": [])", org_roles) == "{}");
  CHECK(shown(R"("name": "a\"\u00e9\n")", org_name) == "a\"\xC3\xA9\n");
}

TEST_CASE("every wrong value has its place (R4.11)") {
  fails(org(R"("size": -1)"), 1, 17, "org.size", "out of range: 0 to");
  fails(org(R"("size": 9007199254740993)"), 1, 17, "org.size", "out of range");
  fails(org(R"("size": 1.5)"), 1, 17, "org.size", "not a whole number");
  fails(org(R"("size": "four")"), 1, 17, "org.size",
        "expected a whole number, 0 or more, found `four`");
  fails(org(R"("size": true)"), 1, 17, "org.size", "found true");
  fails(org(R"("size": null)"), 1, 17, "org.size", "null means none");
  fails(org(R"("size": "01")"), 1, 17, "org.size", "expected a whole number");
  fails(org(R"("trend": -9007199254740993)"), 1, 18, "org.trend", "out of range");
  fails(org(R"("trend": 1e400)"), 1, 18, "", "the number is too big"); // by JSON's own bound
  fails(org(R"("ratio": 9000000000.000000001)"), 1, 18, "org.ratio", "out of range");
  fails(org(R"("ratio": 0.0000000001)"), 1, 18, "org.ratio", "too many digits");
  fails(org(R"("share": 95)"), 1, 18, "org.share", "expected a percentage");
  fails(org(R"("share": "95.00001%")"), 1, 18, "org.share", "too many digits");
  fails(org(R"("amount": "12.50")"), 1, 19, "org.amount", "expected an amount");
  fails(org(R"("amount": "$12.505")"), 1, 19, "org.amount", "too many digits");
  fails(org(R"("amount": "$12,34")"), 1, 19, "org.amount", "expected an amount");
  fails(org(R"("amount": "$90071992547409.93")"), 1, 19, "org.amount", "out of range");
  fails(org(R"("since": "2026-02-29")"), 1, 18, "org.since", "out of range");
  fails(org(R"("since": "0000-01-01")"), 1, 18, "org.since", "out of range");
  fails(org(R"("since": "26-02-28")"), 1, 18, "org.since", "expected a date");
  fails(org(R"("notice": "6 months")"), 1, 19, "org.notice", "expected days or weeks");
  fails(org(R"("notice": "1000001 days")"), 1, 19, "org.notice", "out of range");
  fails(org(R"("notice": "142858 weeks")"), 1, 19, "org.notice", "out of range"); // 1,000,006 days
  fails(org(R"("notice": "60")"), 1, 19, "org.notice", "expected days or weeks");
  fails(org(R"("retention": "6 days")"), 1, 22, "org.retention", "expected months or years");
  fails(org(R"("cert": "true")"), 1, 17, "org.cert", "expected true or false, found `true`");
  fails(org(R"("roles": "covered_entity")"), 1, 18, "org.roles", "expected an array");
  fails(org(R"("roles": ["covered_entity", "covered_entity"])"), 1, 37, "org.roles",
        "in the set already");
  fails(org(R"("roles": ["covered_entty"])"), 1, 19, "org.roles",
        "is not one of covered_entity, business_associate; did you mean `covered_entity`?");
  fails(org("\"secret\": \"" + std::string(4097, 'x') + "\""), 1, 19, "org.secret", "at most 4096");
}

TEST_CASE("every wrong key has its place and a candidate (R4.11)") {
  fails("{\n  \"sytems\": []\n}", 2, 3, "sytems", "unknown fact `sytems`; did you mean `systems`?");
  fails(org("\n \"siez\": 4"), 2, 2, "org.siez", "did you mean `org.size`?");
  fails(R"({"org.size": 4})", 1, 2, "org.size", "unknown fact `org.size`");
  fails(org(R"("size": 4, "size": 4)"), 1, 20, "org.size", "given twice");
  fails(R"({"org": {}, "org": {}})", 1, 13, "org", "given twice");
  fails(R"({"as_of": "2026-01-01", "as_of": "2026-01-01"})", 1, 25, "as_of", "given twice");
  fails(R"({"org": 4})", 1, 9, "org", "expected an object, a group of facts, found a number");
  fails(org(R"("size": {"value": 4, "as_off": "2026-01-01"})"), 1, 30, "org.size",
        "did you mean `as_of`?");
  fails(org(R"("size": {"value": 4, "as_of": "2026-02-30"})"), 1, 39, "org.size.as_of",
        "is no date");
  fails(org(R"("size": {"as_of": "2026-01-01"})"), 1, 17, "org.size", "no `value` here");
  fails(org(R"("size": {"value": 4, "value": 4})"), 1, 30, "org.size.value", "given twice");
  fails(org(R"("size": {"value": 4, "proof": "sure"})"), 1, 39, "org.size.proof",
        "is not one of self_stated");
  fails(R"({"systems": {"as_of": "2026-01-01"}})", 1, 13, "systems", "no `rows` here");
  fails(R"({"systems": {"rows": [], "by": "x"}})", 1, 26, "systems", "unknown member `by`");
  fails(R"({"systems": 3})", 1, 13, "systems", "expected an array, the rows of the table");
}

TEST_CASE("rows: keys are required and unique, fields known and single (R4.9, R4.11)") {
  fails(R"({"systems": [{"id": "a"}, {"holds": true}]})", 1, 27, "systems[#2]", "has no `id`");
  fails(R"({"systems": [{"id": 4}]})", 1, 21, "systems[#1].id", "expected a text");
  fails("{\"systems\": [{\"id\": \"b\"},\n {\"id\": \"a\"},\n {\"id\": \"b\"}]}", 3, 2,
        "systems[\"b\"]", "that of the row in line 1");
  fails(R"({"systems": [{"id": "a", "mfa": "sms"}]})", 1, 33, "systems[\"a\"].mfa",
        "`sms` is not one of none, optional, enforced");
  fails(R"({"systems": [{"id": "a", "holds": true, "holds": true}]})", 1, 41,
        "systems[\"a\"].holds", "given twice in one row");
  fails(R"({"systems": [{"id": "a\"b", "mfaa": "none"}]})", 1, 29, "systems[\"a\\\"b\"].mfaa",
        "did you mean `mfa`?");
  fails(R"({"systems": [4]})", 1, 14, "systems[#1]", "expected an object, one row");
  fails(R"({"systems": [{"id": "a", "id": "a"}]})", 1, 26, "systems[\"a\"].id", "given twice");
}

TEST_CASE("rows are ordered by the bytes of their keys, whatever their order in the document") {
  const Bound bound(R"({"systems": [{"id": "b", "accounts": {"value": 2, "as_of": "2026-01-01"}},
    {"mfa": "enforced", "id": "B"}, {"id": "a", "mfa": "none"}]})");
  const BoundTable& table = bound.table(systems);
  REQUIRE(table.rows == 3);
  const auto key = [&](uint32_t row) {
    return str(text_of(bound.bundle, bound.facts, table.keys[row]));
  };
  CHECK(key(0) == "B");
  CHECK(key(1) == "a");
  CHECK(key(2) == "b");
  CHECK(table.columns[system_mfa][0].number == 2);
  CHECK(table.columns[system_mfa][1].number == 0);
  CHECK(table.columns[system_mfa][2].state == State::unknown);
  CHECK(table.columns[system_accounts][2].number == 2);
  CHECK(table.columns[system_id][2].number == table.keys[2]);
  CHECK_FALSE(table.complete);
}

TEST_CASE("equal texts have equal ids, and the bundle's own come first") {
  const Bound bound(R"({"org": {"secret": "zz", "name": "zz", "main": "hipaa:9"}})");
  CHECK(bound.fact(org_secret).number == bound.fact(org_name).number);
  CHECK(bound.fact(org_secret).number >= bound.bundle.string_count());
  CHECK(bound.fact(org_main).number == bound.bundle.find_string("hipaa:9", 7));
}

TEST_CASE("fresh for 90 days: the last good day is in (R4.6)") {
  // 2026-01-01 is day 20454; said 90 and 91 days before it.
  const auto cell = [](const char* day, const char* value = "4") {
    return Bound(
               org("\"size\": {\"value\": " + std::string(value) + ", \"as_of\": \"" + day + "\"}"))
        .fact(org_size);
  };
  CHECK(cell("2025-10-04").state == State::known); // the day before the limit
  CHECK(cell("2025-10-03").state == State::known); // d + 90 == today
  const Cell stale = cell("2025-10-02");           // d + 90 < today
  CHECK(stale.state == State::unknown);
  CHECK(stale.cause == Cause::stale);
  CHECK(stale.stated);
  CHECK(stale.number == 4);
  CHECK(cell("2026-01-01").state == State::known);
  CHECK(cell("2026-01-02").cause == Cause::not_yet);
  CHECK(Bound(org(R"("size": 4)")).fact(org_size).cause == Cause::undated);
}

TEST_CASE("not yet known holds for every dated fact, a none too (R4.6)") {
  const Bound bound(org(R"("trend": {"value": 1, "as_of": "2026-01-02"},
                           "name": {"value": null, "as_of": "2026-01-02"})"));
  CHECK(bound.fact(org_trend).cause == Cause::not_yet);
  CHECK(bound.fact(org_name).state == State::unknown);
  CHECK(bound.fact(org_name).size == stated_none);
  CHECK(bound.shown(org_name) == "none");
}

TEST_CASE("the nearest date and source win (R4.4)") {
  const Bound bound(R"({"as_of": "2025-12-01", "source": "document", "organization": "A clinic",
  "org": {"size": 4, "trend": {"value": 1, "source": "leaf", "at": "f.yaml:3"}},
  "systems": {"as_of": "2025-12-02", "source": "table", "rows": [
    {"id": "a", "accounts": 1},
    {"id": "b", "as_of": "2025-12-03", "source": "row", "at": "s.csv:2", "accounts": 2,
     "mfa": {"value": "none", "as_of": "2025-12-04"}}]}})");
  CHECK(str(bound.facts.organization) == "A clinic");
  const Provenance size = bound.provenance(bound.fact(org_size));
  CHECK(str(size.source) == "document");
  CHECK(size.as_of == day_2026_01_01 - 31);
  CHECK(size.line == 2);
  const Provenance trend = bound.provenance(bound.fact(org_trend));
  CHECK(str(trend.source) == "leaf");
  CHECK(str(trend.at) == "f.yaml:3");
  CHECK(trend.as_of == day_2026_01_01 - 31);
  const BoundTable& table = bound.table(systems);
  const Provenance a = bound.provenance(table.columns[system_accounts][0]);
  CHECK(str(a.source) == "table");
  CHECK(a.as_of == day_2026_01_01 - 30);
  CHECK(a.line == 4);
  const Provenance b = bound.provenance(table.columns[system_accounts][1]);
  CHECK(str(b.source) == "row");
  CHECK(str(b.at) == "s.csv:2");
  CHECK(b.as_of == day_2026_01_01 - 29);
  const Provenance mfa = bound.provenance(table.columns[system_mfa][1]);
  CHECK(mfa.as_of == day_2026_01_01 - 28);
  CHECK(mfa.line == 6);
  CHECK(str(bound.facts.provenances[table.row_provenance[1]].at) == "s.csv:2");
}

TEST_CASE("a table is complete while its declaration is fresh (R4.7)") {
  const auto table = [](const std::string& on) {
    const Bound bound("{\"complete\": [{\"table\": \"systems\", \"by\": \"it\"" + on + "}]}");
    return bound.table(systems);
  };
  CHECK(table(R"(, "on": "2025-12-03")").complete); // 29 days old
  CHECK(table(R"(, "on": "2025-12-02")").complete); // d + 30 == today
  const BoundTable stale = table(R"(, "on": "2025-12-01")");
  CHECK_FALSE(stale.complete);
  CHECK(stale.open_because == Cause::stale);
  CHECK(table(R"(, "on": "2026-01-02")").open_because == Cause::not_yet);
  CHECK(table("").open_because == Cause::undated);
  CHECK(Bound("{}").table(systems).open_because == Cause::absent);
  // Without a freshness of its own an undated declaration counts, and an absent table is empty.
  const Bound vendor(R"({"complete": [{"table": "vendors"}]})");
  CHECK(vendor.table(vendors).complete);
  CHECK(vendor.table(vendors).rows == 0);
}

TEST_CASE("wrong declarations") {
  fails(R"({"complete": {}})", 1, 14, "complete", "expected an array");
  fails(R"({"complete": [{"by": "x"}]})", 1, 15, "complete", "no `table` here");
  fails(R"({"complete": [{"table": "system"}]})", 1, 25, "complete.table",
        "did you mean `systems`?");
  fails(R"({"complete": [{"table": "vendors"}, {"table": "vendors"}]})", 1, 47, "complete.table",
        "declared complete twice");
  fails(R"({"complete": [{"table": "vendors", "when": "x"}]})", 1, 36, "complete",
        "unknown member `when`");
}

TEST_CASE("a key that names no row is an error only of a complete table (R4.10)") {
  const std::string complete = R"("complete": [{"table": "vendors"}], )";
  fails("{" + complete + R"("systems": [{"id": "s", "vendor": "v2"}], "vendors": [{"id": "v1"}]})",
        1, 72, "systems[\"s\"].vendor", "no row `v2` in `vendors`");
  CHECK(Bound(R"({"systems": [{"id": "s", "vendor": "v2"}], "vendors": [{"id": "v1"}]})").status ==
        WARD_OK);
  CHECK(Bound("{" + complete +
              R"("systems": [{"id": "s", "vendor": "v1"}], "vendors": [{"id": "v1"}]})")
            .status == WARD_OK);
  CHECK(Bound("{" + complete + R"("systems": [{"id": "s", "vendor": null}]})").status == WARD_OK);
  fails(R"({"complete": [{"table": "systems", "on": "2026-01-01"}], "org": {"main": "x"}})", 1, 74,
        "org.main", "no row `x` in `systems`");
}

TEST_CASE("weak proof reads as unknown where the profile asks for more (R4.13)") {
  const std::string json = org(R"("trend": {"value": 1, "proof": "documented"}, "ratio": 2)");
  const Bound strict(json, day_2026_01_01, "documented");
  CHECK(strict.fact(org_trend).state == State::known);
  CHECK(strict.fact(org_trend).proof == Proof::documented);
  CHECK(strict.fact(org_ratio).cause == Cause::weak_proof);
  CHECK(strict.fact(org_ratio).stated);
  CHECK(Bound(json).fact(org_ratio).state == State::known);
}

TEST_CASE("a profile assumes proposals; unknown names are the caller's mistakes") {
  CHECK(Bound("{}", day_2026_01_01, "future").facts.assumed[0]);
  CHECK_FALSE(Bound("{}").facts.assumed[0]);
  const Bound wrong("{}", day_2026_01_01, "futur");
  CHECK(wrong.status == WARD_ERR_ARGUMENT);
  CHECK(std::string(wrong.error.message) ==
        "no profile `futur` in the bundle; did you mean `future`?");
}

TEST_CASE("addressable decisions name what exists (R6.7)") {
  const auto decision = [](const std::string& members) {
    return "{\"addressable\": [{\"id\": \"d\", " + members + "}]}";
  };
  CHECK(Bound(decision(R"("citation": "hipaa:9", "for_entity": true)")).status == WARD_OK);
  CHECK(Bound(decision(R"("citation": "hipaa:9", "for_entity": false, "for_table": "systems",
    "for_rows": ["a"], "alternative": "access.mfa")"))
            .status == WARD_OK);
  fails(decision(R"("citation": "hipaa:1")"), 1, 42, "addressable[\"d\"].citation",
        "is not addressable");
  fails(decision(R"("citation": "hipaa:99")"), 1, 42, "addressable[\"d\"].citation",
        "no addressable provision `hipaa:99`; did you mean `hipaa:9`?");
  fails(decision(R"("for_table": "system")"), 1, 43, "addressable[\"d\"].for_table",
        "did you mean `systems`?");
  fails(decision(R"("alternative": "access.mfas")"), 1, 45, "addressable[\"d\"].alternative",
        "did you mean `access.mfa`?");
  fails(decision(R"("for_entity": true, "for_rows": ["a"])"), 1, 62, "addressable[\"d\"].for_rows",
        "names no rows");
  fails(decision(R"("for_entity": false, "for_rows": [])"), 1, 63, "addressable[\"d\"].for_rows",
        "names its rows");
}

TEST_CASE("not JSON: one sentence with its place") {
  fails("", 1, 1, "", "the document is empty");
  fails("[]", 1, 1, "", "one JSON object");
  fails("{\n\"org\": }", 2, 8, "", "expected a JSON value");
  fails("{} x", 1, 4, "", "follows the end");
  fails("{\"org\": {\"name\": \"\xFF\"}}", 1, 19, "", "not valid UTF-8");
  fails(std::string("{}\0", 3), 1, 3, "", "NUL");
  fails("{\"org\": {\"size\": 4,}}", 1, 20, "", "member's name");
  CHECK(Bound("\xEF\xBB\xBF{}").status == WARD_OK);
}

TEST_CASE("limits") {
  const auto limited = [](const std::string& json, FactLimits limits, const char* name) {
    const Bound bound(json, day_2026_01_01, nullptr, limits);
    CHECK(bound.status == WARD_ERR_LIMIT);
    CHECK(std::string(bound.error.message).find(name) != std::string::npos);
  };
  FactLimits bytes;
  bytes.max_facts_bytes = 10;
  limited(R"({"org": {}})", bytes, "max_facts_bytes");
  CHECK(Bound(R"({"org":{}})", day_2026_01_01, nullptr, bytes).status == WARD_OK);
  FactLimits depth;
  depth.max_facts_depth = 2;
  CHECK(Bound(R"({"org": {}})", day_2026_01_01, nullptr, depth).status == WARD_OK);
  limited(R"({"org": {"size": {"value": 4}}})", depth, "max_facts_depth");
  limited(R"({"systems": )" + std::string(100'000, '['), FactLimits(), "max_facts_depth");
  FactLimits rows;
  rows.max_rows = 1;
  CHECK(Bound(R"({"vendors": [{"id": "a"}]})", day_2026_01_01, nullptr, rows).status == WARD_OK);
  limited(R"({"vendors": [{"id": "a"}, {"id": "b"}]})", rows, "max_rows");
}

} // namespace
} // namespace ward::rt::test
