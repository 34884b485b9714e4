// SPDX-License-Identifier: Apache-2.0
#include "unit/runtime_report/judged.h"

namespace ward::rt::test {
namespace {

const std::string complete_systems =
    R"("complete": [{"table": "systems", "by": "it lead", "on": "2026-01-01"}, {"table": "addressable"}])";

std::string clinic(const std::string& rows, const std::string& more = "") {
  return "{" + complete_systems + ", \"systems\": [" + rows + "]" + more + "}";
}

TEST_CASE("a blank clinic meets nothing") {
  const Judged blank("{}");
  for (const auto& provision : blank.json["provisions"].GetArray()) {
    CAPTURE(provision["citation"].GetString());
    CHECK(provision["verdict"].GetString() != "met");
  }
  CHECK(line(blank.provision("hipaa:1")) == "unknown");
  CHECK(facts_of(blank.provision("hipaa:1"), "to_met") == "risk.done = ? absent");
  CHECK(facts_of(blank.provision("hipaa:1"), "to_not_met") == "risk.done = ? absent");
  CHECK(facts_of(blank.provision("hipaa:1"), "missing") == "risk.done = ? absent");
  CHECK(blank.json["organization"].IsNull());
  CHECK(blank.json["profile"].IsNull());
  CHECK(blank.json["roles"][0]["holds"].GetString() == "unknown");
}

TEST_CASE(
    "a met provision names its fact with value, source, place, day and proof (R11.3, R4.13)") {
  const Judged judged(R"({"organization": "Riverside",
 "risk": {"done": {"value": true, "as_of": "2025-12-31", "source": "risk register",
 "proof": "documented", "at": "facts.yaml:7"}}})");
  const auto& one = judged.provision("hipaa:1");
  CHECK(line(one) == "met"); // documented, so not unverified
  CHECK(one["proof"].GetString() == "documented");
  REQUIRE(one["reason"].Size() == 1);
  const auto& fact = one["reason"][0];
  CHECK(fact["kind"].GetString() == "value");
  CHECK(fact["path"].GetString() == "risk.done");
  CHECK(fact["value"].GetString() == "true");
  CHECK(fact["source"].GetString() == "risk register");
  CHECK(fact["at"].GetString() == "facts.yaml:7");
  CHECK_FALSE(fact.HasMember("line"));
  CHECK(fact["as_of"].GetString() == "2025-12-31");
  CHECK(fact["proof"].GetString() == "documented");
  CHECK(judged.json["organization"].GetString() == "Riverside");
  CHECK(judged.provision("hipaa:5")["words"].GetString() == "no known violation");
  CHECK(judged.json["roles"][0]["holds"].GetString() == "yes");
}

TEST_CASE(
    "a met on the organization's own word alone is unverified; a false fact is contrary (R3.19)") {
  CHECK(line(Judged(R"({"risk": {"done": true}})").provision("hipaa:1")) == "met unverified");
  const Judged judged("{\n\"risk\": {\"done\": false}}");
  const auto& one = judged.provision("hipaa:1");
  CHECK(line(one) == "not_met contrary");
  CHECK(one["elements"][0]["ground"].GetString() == "contrary");
  CHECK(facts_of(one, "reason") == "risk.done = false");
  CHECK(one["reason"][0]["line"].GetInt() == 2);
  CHECK_FALSE(judged.provision("hipaa:5").HasMember("words"));
}

TEST_CASE("some elements met and some covered by nothing: partial (R3.19)") {
  const Judged judged(clinic(R"({"id": "pms", "holds": true, "mfa": "enforced"})"));
  const auto& two = judged.provision("hipaa:2");
  CHECK(line(two) == "not_met partial not_covered");
  CHECK(two["elements"][0]["verdict"].GetString() == "met");
  CHECK(two["elements"][0]["controls"][0]["path"].GetString() == "access.mfa");
  CHECK(two["elements"][1]["ground"].GetString() == "not_covered");
  CHECK(two["reason"].Size() == 0); // not met under no facts whatever
  CHECK(line(judged.control("access.mfa")) == "implemented unverified");
  CHECK(facts_of(judged.control("access.mfa"), "reason") ==
        "systems x1; systems[\"pms\"].mfa = enforced");
}

TEST_CASE(
    "covering controls that are not implemented: not shown, and the exception beside (R10.4)") {
  const std::string facts = clinic(R"({"id": "pms", "holds": true, "mfa": "none"})");
  const Judged judged(facts);
  CHECK(line(judged.provision("hipaa:2")) == "not_met not_shown not_covered excepted");
  CHECK(line(judged.control("access.mfa")) == "not_implemented excepted");
  const auto& exception = judged.json["exceptions"][0];
  CHECK(exception["state"].GetString() == "active");
  CHECK(exception["applies"].GetBool());
  // From 2026-01-01 to 2026-06-30, both in.
  const auto state = [&](int32_t day) {
    const Judged one(facts, day);
    return one.json["exceptions"][0]["state"].GetString();
  };
  CHECK(state(day_2026_01_01 - 1) == "not_yet");
  CHECK(state(day_2026_06_30) == "active");
  CHECK(state(day_2026_06_30 + 1) == "expired");
  CHECK(line(Judged(facts, day_2026_06_30 + 1).control("access.mfa")) == "not_implemented");
}

TEST_CASE("over a complete table with nothing to judge: no instances (R11.5)") {
  const Judged judged(clinic(""));
  CHECK(line(judged.control("access.mfa")) == "implemented no_instances");
  CHECK(facts_of(judged.control("access.mfa"), "reason") == "systems x0");
  CHECK(judged.control("access.mfa")["reason"][0]["source"].GetString() == "it lead");
}

TEST_CASE("an open table is unknown, a stale declaration says so (R4.7)") {
  const std::string rows = R"("systems": [{"id": "pms", "holds": true, "mfa": "enforced"}])";
  const Judged open("{" + rows + "}");
  CHECK(line(open.control("access.mfa")) == "unknown");
  CHECK(facts_of(open.control("access.mfa"), "may_matter") == "systems x1 absent");
  const Judged stale("{" + rows + R"(, "complete": [{"table": "systems", "on": "2025-12-01"}]})");
  CHECK(line(stale.control("access.mfa")) == "unknown stale");
  CHECK(facts_of(stale.control("access.mfa"), "stale") == "systems x1 stale");
  CHECK_FALSE(stale.control("access.mfa").HasMember("missing"));
}

TEST_CASE("more than eight rows are one line, eight are eight") {
  const auto rows = [](int count) {
    std::string out;
    for (int i = 0; i < count; ++i)
      out += std::string(i == 0 ? "" : ",\n") + R"({"id": "s)" + std::to_string(10 + i) +
             R"(", "source": "scan", "as_of": "2025-12-)" + std::to_string(10 + i) +
             R"(", "holds": true, "mfa": "enforced"})";
    return clinic(out);
  };
  const Judged nine(rows(9));
  CHECK(facts_of(nine.control("access.mfa"), "reason") ==
        "systems x9; systems[*].mfa x9 = enforced");
  const auto& group = nine.control("access.mfa")["reason"][1];
  CHECK(group["kind"].GetString() == "values");
  CHECK(group["of"].GetInt() == 9);
  CHECK(group["as_of"].GetString() == "2025-12-10"); // the oldest
  CHECK(group["source"].GetString() == "scan");
  CHECK(group["line"].GetInt() == 1);
  CHECK(group["last_line"].GetInt() == 9);
  const Judged eight(rows(8));
  CHECK(eight.control("access.mfa")["reason"].Size() == 9);

  // The places run from the first line to the last, in whatever order the keys are.
  std::string placed = rows(9);
  for (int i = 0; i < 9; ++i) {
    const std::string id = "\"id\": \"s" + std::to_string(10 + i) + "\"";
    placed.insert(placed.find(id), "\"at\": \"list.csv:" + std::to_string(12 - i) + "\", ");
  }
  const Judged turned(placed);
  const auto& run = turned.control("access.mfa")["reason"][1];
  CHECK(run["at"].GetString() == "list.csv:4");
  CHECK(run["last_at"].GetString() == "list.csv:12");
}

