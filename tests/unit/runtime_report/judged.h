// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "unit/runtime_facts/clinic.h"
#include "unit/runtime_report/json_value.h"

#include "ward/ward.hpp"

#include <doctest/doctest.h>
#include <string>

namespace ward::rt::test {

/// The clinic judged through the public interface, its JSON read back.
struct Judged {
  JsonValue json;
  std::string text;

  explicit Judged(const std::string& facts, int32_t as_of = day_2026_01_01,
                  const ward::Options& options = {}) {
    const auto& file = clinic_file();
    auto bundle = ward::Bundle::open_copy(
        std::string_view(reinterpret_cast<const char*>(file.data()), file.size()));
    REQUIRE_MESSAGE(bundle, bundle.error().message);
    auto report = bundle->evaluate(facts, as_of, options);
    REQUIRE_MESSAGE(report, report.error().message);
    auto view = report->json();
    REQUIRE(view);
    text = std::string(*view);
    json = JsonValue::parse(text);
  }

  const JsonValue& named(const char* list, const char* member, const std::string& name) const {
    for (const auto& item : json[list].GetArray())
      if (item[member].GetString() == name)
        return item;
    FAIL("no " << name << " in " << list);
    return json;
  }
  const JsonValue& provision(const std::string& citation) const {
    return named("provisions", "citation", citation);
  }
  const JsonValue& control(const std::string& path) const {
    return named("controls", "path", path);
  }
  const JsonValue& not_judged(const std::string& citation) const {
    for (const auto& item : json["not_judged"]["provisions"].GetArray())
      if (item["citation"].GetString() == citation)
        return item;
    FAIL("not_judged lacks " << citation);
    return json;
  }
};

/// `met`; `not_met partial not_covered`: the verdict, then its details in the order of the schema.
inline std::string line(const JsonValue& item) {
  std::string out = item["verdict"].GetString();
  for (const auto& detail : item["details"].GetArray())
    out += " " + detail.GetString();
  return out;
}

/// `org.size = 4; systems[*].mfa = ? stale`: path, value and cause of each line of a set.
inline std::string facts_of(const JsonValue& item, const char* set) {
  if (!item.HasMember(set))
    return "-";
  std::string out;
  for (const auto& fact : item[set].GetArray()) {
    out += (out.empty() ? "" : "; ") + std::string(fact["path"].GetString());
    if (fact.HasMember("rows"))
      out += " x" + std::to_string(fact["rows"].GetInt());
    if (fact.HasMember("value"))
      out += " = " + (fact["value"].IsNull() ? "?" : fact["value"].GetString());
    if (fact.HasMember("cause"))
      out += " " + fact["cause"].GetString();
  }
  return out;
}

} // namespace ward::rt::test