TEST_CASE("a certificate corroborates and never meets a law (R2.5, R11.6)") {
  const Judged judged(R"({"org": {"cert": true}})");
  CHECK(line(judged.control("cert.held")) == "implemented unverified");
  CHECK(judged.control("cert.held")["for_law"].GetString() == "unknown");
  const auto& eight = judged.provision("hipaa:8");
  CHECK(line(eight) == "unknown corroborated");
  CHECK(facts_of(eight, "corroborated_by") == "org.cert = true");
  CHECK(eight["elements"][0]["controls"][0]["verdict"].GetString() == "unknown");
  CHECK(eight["elements"][0]["controls"][0]["line"].GetString() == "implemented");
  CHECK(line(Judged(R"({"org": {"cert": false}})").provision("hipaa:8")) == "unknown");
}

TEST_CASE("met by decision only, and the decision named (R6.11)") {
  const std::string decision = R"(, "addressable": [{"id": "d7", "citation": "hipaa:9",
    "for_entity": true, "alternative": ALT}])";
  const auto judge = [&](const std::string& mfa, const std::string& alternative) {
    std::string more = decision;
    more.replace(more.find("ALT"), 3, alternative);
    return Judged(clinic(R"({"id": "pms", "holds": true, "mfa": ")" + mfa + "\"}", more));
  };
  const Judged none = judge("none", "null");
  CHECK(line(none.provision("hipaa:9")) == "met by_decision unverified");
  REQUIRE(none.provision("hipaa:9")["decisions"].Size() == 1);
  CHECK(none.provision("hipaa:9")["decisions"][0]["id"].GetString() == "d7");
  CHECK(none.provision("hipaa:9")["decisions"][0]["kind"].GetString() == "none_reasonable");
  const Judged other = judge("none", "\"access.mfa\"");
  CHECK(other.provision("hipaa:9")["decisions"][0]["kind"].GetString() == "alternative");
  const Judged both = judge("enforced", "null");
  CHECK(line(both.provision("hipaa:9")) == "met unverified");
  CHECK_FALSE(both.provision("hipaa:9").HasMember("decisions"));
}

TEST_CASE("what is not judged, and why; the counts; the disclaimer once (R11.7, R11.8)") {
  const Judged judged("{}");
  const auto why = [&](const char* citation) {
    return judged.not_judged(citation)["why"].GetString();
  };
  CHECK(why("hipaa:3") == "vacated");
  CHECK(judged.not_judged("hipaa:3")["vacated_by"].GetString() == "A v. B");
  CHECK(why("hipaa:4") == "modality");
  CHECK(why("hipaa:6") == "upcoming");
  CHECK(judged.not_judged("hipaa:6")["due"].GetString() == "2027-01-01");
  CHECK(why("hipaa:7") == "not_in_force");
  CHECK(judged.not_judged("hipaa:7")["in_force_from"].GetString() == "2030-01-01");
  CHECK(why("nprm:A") == "not_assumed");
  // hipaa: 1, 2, 5, 8, 9 and A are judged, all unknown but 2, which nothing covers.
  const auto& hipaa = judged.json["authorities"][0];
  CHECK(hipaa["unknown"].GetInt() == 5);
  CHECK(hipaa["not_met"].GetInt() == 1);
  CHECK(hipaa["not_judged"].GetInt() == 4);
  // Once, and not the body whose library is loaded (R2.8).
  REQUIRE(judged.json["not_judged"]["bodies"].Size() == 1);
  CHECK(judged.json["not_judged"]["bodies"][0].GetString() == "State law");
  CHECK(judged.text.find("not legal advice") == judged.text.rfind("not legal advice"));
}

TEST_CASE("an assumed proposal is judged, what it replaces is not, and all is marked (R3.17)") {
  ward::Options options;
  options.assume = {"draft"};
  const Judged judged(R"({"risk": {"done": true}})", day_2026_01_01, options);
  CHECK(line(judged.provision("nprm:A")) == "met assumed unverified");
  CHECK(line(judged.provision("hipaa:1")) == "met assumed unverified");
  CHECK(judged.not_judged("hipaa:A")["why"].GetString() == "replaced");
  CHECK(judged.not_judged("hipaa:A")["proposal"].GetString() == "draft");
  CHECK(judged.json["assumed"][0].GetString() == "draft");
}

TEST_CASE("a profile leaves authorities out, listed (R10.2); weak proof is a cause") {
  ward::Options options;
  options.profile = "documented";
  const Judged judged(R"({"risk": {"done": true}})", day_2026_01_01, options);
  CHECK(judged.not_judged("hitrust:1")["why"].GetString() == "not_selected");
  CHECK_FALSE(judged.json["authorities"][1]["selected"].GetBool());
  CHECK(line(judged.provision("hipaa:1")) == "unknown");
  CHECK(facts_of(judged.provision("hipaa:1"), "to_met") == "risk.done = true weak_proof");
}

TEST_CASE("a framework's item to which controls contribute (R3.18)") {
  CHECK(line(Judged("{}").provision("hitrust:1")) == "unknown contributed");
}

TEST_CASE("redaction takes values out and leaves paths (R4.14)") {
  const std::string facts = R"({"org": {"secret": "hunter2", "cert": true}})";
  const Judged open(facts);
  CHECK(facts_of(open.provision("hipaa:8"), "corroborated_by") == "org.cert = true");
  ward::Options options;
  options.redact = true;
  const Judged judged(facts, day_2026_01_01, options);
  CHECK(facts_of(judged.provision("hipaa:8"), "corroborated_by") == "org.cert = ?");
  CHECK(judged.provision("hipaa:8")["corroborated_by"][0]["redacted"].GetBool());
  CHECK(facts_of(judged.control("cert.held"), "reason") == "org.cert = ?");
  CHECK(line(judged.provision("hipaa:8")) == line(open.provision("hipaa:8")));
  CHECK(judged.text.find("hunter2") == std::string::npos);
  CHECK(judged.json["redacted"].GetBool());
}

TEST_CASE("without reasons the verdicts are the same") {
  ward::Options options;
  options.without_reasons = true;
  const std::string facts = clinic(R"({"id": "pms", "holds": true, "mfa": "none"})");
  const Judged with(facts);
  const Judged without(facts, day_2026_01_01, options);
  for (const auto& provision : with.json["provisions"].GetArray()) {
    const auto& other = without.provision(provision["citation"].GetString());
    CHECK(other["verdict"].GetString() == provision["verdict"].GetString());
    CHECK_FALSE(other.HasMember("reason"));
    CHECK_FALSE(other.HasMember("may_matter"));
  }
}

TEST_CASE("texts are escaped") {
  const Judged judged(R"({"organization": "a\"b\\c\n\u0001é"})");
  CHECK(judged.json["organization"].GetString() == "a\"b\\c\n\x01\xC3\xA9");
}

} // namespace
} // namespace ward::rt::test
